import type { Explanation } from "../bot/explanation.ts";
import { compileIntents, groupByLikeness, understand } from "../understanding/intents.ts";
import type { Db } from "../db/open.ts";
import type { Instant, Language } from "../db/schema.ts";
import { articleSources } from "./answer-with-article.ts";
import { hashOf, listDismissed } from "./dismissals.ts";
import { SINCE } from "./typed-answers.ts";

/** What a customer asked and the bot did not understand. */
export interface Unanswered {
  /** The message. */
  id: number;
  text: string;
  language: Language;
}

export interface NearQuestion {
  question: Unanswered;
  times: number;
  article: { id: number; name: string };
}

const MOST_TURNS = 600;
const LONGEST = 200;
const LEAST_TIMES = 2;
/** Not near enough to answer, near enough to ask a person. */
const LEAST_NEARNESS = 0.2;

/** Repeated questions that come near an article in the same language, the most frequent first. */
export async function listNearQuestions(
  db: Db,
  now: Instant,
  limit: number,
): Promise<NearQuestion[]> {
  const articles = compileIntents(await articleSources(db));
  const spoken = await listLanguages(db);
  const near: NearQuestion[] = [];
  for (const group of await groupUnanswered(db, now)) {
    const [question] = group;
    if (!question || near.length === limit) break;
    const { kind, candidates } = understand(articles, question.text, question.language);
    const [best] = candidates;
    const id = Number(best?.id.slice("article:".length));
    // One that is understood by now needs no wording more.
    if (kind === "hit" || !best || best.score < LEAST_NEARNESS) continue;
    if (!spoken.get(id)?.has(question.language)) continue;
    near.push({ question, times: group.length, article: { id, name: best.name } });
  }
  return near;
}

async function listLanguages(db: Db): Promise<Map<number, Set<Language>>> {
  const rows = await db.selectFrom("article_texts").select(["article_id", "language"]).execute();
  const byArticle = Map.groupBy(rows, (row) => row.article_id);
  return new Map(
    [...byArticle].map(([id, texts]) => [id, new Set(texts.map((text) => text.language))]),
  );
}

/** What putting one aside means: the question, and all that are like it. */
export async function keysOfQuestion(db: Db, id: number, now: Instant): Promise<string[]> {
  const groups = await groupUnanswered(db, now);
  const group = groups.find((each) => each.some((question) => question.id === id));
  const one = await findUnanswered(db, id);
  return (group ?? (one ? [one] : [])).map(({ text }) => hashOf(text));
}

export async function findUnanswered(db: Db, id: number): Promise<Unanswered | undefined> {
  if (!Number.isSafeInteger(id)) return undefined;
  const row = await turnsOf(db).where("messages.id", "=", id).executeTakeFirst();
  return row && questionOf(row);
}

async function groupUnanswered(db: Db, now: Instant): Promise<Unanswered[][]> {
  const dismissed = await listDismissed(db, "question");
  const rows = await turnsOf(db)
    .where("bot_turns.created_at", ">=", now - SINCE)
    .orderBy("bot_turns.created_at", "desc")
    .limit(MOST_TURNS)
    .execute();
  const questions = rows
    .filter(({ outcome, explanation }) => outcome === "miss" || hadNothingToSay(explanation))
    .map(questionOf)
    .filter(({ text }) => !dismissed.has(hashOf(text)));
  return groupByLikeness(questions).filter((group) => group.length >= LEAST_TIMES);
}

/** Silence has other reasons, too: a person was there already, the bot was off. */
function hadNothingToSay(explanation: string): boolean {
  const { considered } = JSON.parse(explanation) as Explanation;
  const last = considered.at(-1);
  return last?.what === "silence" && last.because === "nothing-to-say";
}

function turnsOf(db: Db) {
  return db
    .selectFrom("bot_turns")
    .innerJoin("messages", "messages.id", "bot_turns.message_id")
    .select(["messages.id", "messages.text", "outcome", "bot_turns.language", "explanation"])
    .where("outcome", "in", ["miss", "silence"])
    .where("is_simulated", "=", 0)
    .where("messages.type", "=", "text")
    .where((where) => where.between(where.fn<number>("length", ["messages.text"]), 3, LONGEST));
}

function questionOf(row: { id: number; text: string | null; language: Language }): Unanswered {
  return { id: row.id, text: row.text ?? "", language: row.language };
}
