import type { Permission } from "../../src/users/permissions.ts";
import type { TextKey } from "../i18n.ts";
import type { IconName } from "./icon.tsx";

export type Active =
  | "inbox"
  | "mine"
  | "board"
  | "search"
  | "contacts"
  | "bookings"
  | "bot"
  | "knowledge"
  | "routing"
  | "sla"
  | "consent"
  | "simulator"
  | "settings"
  | "notifications"
  | "none";

export interface NavPage {
  id: Active;
  href: string;
  icon: IconName;
  label: TextKey;
  /** For the rail and the bottom bar, where there is little room. */
  short?: TextKey;
  permission: Permission | null;
  isInBar?: boolean;
}

/** Every page of the main navigation, once. */
const pages: readonly NavPage[] = [
  {
    id: "inbox",
    href: "/inbox",
    icon: "inbox",
    label: "nav.inbox",
    short: "nav.inbox.short",
    permission: "tickets",
    isInBar: true,
  },
  {
    id: "mine",
    href: "/inbox?view=mine",
    icon: "person",
    label: "nav.mine",
    permission: "tickets",
    isInBar: true,
  },
  { id: "board", href: "/board", icon: "board", label: "board.title", permission: "tickets" },
  {
    id: "search",
    href: "/search",
    icon: "search",
    label: "nav.search",
    permission: "tickets",
    isInBar: true,
  },
  {
    id: "contacts",
    href: "/contacts",
    icon: "contacts",
    label: "nav.contacts",
    permission: "contacts",
  },
  {
    id: "bookings",
    href: "/bookings",
    icon: "calendar",
    label: "bookings.title",
    short: "bookings.title.short",
    permission: "tickets",
  },
  { id: "bot", href: "/bot", icon: "bot", label: "nav.bot", permission: "bot" },
  {
    id: "knowledge",
    href: "/knowledge",
    icon: "book",
    label: "nav.articles",
    short: "nav.articles.short",
    permission: "tickets",
  },
  { id: "routing", href: "/routing", icon: "hand-over", label: "nav.routing", permission: "rules" },
  {
    id: "sla",
    href: "/sla/live",
    icon: "clock",
    label: "nav.sla",
    short: "nav.sla.short",
    permission: "reports",
  },
  {
    id: "consent",
    href: "/consent",
    icon: "shield",
    label: "consent.title",
    short: "consent.title.short",
    permission: "consent",
  },
  {
    id: "simulator",
    href: "/simulator",
    icon: "simulator",
    label: "nav.simulator",
    permission: "simulator",
  },
  {
    id: "notifications",
    href: "/notifications",
    icon: "bell",
    label: "notify.title",
    short: "notify.title.short",
    permission: null,
  },
  { id: "settings", href: "/settings", icon: "settings", label: "nav.settings", permission: null },
];

/** The pages that this person may open, "Mine" left out: it is a view of the inbox. */
export function railPages(permissions: readonly Permission[]): NavPage[] {
  return pages.filter(
    (page) => page.id !== "mine" && (!page.permission || permissions.includes(page.permission)),
  );
}

/** Three for the bar of a phone: who answers no tickets has the first that are open to them. */
export function barPages(permissions: readonly Permission[]): NavPage[] {
  if (!permissions.includes("tickets")) return railPages(permissions).slice(0, 3);
  return pages.filter((page) => page.isInBar);
}

/** All pages for the palette. */
export function palettePages(permissions: readonly Permission[]): NavPage[] {
  return pages.filter((page) => !page.permission || permissions.includes(page.permission));
}
