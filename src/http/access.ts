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

  "GET /media/:id": "tickets",
  "GET /media/:id/thumbnail": "tickets",
  "GET /media/:id/webm": "tickets",
  "GET /api/v1/media/:id": "tickets:read",

  "GET /api/v1/openapi.json": "signed-in",
  "GET /api/v1/tickets": "tickets:read",
  "GET /api/v1/tickets/:number": "tickets:read",
  "PATCH /api/v1/tickets/:number": "tickets:write",
  "GET /api/v1/tickets/:number/messages": "tickets:read",
  "POST /api/v1/tickets/:number/messages": "tickets:write",
  "GET /api/v1/contacts": "contacts:read",
  "GET /api/v1/contacts/:id": "contacts:read",
  "GET /api/v1/contacts/:id/consent": "contacts:read",
  "GET /api/v1/bot/rules": "bot:read",
  "POST /api/v1/bot/rules": "bot:write",
  "GET /api/v1/bot/rules/:id": "bot:read",
  "PUT /api/v1/bot/rules/:id": "bot:write",
  "DELETE /api/v1/bot/rules/:id": "bot:write",
  "GET /api/v1/outbox": "outbox:read",
  "GET /api/v1/outbox/:id": "outbox:read",
  "POST /api/v1/outbox/:id/retry": "outbox:write",
  "POST /api/v1/outbox/:id/drop": "outbox:write",
  "GET /api/v1/webhook-events": "webhooks:read",
  "GET /api/v1/webhook-events/:id": "webhooks:read",
  "POST /api/v1/webhook-events/:id/replay": "webhooks:write",
};
