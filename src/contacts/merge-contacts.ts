import { sql } from "kysely";
import { deriveStates } from "../consent/states.ts";
import type { Tx } from "../db/open.ts";
import type { Flag, Instant } from "../db/schema.ts";
import { joinTickets } from "../inbox/join-tickets.ts";
import { keepContactClocks } from "../sla/keep-contact-clocks.ts";
import { listContactValues, saveContactValues } from "./contact-values.ts";
import { type ContactRow, fallbackName, isUnnamed, updateContact } from "./contacts.ts";
import { findNewestIdentity } from "./identities.ts";

/** What hangs on a contact, and goes with the one that stays. */
const tablesOfContact = [
  "contact_identities",
  "consent_subjects",
  "consent_submissions",
  "consent_papers",
  "consent_refusals",
  "privacy_requests",
  "erasures",
  "audit_private",
  "bookings",
] as const;

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
  await moveThreads(tx, keep.id, drop.id, now);
  for (const table of tablesOfContact) {
    await tx
      .updateTable(table)
      .set({ contact_id: keep.id })
      .where("contact_id", "=", drop.id)
      .execute();
  }
  await sql`INSERT INTO contact_tags (contact_id, tag)
    SELECT ${keep.id}, tag FROM contact_tags WHERE contact_id = ${drop.id} ON CONFLICT DO NOTHING`.execute(
    tx,
  );
  await moveValues(tx, keep.id, newest, other);
  await tx.deleteFrom("contacts").where("id", "=", drop.id).execute();
  const edited = [keep, drop].find((contact) => contact.is_name_edited === 1);
  const merged = {
    ...(await currentIdentifiers(tx, keep.id, newest, other)),
    username: newest.username ?? other.username,
    language: newest.language ?? other.language,
    blocked_at: newest.blocked_at ?? other.blocked_at,
    value: newest.value ?? other.value,
    is_vip: (newest.is_vip || other.is_vip) as Flag,
    timezone: newest.timezone ?? other.timezone,
    manager_id: newest.manager_id ?? other.manager_id,
    restricted_at: newest.restricted_at ?? other.restricted_at,
  };
  const named = [edited, newest, other].find((contact) => contact && !isUnnamed(contact));
  const name = named?.name ?? fallbackName(merged.phone, merged.username, merged.user_id);
  const changed = { ...merged, name, is_name_edited: edited ? 1 : 0 } as const;
  const contact = await updateContact(tx, keep, changed, now);
  await keepContactClocks(tx, keep.id, now);
  await deriveStates(tx, keep.id);
  return contact;
}

/** Own fields of both; where both have one, the newest's. */
async function moveValues(
  tx: Tx,
  keepId: number,
  newest: ContactRow,
  other: ContactRow,
): Promise<void> {
  const values = await listContactValues(tx, [newest.id, other.id]);
  await saveContactValues(
    tx,
    keepId,
    new Map([...(values.get(other.id) ?? []), ...(values.get(newest.id) ?? [])]),
  );
}

/** Of all that the two ever had, what they had last; the `wa_id` goes with its number. */
async function currentIdentifiers(tx: Tx, id: number, newest: ContactRow, other: ContactRow) {
  const phone = (await findNewestIdentity(tx, id, "phone")) ?? newest.phone ?? other.phone;
  const userId = (await findNewestIdentity(tx, id, "user_id")) ?? newest.user_id ?? other.user_id;
  const owner = [newest, other].find((contact) => contact.phone === phone);
  return { phone, wa_id: owner?.wa_id ?? phone?.slice(1) ?? null, user_id: userId };
}

const threadTables = ["tickets", "messages", "notes", "outbox", "flow_runs", "bot_turns"] as const;

async function moveThreads(tx: Tx, keepId: number, dropId: number, now: Instant): Promise<void> {
  const threads = await tx
    .selectFrom("threads")
    .selectAll()
    .where("contact_id", "=", dropId)
    .execute();
  for (const thread of threads) {
    const same = await tx
      .selectFrom("threads")
      .selectAll()
      .where("contact_id", "=", keepId)
      .where("channel_id", "=", thread.channel_id)
      .executeTakeFirst();
    if (!same) {
      await tx
        .updateTable("threads")
        .set({ contact_id: keepId })
        .where("id", "=", thread.id)
        .execute();
      continue;
    }
    for (const table of threadTables) {
      await tx
        .updateTable(table)
        .set({ thread_id: same.id })
        .where("thread_id", "=", thread.id)
        .execute();
    }
    await sql`INSERT INTO drafts (user_id, thread_id, text, note, updated_at)
      SELECT user_id, ${same.id}, text, note, updated_at FROM drafts WHERE thread_id = ${thread.id} ON CONFLICT DO NOTHING`.execute(
      tx,
    );
    await joinTickets(tx, same.id, now);
    const from = Math.max(same.window_from_at ?? 0, thread.window_from_at ?? 0);
    await tx
      .updateTable("threads")
      .set({ window_from_at: from || null })
      .where("id", "=", same.id)
      .execute();
    await tx.deleteFrom("threads").where("id", "=", thread.id).execute();
  }
  for (const table of ["tickets", "flow_runs"] as const)
    await tx
      .updateTable(table)
      .set({ contact_id: keepId })
      .where("contact_id", "=", dropId)
      .execute();
}
