import { hot } from "../db/hot.ts";
import type { Db } from "../db/open.ts";
import type { Instant, RunOutcome, TurnOutcome } from "../db/schema.ts";
import { isVisible, type Scope } from "../users/ticket-scope.ts";
import { type Ask, type Fate, FATE_TIME, fateOf, type Tally, tallyOf, weekOf } from "./figures.ts";
import { pause } from "../understanding/group-in-batches.ts";

export const figureWeeks = [4, 8, 26] as const;

export interface FiguresQuery {
  weeks: (typeof figureWeeks)[number];
  isSimulated: boolean;
}

export interface WeekFigures extends Tally {
  /** Its Monday. */
  week: string;
  missed: number;
  loops: number;
}

export interface SubjectFigures extends Tally {
  subject: string;
  byWeek: { week: string; tally: Tally }[];
}

export interface Figures {
  weeks: WeekFigures[];
  /** Incidents, articles and keyword rules. */
  subjects: SubjectFigures[];
  /** The same dialogues, by the flow that they went on in. */
  flows: SubjectFigures[];
  /** There was more than is counted. */
  isCut: boolean;
}

interface FiguresPlace {
  scope: Scope;
  timezone: string;
  now: Instant;
}

const BATCH = 500;
export const MOST_TURNS = 50_000;

/** What the bot did in the last weeks, the running one included, by week and by what was asked. */
export async function readFigures(
  db: Db,
  { weeks, isSimulated }: FiguresQuery,
  place: FiguresPlace,
): Promise<Figures> {
  const thisWeek = weekOf(place.now, place.timezone);
  const mondays = Array.from({ length: weeks }, (_, n) =>
    thisWeek.subtract({ weeks: weeks - 1 - n }).toString(),
  );
  const from = Temporal.PlainDate.from(mondays[0]!).toZonedDateTime(place.timezone);
  const counted = await countTurns(db, from.epochMilliseconds, isSimulated, place);
  const ofFlows = counted.asks.filter(({ flow }) => flow !== null);
  return {
    isCut: counted.isCut,
    weeks: mondays.map((week) => ({
      week,
      ...tallyOf(fatesIn(counted.asks, week)),
      handedOver: counted.handOvers.get(week) ?? 0,
      missed: counted.misses.get(week) ?? 0,
      loops: counted.loops.get(week) ?? 0,
    })),
    subjects: subjectsOf(
      Map.groupBy(counted.asks, ({ ask }) => ask.subject),
      mondays,
    ),
    flows: subjectsOf(
      Map.groupBy(ofFlows, ({ flow }) => `flow:${flow}`),
      mondays,
    ),
  };
}

function subjectsOf(groups: Map<string, Judged[]>, weeks: readonly string[]): SubjectFigures[] {
  return [...groups]
    .map(([subject, asks]) => ({
      subject,
      ...tallyOf(asks.map(({ fate }) => fate)),
      byWeek: weeks.map((week) => ({ week, tally: tallyOf(fatesIn(asks, week)) })),
    }))
    .toSorted((a, b) => b.asked - a.asked || a.subject.localeCompare(b.subject));
}

interface Counted {
  asks: Judged[];
  misses: Map<string, number>;
  loops: Map<string, number>;
  handOvers: Map<string, number>;
  isCut: boolean;
}

interface Judged {
  ask: Ask;
  flow: number | null;
  fate: Fate;
}

function fatesIn(asks: readonly Judged[], week: string): Fate[] {
  return asks.filter(({ ask }) => ask.week === week).map(({ fate }) => fate);
}

async function countTurns(
  db: Db,
  from: Instant,
  isSimulated: boolean,
  place: FiguresPlace,
): Promise<Counted> {
  const counted: Counted = {
    asks: [],
    misses: new Map(),
    loops: new Map(),
    handOvers: new Map(),
    isCut: false,
  };
  let after = (await findFirstSince(db, from)) - 1;
  for (let read = 0; read < MOST_TURNS; read += BATCH) {
    const rows = await listTurns(db, { from, isSimulated, after }, place.scope);
    for (const row of rows) await countTurn(db, counted, row, place);
    if (rows.length < BATCH) return counted;
    after = rows.at(-1)!.id;
    await pause();
  }
  return { ...counted, isCut: true };
}

async function findFirstSince(db: Db, from: Instant): Promise<number> {
  const row = await db
    .selectFrom("bot_turns")
    .select((select) => select.fn.min("id").as("id"))
    .where("created_at", ">=", from)
    .executeTakeFirst();
  return row?.id ?? 1;
}

interface TurnRow {
  id: number;
  outcome: TurnOutcome;
  rule_id: number | null;
  incident_id: number | null;
  article_id: number | null;
  run_id: number | null;
  thread_id: number;
  explanation: string;
  created_at: Instant;
  run_outcome: RunOutcome | null;
  run_ended_at: Instant | null;
  run_flow_id: number | null;
}

async function listTurns(
  db: Db,
  { from, isSimulated, after }: { from: Instant; isSimulated: boolean; after: number },
  scope: Scope,
): Promise<TurnRow[]> {
  return db
    .selectFrom("bot_turns")
    .innerJoin("tickets", "tickets.id", "bot_turns.ticket_id")
    .leftJoin("flow_runs", "flow_runs.id", "bot_turns.run_id")
    .select(["bot_turns.id", "bot_turns.outcome", "rule_id", "bot_turns.incident_id"])
    .select(["article_id", "bot_turns.run_id", "bot_turns.thread_id"])
    .select(["explanation", "bot_turns.created_at"])
    .select(["flow_runs.outcome as run_outcome", "flow_runs.ended_at as run_ended_at"])
    .select("flow_runs.flow_id as run_flow_id")
    .where("bot_turns.id", ">", after)
    .where("bot_turns.created_at", ">=", from)
    .where("bot_turns.is_simulated", "=", isSimulated ? 1 : 0)
    .where((where) => isVisible(where, scope))
    .orderBy("bot_turns.id")
    .limit(BATCH)
    .execute();
}

async function countTurn(
  db: Db,
  { asks, misses, loops, handOvers }: Counted,
  row: TurnRow,
  { timezone, now }: FiguresPlace,
): Promise<void> {
  const week = weekOf(row.created_at, timezone).toString();
  const count = (counts: Map<string, number>) => counts.set(week, (counts.get(week) ?? 0) + 1);
  if (isMiss(row)) count(misses);
  if (row.outcome === "silence" && row.explanation.includes('"too-many-answers"')) count(loops);
  // Out of a dialogue the hand-over is counted with what was asked.
  if (row.outcome === "hand-over" && row.run_id === null) count(handOvers);
  const subject = subjectOf(row);
  if (!subject) return;
  const ask = askOf(row, subject, week);
  const isSettledByWords = ask.outcome === "done" && ask.endedAt !== null;
  const later = isSettledByWords
    ? await listLater(db, {
        threadId: row.thread_id,
        from: ask.endedAt ?? 0,
        to: (ask.endedAt ?? 0) + FATE_TIME,
      })
    : [];
  const fate = fateOf(ask, later, now);
  asks.push({ ask, flow: row.run_flow_id, fate });
  if (fate === "handed-over") count(handOvers);
}

/** Told that it was not understood; the last one brought a person. */
function isMiss({ outcome, explanation }: TurnRow): boolean {
  return (
    outcome === "miss" || (outcome === "hand-over" && /"misses","isTaken":true/.test(explanation))
  );
}

/** What was asked for; null: an answer within a dialogue, a greeting, a miss. */
function subjectOf(row: TurnRow): string | null {
  if (row.outcome === "rule") return row.rule_id === null ? null : `rule:${row.rule_id}`;
  if (row.outcome === "incident" && row.incident_id !== null) return `incident:${row.incident_id}`;
  if (row.outcome === "article" && row.article_id !== null) return `article:${row.article_id}`;
  return null;
}

/** A rule has done its work with its answer; a dialogue when it has ended. */
function askOf(row: TurnRow, subject: string, week: string): Ask {
  if (row.run_id === null) return { subject, week, outcome: "done", endedAt: row.created_at };
  return { subject, week, outcome: row.run_outcome, endedAt: row.run_ended_at };
}

const listLater = hot((db, p: { threadId: number; from: Instant; to: Instant }) =>
  db
    .selectFrom("messages")
    .select(["direction", "author_type", "text"])
    .where("thread_id", "=", p.threadId)
    .where("sent_at", ">", p.from)
    .where("sent_at", "<=", p.to)
    .orderBy("sent_at")
    .limit(20),
);

/** Names as they are now, also of what was deleted; keywords and articles without one have none. */
export async function readSubjectNames(db: Db, language: string): Promise<Map<string, string>> {
  const [incidents, flows, rules, articles] = await Promise.all([
    db.selectFrom("incidents").select(["id", "name"]).execute(),
    db.selectFrom("flows").select(["id", "name"]).execute(),
    db.selectFrom("bot_rules").select(["id", "name"]).execute(),
    db.selectFrom("article_texts").select(["article_id", "language", "title"]).execute(),
  ]);
  const names = new Map<string, string>();
  for (const { id, name } of incidents) names.set(`incident:${id}`, name);
  for (const { id, name } of flows) names.set(`flow:${id}`, name);
  for (const { id, name } of rules) names.set(`rule:${id}`, name);
  for (const { article_id: id, language: own, title } of articles)
    if (own === language || !names.has(`article:${id}`)) names.set(`article:${id}`, title);
  return names;
}
