import type { AuditItem, ChangeLine } from "../../views/consent/audit-list.tsx";
import type { Translate } from "../../views/i18n.ts";
import { columnName, objectName } from "../../views/consent/audit-names.ts";
import { hideNumbers, showName } from "../contacts/phone.ts";
import type { Canonical } from "../proof/canonical.ts";
import { exactTimeText, type TimeStyle } from "../settings/time-text.ts";
import { plainValue } from "./plain-value.ts";
import type { AuditAction } from "./append-audit-record.ts";
import type { AuditNames } from "./audit-names.ts";
import { type AuditRow, detailsOf } from "./list-audit.ts";

export interface Reader {
  t: Translate;
  seesPhones: boolean;
  style: TimeStyle;
  names: AuditNames;
}

/** One line of the audit log for people. */
export function auditItemOf(row: AuditRow, reader: Reader): AuditItem {
  return { ...toldOf(row, reader), time: exactTimeText(row.at, reader.style) };
}

/** The same without its time in words: that is what takes longest. */
export function toldOf(row: AuditRow, reader: Reader): Omit<AuditItem, "time"> {
  const { t, names, seesPhones } = reader;
  const details = detailsOf(row);
  const contact = row.contact_id === null ? undefined : names.contacts.get(row.contact_id);
  return {
    seq: row.seq,
    actor: actorName(row, reader),
    action: row.action as AuditAction,
    object: `${objectName(t, row.object_type)}${row.object_id === null ? "" : ` #${row.object_id}`}`,
    person:
      contact === undefined || row.contact_id === null
        ? null
        : { id: row.contact_id, name: showName(contact, seesPhones) },
    address: details?.address ?? null,
    reason: shownReason(details?.reason ?? null, reader),
    count: details?.count ?? null,
    changes: details ? changesOf(row, reader) : null,
  };
}

/** People write numbers into reasons. */
function shownReason(reason: string | null, { seesPhones }: Reader): string | null {
  return reason === null || seesPhones ? reason : hideNumbers(reason);
}

function actorName({ actor_type: type, actor_id: id }: AuditRow, { t, names }: Reader): string {
  if (type === "person") return names.people.get(id ?? 0) ?? `#${id}`;
  if (type === "token") return `${t("audit.actor.token")} ${names.tokens.get(id ?? 0) ?? `#${id}`}`;
  return t(`audit.actor.${type}`);
}

function changesOf(row: AuditRow, reader: Reader): ChangeLine[] {
  const details = detailsOf(row);
  const [before, after] = [valuesOf(details?.before), valuesOf(details?.after)];
  if (row.object_type === "ticket" && typeof after["kind"] === "string")
    return [ticketLine(after["kind"], after["detail"], row, reader)];
  const columns = [...new Set([...Object.keys(after), ...Object.keys(before)])];
  const lines = columns.map((column) => lineOf(column, before[column], after[column], row, reader));
  if (details?.filter === undefined) return lines;
  return [...lines, lineOf("filter", null, details.filter, row, reader)];
}

function lineOf(
  column: string,
  before: Canonical | undefined,
  after: Canonical | undefined,
  row: AuditRow,
  reader: Reader,
): ChangeLine {
  const show = (value: Canonical | undefined) =>
    value === undefined || value === null ? null : shown(value, column, row, reader);
  return { label: columnName(reader.t, column), before: show(before), after: show(after) };
}

/** Of a ticket one thing at a time changes: what it was, and what it became. */
function ticketLine(
  kind: string,
  detail: Canonical | undefined,
  row: AuditRow,
  reader: Reader,
): ChangeLine {
  const { from, to } = valuesOf(typeof detail === "string" ? JSON.parse(detail) : undefined);
  const column = kind === "assignee" ? "assignee_id" : kind;
  return { ...lineOf(column, from, to, row, reader), label: columnName(reader.t, kind) };
}

function valuesOf(value: Canonical | undefined): Record<string, Canonical> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, Canonical>)
    : {};
}

/** Columns that hold the number of somebody who works here. */
const ofPeople =
  /^(?:user_id|manager_id|assignee_id|from_user_id|invited_by|approved_by|decided_by|requested_by|acknowledged_by)$/;

function shown(value: Canonical, column: string, row: AuditRow, reader: Reader): string {
  const { style, names, seesPhones } = reader;
  if (typeof value === "number" && column.endsWith("_at")) return exactTimeText(value, style).text;
  if (typeof value === "number" && ofPeople.test(column))
    return names.people.get(value) ?? `#${value}`;
  const text = plainValue(value);
  return seesPhones || row.contact_id === null ? text : hideNumbers(text);
}
