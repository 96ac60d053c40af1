import { hot } from "../db/hot.ts";
import type { Db } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import type { TicketRow } from "../inbox/tickets.ts";
import type { Calendar } from "../routing/calendar.ts";
import { evaluate, type Field } from "../routing/conditions.ts";
import { factsOf } from "../routing/facts.ts";
import { type Calendars, needsOf, readRoutingDesk } from "../routing/routing-desk.ts";
import { listPolicies, type Policy } from "./policies.ts";
import type { Terms } from "./terms.ts";

/** The policies, ready to be asked. */
export interface SlaDesk {
  /** Switched on, in their order. */
  live: readonly Policy[];
  /** Also those switched off: their clocks may still be open. */
  byId: ReadonlyMap<number, Policy>;
  /** What the conditions of the live ones ask. */
  needs: ReadonlySet<Field>;
  calendars: Calendars;
}

const findVersion = hot((db, _: object) => db.selectFrom("desk_version").select("version"));
const kept = new WeakMap<Db, { version: number; desk: SlaDesk }>();

/** Read anew only when policies, teams or settings were changed, by any process. */
export async function readSlaDesk(db: Db): Promise<SlaDesk> {
  const [row] = await findVersion(db, {});
  const version = row?.version ?? 0;
  const known = kept.get(db);
  if (known?.version === version) return known.desk;
  const policies = await listPolicies(db);
  const { calendars } = await readRoutingDesk(db);
  const desk = deskOf(policies, calendars);
  kept.set(db, { version, desk });
  return desk;
}

export function deskOf(policies: readonly Policy[], calendars: Calendars): SlaDesk {
  const live = policies.filter((policy) => policy.isEnabled);
  return {
    live,
    byId: new Map(policies.map((policy) => [policy.id, policy])),
    needs: needsOf(live.map((policy) => policy.condition)),
    calendars,
  };
}

/**
 * The policy of a ticket: the one that was chosen for it while that is on, else the first whose
 * condition holds. Questions about the hour are asked about the ticket's own moment: when the
 * customer began to wait, else when it was opened.
 */
export async function findPolicy(
  db: Db,
  desk: SlaDesk,
  ticket: TicketRow,
): Promise<Policy | undefined> {
  const chosen = ticket.sla_is_chosen === 1 ? desk.byId.get(ticket.sla_policy_id ?? 0) : undefined;
  if (chosen?.isEnabled) return chosen;
  if (desk.needs.size === 0) return desk.live.find((policy) => isForAll(policy));
  const moment = ticket.waiting_since ?? ticket.created_at;
  const facts = await factsOf(db, ticket, "ticket", moment, { needs: desk.needs });
  return desk.live.find((policy) => evaluate(policy.condition, facts).holds);
}

/** Of a condition that asks nothing: "any of nothing" never holds. */
function isForAll({ condition }: Policy): boolean {
  const nothing = { text: null, choices: {}, numbers: {}, flags: {}, isOpen: () => false };
  return evaluate(condition, nothing).holds;
}

const alwaysOpen: Calendar = { hours: null, timezone: "UTC", country: null, days: [] };

/** The calendar by which a policy's clocks run on tickets of a team. */
export function calendarFor(terms: Terms, teamId: number | null, calendars: Calendars): Calendar {
  if (terms.calendar === "always") return alwaysOpen;
  if (typeof terms.calendar === "object") return terms.calendar;
  const team = terms.calendar === "team" && teamId !== null ? String(teamId) : "business";
  return calendars.get(team) ?? calendars.get("business") ?? alwaysOpen;
}

/** Since when a policy counts what began at an instant: not from before it was switched on. */
export function startUnder(policy: Policy, began: Instant): Instant {
  return Math.max(began, policy.sinceAt);
}
