import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Tx } from "../db/open.ts";
import { withoutAssetFiles } from "../incidents/assets.ts";
import type { Recado } from "../recado.ts";
import { removeMediaFiles } from "../whatsapp/media-files.ts";

/** Rows in one transaction: acknowledgements wait for no more than this. */
const BATCH = 200;
/** Tickets have many rows each. */
const TICKETS = 25;
const DELIVERIES = 500;

/** Deletes what there may be any number of, by the batch; files before their rows, so that none is forgotten. */
export async function eraseConversations(
  recado: Recado,
  contactId: number,
  tickets: readonly number[],
): Promise<void> {
  await dropDeliveries(recado, new Set(tickets));
  for (let n = BATCH; n === BATCH;) n = await dropMessages(recado, contactId);
  for (let n = BATCH; n === BATCH;)
    n = await recado.write((tx) => dropSome(tx, contactId, "notes"));
  for (let n = TICKETS; n === TICKETS;) n = await recado.write((tx) => dropTickets(tx, contactId));
  await dropPapers(recado, contactId);
}

async function dropMessages(recado: Recado, contactId: number): Promise<number> {
  const rows = await recado.db
    .selectFrom("messages")
    .innerJoin("threads", "threads.id", "messages.thread_id")
    .leftJoin("media", "media.message_id", "messages.id")
    .select(["messages.id", "media.file", "media.thumbnail"])
    .where("threads.contact_id", "=", contactId)
    .limit(BATCH)
    .execute();
  if (rows.length === 0) return 0;
  await removeMediaFiles(recado, await withoutAssetFiles(recado.db, filesOf(rows)));
  const ids = rows.map(({ id }) => id);
  const late = await recado.write(async (tx) => {
    const fetched = await tx
      .selectFrom("media")
      .select(["file", "thumbnail"])
      .where("message_id", "in", ids)
      .execute();
    await tx.deleteFrom("messages").where("id", "in", ids).execute();
    return withoutAssetFiles(tx, filesOf(fetched));
  });
  // Fetched since the first look.
  await removeMediaFiles(recado, late);
  return rows.length;
}

/** Files of messages that came while the others were deleted. */
export async function lateFiles(tx: Tx, contactId: number): Promise<string[]> {
  const rows = await tx
    .selectFrom("media")
    .innerJoin("messages", "messages.id", "media.message_id")
    .innerJoin("threads", "threads.id", "messages.thread_id")
    .select(["media.file", "media.thumbnail"])
    .where("threads.contact_id", "=", contactId)
    .execute();
  return withoutAssetFiles(tx, filesOf(rows));
}

function filesOf(rows: readonly { file: string | null; thumbnail: string | null }[]): string[] {
  return rows.flatMap(({ file, thumbnail }) => [file, thumbnail]).filter((file) => file !== null);
}

async function dropSome(tx: Tx, contactId: number, table: "notes"): Promise<number> {
  const threads = tx.selectFrom("threads").select("id").where("contact_id", "=", contactId);
  const rows = await tx
    .selectFrom(table)
    .select("id")
    .where("thread_id", "in", threads)
    .limit(BATCH)
    .execute();
  const ids = rows.map(({ id }) => id);
  if (ids.length > 0) await tx.deleteFrom(table).where("id", "in", ids).execute();
  return ids.length;
}

async function dropTickets(tx: Tx, contactId: number): Promise<number> {
  const rows = await tx
    .selectFrom("tickets")
    .select("id")
    .where("contact_id", "=", contactId)
    .limit(TICKETS)
    .execute();
  const ids = rows.map(({ id }) => id);
  if (ids.length > 0) await tx.deleteFrom("tickets").where("id", "in", ids).execute();
  return ids.length;
}

/** Photos of paper forms. */
async function dropPapers(recado: Recado, contactId: number): Promise<void> {
  const papers = await recado.db
    .selectFrom("consent_papers")
    .select("file")
    .where("contact_id", "=", contactId)
    .execute();
  for (const { file } of papers) await rm(join(recado.config.mediaFolder, file), { force: true });
  await recado.write((tx) =>
    tx.deleteFrom("consent_papers").where("contact_id", "=", contactId).execute(),
  );
}

/** What tells people and other systems of one of these tickets, sent or not. */
async function dropDeliveries(recado: Recado, tickets: ReadonlySet<number>): Promise<void> {
  if (tickets.size === 0) return;
  for (let after = 0, isMore = true; isMore;) {
    const rows = await recado.db
      .selectFrom("deliveries")
      .select(["id", "payload"])
      .where("id", ">", after)
      .orderBy("id")
      .limit(DELIVERIES)
      .execute();
    const ids = rows.filter(({ payload }) => speaksOf(payload, tickets)).map(({ id }) => id);
    if (ids.length > 0)
      await recado.write((tx) => tx.deleteFrom("deliveries").where("id", "in", ids).execute());
    after = rows.at(-1)?.id ?? after;
    isMore = rows.length === DELIVERIES;
  }
}

function speaksOf(payload: string, tickets: ReadonlySet<number>): boolean {
  const numbers = payload.matchAll(/(?:tickets\\?\/|#|"(?:number|ticket|ticket_id)":\s*)(\d+)/g);
  return [...numbers].some(([, number]) => tickets.has(Number(number)));
}
