import { MINUTE } from "../clock.ts";
import type { Instant } from "../db/schema.ts";
import { AppError } from "./errors.ts";

/** So many addresses are counted at a time; beyond that counting begins anew. */
const MOST_ADDRESSES = 10_000;

/**
 * For what anybody may ask for: at most `most` calls a minute from one address.
 * @throws AppError `too-many` from then on.
 */
export function callLimit(most: number): (address: string, now: Instant) => void {
  const counts = new Map<string, number>();
  let minute = 0;
  return (address, now) => {
    const current = Math.floor(now / MINUTE);
    if (current !== minute || counts.size >= MOST_ADDRESSES) counts.clear();
    minute = current;
    const count = (counts.get(address) ?? 0) + 1;
    counts.set(address, count);
    if (count > most)
      throw new AppError("too-many", "Too many requests. Wait a minute.", { retryAfter: 60 });
  };
}
