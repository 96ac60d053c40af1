/** Files embedded in the binary: importing one gives its path. */
declare module "*.css" {
  const path: string;
  export default path;
}
declare module "*.svg" {
  const path: string;
  export default path;
}
declare module "*.webmanifest" {
  const path: string;
  export default path;
}
declare module "*.js" {
  const path: string;
  export default path;
}
declare module "*.jpg" {
  const path: string;
  export default path;
}
declare module "*.ogg" {
  const path: string;
  export default path;
}
/** Imported as its text. */
declare module "*.py" {
  const text: string;
  export default text;
}
