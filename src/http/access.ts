import type { Permission, Scope } from "../users/permissions.ts";

/**
 * Who may call a route. `public`: anybody; `signed-in`: any person; otherwise a
 * permission of that person, or a scope of the API token.
 */
export type Access = "public" | "signed-in" | Permission | Scope;

/**
 * Every route of the program. What is not listed is refused, and a test compares
 * this table with the router.
 */
export const access: Record<string, Access> = {
  "GET /webhooks/meta": "public",
  "POST /webhooks/meta": "public",
  "GET /healthz": "public",
  "GET /readyz": "public",
  "GET /version": "public",
  "GET /metrics": "metrics",
  "GET /assets/*": "public",
  "GET /favicon.ico": "public",
  "GET /login": "public",
  "POST /login": "public",
  "GET /setup": "public",
  "POST /setup": "public",
  "POST /logout": "signed-in",
  "GET /": "signed-in",
  "GET /live": "tickets",
};
