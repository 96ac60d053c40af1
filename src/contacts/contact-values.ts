import type { Db, Tx } from "../db/open.ts";
import { AppError } from "../http/errors.ts";
import { choicesOf, type ContactFieldRow } from "./contact-fields.ts";

/** Field id → value as it is kept: a number as JavaScript writes it, a date as "YYYY-MM-DD". */
export type ContactValues = ReadonlyMap<number, string>;

const LONGEST_TEXT = 500;

/** The values of many contacts: one query. Who has none is missing. */
export async function listContactValues(
  db: Db,
  contactIds: readonly number[],
): Promise<Map<number, Map<number, string>>> {
  const values = new Map<number, Map<number, string>>();
  if (contactIds.length === 0) return values;
  const rows = await db
    .selectFrom("contact_values")
    .selectAll()
    .where("contact_id", "in", contactIds)
    .execute();
  for (const { contact_id, field_id, value } of rows) {
    const own = values.get(contact_id) ?? new Map<number, string>();
    values.set(contact_id, own.set(field_id, value));
  }
  return values;
}

/** Sets those given and takes away those that are null; the others stay. */
export async function saveContactValues(
  tx: Tx,
  contactId: number,
  values: ReadonlyMap<number, string | null>,
): Promise<void> {
  for (const [field_id, value] of values) {
    await tx
      .deleteFrom("contact_values")
      .where("contact_id", "=", contactId)
      .where("field_id", "=", field_id)
      .execute();
    if (value !== null)
      await tx
        .insertInto("contact_values")
        .values({ contact_id: contactId, field_id, value })
        .execute();
  }
}

/**
 * What was typed as it is kept; null for nothing. A number takes a point or a comma. A choice
 * that is offered no more stays where the contact has it (`current`). @throws AppError `invalid`.
 */
export function readFieldValue(
  field: ContactFieldRow,
  typed: string,
  current?: string,
): string | null {
  const text = typed.trim();
  if (!text) return null;
  switch (field.type) {
    case "text":
      if (text.length <= LONGEST_TEXT) return text;
      throw wrong(field, "text");
    case "number":
      if (/^[-+]?\d{1,15}(?:[.,]\d{1,6})?$/.test(text))
        return String(Number(text.replace(",", ".")));
      throw wrong(field, "number");
    case "date":
      if (isDate(text)) return text;
      throw wrong(field, "date");
    case "choice":
      if (text === current || choicesOf(field).includes(text)) return text;
      throw wrong(field, "choice");
  }
}

/** A day as YYYY-MM-DD that there is. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  try {
    Temporal.PlainDate.from(text);
    return true;
  } catch {
    return false;
  }
}

const reasons = {
  text: `give at most ${LONGEST_TEXT} characters`,
  number: "give a number",
  date: "give a day as YYYY-MM-DD",
  choice: "choose one of the list",
} as const;

function wrong({ key, label }: ContactFieldRow, type: keyof typeof reasons): AppError {
  return new AppError("invalid", `fields.${key}: ${reasons[type]}.`, {
    key: `error.value-${type}`,
    values: { label },
  });
}
