/** The part of a file that a request asks for: bytes `start` to `end`, both included. */
export type ByteRange = { start: number; end: number };

/**
 * RFC 9110, 14: one range of bytes. `null`: send the whole file (none asked for,
 * several, not readable, or If-Range names another version); `unsatisfiable`: 416.
 */
export function rangeOf(
  headers: Headers,
  size: number,
  etag: string,
): ByteRange | null | "unsatisfiable" {
  const asked = /^bytes=(\d*)-(\d*)$/.exec(headers.get("range")?.trim() ?? "");
  const condition = headers.get("if-range");
  if (!asked || (condition !== null && condition !== etag)) return null;
  const [, from = "", to = ""] = asked;
  if (from === "") return lastBytes(to, size);
  const start = Number(from);
  const end = to === "" ? size - 1 : Math.min(Number(to), size - 1);
  if (to !== "" && Number(to) < start) return null;
  return start < size ? { start, end } : "unsatisfiable";
}

function lastBytes(count: string, size: number): ByteRange | null | "unsatisfiable" {
  if (count === "") return null;
  if (Number(count) === 0 || size === 0) return "unsatisfiable";
  return { start: Math.max(0, size - Number(count)), end: size - 1 };
}

/** Whether the browser has this very version. */
export function hasVersion(headers: Headers, etag: string): boolean {
  const known = (headers.get("if-none-match") ?? "")
    .split(",")
    .map((tag) => tag.trim().replace(/^W\//, ""));
  return known.includes(etag) || known.includes("*");
}
