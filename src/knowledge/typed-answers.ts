import { fold } from "../bot/fold.ts";
import { DAY } from "../clock.ts";
import type { Db } from "../db/open.ts";
import type { Instant, Language } from "../db/schema.ts";
import { hashOf, listDismissed } from "./dismissals.ts";
import { BREATH, groupAlike } from "./group-alike.ts";
import { type KnownAnswer, readKnownAnswers } from "./known-answers.ts";

/** An answer that an agent wrote by hand. */
export interface TypedAnswer {
  /** The message. */
  id: number;
  text: string;
  language: Language;
}

/** Shorter ones are greetings and thanks. */
const SHORTEST = 40;
export const SINCE = 60 * DAY;
const LEAST_TIMES = 3;
// What one look may cost: so many messages are passed over, so many answers compared.
const WINDOW = 5_000;
const MOST_WINDOWS = 40;
const MOST_ANSWERS = 3_000;

/**
 * Answers that agents type again and again, the most frequent first: each with the shortest of its
 * group and how often. What is in a quick reply or an article, or was put aside, does not count.
 */
export async function listTypedAnswers(
  db: Db,
  now: Instant,
  limit: number,
): Promise<{ answer: TypedAnswer; times: number }[]> {
  const groups = await groupTypedAnswers(db, now);
  return groups
    .flatMap((group) => {
      const [answer] = group.toSorted((a, b) => a.text.length - b.text.length);
      return answer ? [{ answer, times: group.length }] : [];
    })
    .slice(0, limit);
}

/** One of them to begin an article with; only what an agent wrote. */
export async function findTypedAnswer(db: Db, id: number): Promise<TypedAnswer | undefined> {
  if (!Number.isSafeInteger(id)) return undefined;
  const row = await answersOf(db).where("messages.id", "=", id).executeTakeFirst();
  return row && answerOf(row);
}

/** What putting one aside means: the answer, and all that are like it. */
export async function keysOfAnswer(db: Db, id: number, now: Instant): Promise<string[]> {
  const groups = await groupTypedAnswers(db, now);
  const group = groups.find((each) => each.some((answer) => answer.id === id));
  const one = await findTypedAnswer(db, id);
  return (group ?? (one ? [one] : [])).map(({ text }) => hashOf(text));
}

async function groupTypedAnswers(db: Db, now: Instant): Promise<TypedAnswer[][]> {
  const answers = await readAnswers(db, now - SINCE);
  const dismissed = await listDismissed(db, "answer");
  const known = await readKnownAnswers(db);
  const open: TypedAnswer[] = [];
  for (const [index, answer] of answers.entries()) {
    if (!isDone(answer, dismissed, known)) open.push(answer);
    if (index % BREATH === 0) await Bun.sleep(0);
  }
  const groups = await groupAlike(open);
  return groups.filter((group) => group.length >= LEAST_TIMES);
}

function isDone({ text }: TypedAnswer, dismissed: Set<string>, known: KnownAnswer[]): boolean {
  if (dismissed.has(hashOf(text))) return true;
  const folded = fold(text);
  return known.some((isKnown) => isKnown(folded));
}

/** Newest first, by stretches of ids, so that no look reads the whole table. */
async function readAnswers(db: Db, since: Instant): Promise<TypedAnswer[]> {
  const found: TypedAnswer[] = [];
  let before = await lastMessageId(db);
  for (let n = 0; n < MOST_WINDOWS && before > 0 && found.length < MOST_ANSWERS; n += 1) {
    const rows = await answersOf(db)
      .where("messages.id", "<=", before)
      .where("messages.id", ">", before - WINDOW)
      .orderBy("messages.id", "desc")
      .execute();
    found.push(...rows.filter((row) => row.sent_at >= since).map(answerOf));
    if (rows.some((row) => row.sent_at < since)) break;
    before -= WINDOW;
  }
  return found.slice(0, MOST_ANSWERS);
}

async function lastMessageId(db: Db): Promise<number> {
  const row = await db
    .selectFrom("messages")
    .select("id")
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.id ?? 0;
}

function answersOf(db: Db) {
  return db
    .selectFrom("messages")
    .innerJoin("tickets", "tickets.id", "messages.ticket_id")
    .innerJoin("contacts", "contacts.id", "tickets.contact_id")
    .select(["messages.id", "messages.text", "messages.sent_at"])
    .select((select) => select.fn.coalesce("tickets.language", "contacts.language").as("language"))
    .where("messages.direction", "=", "out")
    .where("messages.author_type", "=", "agent")
    .where("messages.type", "=", "text")
    .where("contacts.is_simulated", "=", 0)
    .where((where) => where(where.fn<number>("length", ["messages.text"]), ">=", SHORTEST));
}

function answerOf(row: {
  id: number;
  text: string | null;
  language: Language | null;
}): TypedAnswer {
  return { id: row.id, text: row.text ?? "", language: row.language ?? "en" };
}
