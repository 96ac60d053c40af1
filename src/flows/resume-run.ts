import { findContact } from "../contacts/contacts.ts";
import type { Tx } from "../db/open.ts";
import type { Place } from "../inbox/receive-message.ts";
import type { DeskRules, Moment } from "../inbox/stored-message.ts";
import { findThread, windowOf } from "../inbox/threads.ts";
import { findTicket } from "../inbox/tickets.ts";
import { keepClocks } from "../sla/keep-clocks.ts";
import { getChannel } from "../whatsapp/channels.ts";
import { attemptTurn } from "./attempt-turn.ts";
import { closeRun, type Run, saveRun } from "./runs.ts";
import { type FlowPlace, type Turn, turnOf } from "./turn.ts";

/**
 * Takes a dialogue on by itself: another system has answered, or a time is due. One that can't be
 * spoken in any more ends in silence, with a note why. Where open pages change.
 */
export async function resumeRun(
  tx: Tx,
  run: Run,
  desk: DeskRules,
  moment: Moment,
  goOn: (turn: Turn) => Promise<void>,
): Promise<Place | undefined> {
  const { thread_id, ticket_id } = run.row;
  const place = await placeOf(tx, run);
  const note = place && (await whyMute(tx, place, desk, moment));
  if (!place || note) {
    closeRun(run, note === "bot-off" ? "taken-over" : "timed-out", moment.now);
    if (note) run.progress.note = note;
    await saveRun(tx, run, moment.now);
    return undefined;
  }
  const turn = turnOf(tx, run, place, desk, moment);
  await attemptTurn(turn, () => goOn(turn));
  await saveRun(tx, run, moment.now);
  await keepClocks(tx, run.row.ticket_id, moment.now);
  return { thread: thread_id, ticket: ticket_id };
}

async function placeOf(tx: Tx, { row }: Run): Promise<FlowPlace | undefined> {
  const thread = await findThread(tx, row.thread_id);
  const ticket = await findTicket(tx, row.ticket_id);
  const contact = await findContact(tx, row.contact_id);
  return thread && ticket && contact && { thread, ticket, contact };
}

async function whyMute(
  tx: Tx,
  { thread, ticket, contact }: FlowPlace,
  { bot }: DeskRules,
  { now }: Moment,
): Promise<"window-closed" | "channel-closed" | "bot-off" | undefined> {
  if (contact.restricted_at !== null) return "bot-off";
  if (!bot.isEnabled || ticket.bot_state === "off" || ticket.status === "resolved")
    return "bot-off";
  const channel = await getChannel(tx, ticket.channel_id);
  if (channel.closed_at !== null || contact.blocked_at !== null) return "channel-closed";
  return windowOf(thread.window_from_at, now).isOpen ? undefined : "window-closed";
}
