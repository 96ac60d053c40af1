import { DAY } from "../clock.ts";
import { confirmSubmission } from "../consent-forms/confirm-submission.ts";
import type { Tx } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import { freezeFlows } from "../flows/freeze-flows.ts";
import { isOfferedWord } from "../flows/offered-word.ts";
import { queueReply, textReply } from "../inbox/queue-reply.ts";
import type { DeskRules, Moment, StoredMessage } from "../inbox/stored-message.ts";
import { windowOf } from "../inbox/threads.ts";
import { botActor } from "../inbox/tickets.ts";
import { consentTexts } from "./consent-texts.ts";
import { listPurposeKeys } from "./purposes.ts";
import { appendConsentRecord, type Evidence, findLastConsent } from "./records.ts";
import { findConsentState } from "./states.ts";
import { withdraw } from "./withdraw.ts";
import { readConsentWord, readYes } from "./stop-words.ts";

/** A YES counts as the answer to our question for this long. */
const ANSWER_TIME = 7 * DAY;

/**
 * STOP, START and the YES to our question, before anything else looks at the
 * message. True: the bot has nothing more to say to it.
 */
export async function applyConsentWord(
  tx: Tx,
  stored: StoredMessage,
  desk: DeskRules,
  moment: Moment,
): Promise<boolean> {
  if (await confirmSubmission(tx, stored, desk, moment)) return true;
  const text = stored.message.text ?? "";
  if (!["text", "button", "interactive"].includes(stored.message.type)) return false;
  const word = readConsentWord(text);
  if (word === "stop" && (await isOfferedWord(tx, stored))) return false;
  if (word === "stop") return stop(tx, stored, desk, moment);
  if (word === "start") return start(tx, stored, desk, moment);
  if (readYes(text)) return agree(tx, stored, desk, moment);
  return false;
}

async function stop(
  tx: Tx,
  stored: StoredMessage,
  desk: DeskRules,
  { now }: Moment,
): Promise<boolean> {
  const contactId = stored.contact.id;
  const wasWithdrawn = (await findConsentState(tx, contactId, "marketing", now)) === "withdrawn";
  const withdrawal = {
    contactId,
    // STOP ends every purpose that the business starts (PRODUCT 39).
    purposes: await listPurposeKeys(tx),
    method: "keyword",
    actor: { type: "contact" },
    evidence: evidenceOf(stored),
    eventAt: stored.at,
  } as const;
  await withdraw(tx, withdrawal, now);
  await freezeFlows(tx, stored.ticket.id, "stopped", now);
  // Confirmed once: who says STOP again has been told already. A STOP that a newer START
  // overtook is on record and would be the wrong thing to confirm.
  const isWithdrawn = (await findConsentState(tx, contactId, "marketing", now)) === "withdrawn";
  if (isWithdrawn && !wasWithdrawn)
    await say(tx, stored, consentTexts.stopped(stored.language, desk.business.name), now);
  return true;
}

async function start(
  tx: Tx,
  stored: StoredMessage,
  desk: DeskRules,
  { now }: Moment,
): Promise<boolean> {
  if ((await findConsentState(tx, stored.contact.id, "marketing", now)) === "given") return false;
  const question = consentTexts.ask(stored.language, desk.business.name);
  // Who has said STOP since is not asked: this START reaches us late.
  const last = await findLastConsent(tx, stored.contact.id, "marketing");
  const isOvertaken = last !== undefined && last.event_at > stored.at;
  await append(tx, stored, "requested", isOvertaken ? null : question, now);
  if (!isOvertaken) await say(tx, stored, question, now);
  return true;
}

async function agree(
  tx: Tx,
  stored: StoredMessage,
  desk: DeskRules,
  { now }: Moment,
): Promise<boolean> {
  const asked = await findLastConsent(tx, stored.contact.id, "marketing");
  if (asked?.event !== "requested" || asked.method !== "keyword" || !asked.text_shown) return false;
  if (stored.at - asked.event_at > ANSWER_TIME) return false;
  if (!(await wasLastSaid(tx, stored, asked.text_shown))) return false;
  await append(tx, stored, "given", asked.text_shown, now);
  await say(tx, stored, consentTexts.agreed(stored.language, desk.business.name), now);
  return true;
}

/** A "yes" to something that somebody said since is no consent. */
async function wasLastSaid(tx: Tx, stored: StoredMessage, question: string): Promise<boolean> {
  const last = await tx
    .selectFrom("messages")
    .select("text")
    .where("thread_id", "=", stored.thread.id)
    .where("direction", "=", "out")
    .where("type", "!=", "reaction")
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  return last?.text === question;
}

async function append(
  tx: Tx,
  stored: StoredMessage,
  event: "requested" | "given",
  textShown: string | null,
  now: Instant,
): Promise<void> {
  await appendConsentRecord(
    tx,
    {
      contactId: stored.contact.id,
      purpose: "marketing",
      event,
      method: "keyword",
      actor: { type: "contact" },
      evidence: evidenceOf(stored),
      text: textShown === null ? null : { body: textShown, language: stored.language },
      eventAt: stored.at,
    },
    now,
  );
}

/** The person's own message. */
function evidenceOf({ message }: StoredMessage): Evidence {
  return { wamid: message.wamid, ...(message.text !== null && { said: message.text }) };
}

/** Answers while the window is open and the channel can send; the record stands either way. */
async function say(tx: Tx, stored: StoredMessage, text: string, now: Instant): Promise<void> {
  const isOpen = windowOf(Math.max(stored.thread.window_from_at ?? 0, stored.at), now).isOpen;
  if (!isOpen || stored.channel.closed_at !== null || stored.contact.blocked_at !== null) return;
  await queueReply(tx, stored.ticket, textReply({ type: "bot", id: botActor.id }, text), now);
}
