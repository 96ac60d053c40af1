/** Embedded as a file: importing it gives its path. */
declare const path: string;
export default path;
