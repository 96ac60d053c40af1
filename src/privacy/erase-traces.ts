import { sql } from "kysely";
import type { Schema } from "../db/schema.ts";
import type { Recado } from "../recado.ts";
import { blotOut } from "./blot-out.ts";
import type { Needle } from "./byte-finder.ts";
import { cutWebhook } from "./cut-webhook.ts";
import type { Stay } from "./erasures.ts";
import type { PersonTraces } from "./needles.ts";
import { type FoundKind, personalTables, type StayReason } from "./personal-tables.ts";
import type { FoundTrace } from "./traces.ts";

/** Rows in one transaction. */
const BATCH = 200;

/** What others have written word for word says nothing of this person. `found` is not their own. */
export function withoutPhrases(needles: readonly Needle[], found: readonly FoundTrace[]): Needle[] {
  const phrases = new Set(
    found.filter(({ table }) => table === "messages").flatMap((trace) => trace.needles),
  );
  return needles.map((needle, place) =>
    needle.kind === "words" && phrases.has(place) ? { ...needle, kind: "phrase" } : needle,
  );
}

/**
 * Whether a cell surely speaks of this person: a number, an id, their very words, a name of
 * several words. "Ana" alone is everybody's name.
 */
export function isSure(trace: FoundTrace, needles: readonly Needle[]): boolean {
  return trace.needles.some((place) => {
    const needle = needles[place];
    return needle !== undefined && isTelling(needle);
  });
}

/** Told apart from everybody else's: not a single name, nor a phrase. */
export function isTelling({ kind, text }: Needle): boolean {
  if (kind === "name") return text.trim().includes(" ");
  return kind === "identity" || kind === "words";
}

/** What becomes of a cell that something was found in. */
export function fateOf(trace: FoundTrace, needles: readonly Needle[]) {
  const tie = personalTables[trace.table as keyof Schema];
  if (!tie || tie.otherwise === "stays" || trace.rowid === null) return "stays";
  return isSure(trace, needles) ? tie.otherwise : "stays";
}

/**
 * Deletes, cuts or blots out what tables that name nobody hold of the person. Returns how much, by
 * kind, and what else the journal called them.
 */
export async function eraseTraces(
  recado: Recado,
  found: readonly FoundTrace[],
  { identifiers, wamids, needles }: Pick<PersonTraces, "identifiers" | "wamids" | "needles">,
): Promise<{ gone: Map<FoundKind, number>; names: string[] }> {
  const gone = new Map<FoundKind, number>();
  const names: string[] = [];
  const ids = new Set([...identifiers, ...wamids]);
  const note = (trace: FoundTrace, count: number) => {
    const { kind } = personalTables[trace.table as keyof Schema];
    gone.set(kind, (gone.get(kind) ?? 0) + count);
  };
  for (const [table, rows] of Map.groupBy(found, ({ table }) => table)) {
    const [first] = rows;
    const fates = Map.groupBy(rows, (trace) => fateOf(trace, needles));
    const doomed = [...new Set((fates.get("delete") ?? []).map(({ rowid }) => rowid as number))];
    await deleteRows(recado, table, doomed);
    if (first) note(first, doomed.length);
    for (const trace of fates.get("redact") ?? [])
      note(trace, await redact(recado, trace, needles));
    for (const trace of fates.get("cut") ?? [])
      note(trace, await cut(recado, trace, { ids, needles, names }));
  }
  return { gone, names };
}

/** What stays, and why; counted by table. */
export function staysOf(found: readonly FoundTrace[], needles: readonly Needle[]): Stay[] {
  const groups = Map.groupBy(found, (trace) => `${trace.table} ${reasonOf(trace, needles)}`);
  return [...groups.values()].flatMap((rows) => {
    const [first] = rows;
    if (!first) return [];
    const table = first.table as keyof Schema;
    const count = new Set(rows.map(({ rowid }) => rowid)).size;
    const { kind } = personalTables[table];
    return [{ reason: reasonOf(first, needles), kind, table, count }];
  });
}

function reasonOf(trace: FoundTrace, needles: readonly Needle[]): StayReason {
  const tie = personalTables[trace.table as keyof Schema];
  if (tie?.otherwise === "stays" && tie.reason !== "elsewhere") return tie.reason;
  return isSure(trace, needles) ? "elsewhere" : "common";
}

async function deleteRows(recado: Recado, table: string, rowids: readonly number[]): Promise<void> {
  for (let start = 0; start < rowids.length; start += BATCH) {
    const batch = rowids.slice(start, start + BATCH);
    await recado.write((tx) =>
      sql`DELETE FROM ${sql.table(table)} WHERE rowid IN (${sql.join(batch)})`.execute(tx),
    );
  }
}

async function redact(
  recado: Recado,
  { table, rowid, column }: FoundTrace,
  needles: readonly Needle[],
): Promise<number> {
  const sure = needles.filter(isTelling);
  return recado.write(async (tx) => {
    const { rows } = await sql<{ text: string }>`
      SELECT ${sql.ref(column)} AS text FROM ${sql.table(table)} WHERE rowid = ${rowid}`.execute(
      tx,
    );
    const [row] = rows;
    if (typeof row?.text !== "string") return 0;
    const blotted = blotOut(row.text, sure);
    await sql`UPDATE ${sql.table(table)} SET ${sql.ref(column)} = ${blotted} WHERE rowid = ${rowid}`.execute(
      tx,
    );
    return 1;
  });
}

/** One webhook, which may have megabytes. One that waits for its turn is news, not history: it stays. */
async function cut(
  recado: Recado,
  trace: FoundTrace,
  { ids, needles, names }: { ids: ReadonlySet<string>; needles: Needle[]; names: string[] },
): Promise<number> {
  if (trace.column !== "body") return redact(recado, trace, needles);
  const id = trace.rowid as number;
  const event = await recado.db
    .selectFrom("webhook_events")
    .select(["body", "state"])
    .where("id", "=", id)
    .executeTakeFirst();
  if (!event || event.state === "received") return 0;
  const { body, isCut, names: called } = cutWebhook(event.body, ids);
  if (!isCut) return 0;
  names.push(...called);
  await recado.write((tx) =>
    tx.updateTable("webhook_events").set({ body }).where("id", "=", id).execute(),
  );
  return 1;
}
