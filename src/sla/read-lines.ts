import type { Db } from "../db/open.ts";
import type { AuthorType } from "../db/schema.ts";
import { isThanks } from "../inbox/find-or-open-ticket.ts";
import type { Line } from "./replay-ticket.ts";

/** What happened to these tickets, each in its order: what the clocks look at, and nothing else. */
export async function readLines(
  db: Db,
  ticketIds: readonly number[],
): Promise<Map<number, Line[]>> {
  const lines = new Map<number, Line[]>(ticketIds.map((id) => [id, []]));
  for (const row of await listEvents(db, ticketIds)) {
    const line = eventLine(row);
    if (line) lines.get(row.ticket_id)?.push(line);
  }
  for (const row of await listMessages(db, ticketIds)) {
    const line = messageLine(row);
    if (line && row.ticket_id !== null) lines.get(row.ticket_id)?.push(line);
  }
  for (const of of lines.values()) of.sort((a, b) => a.at - b.at);
  return lines;
}

const listEvents = (db: Db, ticketIds: readonly number[]) =>
  db
    .selectFrom("ticket_events")
    .select(["ticket_id", "kind", "actor_type", "actor_id", "detail", "created_at"])
    .where("ticket_id", "in", ticketIds)
    .where("kind", "in", ["status", "bot", "escalated", "assignee", "priority", "team"])
    .orderBy("id")
    .execute();

const listMessages = (db: Db, ticketIds: readonly number[]) =>
  db
    .selectFrom("messages")
    .select(["ticket_id", "direction", "author_type", "type", "text", "content", "sent_at"])
    .where("ticket_id", "in", ticketIds)
    .where("type", "!=", "reaction")
    .orderBy("id")
    .execute();

type EventRow = Awaited<ReturnType<typeof listEvents>>[number];
type MessageRow = Awaited<ReturnType<typeof listMessages>>[number];

function messageLine(row: MessageRow): Line | undefined {
  const at = row.sent_at;
  if (row.direction === "in") {
    const isThankYou = row.type === "text" && isThanks(row.text ?? "");
    return isThankYou ? undefined : { at, kind: "asked" };
  }
  if (row.author_type === "agent" || row.author_type === "api")
    return { at, kind: "answered", by: "people" };
  const isAnswer = row.author_type === "system" || /"kind":"(?:rule|clarify)"/.test(row.content);
  return isAnswer ? { at, kind: "answered", by: "bot" } : undefined;
}

function eventLine(row: EventRow): Line | undefined {
  const at = row.created_at;
  const { from, to } = JSON.parse(row.detail) as { from?: unknown; to?: unknown };
  const isPerson = row.actor_type === "agent" || row.actor_type === "api";
  switch (row.kind) {
    case "status":
      return { at, kind: "status", ...(pair(from, to) as StatusPair), actor: row.actor_type };
    case "priority":
      return { at, kind: "priority", ...(pair(from, to) as PriorityPair) };
    case "team":
      return { at, kind: "team", from: idOf(from), to: idOf(to) };
    case "bot":
      if (to === "on") return { at, kind: "bot-on" };
      return isPerson ? undefined : { at, kind: "bot-off" };
    case "escalated":
      return to === true && !isPerson ? { at, kind: "bot-off" } : undefined;
    default:
      return isTaken(row, to) ? { at, kind: "taken" } : undefined;
  }
}

type StatusPair = Pick<Extract<Line, { kind: "status" }>, "from" | "to">;
type PriorityPair = Pick<Extract<Line, { kind: "priority" }>, "from" | "to">;
const pair = (from: unknown, to: unknown) => ({ from, to });
const idOf = (value: unknown) => (typeof value === "number" ? value : null);

function isTaken(row: { actor_type: AuthorType; actor_id: number | null }, to: unknown): boolean {
  return row.actor_type === "agent" && row.actor_id !== null && row.actor_id === to;
}
