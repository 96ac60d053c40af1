import { findContact } from "../contacts/contacts.ts";
import { findOrCreateContact } from "../contacts/identify-contact.ts";
import type { Tx } from "../db/open.ts";
import { readingTime } from "../inbox/messages.ts";
import type { Moment } from "../inbox/stored-message.ts";
import type { ChannelRow } from "../whatsapp/channels.ts";
import type { PreferenceUpdate } from "../whatsapp/updates.ts";
import { findConsentState, findLastConsent, insertConsentRecord, withdrawMarketing } from "./consent.ts";

/**
 * What a person set in WhatsApp itself (API.md §5, user_preferences). A stop is
 * recorded and not confirmed by a message. A resume gives back what a stop there
 * took away; for somebody who never agreed it gives nothing.
 */
export async function applyPreference(
  tx: Tx,
  channel: ChannelRow,
  preference: PreferenceUpdate,
  { now, receivedAt }: Moment,
): Promise<void> {
  if (!preference.category.startsWith("marketing")) return;
  const contact = await findOrCreateContact(tx, preference.person, { isSimulated: channel.is_simulated, now });
  const at = readingTime(preference.timestamp, receivedAt);
  if (preference.value === "stop") {
    const last = await findLastConsent(tx, contact.id, "marketing");
    if (last?.source === "user_preferences" && last.event_at === at) return;
    await withdrawMarketing(tx, contact.id, { source: "user_preferences", at, now });
    return;
  }
  if (preference.value !== "resume" || !(await findContact(tx, contact.id))) return;
  if ((await findConsentState(tx, contact.id, "marketing")) !== "withdrawn") return;
  await insertConsentRecord(
    tx,
    {
      contactId: contact.id,
      purpose: "marketing",
      event: (await hadAgreed(tx, contact.id)) ? "given" : "requested",
      source: "user_preferences",
      eventAt: at,
    },
    now,
  );
}

async function hadAgreed(tx: Tx, contactId: number): Promise<boolean> {
  const given = await tx
    .selectFrom("consent_records")
    .select("id")
    .where("contact_id", "=", contactId)
    .where("purpose", "=", "marketing")
    .where("event", "=", "given")
    .limit(1)
    .executeTakeFirst();
  return given !== undefined;
}
