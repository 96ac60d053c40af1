import type { Role, TicketScope } from "../db/schema.ts";

/**
 * What a person may do besides working on the tickets of their scope. `phones`: numbers
 * are shown whole rather than masked. One table; pages and queries ask it, nothing else decides.
 */
export const permissions = [
  "tickets",
  "reply",
  "notes",
  "contacts",
  "phones",
  "exports",
  "views",
  "reports",
  "rules",
  "teams",
  "sla",
  "templates",
  "bot",
  "moderation",
  "consent",
  "privacy",
  "audit",
  "journal",
  "simulator",
  "settings",
  "users",
] as const;
export type Permission = (typeof permissions)[number];

export interface RoleRights {
  /** Whose tickets: none, one's own, those of one's teams, all. */
  scope: TicketScope;
  may: readonly Permission[];
}

const desk = ["tickets", "reply", "notes", "contacts"] as const;

export const roleRights: Record<Exclude<Role, "custom">, RoleRights> = {
  owner: { scope: "all", may: permissions },
  admin: { scope: "all", may: permissions },
  supervisor: {
    scope: "all",
    may: [
      ...desk,
      "phones",
      "exports",
      "views",
      "reports",
      "rules",
      "teams",
      "sla",
      "templates",
      "bot",
    ],
  },
  "account-manager": { scope: "own", may: [...desk, "phones"] },
  agent: { scope: "team", may: [...desk, "phones"] },
  lead: { scope: "team", may: [...desk, "phones", "views", "reports", "teams"] },
  "level-2": { scope: "team", may: [...desk, "phones"] },
  moderator: { scope: "all", may: ["tickets", "notes", "moderation"] },
  auditor: { scope: "none", may: ["consent", "audit"] },
};

/** The rights of a person as their session or user row has them. A custom role that is gone has none. */
export function rightsOf(person: {
  role: Role;
  ticket_scope: TicketScope | null;
  custom_permissions: string | null;
}): RoleRights {
  if (person.role !== "custom") return roleRights[person.role];
  const named = JSON.parse(person.custom_permissions ?? "[]") as Permission[];
  return soundRights({ scope: person.ticket_scope ?? "none", may: named });
}

/**
 * What holds of rights that somebody put together: the journal shows whole messages and
 * numbers, so it takes all tickets and `phones`; an answer takes a ticket to be read. Who
 * manages people could give themselves a colleague's place: that takes all tickets, too.
 */
export function soundRights({ scope, may }: RoleRights): RoleRights {
  const seesAll = scope === "all" && may.includes("phones") && may.includes("tickets");
  const onTickets: readonly Permission[] = ["reply", "notes", "moderation"];
  return {
    scope,
    may: permissions.filter(
      (each) =>
        may.includes(each) &&
        (each !== "journal" || seesAll) &&
        (each !== "users" || scope === "all") &&
        (!onTickets.includes(each) || may.includes("tickets")),
    ),
  };
}

export const ticketScopes = ["none", "own", "team", "all"] as const satisfies TicketScope[];

/** Whether somebody with `mine` has all of `theirs`. */
export function covers(mine: RoleRights, theirs: RoleRights): boolean {
  return (
    ticketScopes.indexOf(mine.scope) >= ticketScopes.indexOf(theirs.scope) &&
    theirs.may.every((each) => mine.may.includes(each))
  );
}

/** A person as far as their power goes. */
export interface Standing {
  role: Role;
  rights: RoleRights;
}

/**
 * Who may give a role, or change somebody who has it: an owner everything; anybody else only
 * what they have themselves, and never an owner. Otherwise `users` alone would be all rights.
 */
export function mayManage(me: Standing, other: Standing): boolean {
  if (me.role === "owner") return true;
  return other.role !== "owner" && covers(me.rights, other.rights);
}

/** What an API token may do. A token without named scopes has all of them. */
export const scopes = [
  "tickets:read",
  "tickets:write",
  "contacts:read",
  "contacts:write",
  "bot:read",
  "bot:write",
  "rules:read",
  "rules:write",
  "sla:read",
  "sla:write",
  "outbox:read",
  "outbox:write",
  "webhooks:read",
  "webhooks:write",
  "consent:read",
  "consent:write",
  "privacy:read",
  "privacy:write",
  "audit:read",
  "metrics",
] as const;
export type Scope = (typeof scopes)[number];

/** What a person needs to see and do themselves what a program may with each scope. */
const needs: Record<Scope, { may: readonly Permission[]; seesAll: boolean }> = {
  "tickets:read": { may: ["tickets", "phones"], seesAll: true },
  "tickets:write": { may: ["tickets", "phones", "reply"], seesAll: true },
  "contacts:read": { may: ["contacts", "phones"], seesAll: true },
  "contacts:write": { may: ["contacts", "phones"], seesAll: true },
  "bot:read": { may: ["bot"], seesAll: false },
  "bot:write": { may: ["bot"], seesAll: false },
  "rules:read": { may: ["rules"], seesAll: false },
  "rules:write": { may: ["rules"], seesAll: false },
  "sla:read": { may: ["sla"], seesAll: false },
  "sla:write": { may: ["sla"], seesAll: false },
  "outbox:read": { may: ["journal"], seesAll: true },
  "outbox:write": { may: ["journal"], seesAll: true },
  "webhooks:read": { may: ["journal"], seesAll: true },
  "webhooks:write": { may: ["journal"], seesAll: true },
  "consent:read": { may: ["consent", "phones"], seesAll: true },
  "consent:write": { may: ["privacy", "phones"], seesAll: true },
  "privacy:read": { may: ["privacy", "phones"], seesAll: true },
  "privacy:write": { may: ["privacy", "phones"], seesAll: true },
  "audit:read": { may: ["audit", "phones"], seesAll: true },
  metrics: { may: ["settings"], seesAll: false },
};

/** The scopes that somebody may give to a token: a program acts for them, with no more than they have. */
export function scopesWithin({ scope, may }: RoleRights): Scope[] {
  return scopes.filter((each) => {
    const { may: needed, seesAll } = needs[each];
    return (!seesAll || scope === "all") && needed.every((one) => may.includes(one));
  });
}

export function isScope(text: string): text is Scope {
  return (scopes as readonly string[]).includes(text);
}
