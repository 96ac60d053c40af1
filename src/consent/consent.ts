import type { Db, Tx } from "../db/open.ts";
import type { ConsentEvent, Instant, Language } from "../db/schema.ts";

/** What the business may start by itself; a STOP ends all of them (PRODUCT 39). */
export const purposes = ["marketing", "service_updates", "reviews"] as const;
export type ConsentPurpose = (typeof purposes)[number];
export type ConsentState = "given" | "withdrawn" | "none";

const stateAfter: Record<ConsentEvent, ConsentState> = {
  given: "given",
  withdrawn: "withdrawn",
  refused: "withdrawn",
  requested: "none",
};

/** What a person set in WhatsApp itself: here a `given` or `requested` record is a resume. */
export const PREFERENCES = "user_preferences";

/**
 * What the records of one purpose amount to, in the order of their events. A resume in
 * WhatsApp gives back what a stop took away, and nothing to somebody who never agreed;
 * which of the two it is shows only here, since a stop may reach us after its resume.
 */
export function consentStateOf(records: { event: ConsentEvent; source: string }[]): ConsentState {
  let state: ConsentState = "none";
  let hadAgreed = false;
  for (const { event, source } of records) {
    const isResume = source === PREFERENCES && stateAfter[event] !== "withdrawn";
    if (!isResume) state = stateAfter[event];
    else if (state === "withdrawn") state = hadAgreed ? "given" : "none";
    hadAgreed ||= state === "given";
  }
  return state;
}

export interface NewConsentRecord {
  contactId: number;
  purpose: ConsentPurpose;
  event: ConsentEvent;
  source: string;
  /** The message that proves it. */
  messageId?: number | null;
  textShown?: string | null;
  language?: Language | null;
  eventAt: Instant;
}

export async function insertConsentRecord(
  tx: Tx,
  record: NewConsentRecord,
  now: Instant,
): Promise<void> {
  await tx
    .insertInto("consent_records")
    .values({
      contact_id: record.contactId,
      purpose: record.purpose,
      event: record.event,
      source: record.source,
      message_id: record.messageId ?? null,
      text_shown: record.textShown ?? null,
      language: record.language ?? null,
      event_at: record.eventAt,
      recorded_at: now,
    })
    .execute();
}

/** The newest record of a purpose, by the time it happened rather than the time we heard of it. */
export async function findLastConsent(db: Db, contactId: number, purpose: string) {
  return db
    .selectFrom("consent_records")
    .selectAll()
    .where("contact_id", "=", contactId)
    .where("purpose", "=", purpose)
    .orderBy("event_at", "desc")
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
}

export async function findConsentState(
  db: Db,
  contactId: number,
  purpose: ConsentPurpose,
): Promise<ConsentState> {
  const records = await db
    .selectFrom("consent_records")
    .select(["event", "source"])
    .where("contact_id", "=", contactId)
    .where("purpose", "=", purpose)
    .orderBy("event_at")
    .orderBy("id")
    .execute();
  return consentStateOf(records);
}

/** Every purpose of many contacts, for lists: one query. */
export async function listConsentStates(
  db: Db,
  contactIds: number[],
): Promise<Map<number, Record<ConsentPurpose, ConsentState>>> {
  const states = new Map<number, Record<ConsentPurpose, ConsentState>>(
    contactIds.map((id) => [id, { marketing: "none", service_updates: "none", reviews: "none" }]),
  );
  if (contactIds.length === 0) return states;
  const records = await db
    .selectFrom("consent_records")
    .select(["contact_id", "purpose", "event", "source"])
    .where("contact_id", "in", contactIds)
    .orderBy("event_at")
    .orderBy("id")
    .execute();
  for (const [contactId, ofContact] of Map.groupBy(records, (record) => record.contact_id)) {
    const own = states.get(contactId);
    if (!own) continue;
    for (const [purpose, ofPurpose] of Map.groupBy(ofContact, (record) => record.purpose)) {
      own[purpose as ConsentPurpose] = consentStateOf(ofPurpose);
    }
  }
  return states;
}

export async function listConsentRecords(db: Db, contactId: number) {
  return db
    .selectFrom("consent_records")
    .selectAll()
    .where("contact_id", "=", contactId)
    .orderBy("id", "desc")
    .execute();
}

/** Meta says that the person stopped our marketing: on record, and nothing queued goes out. */
export async function withdrawMarketing(
  tx: Tx,
  contactId: number,
  { source, at, now }: { source: string; at: Instant; now: Instant },
): Promise<void> {
  if (await hasConsentRecord(tx, contactId, source, at)) return;
  await insertConsentRecord(
    tx,
    { contactId, purpose: "marketing", event: "withdrawn", source, eventAt: at },
    now,
  );
  if ((await findConsentState(tx, contactId, "marketing")) !== "given")
    await dropQueuedMarketing(tx, contactId, now);
}

/** Meta delivers the same news again: one record for each source and instant. */
export async function hasConsentRecord(
  db: Db,
  contactId: number,
  source: string,
  eventAt: Instant,
): Promise<boolean> {
  const row = await db
    .selectFrom("consent_records")
    .select("id")
    .where("contact_id", "=", contactId)
    .where("purpose", "=", "marketing")
    .where("source", "=", source)
    .where("event_at", "=", eventAt)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** In the transaction of the STOP: what was queued and not claimed yet never leaves (TRUST.md, promise 4). */
export async function dropQueuedMarketing(tx: Tx, contactId: number, now: Instant): Promise<void> {
  const error = "Not sent: the person opted out.";
  const rows = await tx
    .updateTable("outbox")
    .set({ state: "failed", next_attempt_at: null, error, updated_at: now })
    .where("state", "=", "queued")
    .where("purpose", "=", "marketing")
    .where(
      "thread_id",
      "in",
      tx.selectFrom("threads").select("id").where("contact_id", "=", contactId),
    )
    .returning("message_id")
    .execute();
  if (rows.length === 0) return;
  await tx
    .updateTable("messages")
    .set({ status: "failed", error })
    .where(
      "id",
      "in",
      rows.map((row) => row.message_id),
    )
    .execute();
}
