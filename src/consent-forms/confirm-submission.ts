import { findStateRow } from "../consent/states.ts";
import { appendConsentRecord } from "../consent/records.ts";
import { lastsUntil } from "../consent/purposes.ts";
import { say } from "../consent/say.ts";
import { isUnnamed, updateContact } from "../contacts/contacts.ts";
import type { Tx } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import type { DeskRules, Moment, StoredMessage } from "../inbox/stored-message.ts";
import { unsuppress } from "../privacy/suppress.ts";
import { readCodes } from "./code.ts";
import { confirmedTexts } from "./confirm-texts.ts";
import {
  findOpenSubmission,
  type KeptText,
  markConfirmed,
  type SubmissionRow,
} from "./submissions.ts";

/** Texts that a business writes itself may be long; a message has 4,096 characters. */
const LONGEST = 4_000;

/**
 * A person's own message with the code of a form: the second half of the double opt-in, and the
 * one that counts. True: it was a confirmation, and the bot has nothing to add.
 */
export async function confirmSubmission(
  tx: Tx,
  stored: StoredMessage,
  desk: DeskRules,
  { now }: Moment,
): Promise<boolean> {
  if (stored.message.type !== "text") return false;
  for (const codeHash of readCodes(stored.message.text ?? "")) {
    const submission = await findOpenSubmission(tx, codeHash, now);
    if (submission) return confirm(tx, submission, stored, desk, now);
  }
  return false;
}

async function confirm(
  tx: Tx,
  submission: SubmissionRow,
  stored: StoredMessage,
  desk: DeskRules,
  now: Instant,
): Promise<true> {
  const texts = JSON.parse(submission.texts) as Record<string, KeptText>;
  const agreed: string[] = [];
  for (const [purpose, text] of Object.entries(texts))
    if (await record(tx, { submission, stored, purpose, text }, now)) agreed.push(text.body);
  // Who agrees anew by themselves may be written to again, also after an erasure.
  const { phone, user_id: userId } = stored.contact;
  if (agreed.length > 0) await unsuppress(tx, { phone, userId });
  await markConfirmed(tx, submission.id, stored.contact.id, now);
  await learnName(tx, stored, submission.name, now);
  if (agreed.length > 0)
    await say(tx, stored, answerOf(submission, agreed, desk).slice(0, LONGEST), now);
  return true;
}

/** Asked by the form, given by the message. False: a STOP since then has overtaken it. */
async function record(
  tx: Tx,
  {
    submission,
    stored,
    purpose,
    text,
  }: { submission: SubmissionRow; stored: StoredMessage; purpose: string; text: KeptText },
  now: Instant,
): Promise<boolean> {
  const { slug, submitted_at, address, user_agent, language } = submission;
  const form = { slug, submitted_at: new Date(submitted_at).toISOString(), address, user_agent };
  const { shown: body, id, version } = text;
  // Meta's clock may be behind ours: the question comes before its answer.
  const eventAt = Math.max(stored.at, submitted_at + 1);
  const facts = {
    contactId: stored.contact.id,
    purpose,
    method: "web-form",
    actor: { type: "contact" },
    text: { body, language, id, version },
  } as const;
  const asked = {
    ...facts,
    event: "requested",
    evidence: { form },
    eventAt: submitted_at,
  } as const;
  await appendConsentRecord(tx, asked, now);
  const { wamid, text: said } = stored.message;
  const evidence = { form, wamid, ...(said !== null && { said }) };
  const expiresAt = await lastsUntil(tx, { purpose, eventAt });
  await appendConsentRecord(tx, { ...facts, event: "given", evidence, eventAt, expiresAt }, now);
  return (await findStateRow(tx, stored.contact.id, purpose))?.state === "given";
}

/** Who has no name of their own in WhatsApp is called as they called themselves. */
async function learnName(tx: Tx, { contact }: StoredMessage, name: string, now: Instant) {
  if (name && isUnnamed(contact)) await updateContact(tx, contact, { name }, now);
}

function answerOf(
  { language }: SubmissionRow,
  agreed: readonly string[],
  { business }: DeskRules,
): string {
  const { noted, stop } = confirmedTexts[language];
  return [noted.replace("{business}", () => business.name), ...agreed, stop].join("\n\n");
}
