import type { Db, Tx } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import type { Recado } from "../recado.ts";
import { appendConsentRecord } from "./records.ts";
import { dropQueued } from "./withdraw.ts";

/** Records in one transaction. */
const BATCH = 100;

/**
 * Puts on record what has expired, and takes what is queued for it out of the outbox. It counts for
 * nothing from its time on, whether or not this has run (states.ts). Returns how many.
 */
export async function expireConsents({ db, write, clock }: Recado): Promise<number> {
  const now = clock.now();
  let expired = 0;
  while ((await listExpired(db, now)).length > 0)
    expired += await write((tx) => expireSome(tx, now));
  return expired;
}

async function listExpired(db: Db, now: Instant) {
  return db
    .selectFrom("consent_states")
    .select(["contact_id", "purpose", "expires_at", "event_at"])
    .where("state", "=", "given")
    .where("expires_at", "is not", null)
    .where("expires_at", "<=", now)
    .orderBy("expires_at")
    .limit(BATCH)
    .execute();
}

async function expireSome(tx: Tx, now: Instant): Promise<number> {
  const rows = await listExpired(tx, now);
  for (const { contact_id: contactId, purpose, expires_at: end, event_at: last } of rows) {
    const record = {
      contactId,
      purpose,
      event: "expired",
      method: "expiry",
      actor: { type: "system" },
      // Never before the consent that it ends, or that would still be the last word.
      eventAt: Math.max(end ?? 0, last),
    } as const;
    await appendConsentRecord(tx, record, now);
    await dropQueued(tx, contactId, [purpose], now, "expired");
  }
  return rows.length;
}
