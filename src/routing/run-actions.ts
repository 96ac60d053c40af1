import { MINUTE } from "../clock.ts";
import { hot } from "../db/hot.ts";
import type { Tx } from "../db/open.ts";
import { savepoint } from "../db/write-queue.ts";
import type { Instant } from "../db/schema.ts";
import { AppError } from "../http/errors.ts";
import {
  assignTicket,
  changeBot,
  changeCategory,
  changeEscalation,
  changePriority,
  changeStatus,
  changeTags,
} from "../inbox/change-ticket.ts";
import { type Actor, getTicket, type TicketRow } from "../inbox/tickets.ts";
import type { Action, Effect } from "./actions.ts";
import { assignAgent, assignLast, assignOpenTeam, assignTeam } from "./assign-actions.ts";
import { isContactAction, writeContact } from "./contact-actions.ts";
import { priorities } from "./read-actions.ts";
import { tell, type Telling } from "./tell-actions.ts";

/** What an action came to: the ticket as it is now, and the effect's words. */
export interface Done {
  ticket: TicketRow;
  to?: string;
  skipped?: string;
  lacks?: string[];
}

/** On whose behalf: the rule, or the step of an escalation. */
export interface Doer {
  name: string;
}

/**
 * Does the actions one after the other, each under a savepoint of its own: what cannot be done is
 * an effect that says why, and the others are done nonetheless. The history names the doer, so
 * that no rule reacts to it.
 */
export async function runActions(
  tx: Tx,
  ticket: TicketRow,
  actions: readonly Action[],
  doer: Doer,
  now: Instant,
): Promise<Effect[]> {
  const actor: Actor = { type: "system", id: null, rule: doer.name };
  const effects: Effect[] = [];
  let current = ticket;
  for (const action of actions) {
    const result = await savepoint(tx, () => run(tx, current, action, actor, now));
    const done = result.ok ? result.value : { ticket: current, skipped: reasonOf(result.error) };
    current = done.ticket;
    const { to, skipped, lacks } = done;
    effects.push({
      do: action.do,
      ...(to === undefined ? {} : { to }),
      ...(skipped === undefined ? {} : { skipped }),
      ...(lacks === undefined ? {} : { lacks }),
    });
  }
  return effects;
}

/** A refusal by its code, such as `window-closed`; anything else by what it says. */
function reasonOf(error: Error): string {
  return error instanceof AppError ? error.code : `failed: ${error.message.slice(0, 200)}`;
}

async function run(
  tx: Tx,
  ticket: TicketRow,
  action: Action,
  actor: Actor,
  now: Instant,
): Promise<Done> {
  const done = (await assign(tx, ticket, action, actor, now)) ??
    (await mark(tx, ticket, action, actor, now)) ??
    (await settle(tx, ticket, action, actor, now)) ??
    (await write(tx, ticket, action, now)) ?? {
      ticket,
      ...(await tell(tx, ticket, action as Telling, actor, now)),
    };
  return done;
}

async function assign(
  tx: Tx,
  ticket: TicketRow,
  action: Action,
  actor: Actor,
  now: Instant,
): Promise<Done | undefined> {
  switch (action.do) {
    case "assign-team":
      return assignTeam(tx, ticket, action.team, actor, now);
    case "assign-agent":
      return assignAgent(tx, ticket, action.user, actor, now);
    case "assign-last-agent":
      return assignLast(tx, ticket, actor, now);
    case "assign-open-team":
      return assignOpenTeam(tx, ticket, action.teams, actor, now);
    case "unassign":
      return changed(ticket, await assignTicket(tx, ticket, null, actor, now));
    default:
      return undefined;
  }
}

async function mark(
  tx: Tx,
  ticket: TicketRow,
  action: Action,
  actor: Actor,
  now: Instant,
): Promise<Done | undefined> {
  switch (action.do) {
    case "priority":
    case "raise": {
      const to = action.do === "raise" ? raised(ticket) : action.priority;
      return changed(ticket, await changePriority(tx, ticket, to, actor, now), to);
    }
    case "escalate":
      return changed(ticket, await changeEscalation(tx, ticket, true, actor, now));
    case "add-tags":
    case "remove-tags": {
      const before = await tagsOf(tx, ticket.id);
      const after =
        action.do === "add-tags"
          ? [...before, ...action.tags]
          : before.filter((tag) => !action.tags.includes(tag));
      const to = action.tags.join(", ");
      return changed(ticket, await changeTags(tx, ticket, after, actor, now), to);
    }
    case "category": {
      const { category } = action;
      return changed(ticket, await changeCategory(tx, ticket, category, actor, now), category);
    }
    default:
      return undefined;
  }
}

async function settle(
  tx: Tx,
  ticket: TicketRow,
  action: Action,
  actor: Actor,
  now: Instant,
): Promise<Done | undefined> {
  switch (action.do) {
    case "bot":
      return changed(ticket, await changeBot(tx, ticket, action.state, actor, now), action.state);
    case "resolve":
      return changed(ticket, await changeStatus(tx, ticket, "resolved", actor, now));
    case "snooze": {
      const snoozedUntil = now + action.minutes * MINUTE;
      const snoozed = await changeStatus(tx, ticket, "snoozed", actor, now, { snoozedUntil });
      return changed(ticket, snoozed, String(action.minutes));
    }
    default:
      return undefined;
  }
}

async function write(
  tx: Tx,
  ticket: TicketRow,
  action: Action,
  now: Instant,
): Promise<Done | undefined> {
  if (!isContactAction(action)) return undefined;
  const written = await writeContact(tx, ticket, action, now);
  // The ticket's promises may be others now.
  return { ticket: await getTicket(tx, ticket.id), ...written };
}

/** The verbs answer with the very same row when there was nothing to change. */
export function changed(before: TicketRow, ticket: TicketRow, to?: string): Done {
  return before === ticket ? { ticket, to, skipped: "unchanged" } : { ticket, to };
}

function raised({ priority }: TicketRow) {
  return priorities[Math.min(priorities.indexOf(priority) + 1, priorities.length - 1)] ?? priority;
}

const listTags = hot((db, p: { id: number }) =>
  db.selectFrom("ticket_tags").select("tag").where("ticket_id", "=", p.id),
);

async function tagsOf(tx: Tx, ticketId: number): Promise<string[]> {
  return (await listTags(tx, { id: ticketId })).map((row) => row.tag);
}
