import type { Live, LiveKind } from "../http/live.ts";
import type { Place } from "./receive-message.ts";

/** Tells open pages, after the commit, that a ticket changed. */
export function announce(live: Live, place: Place, ...kinds: LiveKind[]): void {
  live.announce({ name: "ticket", detail: { ticket: place.ticket, thread: place.thread, kinds } });
}

/** The same for a batch: each ticket once. */
export function announceAll(live: Live, places: Place[]): void {
  const byTicket = new Map(places.map((place) => [place.ticket, place]));
  for (const place of byTicket.values()) announce(live, place, "message", "status");
}
