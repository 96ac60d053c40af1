import { wasEverGiven } from "./ever-given.ts";
import { findOrCreateContact } from "../contacts/identify-contact.ts";
import type { Tx } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import { readingTime } from "../inbox/messages.ts";
import type { Moment } from "../inbox/stored-message.ts";
import type { ChannelRow } from "../whatsapp/channels.ts";
import type { PreferenceUpdate } from "../whatsapp/updates.ts";
import { appendConsentRecord, hasConsentRecord } from "./records.ts";
import { PREFERENCES } from "./states.ts";
import { withdrawMarketing } from "./withdraw.ts";

/**
 * What a person set in WhatsApp itself (API.md §5, user_preferences). A stop is
 * recorded and not confirmed by a message. A resume gives back what a stop there
 * took away; for somebody who never agreed it gives nothing. A sign-up is an agreement by itself:
 * the person opened our link and confirmed what WhatsApp showed them.
 */
export async function applyPreference(
  tx: Tx,
  channel: ChannelRow,
  preference: PreferenceUpdate,
  { now, receivedAt }: Moment,
): Promise<void> {
  if (!preference.category.startsWith("marketing")) return;
  const at = readingTime(preference.timestamp, receivedAt);
  const contact = await findOrCreateContact(tx, preference.person, {
    isSimulated: channel.is_simulated,
    at,
    now,
  });
  if (preference.value === "stop") {
    await withdrawMarketing(tx, contact.id, { method: PREFERENCES, at, now });
    return;
  }
  if (preference.value === "signup") return signUp(tx, contact.id, at, now);
  // Recorded in any state: the stop that it takes back may reach us after it.
  const resume = {
    contactId: contact.id,
    purpose: "marketing",
    method: PREFERENCES,
    eventAt: at,
  } as const;
  if (preference.value !== "resume" || (await hasConsentRecord(tx, resume))) return;
  const event = (await wasEverGiven(tx, contact.id, "marketing")) ? "given" : "requested";
  await appendConsentRecord(tx, { ...resume, event, actor: { type: "meta" } }, now);
}

async function signUp(tx: Tx, contactId: number, at: Instant, now: Instant): Promise<void> {
  const agreement = { contactId, purpose: "marketing", method: "signup", eventAt: at } as const;
  if (await hasConsentRecord(tx, agreement)) return;
  const evidence = { source: "Sign-up link in WhatsApp, reported by Meta (user_preferences)" };
  await appendConsentRecord(
    tx,
    { ...agreement, event: "given", actor: { type: "meta" }, evidence },
    now,
  );
}
