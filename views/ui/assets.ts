const urls: Record<string, string> = {};

/** The URL of a file of `static/` or of htmx; with its content's hash once the server knows it. */
export function assetUrl(name: string): string {
  return urls[name] ?? `/assets/${name}`;
}

/** Called once at start with the hashed URLs of all files. */
export function setAssetUrls(hashed: Record<string, string>): void {
  Object.assign(urls, hashed);
}
