import { type Access, access } from "./access.ts";
import { callerOf } from "./edge.ts";
import { AppError } from "./errors.ts";
import { rightsOf } from "../users/permissions.ts";
import type { SessionRow } from "../users/sessions.ts";

/**
 * Checks the line of access.ts for the matched route; runs before the body is
 * validated. A route without a line is refused.
 */
export function requireAccess(method: string, route: string, request: Request): void {
  // The router answers HEAD with the GET route.
  const needed = access[`${method === "HEAD" ? "GET" : method} ${route}`];
  if (needed === undefined) throw new AppError("not-found", "There is nothing at this address.");
  if (needed === "public") return;
  const { session, token } = callerOf(request);
  if (!session && !token)
    throw new AppError("unauthorized", "Sign in, or send a token as Authorization: Bearer.");
  const may = token ? mayToken(token.scopes, needed) : mayPerson(session, needed);
  if (!may)
    throw new AppError(
      "forbidden",
      token ? `This token lacks the scope ${String(needed)}.` : "Your role does not allow this.",
    );
}

function mayToken(scopes: readonly string[], needed: Access): boolean {
  return needed === "signed-in" || scopes.some((scope) => scope === needed);
}

function mayPerson(session: SessionRow | undefined, needed: Access): boolean {
  if (!session) return false;
  if (needed === "signed-in") return true;
  const wanted: readonly string[] = typeof needed === "string" ? [needed] : needed;
  return rightsOf(session).may.some((may) => wanted.includes(may));
}
