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

// Written out, as a bound value would not fit the index of the few simulated people.
const simulated = sql<number>`(SELECT id FROM contacts WHERE is_simulated = 1)`;

const simulatedSince = hot((db, p: { since: Instant }) =>
  db
    .selectFrom("consent_records")
    .innerJoin("consent_subjects", "consent_subjects.id", "consent_records.subject_id")
    .select(["purpose", "event", sql<number>`count(*)`.as("n")])
    .where(sql<boolean>`consent_subjects.contact_id IN ${simulated}`)
    .where("recorded_at", ">=", p.since)
    .groupBy(["purpose", "event"]),
);

/** By purpose, without the people of the simulator; a purpose that nobody was asked about has none. */
export async function readFigures(db: Db, now: Instant): Promise<Map<string, PurposeFigures>> {
  const figures = new Map<string, PurposeFigures>();
  const of = (purpose: string) => {
    const known = figures.get(purpose);
    if (known) return known;
    const none = { given: 0, withdrawn: 0, newlyGiven: 0, newlyWithdrawn: 0 };
    figures.set(purpose, none);
    return none;
  };
  const since = now - 7 * DAY;
  const add = (purpose: string, event: ConsentEvent, n: number) => {
    if (event === "given") of(purpose).newlyGiven += n;
    if (event === "withdrawn" || event === "refused") of(purpose).newlyWithdrawn += n;
  };
  for (const { purpose, state, n } of await countStates(db))
    if (state !== "none") of(purpose)[state] = n;
  for (const { purpose, state, n } of await countSimulatedStates(db))
    if (state !== "none") of(purpose)[state] -= n;
  for (const kind of await listKinds(db)) {
    const [found] = await countSince(db, { ...kind, since });
    add(kind.purpose, kind.event, found?.n ?? 0);
  }
  for (const { purpose, event, n } of await simulatedSince(db, { since })) add(purpose, event, -n);
  return figures;
}

async function countSimulatedStates(db: Db) {
  return db
    .selectFrom("consent_states")
    .select(["purpose", "state", sql<number>`count(*)`.as("n")])
    .where(sql<boolean>`contact_id IN ${simulated}`)
    .groupBy(["purpose", "state"])
    .execute();
}

async function countStates(db: Db) {
  return db
    .selectFrom("consent_states")
    .select(["purpose", "state", sql<number>`count(*)`.as("n")])
    .groupBy(["purpose", "state"])
    .execute();
}
