import type { Translate } from "../i18n.ts";
import { auditColumnStrings } from "./audit-column-strings.ts";
import { auditObjectStrings } from "./audit-object-strings.ts";

type ObjectKey = keyof typeof auditObjectStrings;
type ColumnKey = keyof typeof auditColumnStrings;

/** What the log calls an object, in the reader's words; as it stands where we have none. */
export function objectName(t: Translate, type: string): string {
  const key = `audit.object.${type}`;
  return Object.hasOwn(auditObjectStrings, key) ? t(key as ObjectKey) : type;
}

/** The name of a column, in the reader's words; otherwise its own, without underscores. */
export function columnName(t: Translate, column: string): string {
  const key = `audit.column.${column}`;
  return Object.hasOwn(auditColumnStrings, key) ? t(key as ColumnKey) : column.replaceAll("_", " ");
}

/** To choose from, by their names. */
export function auditObjects(t: Translate): { value: string; label: string }[] {
  return (Object.keys(auditObjectStrings) as ObjectKey[])
    .map((key) => ({ value: key.slice("audit.object.".length), label: t(key) }))
    .toSorted((a, b) => a.label.localeCompare(b.label));
}
