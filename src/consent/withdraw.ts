import type { Tx } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import type { ConsentActor } from "./leaf.ts";
import type { GateReason } from "./gate.ts";
import { heldBackTexts } from "./held-back.ts";
import { appendConsentRecord, type Evidence, hasConsentRecord } from "./records.ts";
import { findConsentState } from "./states.ts";

/** Meta says that the person stopped our marketing: on record once, and nothing queued goes out. */
export async function withdrawMarketing(
  tx: Tx,
  contactId: number,
  { method, at, now }: { method: "user_preferences" | "meta-131050"; at: Instant; now: Instant },
): Promise<void> {
  const withdrawal = { contactId, purpose: "marketing", method, eventAt: at };
  if (await hasConsentRecord(tx, withdrawal)) return;
  await withdraw(tx, { ...withdrawal, purposes: ["marketing"], actor: { type: "meta" } }, now);
}

/**
 * Records the withdrawal of each purpose and takes what is queued for it out of the outbox, in the
 * same transaction (TRUST.md, promise 4). What a newer consent has overtaken is recorded and stops nothing.
 */
export async function withdraw(
  tx: Tx,
  {
    purposes,
    ...record
  }: {
    contactId: number;
    purposes: readonly string[];
    method: Parameters<typeof appendConsentRecord>[1]["method"];
    actor: ConsentActor;
    evidence?: Evidence;
    eventAt: Instant;
  },
  now: Instant,
): Promise<void> {
  const ended: string[] = [];
  for (const purpose of purposes) {
    await appendConsentRecord(tx, { ...record, purpose, event: "withdrawn" }, now);
    if ((await findConsentState(tx, record.contactId, purpose, now)) !== "given")
      ended.push(purpose);
  }
  // A question that still waits in the queue is not asked either.
  if (ended.length > 0) await dropQueued(tx, record.contactId, [...ended, "consent"], now);
}

/** What was queued for these purposes and not claimed yet never leaves. */
export async function dropQueued(
  tx: Tx,
  contactId: number,
  purposes: readonly string[],
  now: Instant,
  reason: GateReason = "withdrawn",
): Promise<void> {
  const error = heldBackTexts[reason];
  const rows = await tx
    .updateTable("outbox")
    .set({ state: "failed", next_attempt_at: null, error, updated_at: now })
    .where("state", "=", "queued")
    .where("purpose", "in", purposes)
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
