import { timingSafeEqual } from "node:crypto";

const prefix = "sha256=";
const hexLength = 64;

/**
 * Whether `header` (X-Hub-Signature-256) is Meta's signature of the raw `body`
 * (API.md §1). Hash the bytes as they came: parsing and writing them again never
 * gives the same ones. Hexadecimal in capitals is refused: Meta sends small letters.
 */
export function verifySignature(body: Uint8Array, header: string | null, secret: string): boolean {
  if (secret === "" || header === null || header.length !== prefix.length + hexLength) return false;
  const expected = Buffer.from(signBody(body, secret));
  const given = Buffer.from(header);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** The header's value for `body`: `sha256=` and 64 small hexadecimal digits. */
export function signBody(body: Uint8Array, secret: string): string {
  return prefix + new Bun.CryptoHasher("sha256", secret).update(body).digest("hex");
}
