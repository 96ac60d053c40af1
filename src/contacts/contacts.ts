import { hot } from "../db/hot.ts";
import type { Db, Tx } from "../db/open.ts";
import type { ContactsTable, Flag, Instant } from "../db/schema.ts";
import type { Selectable, Updateable } from "kysely";
import { AppError } from "../http/errors.ts";
import { isVisibleContact, type Scope } from "../users/ticket-scope.ts";
import { foldName } from "./fold-name.ts";

export type ContactRow = Selectable<ContactsTable>;

const findById = hot((db, p: { id: number }) =>
  db.selectFrom("contacts").selectAll().where("id", "=", p.id),
);

export async function findContact(db: Db, id: number): Promise<ContactRow | undefined> {
  return (await findById(db, { id }))[0];
}

/** @throws AppError `not-found`. */
export async function getContact(db: Db, id: number): Promise<ContactRow> {
  return (await findContact(db, id)) ?? refuseContact(id);
}

/** A contact that the person may see; any other is answered like one that doesn't exist. @throws AppError `not-found`. */
export async function getVisibleContact(db: Db, id: number, scope: Scope): Promise<ContactRow> {
  const contact = Number.isSafeInteger(id)
    ? await db
        .selectFrom("contacts")
        .selectAll()
        .where("contacts.id", "=", id)
        .where((where) => isVisibleContact(where, scope))
        .executeTakeFirst()
    : undefined;
  return contact ?? refuseContact(id);
}

function refuseContact(id: number): never {
  throw new AppError("not-found", `There is no contact ${id}.`, { key: "error.no-contact" });
}

const insertOne = hot(
  (
    db,
    p: {
      name: string;
      folded: string;
      phone: string | null;
      waId: string | null;
      userId: string | null;
      username: string | null;
      isSimulated: Flag;
      now: Instant;
    },
  ) =>
    db
      .insertInto("contacts")
      .values({
        name: p.name,
        name_folded: p.folded,
        phone: p.phone,
        wa_id: p.waId,
        user_id: p.userId,
        username: p.username,
        language: null,
        is_simulated: p.isSimulated,
        blocked_at: null,
        created_at: p.now,
        updated_at: p.now,
      })
      .returningAll(),
);

export interface NewContact {
  name: string;
  phone: string | null;
  waId: string | null;
  userId: string | null;
  username: string | null;
  isSimulated: Flag;
}

export async function insertContact(
  tx: Tx,
  contact: NewContact,
  now: Instant,
): Promise<ContactRow> {
  const folded = foldName(contact.name, contact.phone, contact.username);
  const [row] = await insertOne(tx, { ...contact, folded, now });
  return row as ContactRow;
}

/** Changes what differs, and keeps `name_folded` true. Returns the contact as it is now. */
export async function updateContact(
  tx: Tx,
  contact: ContactRow,
  change: Updateable<ContactsTable>,
  now: Instant,
): Promise<ContactRow> {
  const differs = Object.entries(change).some(
    ([key, value]) => contact[key as keyof ContactRow] !== value,
  );
  if (!differs) return contact;
  const next = { ...contact, ...change, updated_at: now } as ContactRow;
  next.name_folded = foldName(next.name, next.phone, next.username);
  await updateOne(tx, next);
  return next;
}

const updateOne = hot((db, p: ContactRow) =>
  db
    .updateTable("contacts")
    .set({
      name: p.name,
      name_folded: p.name_folded,
      is_name_edited: p.is_name_edited,
      phone: p.phone,
      wa_id: p.wa_id,
      user_id: p.user_id,
      username: p.username,
      language: p.language,
      blocked_at: p.blocked_at,
      restricted_at: p.restricted_at,
      value: p.value,
      is_vip: p.is_vip,
      timezone: p.timezone,
      manager_id: p.manager_id,
      updated_at: p.updated_at,
    })
    .where("id", "=", p.id),
);

/** What a person is called when Meta gave no name. */
export function fallbackName(
  phone: string | null,
  username: string | null,
  userId: string | null,
): string {
  return username ?? phone ?? userId ?? "?";
}

/** Whether Meta never gave a name, and an identifier stands in for it. */
export function isUnnamed(contact: ContactRow): boolean {
  return contact.name === fallbackName(contact.phone, contact.username, contact.user_id);
}
