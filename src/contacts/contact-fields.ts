import type { Selectable } from "kysely";
import { fold } from "../bot/fold.ts";
import type { Db, Tx } from "../db/open.ts";
import type { ContactFieldsTable, Instant } from "../db/schema.ts";
import { AppError } from "../http/errors.ts";
import { type Direction, moveOnePlace } from "../settings/one-place.ts";

export type ContactFieldRow = Selectable<ContactFieldsTable>;
export type FieldType = ContactFieldRow["type"];
export const fieldTypes = ["text", "number", "date", "choice"] as const satisfies FieldType[];

export interface ContactFieldInput {
  label: string;
  type: FieldType;
  /** For `choice`: what can be chosen, in order. */
  choices: string[];
}

const LONGEST_LABEL = 60;
const LONGEST_KEY = 40;
const LONGEST_CHOICE = 100;
const MOST_CHOICES = 100;
const MOST_FIELDS = 50;

/** The business's own fields of contacts, in their order. */
export async function listContactFields(db: Db): Promise<ContactFieldRow[]> {
  return db.selectFrom("contact_fields").selectAll().orderBy("position").orderBy("id").execute();
}

/** @throws AppError `not-found`. */
export async function getContactField(db: Db, id: number): Promise<ContactFieldRow> {
  const row = Number.isSafeInteger(id)
    ? await db.selectFrom("contact_fields").selectAll().where("id", "=", id).executeTakeFirst()
    : undefined;
  if (!row) throw new AppError("not-found", "There is no field with this id.");
  return row;
}

export function choicesOf(field: Pick<ContactFieldRow, "choices">): string[] {
  return JSON.parse(field.choices) as string[];
}

/** Its key is made from the label, and stays whatever the label becomes. @throws AppError `invalid`. */
export async function insertContactField(
  tx: Tx,
  input: ContactFieldInput,
  now: Instant,
): Promise<ContactFieldRow> {
  const { label, type, choices } = requireField(input);
  const fields = await listContactFields(tx);
  if (fields.length >= MOST_FIELDS)
    throw new AppError("invalid", `There are at most ${MOST_FIELDS} fields.`, {
      key: "error.field-most",
      values: { n: MOST_FIELDS },
    });
  const key = keyOf(label, new Set(fields.map((field) => field.key)));
  return tx
    .insertInto("contact_fields")
    .values({
      key,
      label,
      type,
      choices: JSON.stringify(choices),
      position: Math.max(0, ...fields.map((field) => field.position)) + 1,
      created_at: now,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/**
 * Label and choices; the type stays, for values are of it. A choice that is taken away is kept by
 * the contacts that have it. @throws AppError `not-found` or `invalid`.
 */
export async function updateContactField(
  tx: Tx,
  id: number,
  input: Pick<ContactFieldInput, "label" | "choices">,
): Promise<ContactFieldRow> {
  const field = await getContactField(tx, id);
  const { label, choices } = requireField({ ...input, type: field.type });
  return tx
    .updateTable("contact_fields")
    .set({ label, choices: JSON.stringify(choices) })
    .where("id", "=", id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** With all its values. @throws AppError `not-found`. */
export async function deleteContactField(tx: Tx, id: number): Promise<ContactFieldRow> {
  const field = await getContactField(tx, id);
  await tx.deleteFrom("contact_fields").where("id", "=", id).execute();
  return field;
}

/** One place up or down; at the end of the list nothing happens. */
export async function moveContactField(tx: Tx, id: number, direction: Direction): Promise<void> {
  const ids = (await listContactFields(tx)).map((field) => field.id);
  for (const [index, fieldId] of (moveOnePlace(ids, id, direction) ?? []).entries()) {
    await tx
      .updateTable("contact_fields")
      .set({ position: index + 1 })
      .where("id", "=", fieldId)
      .execute();
  }
}

/** How many contacts have a value, by field. */
export async function countFieldValues(db: Db): Promise<Map<number, number>> {
  const rows = await db
    .selectFrom("contact_values")
    .select((select) => ["field_id", select.fn.countAll<number>().as("n")])
    .groupBy("field_id")
    .execute();
  return new Map(rows.map(({ field_id, n }) => [field_id, n]));
}

/** a-z, 0-9 and _; a number after it where it is taken. */
function keyOf(label: string, taken: ReadonlySet<string>): string {
  const plain = fold(label)
    .replaceAll(/[^a-z0-9]+/g, "_")
    .replaceAll(/^_+|_+$/g, "")
    .slice(0, LONGEST_KEY - 3);
  const key = plain || "field";
  if (!taken.has(key)) return key;
  let number = 2;
  while (taken.has(`${key}_${number}`)) number += 1;
  return `${key}_${number}`;
}

function requireField({ label, type, choices }: ContactFieldInput): ContactFieldInput {
  const plain = label.replaceAll(/\s+/g, " ").trim();
  if (!plain || plain.length > LONGEST_LABEL)
    throw new AppError("invalid", `label: write 1 to ${LONGEST_LABEL} characters.`, {
      key: "error.field-label",
    });
  const known = [...new Set(choices.map((choice) => choice.trim()).filter(Boolean))];
  if (type !== "choice") return { label: plain, type, choices: [] };
  if (known.length < 1 || known.length > MOST_CHOICES || known.some(isTooLong))
    throw new AppError(
      "invalid",
      `choices: give 1 to ${MOST_CHOICES} of at most ${LONGEST_CHOICE} characters.`,
      { key: "error.field-choices" },
    );
  return { label: plain, type, choices: known };
}

const isTooLong = (choice: string) => choice.length > LONGEST_CHOICE;
