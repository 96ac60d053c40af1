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

export async function insertConsentRecord(tx: Tx, record: NewConsentRecord, now: Instant): Promise<void> {
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

export async function findConsentState(db: Db, contactId: number, purpose: ConsentPurpose): Promise<ConsentState> {
  const last = await findLastConsent(db, contactId, purpose);
  return last ? stateAfter[last.event] : "none";
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
    .select(["contact_id", "purpose", "event"])
    .where("contact_id", "in", contactIds)
    .orderBy("event_at")
    .orderBy("id")
    .execute();
  for (const record of records) {
    const own = states.get(record.contact_id);
    if (own) own[record.purpose as ConsentPurpose] = stateAfter[record.event];
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
  if ((await findConsentState(tx, contactId, "marketing")) === "withdrawn") return;
  await insertConsentRecord(tx, { contactId, purpose: "marketing", event: "withdrawn", source, eventAt: at }, now);
  await dropQueuedMarketing(tx, contactId, now);
}

/** In the transaction of the STOP: what was queued and not claimed yet never leaves (TRUST.md, promise 4). */
export async function dropQueuedMarketing(tx: Tx, contactId: number, now: Instant): Promise<void> {
  const error = "Not sent: the person opted out.";
  const rows = await tx
    .updateTable("outbox")
    .set({ state: "failed", next_attempt_at: null, error, updated_at: now })
    .where("state", "=", "queued")
    .where("purpose", "=", "marketing")
    .where("thread_id", "in", tx.selectFrom("threads").select("id").where("contact_id", "=", contactId))
    .returning("message_id")
    .execute();
  if (rows.length === 0) return;
  await tx
    .updateTable("messages")
    .set({ status: "failed", error })
    .where("id", "in", rows.map((row) => row.message_id))
    .execute();
}
