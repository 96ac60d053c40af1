import { askedLanguage } from "../contacts/asked-language.ts";
import { isGreeting } from "../contacts/greetings.ts";
import { readConsentWord } from "../consent/stop-words.ts";
import { DAY } from "../clock.ts";
import type { Db } from "../db/open.ts";
import type { Instant, Language, TurnOutcome } from "../db/schema.ts";
import { readDeskRules } from "../inbox/desk-rules.ts";
import { isThanks } from "../inbox/find-or-open-ticket.ts";
import type { DeskRules } from "../inbox/stored-message.ts";
import type { Recado } from "../recado.ts";
import { type BotDesk, botDeskOf } from "../bot/bot-desk.ts";
import { fold, words } from "../bot/fold.ts";
import { groupInBatches, pause } from "../understanding/group-in-batches.ts";
import { askedForPerson } from "../bot/hand-over.ts";
import { understand } from "../understanding/intents.ts";
import { matchRule } from "../bot/match-rules.ts";

/** One phrasing of customers, with how many messages said it. */
export interface Phrasing {
  text: string;
  language: Language;
  count: number;
  /** Where it was said last. */
  ticket: number;
}

/** Questions that ask much the same. */
export interface CoverageGroup {
  /** The commonest first. */
  phrasings: Phrasing[];
  count: number;
}

export interface Coverage {
  /** Messages that were looked at. */
  looked: number;
  /** Of those: nothing answers them, neither then nor now. */
  unanswered: number;
  groups: CoverageGroup[];
  /** There were more messages, or more phrasings, than are looked at. */
  isCut: boolean;
}

export interface CoverageQuery {
  days: 7 | 30 | 90;
  isSimulated: boolean;
}
export const coverageDays = [7, 30, 90] as const;

/** Beyond these nothing is looked at: the page says so. */
const MOST_MESSAGES = 20_000;
const MOST_PHRASINGS = 4_000;
/** Ids that one look at the table goes over: messages of the desk itself are among them. */
const WINDOW = 1_000;
/** Longer ones are compared by their beginning. */
const LONGEST = 200;

/** What the bot decided where it had no answer; a message without a turn is none either. */
const unanswered: readonly (TurnOutcome | null)[] = ["miss", "silence", "away", "greeting", null];

/**
 * What customers asked in the last days and nothing answers: what the bot missed or was silent
 * about, and the first message of each ticket that it had nothing to do with, such as those from
 * before it was switched on. Each is asked anew against the bot as it is now: what has an incident
 * by now is gone. In batches, so that nobody waits for it.
 */
export async function readCoverage(recado: Recado, query: CoverageQuery): Promise<Coverage> {
  const { db, clock } = recado;
  const desk = await readDeskRules(db);
  const bot = await botDeskOf(db, desk);
  const known: Known = { open: new Map(), answered: new Set() };
  let looked = 0;
  const from = clock.now() - query.days * DAY;
  const first = await findFirstSince(db, from);
  let last = await findLast(db);
  for (; last >= first && looked < MOST_MESSAGES; last -= WINDOW) {
    const rows = await listMessages(db, query, from, { first, last });
    looked += rows.length;
    for (const row of rows) notePhrasing(known, row, desk, bot);
    await pause();
  }
  const phrasings = [...known.open.values()].toSorted((a, b) => b.count - a.count);
  const groups = await groupInBatches(phrasings.slice(0, MOST_PHRASINGS));
  return {
    looked,
    unanswered: phrasings.reduce((total, { count }) => total + count, 0),
    groups: groups
      .map((group) => ({
        phrasings: group,
        count: group.reduce((total, { count }) => total + count, 0),
      }))
      .toSorted((a, b) => b.count - a.count),
    isCut: last >= first || phrasings.length > MOST_PHRASINGS,
  };
}

interface MessageRow {
  id: number;
  text: string | null;
  ticket_id: number | null;
  outcome: TurnOutcome | null;
  explanation: string | null;
  language: Language | null;
}

async function findLast(db: Db): Promise<number> {
  const row = await db
    .selectFrom("messages")
    .select("id")
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.id ?? 0;
}

/** Ids grow with time: a search by halves, where no index has the time. */
async function findFirstSince(db: Db, from: Instant): Promise<number> {
  let [low, high] = [1, (await findLast(db)) + 1];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const row = await db
      .selectFrom("messages")
      .select("created_at")
      .where("id", ">=", middle)
      .orderBy("id")
      .limit(1)
      .executeTakeFirst();
    if (row && row.created_at < from) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Newest first: texts of customers to the bot, or that began a ticket without it. */
async function listMessages(
  db: Db,
  { isSimulated }: CoverageQuery,
  from: Instant,
  ids: { first: number; last: number },
): Promise<MessageRow[]> {
  return db
    .selectFrom("messages")
    .innerJoin("tickets", "tickets.id", "messages.ticket_id")
    .innerJoin("channels", "channels.id", "tickets.channel_id")
    .leftJoin("bot_turns", "bot_turns.message_id", "messages.id")
    .select(["messages.id", "messages.text", "messages.ticket_id"])
    .select(["bot_turns.outcome", "bot_turns.explanation"])
    .select((select) => select.fn.coalesce("bot_turns.language", "tickets.language").as("language"))
    .where("messages.id", "<=", ids.last)
    .where("messages.id", ">", Math.max(ids.first - 1, ids.last - WINDOW))
    .where("messages.sent_at", ">=", from)
    .where("messages.direction", "=", "in")
    .where("messages.type", "=", "text")
    .where("channels.is_simulated", "=", isSimulated ? 1 : 0)
    .where("tickets.is_spam", "=", 0)
    .where((where) =>
      where.or([
        where("bot_turns.id", "is not", null),
        where.not(
          where.exists(
            where
              .selectFrom("messages as earlier")
              .select("earlier.id")
              .whereRef("earlier.ticket_id", "=", "messages.ticket_id")
              .whereRef("earlier.id", "<", "messages.id"),
          ),
        ),
      ]),
    )
    .orderBy("messages.id", "desc")
    .execute();
}

/** By folded text: each is asked once. */
interface Known {
  open: Map<string, Phrasing>;
  answered: Set<string>;
}

function notePhrasing(known: Known, row: MessageRow, desk: DeskRules, bot: BotDesk): void {
  if (!unanswered.includes(row.outcome) && !isLastMiss(row)) return;
  const text = (row.text ?? "").replaceAll(/\s+/g, " ").trim().slice(0, LONGEST);
  const folded = fold(text);
  if (!folded || row.ticket_id === null || known.answered.has(folded)) return;
  const same = known.open.get(folded);
  if (same) return void (same.count += 1);
  const language = row.language ?? desk.business.language;
  if (isAnswered(text, language, desk, bot)) return void known.answered.add(folded);
  known.open.set(folded, { text, language, count: 1, ticket: row.ticket_id });
}

/** The miss after which the bot gave up brought a person: it was one all the same. */
function isLastMiss({ outcome, explanation }: MessageRow): boolean {
  return outcome === "hand-over" && /"what":"misses","isTaken":true/.test(explanation ?? "");
}

/** Whether the bot, as it is now, would know what to do. Greetings and thanks ask nothing. */
export function isAnswered(
  text: string,
  language: Language,
  desk: DeskRules,
  bot: BotDesk,
): boolean {
  const said = words(text);
  if (isThanks(text) || isGreeting(said) || readConsentWord(text, desk.consent)) return true;
  if (askedForPerson(text, desk) || askedLanguage(said)) return true;
  return (
    matchRule(desk.rules, text) !== undefined ||
    understand(bot.intents, text, language).kind !== "none"
  );
}
