import { isSomebody, type People } from "./people.ts";
import type { Addressed, MetaError, StatusUpdate } from "./updates.ts";
import {
  firstWord,
  id,
  instant,
  list,
  number,
  record,
  text,
  type WireRecord,
  word,
} from "./wire-values.ts";

/**
 * One item of `statuses[]` (API.md §4); null when it names no message or no status,
 * or speaks of something else than a message (payments use the word `failed`, too).
 */
export function parseStatus(
  item: WireRecord,
  address: Addressed,
  people: People,
): StatusUpdate | null {
  const wamid = id(item.id);
  const status = word(item.status);
  if (!wamid || !status) return null;
  if (item.type !== undefined && item.type !== "message") return null;
  const recipient = people.complete(recipientOf(item));
  return {
    ...address,
    wamid,
    status,
    timestamp: instant(item.timestamp),
    reference: text(item.biz_opaque_callback_data) || null,
    recipient: isSomebody(recipient) ? recipient : (people.only ?? recipient),
    error: errorOf(list(item.errors)[0]),
  };
}

/** In a group `recipient_id` is the group; the person is the participant. */
function recipientOf(item: WireRecord) {
  const isGroup = item.recipient_type === "group";
  return {
    waId: isGroup ? id(item.recipient_participant_id) : id(item.recipient_id),
    userId: id(item.recipient_user_id) ?? id(item.recipient_participant_user_id),
    // Renamed in May 2026; the older key is still seen.
    parentUserId: id(item.recipient_parent_user_id) ?? id(item.parent_recipient_user_id),
  };
}

function errorOf(value: unknown): MetaError | null {
  const error = record(value);
  const code = number(error.code);
  if (code === null) return null;
  return {
    code,
    title: firstWord(error, "title", "message") ?? "",
    details: word(record(error.error_data).details) ?? word(error.details),
  };
}
