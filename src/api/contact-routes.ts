import { Elysia } from "elysia";
import { listConsentStates } from "../consent/states.ts";
import { listContactFields } from "../contacts/contact-fields.ts";
import { listContactValues } from "../contacts/contact-values.ts";
import { type ContactRow, getContact } from "../contacts/contacts.ts";
import { canonicalPhone } from "../contacts/phone.ts";
import type { Db } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import { AppError } from "../http/errors.ts";
import { withToken } from "../http/me.ts";
import type { Recado } from "../recado.ts";
import { contactJson } from "./json.ts";
import { pageOf, type Paging, readId, readPaging } from "./paging.ts";
import { contactChange, patchContact } from "./patch-contact.ts";

export function contactApi(recado: Recado) {
  return new Elysia()
    .use(withToken)
    .get("/api/v1/contacts", async ({ query }) => {
      const paging = readPaging(query);
      const rows = await listContactRows(recado.db, query, paging);
      const show = await contactShower(recado.db, rows, recado.clock.now());
      return pageOf(rows, paging, show);
    })
    .get("/api/v1/contacts/:id", async ({ params }) => {
      const row = await getContact(recado.db, readId(params.id));
      return (await contactShower(recado.db, [row], recado.clock.now()))(row);
    })
    .patch(
      "/api/v1/contacts/:id",
      async ({ params, body }) => {
        const id = readId(params.id);
        const row = await recado.write((tx) => patchContact(tx, id, body, recado.clock.now()));
        return (await contactShower(recado.db, [row], recado.clock.now()))(row);
      },
      { body: contactChange },
    );
}

/** `phone=` takes any way of writing the number; a number that a contact had before finds them, too. */
async function listContactRows(
  db: Db,
  query: Record<string, string | undefined>,
  paging: Paging,
): Promise<ContactRow[]> {
  let rows = db
    .selectFrom("contacts")
    .selectAll()
    .orderBy("id", paging.order)
    .limit(paging.limit + 1);
  if (paging.after !== null)
    rows = rows.where("id", paging.order === "asc" ? ">" : "<", paging.after);
  if (query.phone !== undefined)
    rows = rows.where("id", "in", idsOf(db, "phone", requirePhone(query.phone)));
  if (query.user_id !== undefined)
    rows = rows.where("id", "in", idsOf(db, "user_id", query.user_id));
  return rows.execute();
}

function requirePhone(text: string): string {
  // In a query string a `+` that was not escaped arrives as a space.
  const phone = canonicalPhone(text.trim());
  if (phone) return phone;
  throw new AppError(
    "invalid",
    "phone: give a number with its country code, such as +5511987654321.",
  );
}

function idsOf(db: Db, kind: "phone" | "user_id", value: string) {
  return db
    .selectFrom("contact_identities")
    .select("contact_id")
    .where("kind", "=", kind)
    .where("value", "=", value);
}

async function contactShower(db: Db, rows: ContactRow[], now: Instant) {
  const ids = rows.map((row) => row.id);
  const states = await listConsentStates(db, ids, now);
  const tagRows =
    ids.length > 0
      ? await db
          .selectFrom("contact_tags")
          .selectAll()
          .where("contact_id", "in", ids)
          .orderBy("tag")
          .execute()
      : [];
  const managers = await managersOf(db, rows);
  const own = await ownFieldsOf(db, ids);
  const tags = Map.groupBy(tagRows, (row) => row.contact_id);
  return (row: ContactRow) =>
    contactJson(
      row,
      (tags.get(row.id) ?? []).map(({ tag }) => tag),
      states.get(row.id) ?? {},
      { manager: managers.get(row.manager_id ?? 0) ?? null, fields: own.get(row.id) ?? {} },
    );
}

async function managersOf(db: Db, rows: ContactRow[]) {
  const ids = [...new Set(rows.flatMap((row) => row.manager_id ?? []))];
  if (ids.length === 0) return new Map<number, { id: number; name: string }>();
  const users = await db
    .selectFrom("users")
    .select(["id", "name"])
    .where("id", "in", ids)
    .execute();
  return new Map(users.map((user) => [user.id, user]));
}

/** By the key of each field; numbers as numbers. */
async function ownFieldsOf(
  db: Db,
  ids: number[],
): Promise<Map<number, Record<string, string | number>>> {
  const fields = await listContactFields(db);
  const values = fields.length > 0 ? await listContactValues(db, ids) : new Map();
  const shown = new Map<number, Record<string, string | number>>();
  for (const [id, own] of values) {
    const entries = fields.flatMap(({ id: fieldId, key, type }) => {
      const value = own.get(fieldId);
      return value === undefined ? [] : [[key, type === "number" ? Number(value) : value]];
    });
    shown.set(id, Object.fromEntries(entries));
  }
  return shown;
}
