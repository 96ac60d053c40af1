import { hot } from "../db/hot.ts";
import type { Db, Tx } from "../db/open.ts";
import type { ConsentEvent, ConsentMethod, Instant } from "../db/schema.ts";
import { listPurposeKeys } from "./purposes.ts";

export type ConsentState = "given" | "withdrawn" | "none";

const stateAfter: Record<ConsentEvent, ConsentState> = {
  given: "given",
  withdrawn: "withdrawn",
  refused: "withdrawn",
  requested: "none",
  expired: "none",
  erased: "withdrawn",
};

/** What a person set in WhatsApp itself: here a `given` or `requested` record is a resume. */
export const PREFERENCES = "user_preferences" as const;

/**
 * What the records of one purpose amount to, in the order of their events. A resume in
 * WhatsApp gives back what a stop took away, and nothing to somebody who never agreed;
 * which of the two it is shows only here, since a stop may reach us after its resume.
 * A question takes nothing away from somebody who has agreed already.
 */
export function consentStateOf(
  records: readonly { event: ConsentEvent; method: ConsentMethod }[],
): ConsentState {
  let state: ConsentState = "none";
  let hadAgreed = false;
  for (const { event, method } of records) {
    const isResume = method === PREFERENCES && stateAfter[event] !== "withdrawn";
    const isNewQuestion = event === "requested" && state === "given";
    if (isNewQuestion) continue;
    if (!isResume) state = stateAfter[event];
    else if (state === "withdrawn") state = hadAgreed ? "given" : "none";
    hadAgreed ||= state === "given";
  }
  return state;
}

// The person first, in a subquery: as a join the planner begins with all records of the purpose.
const listOfPurpose = hot((db, p: { contactId: number; purpose: string }) =>
  db
    .selectFrom("consent_records")
    .select(["seq", "event", "method", "event_at", "leaf"])
    .where("subject_id", "in", (of) =>
      of.selectFrom("consent_subjects").select("id").where("contact_id", "=", p.contactId),
    )
    .where("purpose", "=", p.purpose)
    .orderBy("event_at")
    .orderBy("seq"),
);

const saveState = hot(
  (
    db,
    p: {
      contactId: number;
      purpose: string;
      state: ConsentState;
      event: ConsentEvent;
      eventAt: Instant;
      expiresAt: Instant | null;
      seq: number;
    },
  ) =>
    db.replaceInto("consent_states").values({
      contact_id: p.contactId,
      purpose: p.purpose,
      state: p.state,
      event: p.event,
      event_at: p.eventAt,
      expires_at: p.expiresAt,
      seq: p.seq,
    }),
);

/** Reads one purpose of a contact from the log again; the contact's few records are all it takes. */
export async function deriveState(tx: Tx, contactId: number, purpose: string): Promise<void> {
  const derived = await readState(tx, contactId, purpose);
  if (derived) await saveState(tx, { contactId, purpose, ...derived });
}

/** What the log says of one purpose of a contact; undefined when it says nothing. */
export async function readState(db: Db, contactId: number, purpose: string) {
  const records = await listOfPurpose(db, { contactId, purpose });
  const last = records.at(-1);
  if (!last) return undefined;
  const state = consentStateOf(records);
  const given = records.findLast(({ event }) => event === "given");
  const expires = state === "given" && given ? expiryOf(given.leaf) : null;
  return { state, event: last.event, eventAt: last.event_at, expiresAt: expires, seq: last.seq };
}

function expiryOf(leaf: string): Instant | null {
  const { expires_at: at } = JSON.parse(leaf) as { expires_at: string | null };
  return at === null ? null : Date.parse(at);
}

/** After two contacts became one: every purpose that either had. */
export async function deriveStates(tx: Tx, contactId: number): Promise<void> {
  const purposes = await tx
    .selectFrom("consent_records")
    .select("purpose")
    .distinct()
    .where("subject_id", "in", (of) =>
      of.selectFrom("consent_subjects").select("id").where("contact_id", "=", contactId),
    )
    .execute();
  for (const { purpose } of purposes) await deriveState(tx, contactId, purpose);
}

const findState = hot((db, p: { contactId: number; purpose: string }) =>
  db
    .selectFrom("consent_states")
    .select(["state", "event", "event_at", "expires_at", "seq"])
    .where("contact_id", "=", p.contactId)
    .where("purpose", "=", p.purpose),
);

export async function findStateRow(db: Db, contactId: number, purpose: string) {
  const [row] = await findState(db, { contactId, purpose });
  return row;
}

/** What holds now; a consent whose time is over counts for nothing before the record says so. */
export async function findConsentState(
  db: Db,
  contactId: number,
  purpose: string,
  now: Instant,
): Promise<ConsentState> {
  const row = await findStateRow(db, contactId, purpose);
  return row ? stateNow(row, now) : "none";
}

function stateNow(
  { state, expires_at }: { state: ConsentState; expires_at: Instant | null },
  now: Instant,
): ConsentState {
  return state === "given" && expires_at !== null && expires_at <= now ? "none" : state;
}

/** Every purpose of many contacts, for lists: one query. A purpose without records is `none`. */
export async function listConsentStates(
  db: Db,
  contactIds: readonly number[],
  now: Instant,
): Promise<Map<number, Record<string, ConsentState>>> {
  const purposes = await listPurposeKeys(db);
  const nothing = Object.fromEntries(purposes.map((purpose) => [purpose, "none" as ConsentState]));
  const states = new Map(contactIds.map((id) => [id, { ...nothing }]));
  if (contactIds.length === 0) return states;
  const rows = await db
    .selectFrom("consent_states")
    .select(["contact_id", "purpose", "state", "expires_at"])
    .where("contact_id", "in", contactIds)
    .execute();
  for (const row of rows) {
    const own = states.get(row.contact_id);
    if (own) own[row.purpose] = stateNow(row, now);
  }
  return states;
}
