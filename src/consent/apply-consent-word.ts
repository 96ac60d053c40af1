import { confirmSubmission } from "../consent-forms/confirm-submission.ts";
import type { Tx } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import { wasEverGiven } from "./ever-given.ts";
import { fold } from "../bot/fold.ts";
import { freezeFlows } from "../flows/freeze-flows.ts";
import { isOfferedWord } from "../flows/offered-word.ts";
import type { DeskRules, Moment, StoredMessage } from "../inbox/stored-message.ts";
import { purposesThatStopEnds } from "../privacy/jurisdictions.ts";
import { answerQuestion } from "./answer-question.ts";
import { fillText, stoppedMarketingTexts, stoppedTexts } from "./consent-texts.ts";
import { listPurposeKeys } from "./purposes.ts";
import { askFor } from "./question.ts";
import { appendConsentRecord, findLastConsent } from "./records.ts";
import { evidenceOf, maySay, say } from "./say.ts";
import { findConsentState } from "./states.ts";
import { readConsentWord } from "./stop-words.ts";
import { agreeByButton, isStopButton } from "./template-buttons.ts";
import { withdraw } from "./withdraw.ts";

/**
 * STOP, START, a keyword and the answer to our question, before anything else looks at the
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
  if (isStopButton(stored.message)) return stop(tx, stored, desk, moment);
  const word = readConsentWord(text, desk.consent);
  if (word === "stop" && (await isOfferedWord(tx, stored))) return false;
  if (word === "stop") return stop(tx, stored, desk, moment);
  if (word === "start") return start(tx, stored, await purposesOfStart(tx, stored, moment), moment);
  if (await agreeByButton(tx, stored, moment)) return true;
  if (await answerQuestion(tx, stored, moment)) return true;
  const purpose = desk.consent.keywords.get(fold(text));
  return purpose === undefined ? false : start(tx, stored, [purpose], moment);
}

async function stop(
  tx: Tx,
  stored: StoredMessage,
  desk: DeskRules,
  { now }: Moment,
): Promise<boolean> {
  const contactId = stored.contact.id;
  const purposes = await purposesThatStopEnds(tx);
  const before = await countWithdrawn(tx, contactId, purposes, now);
  const withdrawal = {
    contactId,
    purposes,
    method: stored.message.type === "text" ? "keyword" : "button",
    actor: { type: "contact" },
    evidence: evidenceOf(stored),
    eventAt: stored.at,
  } as const;
  await withdraw(tx, withdrawal, now);
  await freezeFlows(tx, stored.ticket.id, "stopped", now);
  // Confirmed once: who says STOP again has been told already. A STOP that a newer START
  // overtook is on record and would be the wrong thing to confirm.
  if ((await countWithdrawn(tx, contactId, purposes, now)) > before) {
    const texts = purposes.length > 1 ? stoppedTexts : stoppedMarketingTexts;
    const values = { business: desk.business.name };
    await say(tx, stored, fillText(texts[stored.language], values), now);
  }
  return true;
}

async function countWithdrawn(
  tx: Tx,
  contactId: number,
  purposes: readonly string[],
  now: Instant,
): Promise<number> {
  const states = await Promise.all(
    purposes.map((purpose) => findConsentState(tx, contactId, purpose, now)),
  );
  return states.filter((state) => state === "withdrawn").length;
}

/** Marketing; and, one after the other, what a STOP took away with it. */
async function purposesOfStart(
  tx: Tx,
  { contact }: StoredMessage,
  { now }: Moment,
): Promise<string[]> {
  const others = (await listPurposeKeys(tx)).filter((key) => key !== "marketing");
  const lost: string[] = [];
  for (const purpose of others) {
    const isWithdrawn = (await findConsentState(tx, contact.id, purpose, now)) === "withdrawn";
    if (isWithdrawn && (await wasEverGiven(tx, contact.id, purpose))) lost.push(purpose);
  }
  return ["marketing", ...lost];
}

/** START or a keyword: the person wants to be asked. */
async function start(
  tx: Tx,
  stored: StoredMessage,
  purposes: readonly string[],
  { now }: Moment,
): Promise<boolean> {
  const [purpose = "marketing"] = purposes;
  if ((await findConsentState(tx, stored.contact.id, purpose, now)) === "given") return false;
  const request = {
    method: "keyword",
    actor: { type: "contact" },
    evidence: evidenceOf(stored),
    eventAt: stored.at,
  } as const;
  // Who has said STOP since is not asked: this START reaches us late.
  const last = await findLastConsent(tx, stored.contact.id, purpose);
  const isOvertaken = last !== undefined && last.event_at > stored.at;
  const mayAsk = !isOvertaken && (await maySay(tx, stored, "consent", now));
  const question = { ...request, purposes, language: stored.language, author: bot };
  if (mayAsk && (await askFor(tx, stored.ticket, question, now))) return true;
  await noteWish(tx, stored, { ...request, purpose }, now);
  return true;
}

const bot = { type: "bot", id: null } as const;

/** The wish is on record, also where no question can leave. */
async function noteWish(
  tx: Tx,
  { contact }: StoredMessage,
  request: Pick<
    Parameters<typeof appendConsentRecord>[1],
    "purpose" | "method" | "actor" | "evidence" | "eventAt"
  >,
  now: Instant,
): Promise<void> {
  await appendConsentRecord(tx, { ...request, contactId: contact.id, event: "requested" }, now);
}
