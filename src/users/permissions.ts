import type { Role } from "../db/schema.ts";

/** What a person may do. One table; the pages ask it, nothing else decides. */
export const permissions = [
  "tickets",
  "contacts",
  "bot",
  "journal",
  "simulator",
  "settings",
  "users",
] as const;
export type Permission = (typeof permissions)[number];

export const rolePermissions: Record<Role, readonly Permission[]> = {
  owner: permissions,
  agent: ["tickets", "contacts"],
};

/** What an API token may do. A token without named scopes has all of them. */
export const scopes = [
  "tickets:read",
  "tickets:write",
  "contacts:read",
  "bot:read",
  "bot:write",
  "outbox:read",
  "outbox:write",
  "webhooks:read",
  "webhooks:write",
  "metrics",
] as const;
export type Scope = (typeof scopes)[number];

export function isScope(text: string): text is Scope {
  return (scopes as readonly string[]).includes(text);
}
