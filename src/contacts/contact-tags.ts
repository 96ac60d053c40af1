import type { Db, Tx } from "../db/open.ts";
import { AppError } from "../http/errors.ts";

const LONGEST_TAG = 40;
const MOST_TAGS = 20;

export async function listContactTags(db: Db, contactId: number): Promise<string[]> {
  const rows = await db
    .selectFrom("contact_tags")
    .select("tag")
    .where("contact_id", "=", contactId)
    .orderBy("tag")
    .execute();
  return rows.map(({ tag }) => tag);
}

/** The tags of many contacts, for lists: one query. */
export async function listTagsOf(db: Db, contactIds: number[]): Promise<Map<number, string[]>> {
  const tags = new Map<number, string[]>();
  if (contactIds.length === 0) return tags;
  const rows = await db
    .selectFrom("contact_tags")
    .selectAll()
    .where("contact_id", "in", contactIds)
    .orderBy("tag")
    .execute();
  for (const { contact_id, tag } of rows)
    tags.set(contact_id, [...(tags.get(contact_id) ?? []), tag]);
  return tags;
}

/** Every tag in use, for suggestions; the most frequent first. */
export async function listUsedContactTags(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom("contact_tags")
    .select(["tag", (select) => select.fn.countAll<number>().as("n")])
    .groupBy("tag")
    .orderBy("n", "desc")
    .orderBy("tag")
    .limit(50)
    .execute();
  return rows.map(({ tag }) => tag);
}

/** A tag that the contact has already is no mistake. @throws AppError `invalid`. */
export async function addContactTag(tx: Tx, contactId: number, typed: string): Promise<void> {
  const tag = typed.trim();
  const tags = await listContactTags(tx, contactId);
  if (tags.some((own) => own.toLowerCase() === tag.toLowerCase())) return;
  if (!tag || tag.length > LONGEST_TAG || tags.length >= MOST_TAGS) {
    throw new AppError(
      "invalid",
      `tag: give a tag of at most ${LONGEST_TAG} characters; a contact has at most ${MOST_TAGS}.`,
      { key: "error.contact-tag" },
    );
  }
  await tx.insertInto("contact_tags").values({ contact_id: contactId, tag }).execute();
}

export async function removeContactTag(tx: Tx, contactId: number, tag: string): Promise<void> {
  await tx
    .deleteFrom("contact_tags")
    .where("contact_id", "=", contactId)
    .where("tag", "=", tag)
    .execute();
}
