import type { Instant } from "../db/schema.ts";

/** Values out of JSON from outside: what has the wrong type reads as absent, nothing throws. */
export type WireRecord = { readonly [key: string]: unknown };

const none: WireRecord = Object.freeze({});
const latestSeconds = 8.64e12; // the end of JavaScript's calendar

export function isRecord(value: unknown): value is WireRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The record, or an empty one. */
export function record(value: unknown): WireRecord {
  return isRecord(value) ? value : none;
}

/** An own property: `__proto__` and `constructor` of the prototype are never read. */
export function own(holder: WireRecord, key: string): unknown {
  return Object.hasOwn(holder, key) ? holder[key] : undefined;
}

export function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A text as it was sent, but storable: no NUL, no half surrogate. */
export function text(value: unknown): string | null {
  return typeof value === "string" ? storable(value) : null;
}

/** A text that says something; an empty one reads as absent. */
export function word(value: unknown): string | null {
  return text(value) || null;
}

/** An identifier: a text, or a whole number that JSON did not round. */
export function id(value: unknown): string | null {
  if (typeof value === "number") return Number.isSafeInteger(value) ? String(value) : null;
  return word(value)?.trim() || null;
}

/** A finite number, also written as text. */
export function number(value: unknown): number | null {
  if (typeof value === "string" && value.trim() === "") return null;
  const parsed = typeof value === "string" ? Number(value) : value;
  return typeof parsed === "number" && Number.isFinite(parsed) ? parsed : null;
}

/** Unix seconds, as text or number (API.md §1), in milliseconds; null for anything else. */
export function instant(value: unknown): Instant | null {
  if (typeof value === "string" && !/^\d{1,13}$/.test(value)) return null;
  const seconds = number(value);
  if (seconds === null || seconds <= 0 || seconds > latestSeconds) return null;
  return Math.trunc(seconds) * 1000;
}

/** The first of `keys` that holds a word. */
export function firstWord(holder: WireRecord, ...keys: string[]): string | null {
  for (const key of keys) {
    const found = word(own(holder, key));
    if (found) return found;
  }
  return null;
}

/** Foreign JSON made harmless to keep: storable texts, no `__proto__`, cut off below `depth` levels. */
export function tame(value: unknown, depth = 8): unknown {
  if (typeof value === "string") return storable(value);
  if (typeof value !== "object" || value === null) return value;
  if (depth === 0) return null;
  if (Array.isArray(value)) return value.map((item) => tame(item, depth - 1));
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== "__proto__")
      .map(([key, item]) => [storable(key), tame(item, depth - 1)]),
  );
}

/** `{ a: null }` → `{}`: leaves out what is absent, so that stored JSON stays short. */
export function present<T extends Record<string, unknown>>(
  values: T,
): { [Key in keyof T]?: Exclude<T[Key], null> } {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== null && value !== undefined),
  ) as { [Key in keyof T]?: Exclude<T[Key], null> };
}

function storable(value: string): string {
  return value.replaceAll("\0", "").toWellFormed();
}
