import type { Selectable } from "kysely";
import type { Db, Tx } from "../db/open.ts";
import type { BotSamplesTable, Instant, Language, TurnOutcome } from "../db/schema.ts";
import { AppError } from "../http/errors.ts";
import type { SampleResult, SampleTurn } from "./samples.ts";

export type SampleRow = Selectable<BotSamplesTable>;

/** A sample conversation as people write it. */
export interface SampleInput {
  name: string;
  language: Language;
  flowId: number | null;
  turns: SampleTurn[];
}

/** What a test may expect of a turn. */
export const expectable = [
  "rule",
  "incident",
  "article",
  "flow",
  "clarify",
  "greeting",
  "hand-over",
  "status",
  "miss",
  "silence",
] as const satisfies TurnOutcome[];

const MOST_TURNS = 30;
const LONGEST = 1000;
/** As many as one run should take in a few seconds. */
const MOST_SAMPLES = 500;

/** In their order; of one flow, or all. */
export async function listSamples(db: Db, flowId?: number): Promise<SampleRow[]> {
  const query = db
    .selectFrom("bot_samples")
    .selectAll()
    .where("archived_at", "is", null)
    .orderBy("position")
    .orderBy("id");
  return flowId === undefined
    ? query.execute()
    : query
        .where((where) => where.or([where("flow_id", "=", flowId), where("flow_id", "is", null)]))
        .execute();
}

/** @throws AppError `not-found`. */
export async function getSample(db: Db, id: number): Promise<SampleRow> {
  const row = Number.isSafeInteger(id)
    ? await db.selectFrom("bot_samples").selectAll().where("id", "=", id).executeTakeFirst()
    : undefined;
  if (row) return row;
  throw new AppError("not-found", "There is no test with this id.", { key: "error.no-sample" });
}

/** Trims, drops empty turns. @throws AppError `invalid` that says what is missing. */
function requireSample(input: SampleInput): SampleInput {
  const name = input.name.trim().slice(0, 80);
  const turns = input.turns.filter((turn) => turn.say.trim() || turn.isPhoto);
  if (!name) throw refused("error.sample-name", "name: give the test a name.");
  if (turns.length === 0) throw refused("error.sample-turns", "turns: write at least one message.");
  if (turns.length > MOST_TURNS || turns.some((turn) => turn.say.length > LONGEST))
    throw refused("error.sample-long", `turns: at most ${MOST_TURNS} of ${LONGEST} characters.`);
  return { ...input, name, turns };
}

function refused(
  key: "error.sample-name" | "error.sample-turns" | "error.sample-long" | "error.sample-many",
  message: string,
): AppError {
  return new AppError("invalid", message, { key });
}

export async function insertSample(tx: Tx, input: SampleInput, now: Instant): Promise<SampleRow> {
  const { n, last } = await tx
    .selectFrom("bot_samples")
    .select((select) => [
      select.fn.countAll<number>().as("n"),
      select.fn.coalesce(select.fn.max("position"), select.lit(0)).as("last"),
    ])
    .executeTakeFirstOrThrow();
  if (n >= MOST_SAMPLES) throw refused("error.sample-many", `There are ${MOST_SAMPLES} already.`);
  return tx
    .insertInto("bot_samples")
    .values({
      ...columnsOf(requireSample(input)),
      position: last + 1,
      created_at: now,
      updated_at: now,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function updateSample(
  tx: Tx,
  id: number,
  input: SampleInput,
  now: Instant,
): Promise<void> {
  await getSample(tx, id);
  await tx
    .updateTable("bot_samples")
    .set({
      ...columnsOf(requireSample(input)),
      last_result: null,
      last_run_at: null,
      updated_at: now,
    })
    .where("id", "=", id)
    .execute();
}

/** Puts it away; `isArchived` false brings it back. */
export async function archiveSample(
  tx: Tx,
  id: number,
  isArchived: boolean,
  now: Instant,
): Promise<SampleRow> {
  const row = await getSample(tx, id);
  await tx
    .updateTable("bot_samples")
    .set({ archived_at: isArchived ? now : null })
    .where("id", "=", id)
    .execute();
  return row;
}

export async function keepResult(
  tx: Tx,
  id: number,
  result: SampleResult,
  now: Instant,
): Promise<void> {
  await tx
    .updateTable("bot_samples")
    .set({ last_result: JSON.stringify(result), last_run_at: now })
    .where("id", "=", id)
    .execute();
}

export function inputOf(row: SampleRow): SampleInput {
  return {
    name: row.name,
    language: row.language,
    flowId: row.flow_id,
    turns: JSON.parse(row.turns) as SampleTurn[],
  };
}

function columnsOf({ name, language, flowId, turns }: SampleInput) {
  return { name, language, flow_id: flowId, turns: JSON.stringify(turns) };
}
