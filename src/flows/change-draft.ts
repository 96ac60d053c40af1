import type { Db, Tx } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import type { Flow } from "./flow.ts";
import { draftOf, type FlowRow, getFlow, saveDraft } from "./flows.ts";

/** Who changes it, and when. */
export interface Editor {
  id: number;
  now: Instant;
}

/** Makes a new draft of the one there is now; what comes back unchanged is not saved. */
export async function changeDraft(
  tx: Tx,
  row: FlowRow,
  flow: Flow,
  { id, now }: Editor,
): Promise<FlowRow> {
  if (Bun.deepEquals(flow, draftOf(row))) return row;
  await saveDraft(tx, row.id, flow, row.draft_revision, now);
  return signDraft(tx, row.id, id);
}

/** Notes who has just changed the draft. */
export async function signDraft(tx: Tx, flowId: number, by: number): Promise<FlowRow> {
  await tx.updateTable("flows").set({ draft_changed_by: by }).where("id", "=", flowId).execute();
  return getFlow(tx, flowId);
}

/** Short, and another one for anything else: tells whether something was changed since it was read. */
export function printOf(value: unknown): string {
  return Bun.hash(JSON.stringify(value)).toString(36);
}

/** The name of who changed the draft last, where that was somebody else. */
export async function otherEditor(db: Db, row: FlowRow, me: number): Promise<string | null> {
  if (row.draft_changed_by === null || row.draft_changed_by === me) return null;
  const person = await db
    .selectFrom("users")
    .select("name")
    .where("id", "=", row.draft_changed_by)
    .executeTakeFirst();
  return person?.name ?? null;
}

/** The same, where the draft is another one than the page showed; `seen` null: it did not say. */
export async function metBy(
  db: Db,
  row: FlowRow,
  me: number,
  seen: number | null,
): Promise<string | null> {
  return seen === null || seen === row.draft_revision ? null : otherEditor(db, row, me);
}
