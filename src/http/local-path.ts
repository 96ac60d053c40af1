/**
 * Where to go after log-in: a path of this desk, else `fallback`. Browsers read
 * `//host`, `/\host` and `/<tab>/host` as another site's address.
 */
export function localPath(next: string | null | undefined, fallback: string): string {
  if (!next || next.length > 500 || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(next)) return fallback;
  return next;
}
