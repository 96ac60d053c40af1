import type { Instant } from "./db/schema.ts";

/** The one clock. Nothing else in the program reads the time. */
export interface Clock {
  /** Milliseconds since 1970, UTC. */
  now(): Instant;
}

/** The machine's clock, shifted by `offset` milliseconds (RECADO_NOW_OFFSET_MS, tests only). */
export function systemClock(offset = 0): Clock {
  return { now: () => Date.now() + offset };
}

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
