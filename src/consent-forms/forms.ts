import type { Selectable } from "kysely";
import type { Db, Tx } from "../db/open.ts";
import type { ConsentFormsTable, Instant, Language } from "../db/schema.ts";
import { AppError } from "../http/errors.ts";

export type ConsentFormRow = Selectable<ConsentFormsTable>;

/** A form that people fill in at `/c/<slug>`. */
export interface ConsentForm {
  id: number;
  slug: string;
  /** For the business alone. */
  name: string;
  /** Keys of purposes, each a box of its own. */
  purposes: string[];
  /** The number that people confirm to; null: the first that is there. */
  channelId: number | null;
  /** A language without a text of its own gets ours. */
  titles: Partial<Record<Language, string>>;
  intros: Partial<Record<Language, string>>;
  isOpen: boolean;
}
export type ConsentFormInput = Omit<ConsentForm, "id" | "isOpen">;

function formOf(row: ConsentFormRow): ConsentForm {
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    purposes: JSON.parse(row.purposes) as string[],
    channelId: row.channel_id,
    titles: JSON.parse(row.titles) as ConsentForm["titles"],
    intros: JSON.parse(row.intros) as ConsentForm["intros"],
    isOpen: row.is_open === 1,
  };
}

export async function listForms(db: Db): Promise<ConsentForm[]> {
  return (await db.selectFrom("consent_forms").selectAll().orderBy("id").execute()).map(formOf);
}

/** @throws AppError `not-found`. */
export async function getForm(db: Db, id: number): Promise<ConsentForm> {
  const row = Number.isSafeInteger(id)
    ? await db.selectFrom("consent_forms").selectAll().where("id", "=", id).executeTakeFirst()
    : undefined;
  return row ? formOf(row) : refuseForm();
}

/** The form behind a public address, open or not. @throws AppError `not-found`. */
export async function getFormBySlug(db: Db, slug: string): Promise<ConsentForm> {
  const row = await db
    .selectFrom("consent_forms")
    .selectAll()
    .where("slug", "=", slug)
    .executeTakeFirst();
  return row ? formOf(row) : refuseForm();
}

function refuseForm(): never {
  throw new AppError("not-found", "There is no such form.", { key: "forms.missing" });
}

/** @throws AppError `conflict` when the address is taken. */
export async function insertForm(tx: Tx, form: ConsentFormInput, now: Instant): Promise<number> {
  await requireFreeSlug(tx, form.slug, null);
  const { id } = await tx
    .insertInto("consent_forms")
    .values({ ...columnsOf(form), created_at: now, updated_at: now })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

/** @throws AppError `conflict` when the address is taken, `not-found`. */
export async function updateForm(
  tx: Tx,
  id: number,
  form: ConsentFormInput,
  now: Instant,
): Promise<void> {
  await getForm(tx, id);
  await requireFreeSlug(tx, form.slug, id);
  await tx
    .updateTable("consent_forms")
    .set({ ...columnsOf(form), updated_at: now })
    .where("id", "=", id)
    .execute();
}

/** A closed form tells people that it is closed; who has sent it can still confirm. */
export async function setFormOpen(
  tx: Tx,
  id: number,
  isOpen: boolean,
  now: Instant,
): Promise<void> {
  await getForm(tx, id);
  await tx
    .updateTable("consent_forms")
    .set({ is_open: isOpen ? 1 : 0, updated_at: now })
    .where("id", "=", id)
    .execute();
}

async function requireFreeSlug(tx: Tx, slug: string, own: number | null): Promise<void> {
  const row = await tx
    .selectFrom("consent_forms")
    .select("id")
    .where("slug", "=", slug)
    .executeTakeFirst();
  if (!row || row.id === own) return;
  throw new AppError("conflict", "Another form has this address.", { key: "forms.slug.taken" });
}

function columnsOf(form: ConsentFormInput) {
  return {
    slug: form.slug,
    name: form.name,
    purposes: JSON.stringify(form.purposes),
    channel_id: form.channelId,
    titles: JSON.stringify(form.titles),
    intros: JSON.stringify(form.intros),
  };
}
