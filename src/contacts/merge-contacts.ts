import { sql } from "kysely";
import type { Tx } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import { type ContactRow, updateContact } from "./contacts.ts";

/**
 * Makes one contact of two that turned out to be the same person. The older one
 * stays; `newest` is the one whose details are current. Threads on the same
 * channel become one, with all their messages.
 */
export async function mergeContacts(
  tx: Tx,
  newest: ContactRow,
  other: ContactRow,
  now: Instant,
): Promise<ContactRow> {
  const [keep, drop] = newest.id < other.id ? [newest, other] : [other, newest];
  await moveThreads(tx, keep.id, drop.id);
  for (const table of ["contact_identities", "consent_records"] as const) {
    await tx.updateTable(table).set({ contact_id: keep.id }).where("contact_id", "=", drop.id).execute();
  }
  await sql`INSERT INTO contact_tags (contact_id, tag)
    SELECT ${keep.id}, tag FROM contact_tags WHERE contact_id = ${drop.id} ON CONFLICT DO NOTHING`.execute(tx);
  await tx.deleteFrom("contacts").where("id", "=", drop.id).execute();
  const edited = [keep, drop].find((contact) => contact.is_name_edited === 1);
  return updateContact(
    tx,
    keep,
    {
      name: edited?.name ?? newest.name,
      is_name_edited: edited ? 1 : 0,
      phone: newest.phone ?? other.phone,
      wa_id: newest.wa_id ?? other.wa_id,
      user_id: newest.user_id ?? other.user_id,
      username: newest.username ?? other.username,
      language: newest.language ?? other.language,
      blocked_at: newest.blocked_at ?? other.blocked_at,
    },
    now,
  );
}

async function moveThreads(tx: Tx, keepId: number, dropId: number): Promise<void> {
  const threads = await tx.selectFrom("threads").selectAll().where("contact_id", "=", dropId).execute();
  for (const thread of threads) {
    const same = await tx
      .selectFrom("threads")
      .selectAll()
      .where("contact_id", "=", keepId)
      .where("channel_id", "=", thread.channel_id)
      .executeTakeFirst();
    if (!same) {
      await tx.updateTable("threads").set({ contact_id: keepId }).where("id", "=", thread.id).execute();
      continue;
    }
    for (const table of ["tickets", "messages", "notes", "outbox"] as const) {
      await tx.updateTable(table).set({ thread_id: same.id }).where("thread_id", "=", thread.id).execute();
    }
    const from = Math.max(same.window_from_at ?? 0, thread.window_from_at ?? 0);
    await tx.updateTable("threads").set({ window_from_at: from || null }).where("id", "=", same.id).execute();
    await tx.deleteFrom("threads").where("id", "=", thread.id).execute();
  }
  await tx.updateTable("tickets").set({ contact_id: keepId }).where("contact_id", "=", dropId).execute();
}
