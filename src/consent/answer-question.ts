import { DAY } from "../clock.ts";
import type { Db, Tx } from "../db/open.ts";
import type { Instant, Language } from "../db/schema.ts";
import type { Moment, StoredMessage } from "../inbox/stored-message.ts";
import type { MessageContent } from "../whatsapp/content.ts";
import { agreedTexts, declinedTexts, fillText, questionTexts } from "./consent-texts.ts";
import { giveConsent } from "./give-consent.ts";
import { evidenceOf, maySay, say } from "./say.ts";
import { askFor, type ConsentTap, readConsentTap } from "./question.ts";
import { appendConsentRecord, findLastConsent } from "./records.ts";
import { readNo, readYes } from "./stop-words.ts";
import { findConsentState } from "./states.ts";
import { dropQueued } from "./withdraw.ts";

/** A YES counts as the answer to our question for this long. */
const ANSWER_TIME = 7 * DAY;
/** Typed longer than this before the question, by Meta's clock and ours, it answers something else. */
const CLOCKS_DIFFER = 30_000;
/** A message leaves within a second; one that is older and still here was not read by anybody. */
const LEAVES_WITHIN = 10_000;

/** A question that we asked, as its record and its message hold it. */
interface Asked {
  seq: number;
  purpose: string;
  at: Instant;
  text: { body: string; language: Language; id: number | null; version: number | null };
  /** What is asked for after the answer. */
  next: string[];
}

/** The YES or NO to a question of ours, typed or tapped. True: it was one. */
export async function answerQuestion(
  tx: Tx,
  stored: StoredMessage,
  { now }: Moment,
): Promise<boolean> {
  const tap = readConsentTap(stored.message.content.choice?.id);
  const text = stored.message.text ?? "";
  const isYes = tap?.isYes ?? (readYes(text) || (readNo(text) ? false : undefined));
  if (isYes === undefined) return false;
  const asked = await findAsked(tx, stored, tap, now);
  if (!asked) return false;
  if (!isYes) await refuse(tx, stored, asked, tap, now);
  else if (await isStillOpen(tx, stored, asked)) await agree(tx, stored, asked, tap, now);
  else return tap ? askAnew(tx, stored, asked, now) : false;
  await askNext(tx, stored, asked, now);
  return true;
}

/** That of the button; of the message that is quoted; else the last thing that we said. */
async function findAsked(
  tx: Tx,
  { thread, contact, message, at }: StoredMessage,
  tap: ConsentTap | undefined,
  now: Instant,
): Promise<Asked | undefined> {
  const said = await findSaid(tx, thread.id, message.replyToWamid, now);
  const seq = tap?.seq ?? said?.seq;
  const record = seq === undefined ? undefined : await findRequest(tx, contact.id, seq);
  if (!record || (!tap && at < record.at - CLOCKS_DIFFER)) return undefined;
  return { ...record, next: said?.seq === seq ? (said?.next ?? []) : [] };
}

/** A "yes" to something that somebody said since is no consent; nor to what is held up here. */
async function findSaid(
  tx: Tx,
  threadId: number,
  wamid: string | null,
  now: Instant,
): Promise<MessageContent["consent"]> {
  let query = tx
    .selectFrom("messages")
    .select(["content", "status", "created_at"])
    .where("thread_id", "=", threadId)
    .where("direction", "=", "out")
    .where("type", "!=", "reaction")
    .where("status", "!=", "failed");
  if (wamid !== null) query = query.where("wamid", "=", wamid);
  const last = await query.orderBy("id", "desc").limit(1).executeTakeFirst();
  if (!last) return undefined;
  const isHeldUp = last.status === "queued" && now - last.created_at > LEAVES_WITHIN;
  if (isHeldUp) return undefined;
  return (JSON.parse(last.content) as MessageContent).consent;
}

async function findRequest(
  db: Db,
  contactId: number,
  seq: number,
): Promise<Omit<Asked, "next"> | undefined> {
  const row = await db
    .selectFrom("consent_records")
    .innerJoin("consent_subjects", "consent_subjects.id", "consent_records.subject_id")
    .innerJoin("shown_texts", "shown_texts.hash", "consent_records.text_hash")
    .select(["seq", "purpose", "event_at", "leaf", "body"])
    .where("seq", "=", seq)
    .where("event", "=", "requested")
    .where("consent_subjects.contact_id", "=", contactId)
    .executeTakeFirst();
  if (!row) return undefined;
  const { text } = JSON.parse(row.leaf) as { text: Asked["text"] };
  const { language, id, version } = text;
  const { purpose, event_at: at, body } = row;
  return { seq, purpose, at, text: { body, language, id, version } };
}

/** Asked within a week, and nothing has been said about the purpose since. */
async function isStillOpen(tx: Tx, stored: StoredMessage, asked: Asked): Promise<boolean> {
  const last = await findLastConsent(tx, stored.contact.id, asked.purpose);
  return last?.event === "requested" && stored.at - asked.at <= ANSWER_TIME;
}

async function agree(
  tx: Tx,
  stored: StoredMessage,
  asked: Asked,
  tap: ConsentTap | undefined,
  now: Instant,
): Promise<void> {
  const { purpose, text: shown } = asked;
  await giveConsent(tx, stored, { purpose, method: tap ? "button" : "keyword", text: shown }, now);
  const { body, language } = asked.text;
  const text = agreementIn(body, language);
  await say(tx, stored, fillText(agreedTexts[language], { text }), now);
}

/** The text that was put to the person, without the question around it. */
function agreementIn(question: string, language: Language): string {
  const [before = "", after = ""] = questionTexts[language].split("{text}");
  const isFramed = question.startsWith(before) && question.endsWith(after);
  return isFramed ? question.slice(before.length, question.length - after.length) : question;
}

/** A no counts whenever it comes, and whatever was queued in the meantime stays here. */
async function refuse(
  tx: Tx,
  stored: StoredMessage,
  asked: Asked,
  tap: ConsentTap | undefined,
  now: Instant,
): Promise<void> {
  const { purpose, text } = asked;
  await appendConsentRecord(
    tx,
    {
      contactId: stored.contact.id,
      purpose,
      event: "refused",
      method: tap ? "button" : "keyword",
      actor: { type: "contact" },
      evidence: evidenceOf(stored),
      text,
      eventAt: stored.at,
    },
    now,
  );
  if ((await findConsentState(tx, stored.contact.id, purpose, now)) !== "given")
    await dropQueued(tx, stored.contact.id, [purpose], now);
  await say(tx, stored, declinedTexts[asked.text.language], now);
}

/** An old Yes button: what was agreed to then may not be what is asked now. */
async function askAnew(
  tx: Tx,
  stored: StoredMessage,
  { purpose }: Asked,
  now: Instant,
): Promise<boolean> {
  const state = await findConsentState(tx, stored.contact.id, purpose, now);
  if (state !== "given") await ask(tx, stored, [purpose], now);
  return true;
}

async function askNext(
  tx: Tx,
  stored: StoredMessage,
  { next }: Asked,
  now: Instant,
): Promise<void> {
  const open: string[] = [];
  for (const purpose of next)
    if ((await findConsentState(tx, stored.contact.id, purpose, now)) !== "given")
      open.push(purpose);
  if (open.length > 0) await ask(tx, stored, open, now);
}

async function ask(tx: Tx, stored: StoredMessage, purposes: readonly string[], now: Instant) {
  if (!(await maySay(tx, stored, "consent", now))) return;
  const question = {
    purposes,
    language: stored.language,
    method: "button",
    actor: { type: "bot" },
    evidence: evidenceOf(stored),
    eventAt: stored.at,
    author: { type: "bot", id: null },
  } as const;
  await askFor(tx, stored.ticket, question, now);
}
