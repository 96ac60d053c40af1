import type { Permission } from "../../src/users/permissions.ts";
import type { TextKey } from "../i18n.ts";
import type { IconName } from "../ui/icon.tsx";

export type SectionId =
  | "profile"
  | "notifications"
  | "sessions"
  | "business"
  | "channel"
  | "people"
  | "teams"
  | "roles"
  | "contact-fields"
  | "quick-replies"
  | "bot"
  | "sla"
  | "tokens"
  | "mail"
  | "webhooks"
  | "outbox";

export interface Section {
  id: SectionId;
  href: string;
  icon: IconName;
  label: TextKey;
  text: TextKey;
  /** Null: everybody who is signed in. */
  permission: Permission | null;
}

/** Every page of the settings, in the order of the navigation. */
const sections: readonly Section[] = [
  {
    id: "profile",
    href: "/settings/profile",
    icon: "person",
    label: "settings.profile",
    text: "settings.profile.text",
    permission: null,
  },
  {
    id: "notifications",
    href: "/settings/notifications",
    icon: "bell",
    label: "notify.settings",
    text: "notify.settings.text",
    permission: null,
  },
  {
    id: "sessions",
    href: "/settings/sessions",
    icon: "lock",
    label: "settings.sessions",
    text: "settings.sessions.text",
    permission: null,
  },
  {
    id: "business",
    href: "/settings/business",
    icon: "home",
    label: "settings.business",
    text: "settings.business.text",
    permission: "settings",
  },
  {
    id: "channel",
    href: "/settings/channel",
    icon: "phone",
    label: "settings.channel",
    text: "settings.channel.text",
    permission: "settings",
  },
  {
    id: "people",
    href: "/settings/people",
    icon: "contacts",
    label: "settings.people",
    text: "settings.people.text",
    permission: "users",
  },
  {
    id: "roles",
    href: "/settings/roles",
    icon: "check-all",
    label: "settings.roles",
    text: "settings.roles.text",
    permission: "users",
  },
  {
    id: "contact-fields",
    href: "/settings/contact-fields",
    icon: "tag",
    label: "settings.contact-fields",
    text: "settings.contact-fields.text",
    permission: "settings",
  },
  {
    id: "teams",
    href: "/settings/teams",
    icon: "flag",
    label: "settings.teams",
    text: "settings.teams.text",
    permission: "teams",
  },
  {
    id: "quick-replies",
    href: "/settings/quick-replies",
    icon: "reply",
    label: "settings.quick-replies",
    text: "settings.quick-replies.text",
    permission: "reply",
  },
  {
    id: "bot",
    href: "/bot",
    icon: "bot",
    label: "settings.bot",
    text: "settings.bot.text",
    permission: "bot",
  },
  {
    id: "sla",
    href: "/sla",
    icon: "clock",
    label: "nav.sla",
    text: "sla.settings.text",
    permission: "sla",
  },
  {
    id: "mail",
    href: "/settings/mail",
    icon: "send",
    label: "mail.title",
    text: "mail.text",
    permission: "settings",
  },
  {
    id: "tokens",
    href: "/settings/tokens",
    icon: "link",
    label: "settings.tokens",
    text: "settings.tokens.text",
    permission: "settings",
  },
  {
    id: "webhooks",
    href: "/settings/webhooks",
    icon: "list",
    label: "settings.webhooks",
    text: "settings.webhooks.text",
    permission: "journal",
  },
  {
    id: "outbox",
    href: "/settings/outbox",
    icon: "send",
    label: "settings.outbox",
    text: "settings.outbox.text",
    permission: "journal",
  },
];

/** Those that this person may open. */
export function sectionsFor(permissions: readonly Permission[]): Section[] {
  return sections.filter(
    ({ permission }) => permission === null || permissions.includes(permission),
  );
}
