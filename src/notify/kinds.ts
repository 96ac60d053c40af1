import type { Permission } from "../users/permissions.ts";

/** What a person may want to hear of. */
export const notifyKinds = [
  "new-ticket",
  "message",
  "assigned",
  "mention",
  "unanswered",
  "sla-reminder",
  "sla-breach",
  "hand-over",
  "rule",
  "privacy-due",
] as const;
export type NotifyKind = (typeof notifyKinds)[number];

/** How it reaches them: on the page, by Web Push on their devices, by e-mail. */
export const notifyWays = ["page", "push", "email"] as const;
export type NotifyWay = (typeof notifyWays)[number];

export type NotifySettings = Record<NotifyKind, NotifyWay[]>;

/** Before somebody chooses: what concerns them alone, and nothing in their mail box. */
const defaults: NotifySettings = {
  "new-ticket": [],
  message: ["push"],
  assigned: ["page", "push"],
  mention: ["page", "push"],
  unanswered: ["page", "push"],
  "sla-reminder": ["page", "push"],
  "sla-breach": ["page", "push"],
  "hand-over": ["page", "push"],
  rule: ["page", "push"],
  // A term of the law: also to who does not look in here for days.
  "privacy-due": ["page", "push", "email"],
};

/** Those that a person can hear of: requests about data concern only who handles them. */
export function kindsFor(may: readonly Permission[]): NotifyKind[] {
  return notifyKinds.filter((kind) => kind !== "privacy-due" || may.includes("privacy"));
}

/** The choices of `users.notify`; a kind that is new since then has its default. */
export function readNotifySettings(json: string): NotifySettings {
  const chosen = JSON.parse(json) as Partial<Record<NotifyKind, NotifyWay[]>>;
  return { ...defaults, ...chosen };
}
