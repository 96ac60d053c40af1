import type { ConsentEvent, ConsentMethod, Instant } from "../db/schema.ts";

/** In the order in which they are offered. */
export const consentEvents = [
  "requested",
  "given",
  "refused",
  "withdrawn",
  "expired",
  "erased",
] as const satisfies readonly ConsentEvent[];

export const consentMethods = [
  "keyword",
  "button",
  "web-form",
  "in-person",
  "phone",
  "paper",
  "ad",
  "flow",
  "api",
  "import",
  "user_preferences",
  "signup",
  "meta-131050",
  "agent",
  "expiry",
  "erasure",
] as const satisfies readonly ConsentMethod[];

/** Which records are wanted; what is null or absent does not matter. */
export interface LogFilter {
  purpose?: string | null;
  event?: ConsentEvent | null;
  method?: ConsentMethod | null;
  /** Recorded at or after. */
  from?: Instant | null;
  /** Recorded before. */
  until?: Instant | null;
  /** Of these alone; an empty list finds nothing. */
  contactIds?: readonly number[] | null;
}

/** The filter as it stands in the address, and what it means. */
export interface TypedFilter {
  purpose: string;
  event: string;
  method: string;
  /** YYYY-MM-DD, the business's days; both are part of the period. */
  from: string;
  until: string;
  /** Words of a name, or a number. */
  person: string;
}

type Query = Record<string, string | undefined>;

export function readTyped(query: Query): TypedFilter {
  const text = (name: string) => (query[name] ?? "").trim().slice(0, 100);
  return {
    purpose: text("purpose"),
    event: text("event"),
    method: text("method"),
    from: text("from"),
    until: text("until"),
    person: text("person"),
  };
}

/** What is no purpose, event, method or day is left out, as if it were not there. */
export function filterOf(
  typed: TypedFilter,
  purposes: readonly string[],
  timezone: string,
): LogFilter {
  return {
    purpose: purposes.find((purpose) => purpose === typed.purpose) ?? null,
    event: consentEvents.find((event) => event === typed.event) ?? null,
    method: consentMethods.find((method) => method === typed.method) ?? null,
    from: startOf(typed.from, timezone, 0),
    until: startOf(typed.until, timezone, 1),
  };
}

/** Midnight of a day of the business, or so many days later; null for what is no day. */
export function startOf(day: string, timezone: string, daysLater: number): Instant | null {
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) return null;
  try {
    const date = Temporal.PlainDate.from(day).add({ days: daysLater });
    return date.toZonedDateTime(timezone).epochMilliseconds;
  } catch {
    // 30 February.
    return null;
  }
}
