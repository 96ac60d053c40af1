import { HOUR } from "../clock.ts";
import type { ContactRow } from "../contacts/contacts.ts";
import type { Instant } from "../db/schema.ts";
import { AppError } from "../http/errors.ts";
import type { ChannelRow } from "../whatsapp/channels.ts";
import { type ThreadRow, windowOf } from "./threads.ts";

/** Where a message is to go. */
interface Destination {
  channel: ChannelRow;
  contact: ContactRow;
  thread: ThreadRow;
  /** An approved template may leave outside the window. */
  isTemplate: boolean;
}

/** @throws AppError `channel-closed`, `contact-blocked`, `window-closed`. */
export function requireSendable(
  { channel, contact, thread, isTemplate }: Destination,
  now: Instant,
): void {
  if (channel.closed_at !== null) {
    throw new AppError(
      "channel-closed",
      `This channel cannot send: ${channel.closed_reason ?? "closed"}. Repair it in Settings → Channel, then open it again.`,
      { key: "error.channel-closed" },
    );
  }
  if (contact.blocked_at !== null) {
    throw new AppError(
      "contact-blocked",
      "This contact is blocked. Unblock them to write to them.",
      { key: "error.contact-blocked" },
    );
  }
  const window = windowOf(thread.window_from_at, now);
  if (window.isOpen || isTemplate) return;
  const since =
    thread.window_from_at === null
      ? ""
      : ` (${Math.floor((now - thread.window_from_at) / HOUR)} hours ago)`;
  throw new AppError(
    "window-closed",
    `The customer's last message is more than 24 hours old${since}. Send an approved template instead.`,
    { key: "error.window-closed" },
  );
}
