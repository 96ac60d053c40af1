import type { Selectable } from "kysely";
import { hot } from "../db/hot.ts";
import type { Db, Tx } from "../db/open.ts";
import type { FlowRunsTable, Instant, Json, Language, RunOutcome, RunState } from "../db/schema.ts";
import type { Flow, Step } from "./flow.ts";
import type { PromptOption } from "./prompt.ts";

export type RunRow = Selectable<FlowRunsTable>;

/** What a dialogue remembers besides what was gathered. */
export interface Progress {
  /** What it began with: "menu" takes it back there. */
  initial: Record<string, string>;
  /** The questions that were answered, in their order: "back" goes to the last. */
  trail: string[];
  /** The question that waits, and its options. */
  question?: string;
  options: PromptOption[];
  /** The state of a booking (bookings/). */
  booking?: Json;
  /** Said once the other system has answered, so that a message gets one answer. */
  held?: Held;
  isSolved?: boolean;
  /** The step at which it asked whether that solved it: answered also once it is over. */
  solved?: string;
  /** Why it ended in silence (`window-closed`, `channel-closed`, `bot-off`), or failed. */
  note?: string;
}

export interface Held {
  texts: string[];
  assets: number[];
  /** The customer's message that all this answers. */
  messageId: number | null;
  at: Instant | null;
}

/** A dialogue at hand: its row with the JSON read. */
export interface Run {
  row: RunRow;
  flow: Flow;
  variables: Record<string, string>;
  progress: Progress;
}

export function runOf(row: RunRow): Run {
  const progress = JSON.parse(row.progress) as Partial<Progress>;
  return {
    row: { ...row },
    flow: JSON.parse(row.definition ?? "null") as Flow,
    variables: JSON.parse(row.variables) as Record<string, string>,
    progress: { initial: {}, trail: [], options: [], ...progress },
  };
}

export function stepOf({ flow }: Pick<Run, "flow">, id: string | null): Step | undefined {
  return id === null ? undefined : flow.steps.find((step) => step.id === id);
}

export interface NewRun {
  threadId: number;
  ticketId: number;
  contactId: number;
  flowId: number | null;
  incidentId: number | null;
  version: number;
  name: string;
  definition: Json;
  language: Language;
  variables: Json;
  progress: Json;
  now: Instant;
}

const insertOne = hot((db, p: NewRun) =>
  db
    .insertInto("flow_runs")
    .values({
      thread_id: p.threadId,
      ticket_id: p.ticketId,
      contact_id: p.contactId,
      flow_id: p.flowId,
      incident_id: p.incidentId,
      version: p.version,
      name: p.name,
      definition: p.definition,
      language: p.language,
      state: "waiting" as const,
      outcome: null,
      step: null,
      variables: p.variables,
      progress: p.progress,
      asked_message_id: null,
      due_at: null,
      started_at: p.now,
      updated_at: p.now,
      ended_at: null,
    })
    .returningAll(),
);

export async function insertRun(tx: Tx, run: NewRun): Promise<Run> {
  const [row] = await insertOne(tx, run);
  return runOf(row as RunRow);
}

const saveOne = hot(
  (
    db,
    p: {
      id: number;
      ticketId: number;
      flowId: number | null;
      version: number;
      name: string;
      definition: Json | null;
      language: Language;
      state: RunState;
      outcome: RunOutcome | null;
      step: string | null;
      variables: Json;
      progress: Json;
      tries: number;
      askedMessageId: number | null;
      dueAt: Instant | null;
      endedAt: Instant | null;
      now: Instant;
    },
  ) =>
    db
      .updateTable("flow_runs")
      .set({
        ticket_id: p.ticketId,
        flow_id: p.flowId,
        version: p.version,
        name: p.name,
        definition: p.definition,
        language: p.language,
        state: p.state,
        outcome: p.outcome,
        step: p.step,
        variables: p.variables,
        progress: p.progress,
        tries: p.tries,
        asked_message_id: p.askedMessageId,
        due_at: p.dueAt,
        ended_at: p.endedAt,
        updated_at: p.now,
      })
      .where("id", "=", p.id),
);

export async function saveRun(
  tx: Tx,
  { row, variables, progress }: Run,
  now: Instant,
): Promise<void> {
  await saveOne(tx, {
    id: row.id,
    ticketId: row.ticket_id,
    flowId: row.flow_id,
    version: row.version,
    name: row.name,
    definition: row.state === "ended" ? null : row.definition,
    language: row.language,
    state: row.state,
    outcome: row.outcome,
    step: row.step,
    variables: JSON.stringify(variables),
    progress: JSON.stringify(progress),
    tries: row.tries,
    askedMessageId: row.asked_message_id,
    dueAt: row.due_at,
    endedAt: row.ended_at,
    now,
  });
}

/** Ends it on paper; whoever calls it says what is to be said. */
export function closeRun(run: Run, outcome: RunOutcome, now: Instant): void {
  run.row.state = "ended";
  run.row.outcome = outcome;
  run.row.due_at = null;
  run.row.ended_at = now;
  delete run.progress.held;
  delete run.progress.booking;
}

const findOne = hot((db, p: { id: number }) =>
  db.selectFrom("flow_runs").selectAll().where("id", "=", p.id),
);

export async function findRun(db: Db, id: number): Promise<RunRow | undefined> {
  return (await findOne(db, { id }))[0];
}

const listOpen = hot((db, p: { threadId: number }) =>
  db
    .selectFrom("flow_runs")
    .selectAll()
    .where("thread_id", "=", p.threadId)
    .where("ended_at", "is", null)
    .orderBy("asked_message_id", "desc")
    .orderBy("id", "desc"),
);

/** The dialogues of a thread that go on; the one that asked last comes first. */
export async function listOpenRuns(db: Db, threadId: number): Promise<RunRow[]> {
  return listOpen(db, { threadId });
}
