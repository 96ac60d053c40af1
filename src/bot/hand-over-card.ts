import type { Db, Tx } from "../db/open.ts";
import type { Instant, Language, RunOutcome } from "../db/schema.ts";
import { fillText } from "../flows/fill-text.ts";
import { type Flow, isQuestion, type Texts } from "../flows/flow.ts";
import { botActor, insertTicketEvent } from "../inbox/tickets.ts";

/** What the bot has gathered, for the person who takes over; the detail of the ticket's `hand-over` line. */
export interface HandOverCard {
  /** The customer's last words, oldest first. */
  asked: string[];
  /** What the bot took it for, and how that went. */
  topics: { name: string; outcome: RunOutcome }[];
  /** The answers to its questions, under the words of the question. */
  fields: { label: string; value: string }[];
}

const MOST_WORDS = 3;
const LONGEST = 200;

/** Keeps the card with the ticket, where there is more to say than the thread shows at a glance. */
export async function keepHandOverCard(
  tx: Tx,
  ticketId: number,
  language: Language,
  now: Instant,
): Promise<void> {
  const card = await gatherCard(tx, ticketId, language);
  if (card.topics.length === 0) return;
  await insertTicketEvent(tx, ticketId, "hand-over", botActor, { card }, now);
}

async function gatherCard(db: Db, ticketId: number, language: Language): Promise<HandOverCard> {
  const since = await lastHandOver(db, ticketId);
  const messages = await db
    .selectFrom("messages")
    .select("text")
    .where("ticket_id", "=", ticketId)
    .where("direction", "=", "in")
    .where("text", "is not", null)
    .where("created_at", ">", since)
    .orderBy("id", "desc")
    .limit(MOST_WORDS)
    .execute();
  const runs = await db
    .selectFrom("flow_runs")
    .select(["name", "outcome", "variables", "definition"])
    .where("ticket_id", "=", ticketId)
    .where("started_at", ">", since)
    .orderBy("id")
    .execute();
  return {
    asked: messages.flatMap(({ text }) => (text ? [shorten(text)] : [])).reverse(),
    topics: runs.map(({ name, outcome }) => ({ name, outcome: outcome ?? "handed-over" })),
    fields: runs.flatMap((run) => fieldsOf(run, language)),
  };
}

async function lastHandOver(db: Db, ticketId: number): Promise<Instant> {
  const row = await db
    .selectFrom("ticket_events")
    .select("created_at")
    .where("ticket_id", "=", ticketId)
    .where("kind", "=", "hand-over")
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.created_at ?? 0;
}

/** What was asked for; what a flow keeps for itself begins with an underscore. */
function fieldsOf(
  run: { variables: string; definition: string | null },
  language: Language,
): HandOverCard["fields"] {
  const values = JSON.parse(run.variables) as Record<string, unknown>;
  const questions = questionsOf(run.definition);
  const known = (key: string) => {
    const value = values[`${key}_label`] ?? values[key];
    return typeof value === "string" ? value : "";
  };
  // The words of an option stand beside its id, as `KEY_label`.
  const keys = Object.keys(values).filter((key) => !key.startsWith("_") && !key.endsWith("_label"));
  return keys.flatMap((key) => {
    const value = known(key);
    const question = questions.get(key);
    const label = question
      ? fillText(wordsIn(question, language), known)
      : key.replaceAll("_", " ");
    return value ? [{ label, value: shorten(value) }] : [];
  });
}

/** By variable; a dialogue that has ended holds them no more. */
function questionsOf(definition: string | null): Map<string, Texts> {
  const steps = definition ? (JSON.parse(definition) as Flow).steps : [];
  return new Map(
    steps.filter(isQuestion).flatMap((step) => {
      const key = "save" in step ? step.save : undefined;
      return key && "text" in step && step.text ? [[key, step.text] as const] : [];
    }),
  );
}

function wordsIn(texts: Texts, language: Language): string {
  return shorten(texts[language] ?? Object.values(texts).find(Boolean) ?? "");
}

function shorten(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}
