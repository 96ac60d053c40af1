import type { Actor, TicketRow } from "../inbox/tickets.ts";

/**
 * What happened to a ticket, as far as its clocks care. `handed-over`: the bot gave it to
 * people; `answered`: by a person or program; `taken`: somebody made it their own.
 */
export type Happening = "changed" | "handed-over" | "answered" | "taken";

/** What a change means to the clocks: a person takes the ticket, or the bot gives it to people. */
export function happeningOf(before: TicketRow, after: TicketRow, actor: Actor): Happening {
  if (actor.type === "agent") {
    const isTaken = before.assignee_id !== after.assignee_id && after.assignee_id === actor.id;
    return isTaken && actor.id !== null ? "taken" : "changed";
  }
  const isSilenced = before.bot_state === "on" && after.bot_state === "off";
  const isEscalated = before.is_escalated === 0 && after.is_escalated === 1;
  const isHandedOver = isSilenced || (isEscalated && before.bot_state === "on");
  return isHandedOver && actor.type !== "api" ? "handed-over" : "changed";
}
