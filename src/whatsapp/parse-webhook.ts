import { accountFields, parseAccountUpdate } from "./parse-account.ts";
import { isIdentityMessage, parseIdentityMessage, parseUserIdUpdate } from "./parse-identity.ts";
import { parseMessage } from "./parse-message.ts";
import { parseStatus } from "./parse-status.ts";
import { isSomebody, type People, peopleOf } from "./people.ts";
import type { Addressed, PreferenceUpdate, Update } from "./updates.ts";
import {
  firstWord,
  id,
  instant,
  isRecord,
  list,
  own,
  record,
  type WireRecord,
  word,
} from "./wire-values.ts";

/** Where the items of one change belong, and who is named beside them. */
interface Place {
  field: string;
  address: Addressed;
  people: People;
  value: WireRecord;
}

/**
 * Everything one webhook tells us, in its order. Pure; never throws for any JSON
 * value. What we cannot use becomes `journal-only` and stands in nobody's way.
 */
export function parseWebhook(body: unknown): Update[] {
  const envelope = record(body);
  const entries = own(envelope, "entry");
  const object = word(envelope.object);
  if (!object || !Array.isArray(entries)) {
    return [skipped("", "not an envelope of Meta's: object and entry are missing")];
  }
  const updates = entries.flatMap((entry) => guarded("", () => parseEntry(object, record(entry))));
  return updates.length > 0 ? updates : [skipped("", "an envelope without content")];
}

function parseEntry(object: string, entry: WireRecord): Update[] {
  // Instagram Login puts field and value straight into the entry; messages lie in `messaging` (§10).
  const inline = [...list(entry.messaging), ...list(entry.standby)].map(() => ({
    field: "messaging",
  }));
  const changes = [...list(entry.changes), ...inline, ...(own(entry, "field") ? [entry] : [])];
  if (changes.length === 0) return [skipped("", "an entry without changes")];
  return changes.flatMap((item) => {
    const change = record(item);
    const field = word(change.field) ?? "";
    if (object !== "whatsapp_business_account")
      return [skipped(field, `object ${object} is not handled yet`)];
    return guarded(field, () => parseChange(field, own(change, "value"), id(entry.id) ?? ""));
  });
}

function parseChange(field: string, rawValue: unknown, wabaId: string): Update[] {
  if (!isRecord(rawValue)) return [skipped(field, "a change without a value")];
  const value = rawValue;
  if (accountFields.has(field)) {
    return [{ kind: "account", account: parseAccountUpdate(field, value, wabaId) }];
  }
  const read = Object.hasOwn(fields, field) ? fields[field] : undefined;
  if (!read) return [skipped(field, waitingFields[field] ?? "an unknown field")];
  const address = addressOf(value, wabaId);
  if (!address)
    return [skipped(field, "no phone_number_id: we cannot tell which number it is for")];
  const updates = read({ field, address, people: peopleOf(value), value });
  return updates.length > 0 ? updates : [skipped(field, "nothing in it that we know")];
}

type FieldReader = (place: Place) => Update[];

const fields: Record<string, FieldReader> = {
  messages: (place) => [
    ...eachOf(place, "messages", messageUpdate),
    ...eachOf(place, "statuses", statusUpdate),
    ...eachOf(place, "errors", (error) =>
      skipped("messages", `Meta reports an error: ${errorWords(error)}`),
    ),
    ...eachOf(place, "user_actions", (action) =>
      skipped("messages", `a user action: ${word(action.action_type) ?? "of an unknown kind"}`),
    ),
  ],
  calls: (place) => [
    ...eachOf(place, "calls", callUpdate),
    ...eachOf(place, "statuses", () => skipped("calls", "the state of a call of ours")),
    ...eachOf(place, "errors", (error) =>
      skipped("calls", `Meta reports an error: ${errorWords(error)}`),
    ),
  ],
  user_preferences: (place) => eachOf(place, "user_preferences", preferenceUpdate),
  user_id_update: (place) =>
    eachOf(place, "user_id_update", (item, { address, people }) => {
      const change = parseUserIdUpdate(item, address, people);
      return change
        ? { kind: "identity", change }
        : skipped("user_id_update", "it names no identifiers");
    }),
};

/** Fields that a later issue takes up; until then they are kept in the journal. */
const waitingFields: Record<string, string | undefined> = Object.assign(Object.create(null), {
  smb_message_echoes: "messages sent from the WhatsApp Business app are not taken over yet",
  smb_app_state_sync: "the address book of the WhatsApp Business app is not taken over yet",
  history: "the history of the WhatsApp Business app is not taken over yet",
  group_lifecycle_update: "groups are not handled yet",
  group_participants_update: "groups are not handled yet",
  group_settings_update: "groups are not handled yet",
  group_status_update: "groups are not handled yet",
});

/** One update for each item under `key`; an item that breaks its reader is kept aside alone. */
function eachOf(
  place: Place,
  key: string,
  read: (item: WireRecord, place: Place) => Update,
): Update[] {
  return list(own(place.value, key)).flatMap((item) =>
    guarded(place.field, () =>
      isRecord(item)
        ? [read(item, place)]
        : [skipped(place.field, `an item of ${key} that is no object`)],
    ),
  );
}

function messageUpdate(item: WireRecord, { address, people, value }: Place): Update {
  if (isIdentityMessage(item)) {
    const change = parseIdentityMessage(item, address, people);
    return change
      ? { kind: "identity", change }
      : skipped("messages", "a change of identity without identifiers");
  }
  // An error beside a single message explains it; among several we can't tell whose it is.
  const errors = list(value.messages).length === 1 ? list(value.errors) : [];
  const message = parseMessage(item, address, people, errors);
  return "reason" in message ? skipped("messages", message.reason) : { kind: "message", message };
}

function statusUpdate(item: WireRecord, { address, people }: Place): Update {
  const status = parseStatus(item, address, people);
  return status ? { kind: "status", status } : skipped("messages", "a status of no message");
}

/** A call by the customer opens the 24-hour window as a message does (API.md §7). */
function callUpdate(call: WireRecord, { address, people }: Place): Update {
  const callId = id(call.id);
  const event = word(call.event) ?? "";
  const direction = word(call.direction) ?? "";
  const sender = people.complete({ waId: id(call.from), userId: id(call.from_user_id) });
  if (!callId || event !== "connect" || direction !== "USER_INITIATED" || !isSomebody(sender)) {
    return skipped(
      "calls",
      `a call: ${[direction, event].filter(Boolean).join(" ") || "of an unknown kind"}`,
    );
  }
  return {
    kind: "message",
    message: {
      ...address,
      wamid: callId,
      timestamp: instant(call.timestamp),
      sender,
      type: "call",
      text: null,
      content: { call: { id: callId, event, direction } },
      replyToWamid: null,
      targetWamid: null,
      media: null,
    },
  };
}

/** "Stop promotions" and its like, chosen in WhatsApp itself (API.md §5). */
function preferenceUpdate(item: WireRecord, { address, people }: Place): Update {
  const known = {
    waId: id(item.wa_id),
    userId: id(item.user_id),
    parentUserId: id(item.parent_user_id),
  };
  const person = known.waId || known.userId ? people.complete(known) : people.only;
  const value = word(item.value);
  if (!person || !value) return skipped("user_preferences", "it does not say whose or which");
  const preference: PreferenceUpdate = {
    ...address,
    person,
    category: word(item.category) ?? "",
    value,
    timestamp: instant(item.timestamp),
  };
  return { kind: "preference", preference };
}

function addressOf(value: WireRecord, wabaId: string): Addressed | null {
  const metadata = record(value.metadata);
  const phoneNumberId = id(metadata.phone_number_id);
  if (!phoneNumberId) return null;
  return { phoneNumberId, displayPhone: id(metadata.display_phone_number), wabaId };
}

function errorWords(error: WireRecord): string {
  return (
    [id(error.code), firstWord(error, "title", "message")].filter(Boolean).join(" ") ||
    "without a code"
  );
}

function skipped(field: string, reason: string): Update {
  return { kind: "journal-only", field, reason };
}

/** The last net: whatever a reader did not foresee costs that one item only. */
function guarded(field: string, read: () => Update[]): Update[] {
  try {
    return read();
  } catch (error) {
    return [
      skipped(
        field,
        `could not be read: ${error instanceof Error ? error.message : String(error)}`,
      ),
    ];
  }
}
