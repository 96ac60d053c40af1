import { type Expression, type ExpressionBuilder, sql, type SqlBool } from "kysely";
import type { Language, Schema } from "../db/schema.ts";
import type { Condition, Leaf } from "../routing/conditions.ts";

export type Narrowing = (where: ExpressionBuilder<Schema, "contacts">) => Expression<SqlBool>;

/**
 * What of a condition the database can ask beforehand, so that a segment of a few is found without
 * reading everybody. It may let through too many, never too few: the condition itself decides.
 */
export function narrow(condition: Condition): Narrowing {
  const parts = "all" in condition ? condition.all : [condition];
  const narrowings = parts.flatMap((part) => narrowLeaf(part) ?? []);
  return (where) =>
    narrowings.length > 0
      ? where.and(narrowings.map((narrowing) => narrowing(where)))
      : sql<SqlBool>`1 = 1`;
}

function narrowLeaf(part: Condition): Narrowing | undefined {
  if (!("field" in part)) return undefined;
  if (part.field === "vip" && part.test === "yes")
    return (where) => where("contacts.is_vip", "=", 1);
  if (part.field === "value" && part.test === "at-least")
    return (where) => where("contacts.value", "is not", null);
  return part.test === "is" && "values" in part ? narrowChoice(part) : undefined;
}

function narrowChoice({ field, values }: Extract<Leaf, { values: string[] }>) {
  const narrowing: Narrowing | undefined =
    field === "language"
      ? (where) => where("contacts.language", "in", values as Language[])
      : field === "manager"
        ? (where) => where("contacts.manager_id", "in", values.map(Number))
        : field === "contact-tag"
          ? (where) =>
              where(
                "contacts.id",
                "in",
                where
                  .selectFrom("contact_tags")
                  .select("contact_tags.contact_id")
                  .where("contact_tags.tag", "in", values),
              )
          : field.startsWith("contact.")
            ? (where) =>
                where(
                  "contacts.id",
                  "in",
                  where
                    .selectFrom("contact_values")
                    .innerJoin("contact_fields", "contact_fields.id", "contact_values.field_id")
                    .select("contact_values.contact_id")
                    .where("contact_fields.key", "=", field.slice("contact.".length))
                    .where("contact_values.value", "in", values),
                )
            : undefined;
  return narrowing;
}
