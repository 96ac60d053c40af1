import type { Store, Tx } from "../db/open.ts";
import type { ConsentMethod, Instant } from "../db/schema.ts";
import { appendConsentRecord } from "./records.ts";

/** Records in one transaction. */
const BATCH = 200;

/**
 * Brings what the first versions recorded into the log that can be proved, in the order
 * in which it was recorded. Goes on where a start before was cut off.
 */
export async function carryOverConsent(
  { db, write }: Pick<Store, "db" | "write">,
  now: Instant,
): Promise<void> {
  const first = await db
    .selectFrom("former_consent_records")
    .select("id")
    .limit(1)
    .executeTakeFirst();
  if (!first) return;
  for (let n = BATCH; n === BATCH;) n = await write((tx) => carryOverSome(tx, now));
}

async function carryOverSome(tx: Tx, now: Instant): Promise<number> {
  const rows = await tx
    .selectFrom("former_consent_records as former")
    .leftJoin("messages", "messages.id", "former.message_id")
    .selectAll("former")
    .select(["messages.wamid", "messages.text as said"])
    .orderBy("former.id")
    .limit(BATCH)
    .execute();
  for (const row of rows) {
    const { wamid, said, language } = row;
    const recorded = new Date(row.recorded_at).toISOString();
    await appendConsentRecord(
      tx,
      {
        contactId: row.contact_id,
        purpose: row.purpose,
        event: row.event,
        method: row.source as ConsentMethod,
        actor: { type: row.source === "agent" ? "system" : "contact" },
        evidence: {
          ...(wamid && { wamid }),
          ...(said && { said }),
          note: `Carried over from an older version, which recorded it on ${recorded}.`,
        },
        text: row.text_shown ? { body: row.text_shown, language: language ?? "en" } : null,
        eventAt: row.event_at,
      },
      now,
    );
    await tx.deleteFrom("former_consent_records").where("id", "=", row.id).execute();
  }
  return rows.length;
}
