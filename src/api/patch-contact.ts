import { t } from "elysia";
import { changeContact } from "../contacts/change-contact.ts";
import { changeDetails } from "../contacts/change-details.ts";
import { listContactFields } from "../contacts/contact-fields.ts";
import { addContactTag, listContactTags, removeContactTag } from "../contacts/contact-tags.ts";
import {
  listContactValues,
  readFieldValue,
  saveContactValues,
} from "../contacts/contact-values.ts";
import { type ContactRow, getContact } from "../contacts/contacts.ts";
import type { Tx } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import { AppError } from "../http/errors.ts";
import { keepContactClocks } from "../sla/keep-contact-clocks.ts";

/** What PATCH takes; every field may be left out. */
export const contactChange = t.Object(
  {
    name: t.Optional(t.String({ maxLength: 200 })),
    language: t.Optional(
      t.Nullable(t.Union([t.Literal("en"), t.Literal("fr"), t.Literal("pt"), t.Literal("es")])),
    ),
    tags: t.Optional(t.Array(t.String({ maxLength: 40 }), { maxItems: 20 })),
    vip: t.Optional(t.Boolean()),
    value: t.Optional(t.Nullable(t.Integer({ minimum: 0, maximum: 1e11 }))),
    timezone: t.Optional(t.Nullable(t.String({ maxLength: 60 }))),
    manager_id: t.Optional(t.Nullable(t.Integer())),
    fields: t.Optional(
      t.Record(t.String(), t.Nullable(t.Union([t.String({ maxLength: 600 }), t.Number()]))),
    ),
  },
  { additionalProperties: false },
);
export type ContactPatch = typeof contactChange.static;

/** All of it or nothing. @throws AppError `not-found` or `invalid` that names the field. */
export async function patchContact(
  tx: Tx,
  id: number,
  change: ContactPatch,
  now: Instant,
): Promise<ContactRow> {
  const contact = await getContact(tx, id);
  const named = await changeContact(
    tx,
    contact,
    {
      name: change.name ?? contact.name,
      language: change.language === undefined ? contact.language : change.language,
    },
    now,
  );
  if (change.tags) await replaceTags(tx, id, change.tags);
  if (change.fields) await changeFields(tx, id, change.fields);
  const changed = await changeDetails(
    tx,
    named,
    {
      isVip: change.vip,
      value: change.value,
      timezone: change.timezone,
      managerId: change.manager_id,
    },
    now,
  );
  await keepContactClocks(tx, id, now);
  return changed;
}

async function replaceTags(tx: Tx, id: number, tags: string[]): Promise<void> {
  const kept = new Set(tags.map((tag) => tag.trim().toLowerCase()));
  for (const tag of await listContactTags(tx, id))
    if (!kept.has(tag.toLowerCase())) await removeContactTag(tx, id, tag);
  for (const tag of tags) await addContactTag(tx, id, tag);
}

async function changeFields(
  tx: Tx,
  id: number,
  changes: NonNullable<ContactPatch["fields"]>,
): Promise<void> {
  const fields = new Map((await listContactFields(tx)).map((field) => [field.key, field]));
  const current = (await listContactValues(tx, [id])).get(id);
  const values = new Map<number, string | null>();
  for (const [key, value] of Object.entries(changes)) {
    const field = fields.get(key);
    if (!field)
      throw new AppError("invalid", `fields.${key.slice(0, 60)}: there is no such field.`);
    values.set(field.id, readFieldValue(field, String(value ?? ""), current?.get(field.id)));
  }
  await saveContactValues(tx, id, values);
}
