/**
 * Where to go after log-in: a path of this desk, else `fallback`. Browsers read
 * `//host`, `/\host` and `/<tab>/host` as another site's address, and a header takes
 * no letter beyond ASCII: addresses of ours are percent-encoded.
 */
export function localPath(next: string | null | undefined, fallback: string): string {
  if (!next || next.length > 500 || !/^\/(?!\/)[\x21-\x5b\x5d-\x7e]*$/.test(next)) return fallback;
  return next;
}
