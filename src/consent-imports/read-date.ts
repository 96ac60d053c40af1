import type { Instant } from "../db/schema.ts";
import type { ImportTerms } from "./terms.ts";

const iso =
  /^(\d{4})-(\d\d?)-(\d\d?)(?:[T ](\d\d?):(\d\d)(?::(\d\d)(?:\.\d+)?)?\s*(Z|[+-]\d\d:?\d\d)?)?$/i;
const written = /^(\d\d?)[./-](\d\d?)[./-](\d{4})(?:[T ,]+(\d\d?):(\d\d)(?::(\d\d))?)?$/;

/**
 * A day, or a day and a time, as lists have them; a day alone is its beginning. Null for anything
 * else, such as 31 February.
 */
export function readDate(
  text: string,
  { dateOrder, timezone }: Pick<ImportTerms, "dateOrder" | "timezone">,
): Instant | null {
  const clear = iso.exec(text.trim());
  if (clear) {
    const [, year, month, day, hour, minute, second, offset] = clear;
    const zone = offset ? (/^z$/i.test(offset) ? "UTC" : offset) : timezone;
    return instantOf([year, month, day, hour, minute, second], zone);
  }
  const [, first, other, year, hour, minute, second] = written.exec(text.trim()) ?? [];
  if (year === undefined) return null;
  const [day, month] = dateOrder === "dmy" ? [first, other] : [other, first];
  return instantOf([year, month, day, hour, minute, second], timezone);
}

function instantOf(parts: (string | undefined)[], zone: string): Instant | null {
  const [year = 0, month = 0, day = 0, hour, minute, second] = parts.map((part) =>
    Number(part ?? 0),
  );
  try {
    const fields = { year, month, day, hour, minute, second };
    const at = Temporal.PlainDateTime.from(fields, { overflow: "reject" });
    return at.toZonedDateTime(zone).epochMilliseconds;
  } catch {
    return null;
  }
}
