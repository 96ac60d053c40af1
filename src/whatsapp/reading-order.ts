import type { Update } from "./updates.ts";

/**
 * The messages of one webhook by their timestamps, everything else in its place:
 * Meta batches out of order, and of messages in the same second the array's order counts.
 */
export function inReadingOrder(updates: Update[]): Update[] {
  const messages = updates.filter((update) => update.kind === "message");
  if (messages.length < 2) return updates;
  const sorted = messages.toSorted(
    (a, b) => (a.message.timestamp ?? 0) - (b.message.timestamp ?? 0),
  );
  return updates.map((update) => (update.kind === "message" ? (sorted.shift() ?? update) : update));
}
