import { randomBytes } from "node:crypto";
import { type Canonical, canonicalJson } from "./canonical.ts";

/** A value that a leaf commits to without telling it: salt (32 hex digits) and canonical JSON. */
export interface Opening {
  salt: string;
  value: string;
}

/** Salted anew each time, so that equal values have different commitments. */
export function openingOf(value: Canonical): Opening {
  return { salt: randomBytes(16).toString("hex"), value: canonicalJson(value) };
}

/**
 * SHA-256 over the salt's 32 hex digits followed by the value, in hex. Without the salt
 * (128 random bits) nobody can try out values, so the commitment says nothing once
 * the opening is deleted.
 */
export function commitmentTo({ salt, value }: Opening): string {
  return sha256(salt + value);
}

export function sha256(text: string): string {
  return new Bun.CryptoHasher("sha256").update(text).digest("hex");
}
