/** @jsxImportSource preact */
import { assetUrl } from "../../src/http/assets.ts";

/** Every symbol of static/icons.svg (test/views/icons.test.ts compares the two). */
export const iconNames = [
  "alert",
  "attach",
  "back",
  "ban",
  "bell",
  "bell-off",
  "board",
  "book",
  "bot",
  "calendar",
  "camera",
  "check",
  "check-all",
  "chevron",
  "clock",
  "close",
  "contacts",
  "document",
  "download",
  "edit",
  "filter",
  "flag",
  "forward",
  "hand-over",
  "help",
  "home",
  "image",
  "inbox",
  "info",
  "keyboard",
  "link",
  "list",
  "location",
  "lock",
  "logout",
  "megaphone",
  "menu",
  "merge",
  "mic",
  "moon",
  "more",
  "note",
  "offline",
  "person",
  "phone",
  "plus",
  "reopen",
  "reply",
  "retry",
  "search",
  "send",
  "settings",
  "shield",
  "simulator",
  "smile",
  "snooze",
  "sparkle",
  "spam",
  "star",
  "sun",
  "tag",
  "template",
  "trash",
  "unread",
  "user-plus",
  "video",
  "cart",
  "form",
] as const;
export type IconName = (typeof iconNames)[number];

/** An icon of the sprite. Without `label` it is decoration and hidden from screen readers. */
export function Icon({
  name,
  label,
  class: extra,
}: {
  name: IconName;
  label?: string;
  class?: string;
}) {
  return (
    <svg
      class={extra ? `icon ${extra}` : "icon"}
      viewBox="0 0 24 24"
      role={label ? "img" : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : "true"}
      focusable="false"
    >
      <use href={`${assetUrl("icons.svg")}#${name}`} />
    </svg>
  );
}
