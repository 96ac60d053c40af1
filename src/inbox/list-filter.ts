import type { ExpressionBuilder } from "kysely";
import { foldQuery, hasDigits } from "../contacts/fold-name.ts";
import type { Priority, Schema } from "../db/schema.ts";
import { type InboxSort, type InboxView, inboxViews } from "../../views/inbox/types.ts";

/** What narrows a view of the list. Undefined: anything; null: none at all. */
export interface ListFilter {
  team?: number | null;
  agent?: number | null;
  priority?: Priority;
  tag?: string;
  /** Of the customer: name, username or number, as typed. */
  words?: string;
}

/** A list as its address says it. */
export interface ListQuery {
  view: InboxView;
  sort: InboxSort;
  filter: ListFilter;
}

type Query = Record<string, string | undefined>;

const priorities: readonly Priority[] = ["urgent", "high", "normal", "low"];

/** Whatever an address or a form says: what makes no sense is left out. */
export function listQueryOf(query: Query): ListQuery {
  return {
    view: inboxViews.find((view) => view === query.view) ?? "open",
    sort: query.sort === "due" ? "due" : "recent",
    filter: {
      team: idOrNone(query.team),
      agent: idOrNone(query.agent),
      priority: priorities.find((known) => known === query.priority),
      tag: query.tag?.trim().slice(0, 40) || undefined,
      words: query.q?.trim().slice(0, 100) || undefined,
    },
  };
}

function idOrNone(text = ""): number | null | undefined {
  if (text === "none") return null;
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

/** The one way to write a list as a query string, without `?`: two alike are the same text. */
export function queryTextOf({ view, sort, filter }: ListQuery): string {
  const { team, agent, priority, tag, words } = filter;
  const named = (id: number | null | undefined) => (id === null ? "none" : id);
  const parts = {
    view,
    sort: sort === "due" ? sort : undefined,
    team: named(team),
    agent: named(agent),
    priority,
    tag,
    q: words,
  };
  const known = Object.entries(parts).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, String(value)]],
  );
  return new URLSearchParams(known).toString();
}

export function isNarrowed(filter: ListFilter): boolean {
  return Object.values(filter).some((value) => value !== undefined);
}

/** Whether the ticket of the row is within the filter, for a person who may see numbers or not. */
export function isWithin<Tables extends keyof Schema>(
  query: ExpressionBuilder<Schema, Tables | "tickets">,
  { team, agent, priority, tag, words }: ListFilter,
  seesPhones: boolean,
) {
  const where = query as unknown as ExpressionBuilder<Schema, "tickets">;
  const conditions = [];
  if (team !== undefined)
    conditions.push(where("tickets.team_id", team === null ? "is" : "=", team));
  if (agent !== undefined)
    conditions.push(where("tickets.assignee_id", agent === null ? "is" : "=", agent));
  if (priority !== undefined) conditions.push(where("tickets.priority", "=", priority));
  if (tag !== undefined) conditions.push(hasTag(where, tag));
  if (words !== undefined) conditions.push(isOfContact(where, words, seesPhones));
  return where.and(conditions);
}

type Where = ExpressionBuilder<Schema, "tickets">;

function hasTag(where: Where, tag: string) {
  return where.exists(
    where
      .selectFrom("ticket_tags")
      .select("ticket_tags.tag")
      .whereRef("ticket_tags.ticket_id", "=", "tickets.id")
      .where("ticket_tags.tag", "=", tag),
  );
}

/** Who sees no numbers finds nobody by one. */
function isOfContact(where: Where, words: string, seesPhones: boolean) {
  const sought = foldQuery(words);
  const contacts = where.selectFrom("contacts").select("contacts.id");
  const found =
    !sought || (!seesPhones && hasDigits(sought))
      ? contacts.where("contacts.id", "is", null)
      : contacts.where("contacts.name_folded", "like", `%${sought}%`);
  return where("tickets.contact_id", "in", found);
}
