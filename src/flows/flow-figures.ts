import type { Db } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";

export interface FlowFigures {
  started: number;
  /** To an end of its own: done, or solved. */
  finished: number;
}

/** Dialogues with real customers since then, by flow. */
export async function flowFigures(db: Db, since: Instant): Promise<Map<number, FlowFigures>> {
  const rows = await db
    .selectFrom("flow_runs")
    .innerJoin("threads", "threads.id", "flow_runs.thread_id")
    .innerJoin("channels", "channels.id", "threads.channel_id")
    .select((select) => ["flow_runs.flow_id", "outcome", select.fn.countAll<number>().as("n")])
    .where("flow_runs.started_at", ">=", since)
    .where("flow_runs.flow_id", "is not", null)
    .where("channels.is_simulated", "=", 0)
    .groupBy(["flow_runs.flow_id", "outcome"])
    .execute();
  const figures = new Map<number, FlowFigures>();
  for (const { flow_id, outcome, n } of rows) {
    const known = figures.get(flow_id ?? 0) ?? { started: 0, finished: 0 };
    const isFinished = outcome === "done" || outcome === "solved";
    figures.set(flow_id ?? 0, {
      started: known.started + n,
      finished: known.finished + (isFinished ? n : 0),
    });
  }
  return figures;
}

/** Dialogues under way, by the version they began with. */
export async function runningByVersion(db: Db, flowId: number): Promise<Map<number, number>> {
  const rows = await db
    .selectFrom("flow_runs")
    .select((select) => ["version", select.fn.countAll<number>().as("n")])
    .where("flow_id", "=", flowId)
    .where("ended_at", "is", null)
    .groupBy("version")
    .execute();
  return new Map(rows.map(({ version, n }) => [version, n]));
}
