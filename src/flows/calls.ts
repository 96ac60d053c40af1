import type { Selectable } from "kysely";
import { hot } from "../db/hot.ts";
import type { Db, Tx } from "../db/open.ts";
import type { FlowCallsTable, Instant, Json } from "../db/schema.ts";
import { fillPath, fillText } from "./fill-text.ts";
import type { LookUpStep } from "./flow.ts";
import { type Turn, valueOf } from "./turn.ts";

export type CallRow = Selectable<FlowCallsTable>;

/** What another system is asked: the JSON of `flow_calls.request`. */
export interface CallRequest {
  connectionId: number;
  method: "GET" | "POST";
  /** After the connection's base address, filled in. */
  path: string;
  body: string | null;
  timeoutSeconds: number;
  /** Idempotency-Key of a POST: the same however often it is sent. */
  key: string;
}

/** What came of it. */
export type CallResult =
  | { status: number; json: unknown }
  /** It did not answer: in words for the log. */
  | { status: null; why: string };

/** Notes what is to be asked once this is committed. Null: the path would leave its place. */
export async function queueCall(turn: Turn, step: LookUpStep): Promise<number | null> {
  const { tx, run, moment } = turn;
  if (step.connectionId === null) return null;
  const valueFor = (name: string) => valueOf(turn, name);
  const path = fillPath(step.path, valueFor);
  if (path === null) return null;
  const request: CallRequest = {
    connectionId: step.connectionId,
    method: step.method,
    path,
    body: step.method === "POST" ? fillBody(step.body ?? "", valueFor) : null,
    timeoutSeconds: step.timeoutSeconds,
    key: crypto.randomUUID(),
  };
  const row = await tx
    .insertInto("flow_calls")
    .values({
      run_id: run.row.id,
      step: step.id,
      request: JSON.stringify(request),
      state: "queued",
      due_at: moment.now,
      result: null,
      created_at: moment.now,
      updated_at: moment.now,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return row.id;
}

/** `{variable}`s stand inside the strings of a JSON text: what is typed never becomes structure. */
export function fillBody(body: string, valueFor: (name: string) => string | undefined): string {
  if (!body.trim()) return "{}";
  const fill = (value: unknown): unknown => {
    if (typeof value === "string") return fillText(value, valueFor);
    if (Array.isArray(value)) return value.map(fill);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, fill(each)]));
  };
  return JSON.stringify(fill(JSON.parse(body)));
}

const LONGEST_VALUE = 1000;

/** The value at `order.items.0.status` as text; undefined for none, and for lists and objects. */
export function valueAt(json: unknown, path: string): string | undefined {
  let value = json;
  for (const key of path.trim().split(".")) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  if (typeof value === "string") return value.trim().slice(0, LONGEST_VALUE) || undefined;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : undefined;
}

const findOne = hot((db, p: { id: number }) =>
  db.selectFrom("flow_calls").selectAll().where("id", "=", p.id),
);

export async function findCall(db: Db, id: number): Promise<CallRow | undefined> {
  return (await findOne(db, { id }))[0];
}

const findLast = hot((db, p: { run: number }) =>
  db
    .selectFrom("flow_calls")
    .select("id")
    .where("run_id", "=", p.run)
    .orderBy("id", "desc")
    .limit(1),
);

/** Whether its dialogue has asked nothing since: who began anew waits for another answer. */
export async function isLatestCall(db: Db, call: Pick<CallRow, "id" | "run_id">): Promise<boolean> {
  return (await findLast(db, { run: call.run_id }))[0]?.id === call.id;
}

const listDue = hot((db, p: { now: Instant; limit: number }) =>
  db
    .selectFrom("flow_calls")
    .selectAll()
    .where("due_at", "is not", null)
    // One that was under way when the program ended is due, whatever the clock says since.
    .where((where) => where.or([where("state", "=", "calling"), where("due_at", "<=", p.now)]))
    .orderBy("due_at")
    .limit(p.limit),
);

export async function listDueCalls(db: Db, now: Instant, limit: number): Promise<CallRow[]> {
  return listDue(db, { now, limit });
}

const save = hot(
  (
    db,
    p: {
      id: number;
      state: CallRow["state"];
      attempts: number;
      dueAt: Instant | null;
      result: Json | null;
      now: Instant;
    },
  ) =>
    db
      .updateTable("flow_calls")
      .set({
        state: p.state,
        attempts: p.attempts,
        due_at: p.dueAt,
        result: p.result,
        updated_at: p.now,
      })
      .where("id", "=", p.id),
);

export async function saveCall(
  tx: Tx,
  row: Pick<CallRow, "id" | "state" | "attempts" | "due_at" | "result">,
  now: Instant,
): Promise<void> {
  const { id, state, attempts, due_at, result } = row;
  await save(tx, { id, state, attempts, dueAt: due_at, result, now });
}
