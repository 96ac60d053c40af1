import { sql } from "kysely";
import { DAY } from "../clock.ts";
import { hot } from "../db/hot.ts";
import type { Db } from "../db/open.ts";
import type { ConsentEvent, ConsentMethod, Instant } from "../db/schema.ts";
import { isIndexed, listKinds } from "./list-kinds.ts";

/** How it stands with one purpose: people now, and records of the last seven days. */
export interface PurposeFigures {
  given: number;
  withdrawn: number;
  newlyGiven: number;
  newlyWithdrawn: number;
}

const countSince = hot(
  (db, p: { purpose: string; event: ConsentEvent; method: ConsentMethod; since: Instant }) =>
    db
      .selectFrom("consent_records")
      .select(sql<number>`count(*)`.as("n"))
      .where(isIndexed)
      .where("purpose", "=", p.purpose)
      .where("event", "=", p.event)
      .where("method", "=", p.method)
      .where("recorded_at", ">=", p.since),
);

/** By purpose; a purpose that nobody was asked about has none. */
export async function readFigures(db: Db, now: Instant): Promise<Map<string, PurposeFigures>> {
  const figures = new Map<string, PurposeFigures>();
  const of = (purpose: string) => {
    const known = figures.get(purpose);
    if (known) return known;
    const none = { given: 0, withdrawn: 0, newlyGiven: 0, newlyWithdrawn: 0 };
    figures.set(purpose, none);
    return none;
  };
  for (const { purpose, state, n } of await countStates(db))
    if (state !== "none") of(purpose)[state] = n;
  for (const kind of await listKinds(db)) {
    const [found] = await countSince(db, { ...kind, since: now - 7 * DAY });
    if (kind.event === "given") of(kind.purpose).newlyGiven += found?.n ?? 0;
    if (kind.event === "withdrawn" || kind.event === "refused")
      of(kind.purpose).newlyWithdrawn += found?.n ?? 0;
  }
  return figures;
}

async function countStates(db: Db) {
  return db
    .selectFrom("consent_states")
    .select(["purpose", "state", sql<number>`count(*)`.as("n")])
    .groupBy(["purpose", "state"])
    .execute();
}
