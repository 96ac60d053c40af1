import { MINUTE } from "../clock.ts";
import type { Tx } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import { insertTicketEvent, type TicketRow } from "../inbox/tickets.ts";
import { notify } from "../notify/notify.ts";
import { listReachable } from "../notify/reachable.ts";
import { runActions } from "../routing/run-actions.ts";
import type { ClockRow } from "./open-clocks.ts";
import type { Policy } from "./policies.ts";
import type { Step } from "./terms.ts";

/** What a step does, in the transaction that marks it as fired: never twice, never left out. */
export async function fireStep(
  tx: Tx,
  step: Step,
  { clock, ticket, policy }: { clock: ClockRow; ticket: TicketRow; policy: Policy },
  now: Instant,
): Promise<void> {
  if (step.onlyVip && !(await isVip(tx, ticket.contact_id))) return;
  const actor = { type: "system", id: null, rule: policy.name } as const;
  const detail = { step: step.kind, metric: clock.metric, name: step.name };
  await insertTicketEvent(tx, ticket.id, "sla", actor, detail, now);
  if (step.kind === "escalation") {
    await runActions(tx, ticket, step.actions, { name: policy.name }, now);
    return;
  }
  await tellPeople(tx, step, clock, ticket, now);
}

/** A reminder is for whoever is to answer, a breach also for those who lead them. */
async function tellPeople(
  tx: Tx,
  step: Step,
  clock: ClockRow,
  ticket: TicketRow,
  now: Instant,
): Promise<void> {
  const isBreach = step.kind === "breach";
  const told = new Set(
    ticket.assignee_id === null ? await listReachable(tx, ticket.id) : [ticket.assignee_id],
  );
  if (isBreach) for (const lead of await leadsOf(tx, ticket.team_id)) told.add(lead);
  const minutes = clock.due_at === null ? 0 : Math.abs(clock.due_at - now) / MINUTE;
  const kind = isBreach ? "sla-breach" : "sla-reminder";
  const detail = { name: await nameOf(tx, ticket.contact_id), minutes: Math.round(minutes) };
  for (const userId of told) await notify(tx, { userId, kind, ticketId: ticket.id, detail }, now);
}

async function leadsOf(tx: Tx, teamId: number | null): Promise<number[]> {
  if (teamId === null) return [];
  const rows = await tx
    .selectFrom("team_members")
    .select("user_id")
    .where("team_id", "=", teamId)
    .where("is_lead", "=", 1)
    .execute();
  return rows.map((row) => row.user_id);
}

async function isVip(tx: Tx, contactId: number): Promise<boolean> {
  const row = await tx
    .selectFrom("contacts")
    .select("is_vip")
    .where("id", "=", contactId)
    .executeTakeFirst();
  return row?.is_vip === 1;
}

async function nameOf(tx: Tx, contactId: number): Promise<string> {
  const row = await tx
    .selectFrom("contacts")
    .select("name")
    .where("id", "=", contactId)
    .executeTakeFirst();
  return row?.name ?? "";
}
