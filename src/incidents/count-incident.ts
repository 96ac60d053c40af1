import { hot } from "../db/hot.ts";
import type { Db, Tx } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";

const addHit = hot((db, p: { id: number }) =>
  db
    .updateTable("incidents")
    .set((set) => ({ hit_count: set("hit_count", "+", 1) }))
    .where("id", "=", p.id),
);
const addSolved = hot((db, p: { id: number }) =>
  db
    .updateTable("incidents")
    .set((set) => ({ solved_count: set("solved_count", "+", 1) }))
    .where("id", "=", p.id),
);
const addUnsolved = hot((db, p: { id: number }) =>
  db
    .updateTable("incidents")
    .set((set) => ({ unsolved_count: set("unsolved_count", "+", 1) }))
    .where("id", "=", p.id),
);

/** A message was taken for it; with the turn. */
export async function countAsked(tx: Tx, id: number): Promise<void> {
  await addHit(tx, { id });
}

/** The customer has said whether it was solved. */
export async function countSolved(tx: Tx, id: number, isSolved: boolean): Promise<void> {
  await (isSolved ? addSolved : addUnsolved)(tx, { id });
}

/** What became of an incident since some moment. */
export interface IncidentFigures {
  asked: number;
  solved: number;
  /** It went to a person. */
  unsolved: number;
}

/** By incident; simulated conversations don't count. Without an entry: never asked. */
export async function figuresSince(
  db: Db,
  since: Instant,
): Promise<ReadonlyMap<number, IncidentFigures>> {
  const figures = new Map<number, IncidentFigures>();
  const of = (id: number) => {
    const known = figures.get(id) ?? { asked: 0, solved: 0, unsolved: 0 };
    figures.set(id, known);
    return known;
  };
  const asked = await db
    .selectFrom("bot_turns")
    .select((select) => ["incident_id", select.fn.countAll<number>().as("n")])
    .where("incident_id", "is not", null)
    .where("created_at", ">=", since)
    .where("outcome", "=", "incident")
    .where("is_simulated", "=", 0)
    .groupBy("incident_id")
    .execute();
  for (const { incident_id, n } of asked) of(incident_id ?? 0).asked = n;
  const ended = await db
    .selectFrom("flow_runs")
    .innerJoin("contacts", "contacts.id", "flow_runs.contact_id")
    .select((select) => ["incident_id", "outcome", select.fn.countAll<number>().as("n")])
    .where("incident_id", "is not", null)
    .where("started_at", ">=", since)
    .where("outcome", "in", ["solved", "handed-over"])
    .where("contacts.is_simulated", "=", 0)
    .groupBy(["incident_id", "outcome"])
    .execute();
  for (const { incident_id, outcome, n } of ended)
    of(incident_id ?? 0)[outcome === "solved" ? "solved" : "unsolved"] = n;
  return figures;
}
