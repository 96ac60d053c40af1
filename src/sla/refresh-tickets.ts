import { hot } from "../db/hot.ts";
import type { Db, Tx } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import { savepoint } from "../db/write-queue.ts";
import { errorText } from "../log.ts";
import type { Recado } from "../recado.ts";
import { keepClocks } from "./keep-clocks.ts";
import { readSlaDesk } from "./sla-desk.ts";

/** Numbers of tickets that one transaction looks through, and tickets that it reckons. */
const WINDOW = 5_000;
const BATCH = 100;
/** Transactions in one tick. */
const MOST_BATCHES = 10;

const findProgress = hot((db, _: object) => db.selectFrom("sla_progress").select("ticket_id"));

/** Up to which ticket clocks were reckoned since a policy or calendar changed; null: all were. */
export async function findRefreshed(db: Db): Promise<number | null> {
  return (await findProgress(db, {}))[0]?.ticket_id ?? null;
}

/**
 * After a change of a policy, a team's calendar or the hours of the business (triggers note it):
 * the clocks of all tickets that are not resolved are reckoned anew, some with every tick. How far
 * it has come is kept, so that a restart goes on from there.
 */
export async function refreshTickets(recado: Recado): Promise<void> {
  for (let batch = 0; batch < MOST_BATCHES; batch++) {
    if ((await findRefreshed(recado.db)) === null) return;
    await recado.write((tx) => refreshBatch(tx, recado.clock.now(), recado));
  }
}

async function refreshBatch(tx: Tx, now: Instant, { log }: Recado): Promise<void> {
  const from = await findRefreshed(tx);
  if (from === null) return;
  if (await isWithoutClocks(tx)) return noteProgress(tx, null);
  const tickets = await tx
    .selectFrom("tickets")
    .select("id")
    .where("id", ">", from)
    .where("id", "<=", from + WINDOW)
    .where("status", "!=", "resolved")
    .orderBy("id")
    .limit(BATCH)
    .execute();
  for (const { id } of tickets) {
    const result = await savepoint(tx, () =>
      keepClocks(tx, id, now, "changed", { evenUnused: true }),
    );
    if (!result.ok) log.error("sla.refresh-failed", { ticket: id, error: errorText(result.error) });
  }
  const reached = tickets.length === BATCH ? (tickets.at(-1)?.id ?? from) : from + WINDOW;
  const { last } = await tx
    .selectFrom("tickets")
    .select((select) => select.fn.max("id").as("last"))
    .executeTakeFirstOrThrow();
  await noteProgress(tx, reached >= (last ?? 0) ? null : reached);
}

/** A desk that never had a policy has nothing to look through. */
async function isWithoutClocks(tx: Tx): Promise<boolean> {
  if ((await readSlaDesk(tx)).live.length > 0) return false;
  const open = await tx
    .selectFrom("sla_clocks")
    .select("id")
    .where("ended_at", "is", null)
    .limit(1)
    .executeTakeFirst();
  return open === undefined;
}

async function noteProgress(tx: Tx, ticketId: number | null): Promise<void> {
  await tx.updateTable("sla_progress").set({ ticket_id: ticketId }).execute();
}
