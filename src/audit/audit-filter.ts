import { startOf } from "../consent-log/log-filter.ts";
import type { Actor } from "../db/actor.ts";
import type { Instant } from "../db/schema.ts";
import { type AuditAction, auditActions } from "./append-audit-record.ts";

/** Which records are wanted; what is null or absent does not matter. */
export interface AuditFilter {
  actor?: Pick<Actor, "type" | "id"> | null;
  action?: AuditAction | null;
  objectType?: string | null;
  objectId?: number | null;
  contactId?: number | null;
  /** At or after. */
  from?: Instant | null;
  /** Before. */
  until?: Instant | null;
}

/** The filter as it stands in the address. */
export interface TypedAuditFilter {
  /** `person:1`, `token:2`, or a type alone. */
  actor: string;
  action: string;
  object: string;
  /** Number of the object. */
  number: string;
  contact: string;
  /** YYYY-MM-DD, the business's days; both are part of the period. */
  from: string;
  until: string;
}

type Query = Record<string, string | undefined>;

export function readTypedAudit(query: Query): TypedAuditFilter {
  const text = (name: string) => (query[name] ?? "").trim().slice(0, 100);
  return {
    actor: text("actor"),
    action: text("action"),
    object: text("object"),
    number: text("number"),
    contact: text("contact"),
    from: text("from"),
    until: text("until"),
  };
}

/** What means nothing is left out, as if it were not there. */
export function auditFilterOf(typed: TypedAuditFilter, timezone: string): AuditFilter {
  return {
    actor: readActor(typed.actor),
    action: auditActions.find((action) => action === typed.action) ?? null,
    objectType: typed.object || null,
    objectId: readNumber(typed.number),
    contactId: readNumber(typed.contact),
    from: startOf(typed.from, timezone, 0),
    until: startOf(typed.until, timezone, 1),
  };
}

export const actorTypes = [
  "person",
  "token",
  "visitor",
  "command-line",
  "system",
] as const satisfies readonly Actor["type"][];

/** `person:1` → person 1; `system` → the program. */
function readActor(word: string): AuditFilter["actor"] {
  const [name, number] = word.split(":");
  const type = actorTypes.find((known) => known === name);
  return type ? { type, id: readNumber(number ?? "") } : null;
}

function readNumber(text: string): number | null {
  return /^\d{1,15}$/.test(text) ? Number(text) : null;
}
