import { actorOf } from "../db/actor.ts";
import type { Store, Tx } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import { ConsentMissing, type GateReason } from "./gate.ts";

export interface Refusal {
  contactId: number;
  purpose: string;
  reason: GateReason;
  /** Of a message that was queued already. */
  messageId?: number;
}

/** Keeps what the gate held back and why; nothing about a contact that is gone again. */
export async function noteRefusal(tx: Tx, refusal: Refusal, now: Instant): Promise<void> {
  const { contactId, purpose, reason, messageId = null } = refusal;
  const contact = await tx
    .selectFrom("contacts")
    .select("id")
    .where("id", "=", contactId)
    .executeTakeFirst();
  if (!contact) return;
  // Who wanted it: nobody, where the queue found out.
  const actor = actorOf(tx);
  await tx
    .insertInto("consent_refusals")
    .values({
      contact_id: contactId,
      purpose,
      reason,
      message_id: messageId,
      actor_type: actor?.type ?? null,
      actor_id: actor?.id ?? null,
      refused_at: now,
    })
    .execute();
}

/** `write`, and a job that the gate has undone leaves its reason behind. */
export function notingRefusals(
  { write }: Pick<Store, "write">,
  clock: { now(): Instant },
): Store["write"] {
  return async (job, options) => {
    try {
      return await write(job, options);
    } catch (error) {
      if (error instanceof ConsentMissing)
        await write((tx) => noteRefusal(tx, error, clock.now()), options);
      throw error;
    }
  };
}

/** Refusals older than `before` have told what they could. At most `limit` at once; returns how many. */
export async function deleteOldRefusals(tx: Tx, before: Instant, limit = 5_000): Promise<number> {
  const old = tx
    .selectFrom("consent_refusals")
    .select("id")
    .where("refused_at", "<", before)
    .orderBy("refused_at")
    .limit(limit);
  const gone = await tx.deleteFrom("consent_refusals").where("id", "in", old).executeTakeFirst();
  return Number(gone.numDeletedRows);
}
