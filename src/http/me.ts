import { Elysia } from "elysia";
import { type Translate, translator } from "../../views/i18n.ts";
import type { Language, PresenceChoice, Role } from "../db/schema.ts";
import { type Permission, rightsOf, type Standing } from "../users/permissions.ts";
import type { Scope } from "../users/ticket-scope.ts";
import type { TokenRow } from "../users/tokens.ts";
import { callerOf } from "./edge.ts";
import { AppError } from "./errors.ts";

/** The person who is signed in, as handlers and views know them. */
export interface Me {
  id: number;
  name: string;
  email: string;
  role: Role;
  language: Language;
  sessionId: number;
  hasShortcuts: boolean;
  hasSound: boolean;
  /** As chosen: `auto` is worked out by users/presence.ts. */
  presence: PresenceChoice;
  address: string;
  t: Translate;
  permissions: readonly Permission[];
  /** Whose tickets they see: for `isVisible`. */
  scope: Scope;
  can(permission: Permission): boolean;
  /** For mayManage: whom they may change, and which roles they may give. */
  standing: Standing;
}

/** Gives handlers `me`. The route's permission was checked before (guard.ts). */
export const withMe = new Elysia({ name: "me" }).derive({ as: "scoped" }, ({ request }) => ({
  me: meOf(request),
}));

/** Gives API handlers `token`. */
export const withToken = new Elysia({ name: "token" }).derive({ as: "scoped" }, ({ request }) => ({
  token: tokenOf(request),
}));

export function meOf(request: Request): Me {
  const { session, address } = callerOf(request);
  if (!session) throw new AppError("unauthorized", "Sign in first.");
  const rights = rightsOf(session);
  return {
    id: session.user_id,
    name: session.name,
    email: session.email,
    role: session.role,
    language: session.language,
    sessionId: session.session_id,
    hasShortcuts: session.has_shortcuts === 1,
    hasSound: session.has_sound === 1,
    presence: session.presence,
    address,
    t: translator(session.language),
    permissions: rights.may,
    scope: { kind: rights.scope, userId: session.user_id },
    can: (permission) => rights.may.includes(permission),
    standing: { role: session.role, rights },
  };
}

/** Whether they may read what any customer wrote. */
export function seesAllTickets({ can, scope }: Pick<Me, "can" | "scope">): boolean {
  return can("tickets") && scope.kind === "all";
}

function tokenOf(request: Request): TokenRow {
  const { token } = callerOf(request);
  if (!token) throw new AppError("unauthorized", "Send a token as Authorization: Bearer.");
  return token;
}
