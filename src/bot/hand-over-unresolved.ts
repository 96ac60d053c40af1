import { DAY, MINUTE } from "../clock.ts";
import type { Db, Tx } from "../db/open.ts";
import type { Instant, Language } from "../db/schema.ts";
import { announce } from "../inbox/announce.ts";
import { readDeskRules } from "../inbox/desk-rules.ts";
import { getTicket } from "../inbox/tickets.ts";
import { windowOf } from "../inbox/threads.ts";
import type { Recado } from "../recado.ts";
import { handOver } from "./hand-over.ts";
import { botLimits } from "./limits.ts";

const AT_ONCE = 20;

/**
 * Brings a person to customers whom the bot told that it did not understand, and who have
 * waited a few minutes since (PRODUCT 29). The hand-over is its own mark that it was done.
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
      const ticket = await getTicket(tx, turn.ticket_id);
      const moment = { now, receivedAt: now };
      const reason = { kind: "hand-over" } as const;
      await handOver(tx, { ticket, language: turn.language }, desk, moment, { reason });
    }
    return turns;
  });
  kick();
  for (const { ticket_id, thread_id } of handed)
    announce(recado.live, { ticket: ticket_id, thread: thread_id }, "ticket");
}

interface UnresolvedTurn {
  ticket_id: number;
  thread_id: number;
  language: Language;
}

/** Tickets whose last turn was a miss, and to whom we may still write. */
async function listUnresolved(db: Db | Tx, now: Instant, patience: number) {
  const rows = await db
    .selectFrom("bot_turns as turn")
    .innerJoin("tickets", "tickets.id", "turn.ticket_id")
    .innerJoin("threads", "threads.id", "turn.thread_id")
    .innerJoin("channels", "channels.id", "tickets.channel_id")
    .innerJoin("contacts", "contacts.id", "tickets.contact_id")
    .select(["turn.ticket_id", "turn.thread_id", "turn.language", "threads.window_from_at"])
    .where("turn.outcome", "=", "miss")
    .where("turn.created_at", ">", now - DAY)
    .where("turn.created_at", "<=", now - patience)
    .where("tickets.bot_state", "=", "on")
    .where("tickets.status", "!=", "resolved")
    .where("channels.closed_at", "is", null)
    .where("contacts.blocked_at", "is", null)
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
    .execute();
  return rows.filter((row) => windowOf(row.window_from_at, now).isOpen) satisfies UnresolvedTurn[];
}
