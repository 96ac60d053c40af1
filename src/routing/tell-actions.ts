import { MINUTE } from "../clock.ts";
import { getContact } from "../contacts/contacts.ts";
import type { Tx } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import { queueReply, textReply } from "../inbox/queue-reply.ts";
import { fillQuickReply, firstNameOf, type QuickReplyValues } from "../inbox/quick-replies.ts";
import { type Actor, insertTicketEvent, type TicketRow } from "../inbox/tickets.ts";
import { queueDelivery } from "../notify/deliveries.ts";
import { notify } from "../notify/notify.ts";
import { getSetting } from "../settings/settings.ts";
import { choosePolicy } from "../sla/choose-policy.ts";
import { listPolicies } from "../sla/policies.ts";
import type { Action, NotifyTarget } from "./actions.ts";

export type Telling = Extract<
  Action,
  { do: "sla-policy" | "reply" | "note" | "notify" | "slack" | "email" | "webhook" }
>;

interface Told {
  to?: string;
  skipped?: string;
}

/** Rules that answer a bot that answers rules end here: so many replies to a thread in so long. */
const MOST_REPLIES = 10;
const WITHIN = 10 * MINUTE;

/** What a rule says to people or programs. @throws AppError of `queueReply`. */
export async function tell(
  tx: Tx,
  ticket: TicketRow,
  action: Telling,
  actor: Actor,
  now: Instant,
): Promise<Told> {
  if (action.do === "sla-policy") return choose(tx, ticket, action.policy, actor, now);
  if (action.do === "reply") return reply(tx, ticket, action.quickReply, now);
  if (leavesTheDesk(action) && (await isSimulated(tx, ticket)))
    return { to: placeOf(action), skipped: "simulated" };
  if (action.do === "webhook") return callWebhook(tx, ticket, action.url, actor, now);
  const { text } = fillQuickReply(action.text, await valuesOf(tx, ticket));
  const message = { title: actor.rule ?? "", body: text, path: `/tickets/${ticket.id}` };
  switch (action.do) {
    case "note":
      await insertTicketEvent(tx, ticket.id, "note", actor, { text }, now);
      return { to: text };
    case "notify":
      return tellPeople(tx, ticket, action.to, { text, name: actor.rule }, now);
    case "slack": {
      const named = { ...message, title: `#${ticket.id} · ${message.title}` };
      await queueDelivery(tx, { channel: "slack", target: action.url, payload: named }, now);
      return { to: placeOf(action) };
    }
    case "email":
      if (!(await getSetting(tx, "mail")).host) return { to: action.to, skipped: "no-mail" };
      await queueDelivery(tx, { channel: "email", target: action.to, payload: message }, now);
      return { to: action.to };
  }
}

type Leaving = Extract<Telling, { do: "slack" | "email" | "webhook" }>;

function leavesTheDesk(action: Telling): action is Leaving {
  return action.do === "slack" || action.do === "email" || action.do === "webhook";
}

/** The path of such an address is often its secret. */
function placeOf(action: Leaving): string {
  return action.do === "email" ? action.to : new URL(action.url).host;
}

/** What the simulator plays never reaches the outside. */
async function isSimulated(tx: Tx, { channel_id }: TicketRow): Promise<boolean> {
  const channel = await tx
    .selectFrom("channels")
    .select("is_simulated")
    .where("id", "=", channel_id)
    .executeTakeFirst();
  return channel?.is_simulated === 1;
}

/** The ticket keeps to this policy from now on, whatever the policies' own conditions say. */
async function choose(
  tx: Tx,
  ticket: TicketRow,
  id: number,
  actor: Actor,
  now: Instant,
): Promise<Told> {
  const policy = (await listPolicies(tx)).find((one) => one.id === id);
  if (!policy) return { skipped: "gone" };
  const isChanged = await choosePolicy(tx, ticket, id, actor, now);
  return { to: policy.name, ...(isChanged ? {} : { skipped: "unchanged" }) };
}

async function reply(tx: Tx, ticket: TicketRow, id: number, now: Instant): Promise<Told> {
  const row = await tx
    .selectFrom("quick_replies")
    .selectAll()
    .where("id", "=", id)
    .executeTakeFirst();
  if (!row) return { skipped: "gone" };
  const to = `/${row.shortcut}`;
  if ((await getContact(tx, ticket.contact_id)).restricted_at !== null)
    return { to, skipped: "restricted" };
  const { text, unfilled } = fillQuickReply(row.text, await valuesOf(tx, ticket));
  if (unfilled.length > 0) return { to, skipped: "unfilled" };
  const { n } = await tx
    .selectFrom("messages")
    .select((select) => select.fn.countAll<number>().as("n"))
    .where("thread_id", "=", ticket.thread_id)
    .where("sent_at", ">", now - WITHIN)
    .where("author_type", "=", "system")
    .where("direction", "=", "out")
    .executeTakeFirstOrThrow();
  if (n >= MOST_REPLIES) return { to, skipped: "too-many" };
  await queueReply(tx, ticket, textReply({ type: "system", id: null }, text), now);
  return { to };
}

async function valuesOf(tx: Tx, ticket: TicketRow): Promise<QuickReplyValues> {
  const contact = await getContact(tx, ticket.contact_id);
  const business = await getSetting(tx, "business");
  const agent =
    ticket.assignee_id === null
      ? undefined
      : await tx
          .selectFrom("users")
          .select("name")
          .where("id", "=", ticket.assignee_id)
          .executeTakeFirst();
  return {
    name: contact.name,
    first_name: firstNameOf(contact.name),
    agent: agent?.name,
    business: business?.name,
    ticket: String(ticket.id),
  };
}

async function tellPeople(
  tx: Tx,
  ticket: TicketRow,
  targets: readonly NotifyTarget[],
  detail: { text: string; name?: string },
  now: Instant,
): Promise<Told> {
  const ids = new Set<number>();
  for (const target of targets) for (const id of await idsOf(tx, ticket, target)) ids.add(id);
  const people =
    ids.size === 0
      ? []
      : await tx
          .selectFrom("users")
          .select(["id", "name"])
          .where("id", "in", [...ids])
          .where("deactivated_at", "is", null)
          .orderBy("id")
          .execute();
  if (people.length === 0) return { skipped: "nobody" };
  for (const { id } of people)
    await notify(tx, { userId: id, kind: "rule", ticketId: ticket.id, detail }, now);
  return { to: people.map((person) => person.name).join(", ") };
}

async function idsOf(tx: Tx, ticket: TicketRow, target: NotifyTarget): Promise<number[]> {
  if (target === "assignee") return ticket.assignee_id === null ? [] : [ticket.assignee_id];
  if (target === "owner") {
    const owners = await tx.selectFrom("users").select("id").where("role", "=", "owner").execute();
    return owners.map(({ id }) => id);
  }
  if (target !== "team" && target !== "lead") return [Number(target.slice("user:".length))];
  if (ticket.team_id === null) return [];
  let members = tx
    .selectFrom("team_members")
    .select("user_id")
    .where("team_id", "=", ticket.team_id);
  if (target === "lead") members = members.where("is_lead", "=", 1);
  return (await members.execute()).map(({ user_id }) => user_id);
}

/** What the other side needs to look the rest up through the API; no words of the customer. */
async function callWebhook(
  tx: Tx,
  ticket: TicketRow,
  url: string,
  actor: Actor,
  now: Instant,
): Promise<Told> {
  const { id, status, priority, category, team_id, assignee_id, contact_id } = ticket;
  const payload = {
    event: "rule.fired",
    rule: actor.rule,
    ticket: { number: id, status, priority, category, team_id, assignee_id, contact_id },
    at: new Date(now).toISOString(),
  };
  await queueDelivery(tx, { channel: "webhook", target: url, payload }, now);
  return { to: new URL(url).host };
}
