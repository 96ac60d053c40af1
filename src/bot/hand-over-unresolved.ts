import { sql } from "kysely";
import { DAY, MINUTE } from "../clock.ts";
import type { Db, Tx } from "../db/open.ts";
import type { Instant, Language } from "../db/schema.ts";
import { savepoint } from "../db/write-queue.ts";
import { announce } from "../inbox/announce.ts";
import { readDeskRules } from "../inbox/desk-rules.ts";
import { getTicket } from "../inbox/tickets.ts";
import { windowOf } from "../inbox/threads.ts";
import type { DeskRules } from "../inbox/stored-message.ts";
import { errorText } from "../log.ts";
import type { Recado } from "../recado.ts";
import { handOver } from "./hand-over.ts";
import { botLimits } from "./limits.ts";

const AT_ONCE = 20;

/**
 * Brings a person to customers whom the bot did not understand, in a dialogue or outside one, and
 * who have waited a few minutes since (PRODUCT 29). The hand-over is its own mark that it was done.
 */
export async function handOverUnresolved(recado: Recado, kick: () => void): Promise<void> {
  const desk = await readDeskRules(recado.db);
  if (!desk.bot.isEnabled) return;
  const now = recado.clock.now();
  const patience = botLimits(desk.bot).unresolvedMinutes * MINUTE;
  if ((await listUnresolved(recado.db, now, patience)).length === 0) return;
  const handed = await recado.write(async (tx) => {
    const turns = await listUnresolved(tx, now, patience);
    for (const turn of turns) {
      const result = await savepoint(tx, () => handOverOne(tx, turn, desk, now));
      // One that can't be handed over must not stand in the way of the others.
      if (!result.ok)
        recado.log.error("bot.hand-over-failed", {
          ticket: turn.ticket_id,
          error: errorText(result.error),
        });
    }
    return turns;
  });
  kick();
  for (const { ticket_id, thread_id } of handed)
    announce(recado.live, { ticket: ticket_id, thread: thread_id }, "ticket");
}

async function handOverOne(
  tx: Tx,
  { ticket_id, language }: Unresolved,
  desk: DeskRules,
  now: Instant,
): Promise<void> {
  const ticket = await getTicket(tx, ticket_id);
  const reason = { kind: "hand-over" } as const;
  await handOver(tx, { ticket, language }, desk, { now, receivedAt: now }, { reason });
}

interface Unresolved {
  ticket_id: number;
  thread_id: number;
  language: Language;
}

/** Tickets that wait like that, and to whom we may still write. */
async function listUnresolved(db: Db, now: Instant, patience: number): Promise<Unresolved[]> {
  const missed = await listMissed(db, now, patience);
  const stuck = await listStuck(db, now, patience);
  const rows = new Map([...missed, ...stuck].map((row) => [row.ticket_id, row]));
  return [...rows.values()].filter((row) => windowOf(row.window_from_at, now).isOpen);
}

/** The last thing they heard is that they were not understood. */
async function listMissed(db: Db, now: Instant, patience: number) {
  return (
    reachable(db)
      .innerJoin("bot_turns as turn", "turn.ticket_id", "tickets.id")
      .select("turn.language")
      // Written out, so that SQLite finds the partial index.
      .where("turn.outcome", "=", sql.lit("miss"))
      .where("turn.created_at", ">", now - DAY)
      .where("turn.created_at", "<=", now - patience)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom("bot_turns as later")
              .select("later.id")
              .whereRef("later.ticket_id", "=", "turn.ticket_id")
              .whereRef("later.id", ">", "turn.id"),
          ),
        ),
      )
      .orderBy("turn.id")
      .limit(AT_ONCE)
      .execute()
  );
}

/** A question was put to them again, and they gave up. */
async function listStuck(db: Db, now: Instant, patience: number) {
  return reachable(db)
    .innerJoin("flow_runs as run", "run.ticket_id", "tickets.id")
    .select("run.language")
    .where("run.ended_at", "is", null)
    .where("run.state", "=", "waiting")
    .where("run.tries", ">", sql.lit(0))
    .where("run.updated_at", ">", now - DAY)
    .where("run.updated_at", "<=", now - patience)
    .orderBy("run.id")
    .limit(AT_ONCE)
    .execute();
}

/** Tickets that are the bot's, with their threads. */
function reachable(db: Db) {
  return db
    .selectFrom("tickets")
    .innerJoin("threads", "threads.id", "tickets.thread_id")
    .innerJoin("channels", "channels.id", "tickets.channel_id")
    .innerJoin("contacts", "contacts.id", "tickets.contact_id")
    .select(["tickets.id as ticket_id", "tickets.thread_id", "threads.window_from_at"])
    .where("tickets.bot_state", "=", "on")
    .where("tickets.status", "!=", "resolved")
    .where("channels.closed_at", "is", null)
    .where("contacts.blocked_at", "is", null)
    .where("contacts.restricted_at", "is", null);
}
