import type { Priority } from "../db/schema.ts";

/** Whom a notification goes to. `lead`: the leads of the ticket's team. */
export type NotifyTarget = "assignee" | "team" | "lead" | "owner" | `user:${number}`;

/**
 * What a rule or an escalation does to a ticket, in order. Ids are of live rows when it is
 * saved; one that is gone when it runs is an effect that says so, never an error.
 */
export type Action =
  | { do: "assign-team"; team: number }
  /** By the team's way of assignment, or the one named. */
  | { do: "assign-agent"; user: number }
  | { do: "assign-last-agent" }
  /** The team that is open now by the contact's zone, else the next to open. */
  | { do: "assign-open-team"; teams: number[] }
  | { do: "unassign" }
  | { do: "priority"; priority: Priority }
  /** One step up: low → normal → high → urgent. */
  | { do: "raise" }
  | { do: "escalate" }
  | { do: "add-tags"; tags: string[] }
  | { do: "remove-tags"; tags: string[] }
  | { do: "category"; category: string }
  | { do: "sla-policy"; policy: number }
  /** `value`, or a field of the business's own: contact.KEY. As it is typed in the contact's form. */
  | { do: "set-field"; field: "value" | `contact.${string}`; value: string }
  | { do: "contact-vip"; state: "on" | "off" }
  | { do: "contact-tags"; tags: string[] }
  | { do: "bot"; state: "on" | "off" }
  | { do: "reply"; quickReply: number }
  | { do: "note"; text: string }
  | { do: "notify"; to: NotifyTarget[]; text: string }
  | { do: "slack"; url: string; text: string }
  | { do: "email"; to: string; text: string }
  | { do: "webhook"; url: string }
  | { do: "resolve" }
  | { do: "snooze"; minutes: number };

export type ActionKind = Action["do"];

/** What an action did to a ticket, or why it could not. */
export interface Effect {
  do: ActionKind;
  /** In words for the history: a name, a priority, tags. */
  to?: string;
  /** Why nothing was done: `gone`, `nobody-present`, `window-closed`, `unchanged` … */
  skipped?: string;
  /** Assigned all the same, though nobody present met these needs: `language`, `product`, `level`. */
  lacks?: string[];
}
