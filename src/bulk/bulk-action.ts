import type { Tx } from "../db/open.ts";
import type { Instant, Priority } from "../db/schema.ts";
import { AppError } from "../http/errors.ts";
import { type Form, idOf } from "../http/form.ts";
import type { Me } from "../http/me.ts";
import {
  assignTicket,
  changePriority,
  changeSpam,
  changeStatus,
  changeTags,
} from "../inbox/change-ticket.ts";
import { snoozeUntil } from "../inbox/ticket-choices.ts";
import type { Actor, TicketRow } from "../inbox/tickets.ts";
import type { Reader } from "../inbox/time-words.ts";
import { giveToTeam } from "../routing/assign.ts";
import { requireTeam } from "../routing/teams.ts";
import type { Care } from "./stamp.ts";

/** What can be done to many tickets at once. */
export type BulkAction =
  | { kind: "assign"; userId: number | null }
  | { kind: "team"; teamId: number | null }
  | { kind: "tag" | "untag"; tag: string }
  | { kind: "priority"; priority: Priority }
  | { kind: "resolve" }
  | { kind: "snooze"; until: Instant }
  | { kind: "spam" };

const priorities: readonly Priority[] = ["urgent", "high", "normal", "low"];

/**
 * The pressed button says what: `resolve`, `priority:high`, `assign:me`; what was typed stands
 * in `user`, `team`, `tag` and `local`.
 * @throws AppError `invalid`, and `forbidden` where only spam is this person's to mark.
 */
export function readAction(form: Form, me: Me, reader: Reader): BulkAction {
  const [kind = "", value = ""] = form.text("action").split(/:(.*)/s);
  if (kind !== "spam" && !me.can("reply"))
    throw new AppError("forbidden", "Your role does not allow this.");
  if (kind === "resolve" || kind === "spam") return { kind };
  if (kind === "assign") return { kind, userId: personOf(value || form.text("user"), me) };
  if (kind === "team") return { kind, teamId: optionalId(value || form.text("team")) };
  if (kind === "snooze")
    return { kind, until: snoozeUntil(value, value ? "" : form.text("local"), reader) };
  if (kind === "tag" || kind === "untag") return { kind, tag: tagOf(form) };
  const priority = priorities.find((known) => known === value);
  if (kind === "priority" && priority) return { kind, priority };
  throw new AppError("invalid", "action: what shall be done to the tickets.");
}

function personOf(text: string, me: Me): number | null {
  return text === "me" ? me.id : optionalId(text);
}

function optionalId(text: string): number | null {
  return text === "none" ? null : idOf(text);
}

function tagOf(form: Form): string {
  const tag = form.text("tag", 40);
  if (tag) return tag;
  throw new AppError("invalid", "Write the tag first.", { key: "error.bulk-tag" });
}

/** How much a change minds that somebody was faster. */
export const careOf: Record<BulkAction["kind"], Care> = {
  assign: "owner",
  team: "owner",
  tag: "nothing",
  untag: "nothing",
  priority: "nothing",
  resolve: "words",
  snooze: "words",
  spam: "words",
};

/** Refuses before anything is changed: a team that is gone, a person who left. */
export async function requireTarget(tx: Tx, action: BulkAction): Promise<void> {
  if (action.kind === "team" && action.teamId !== null) await requireTeam(tx, action.teamId);
  if (action.kind !== "assign" || action.userId === null) return;
  const user = await tx
    .selectFrom("users")
    .select("id")
    .where("id", "=", action.userId)
    .where("deactivated_at", "is", null)
    .executeTakeFirst();
  if (!user) throw new AppError("invalid", "Nobody active has this id.", { key: "error.no-user" });
}

/** One ticket of many, through the verbs that a single one goes through. */
export async function applyAction(
  tx: Tx,
  ticket: TicketRow,
  action: BulkAction,
  actor: Actor,
  now: Instant,
): Promise<unknown> {
  if (action.kind === "assign") return assignTicket(tx, ticket, action.userId, actor, now);
  if (action.kind === "team") return giveToTeam(tx, ticket, action.teamId, actor, now);
  if (action.kind === "priority") return changePriority(tx, ticket, action.priority, actor, now);
  if (action.kind === "resolve") return changeStatus(tx, ticket, "resolved", actor, now);
  if (action.kind === "spam") return changeSpam(tx, ticket, true, actor, now);
  if (action.kind === "snooze")
    return changeStatus(tx, ticket, "snoozed", actor, now, { snoozedUntil: action.until });
  const tags = (await tagsOf(tx, ticket.id)).filter((tag) => tag !== action.tag);
  const next = action.kind === "tag" ? [...tags, action.tag] : tags;
  return changeTags(tx, ticket, next, actor, now);
}

async function tagsOf(tx: Tx, ticketId: number): Promise<string[]> {
  const rows = await tx
    .selectFrom("ticket_tags")
    .select("tag")
    .where("ticket_id", "=", ticketId)
    .execute();
  return rows.map((row) => row.tag);
}
