import type { AccountUpdate } from "./updates.ts";
import { firstWord, id, list, own, record, type WireRecord, word } from "./wire-values.ts";

/** Fields about the account, its numbers and its templates (API.md §5). */
export const accountFields: ReadonlySet<string> = new Set([
  "account_update",
  "account_alerts",
  "account_review_update",
  "account_settings_update",
  "business_capability_update",
  "business_status_update",
  "business_username_updates",
  "partner_solutions",
  "payment_configuration_update",
  "phone_number_name_update",
  "phone_number_quality_update",
  "security",
  "message_template_status_update",
  "message_template_quality_update",
  "message_template_components_update",
  "template_category_update",
  "template_correct_category_detection",
]);

const stopping = new Set([
  "ACCOUNT_RESTRICTION",
  "DISABLED_UPDATE",
  "ACCOUNT_OFFBOARDED",
  "PARTNER_REMOVED",
  "ACCOUNT_DELETED",
]);
const clearing = new Set(["ACCOUNT_RECONNECTED", "ACCOUNT_REINSTATED"]);
const longestDetail = 500;

export function parseAccountUpdate(
  field: string,
  value: WireRecord,
  entryId: string,
): AccountUpdate {
  const event = firstWord(value, "event", "decision", "status") ?? alertOf(value);
  return {
    // Events about partners come in the partner's entry and name the account inside.
    wabaId: id(record(value.waba_info).waba_id) ?? entryId,
    field: fieldOf(field, value),
    event,
    effect: field === "account_update" ? effectOf(event, value) : "none",
    detail: detailOf(value).slice(0, longestDetail),
    displayPhone: id(value.display_phone_number) ?? id(value.phone_number),
  };
}

function effectOf(event: string, value: WireRecord): AccountUpdate["effect"] {
  // A ban that is lifted comes under the same event as the ban.
  if (record(value.ban_info).waba_ban_state === "REINSTATE" || clearing.has(event)) return "clears";
  return stopping.has(event) ? "stops-sending" : "none";
}

/** Meta's own sample sends quality changes under the status field: the keys tell (API.md §5). */
function fieldOf(field: string, value: WireRecord): string {
  const isQuality = field === "message_template_status_update" && own(value, "new_quality_score");
  return isQuality ? "message_template_quality_update" : field;
}

function alertOf(value: WireRecord): string {
  return word(record(value.alert_info).alert_type) ?? "";
}

/** The words of an account update that a person understands, joined. */
function detailOf(value: WireRecord): string {
  return [
    firstWord(value, "display_phone_number", "phone_number"),
    templateOf(value),
    ...list(value.restriction_info).map(restrictionOf),
    change(value, "previous_quality_score", "new_quality_score"),
    change(value, "previous_category", "new_category"),
    change(value, "new_category", "correct_category"),
    word(record(value.ban_info).waba_ban_state),
    word(record(value.violation_info).violation_type),
    firstWord(record(value.disconnection_info), "reason"),
    word(record(value.alert_info).alert_description),
    firstWord(record(value.rejection_info), "reason"),
    firstWord(record(value.other_info), "description", "title"),
    firstWord(
      value,
      "reason",
      "rejection_reason",
      "requested_verified_name",
      "username",
      "current_limit",
    ),
    id(own(value, "max_daily_conversations_per_business")),
  ]
    .filter((part) => part && part !== "NONE")
    .join(" · ");
}

function restrictionOf(value: unknown): string | null {
  const restriction = record(value);
  return [word(restriction.restriction_type), word(restriction.remediation)]
    .filter(Boolean)
    .join(": ");
}

function templateOf(value: WireRecord): string | null {
  const name = word(value.message_template_name);
  const language = word(value.message_template_language);
  return name && language ? `${name} (${language})` : name;
}

function change(value: WireRecord, before: string, after: string): string | null {
  const [from, to] = [firstWord(value, before), firstWord(value, after)];
  return from && to ? `${from} → ${to}` : null;
}
