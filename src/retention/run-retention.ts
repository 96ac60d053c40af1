import { DAY, HOUR } from "../clock.ts";
import { runAsNobody } from "../db/actor.ts";
import type { Instant } from "../db/schema.ts";
import { errorText } from "../log.ts";
import { evidenceMonths } from "../privacy/jurisdictions.ts";
import type { Recado } from "../recado.ts";
import { getSetting } from "../settings/settings.ts";
import { daysOf, keepingOf, type RetentionKind, retentionKinds } from "./kinds.ts";
import {
  findLastRun,
  finishRun,
  insertRun,
  saveTallies,
  type Tallies,
  type Tally,
} from "./runs.ts";

/** Ids that a tally keeps, to look at. */
const SAMPLES = 5;

/** Runs under way in this process: one at a time, and a rehearsal beside it. */
const running = new WeakMap<Recado, Set<boolean>>();

/** Whether one is under way here; after a restart none is, whatever its row says. */
export function isRunning(recado: Recado, isDryRun: boolean): boolean {
  return running.get(recado)?.has(isDryRun) ?? false;
}

/**
 * Goes through every kind of data and deletes what is over, or with `isDryRun` only counts it: page by
 * page, each deletion a short job, so that webhooks and people never wait for it. Undefined when one is
 * under way. What it has done so far is kept with each kind; the next run goes on from there.
 */
export async function runRetention(
  recado: Recado,
  { isDryRun, by = null }: { isDryRun: boolean; by?: number | null },
): Promise<number | undefined> {
  if (isRunning(recado, isDryRun)) return undefined;
  const own = running.get(recado) ?? new Set();
  running.set(recado, own.add(isDryRun));
  try {
    const id = await recado.write((tx) => insertRun(tx, { isDryRun, by }, recado.clock.now()));
    // That it began is somebody's doing, and on record; what it then counts and notes is not.
    await runAsNobody(() => goThrough(recado, id, isDryRun));
    return id;
  } finally {
    own.delete(isDryRun);
  }
}

async function goThrough(recado: Recado, id: number, isDryRun: boolean): Promise<void> {
  const error = await runAll(recado, id, isDryRun).then(
    () => null,
    (failure: unknown) => errorText(failure),
  );
  if (error) recado.log.error("retention.failed", { error });
  await recado.write((tx) => finishRun(tx, id, error, recado.clock.now()));
}

async function runAll(recado: Recado, id: number, isDryRun: boolean): Promise<void> {
  const { days } = await getSetting(recado.db, "retention");
  const now = recado.clock.now();
  const tallies: Tallies = {};
  for (const kind of retentionKinds) {
    const kept = daysOf(kind, days);
    if (kept === null) continue;
    const before = await cutOff(recado, kind, now, kept);
    tallies[kind] = await runOne(recado, kind, { now, before, isDryRun });
    await recado.write((tx) => saveTallies(tx, id, tallies));
  }
}

/** Evidence is kept as long as the rules of the business say, where that is longer. */
async function cutOff(
  { db }: Recado,
  kind: RetentionKind,
  now: Instant,
  days: number,
): Promise<Instant> {
  const least = kind === "consent" ? (await evidenceMonths(db)) * LONGEST_MONTH : 0;
  return now - Math.max(days, least) * DAY;
}

const LONGEST_MONTH = 31;

async function runOne(
  recado: Recado,
  kind: RetentionKind,
  { now, before, isDryRun }: { now: Instant; before: Instant; isDryRun: boolean },
): Promise<Tally> {
  const { walk, remove } = keepingOf(kind);
  const tally: Tally = { n: 0, oldest: null, samples: [] };
  for await (const rows of walk(recado.db, before)) {
    const ids = rows.map(({ id }) => id);
    if (!isDryRun) await remove(recado, ids, now, before);
    tally.n += ids.length;
    tally.samples.push(...ids.slice(0, SAMPLES - tally.samples.length));
    for (const { at } of rows) tally.oldest = Math.min(tally.oldest ?? at, at);
  }
  return tally;
}

/** Once a night by the clock of the business; where the machine slept through it, the next hour. */
export async function runDueRetention(recado: Recado): Promise<void> {
  if (!(await isDue(recado))) return;
  await runRetention(recado, { isDryRun: false });
}

async function isDue(recado: Recado): Promise<boolean> {
  const { isOn, onAt = 0 } = await getSetting(recado.db, "retention");
  if (!isOn || isRunning(recado, false)) return false;
  const now = recado.clock.now();
  const last = await findLastRun(recado.db, false);
  if (last?.finished_at === null) return true;
  const since = now - Math.max(last?.started_at ?? 0, onAt);
  const zone = (await getSetting(recado.db, "business"))?.timezone ?? "UTC";
  const { hour } = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone);
  return since > 30 * HOUR || (since > 12 * HOUR && hour >= 2 && hour < 5);
}
