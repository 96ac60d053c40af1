import { HOUR, MINUTE } from "../clock.ts";

/** The longest promise, as read-terms.ts has it: a year. */
const LONGEST = 365 * 24 * HOUR;

/**
 * "15", "15 min", "2 h", "1 h 30", "1h30min" in milliseconds; null where nothing is written,
 * undefined where it can't be read, is nothing, or is longer than a year.
 */
export function readTime(text: string): number | null | undefined {
  const folded = text.trim().toLowerCase().replaceAll(",", ".");
  if (folded === "") return null;
  const [whole, hours, minutes] =
    /^(?:(\d{1,4}(?:\.\d{1,2})?)\s*h[a-z]*\.?)?\s*(?:(\d{1,6})\s*(?:m[a-z]*\.?)?)?$/.exec(folded) ??
    [];
  if (whole === undefined) return undefined;
  const time = Math.round(Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * MINUTE;
  return time > 0 && time <= LONGEST ? time : undefined;
}

/** "15 min", "2 h", "1 h 30": reads the same in the four languages, and `readTime` reads it back. */
export function timeText(milliseconds: number): string {
  const minutes = Math.round(milliseconds / MINUTE);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${String(rest).padStart(2, "0")}`;
}
