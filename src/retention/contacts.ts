import type { Db } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import type { Recado } from "../recado.ts";
import { mustStay } from "./tickets.ts";
import { PAGE, type Walk, walkAll } from "./walk.ts";

/**
 * People of whom nothing is left: no conversation, consent, booking or request. Who is blocked or has
 * said STOP stays, so that it still holds when they write again.
 */
export async function* walkEmpty(db: Db, before: Instant): Walk {
  const contacts = walkAll((after) =>
    db
      .selectFrom("contacts")
      .select(["id", "updated_at as at"])
      .where("id", ">", after)
      .orderBy("id")
      .limit(PAGE)
      .execute(),
  );
  for await (const rows of contacts) {
    const quiet = rows.filter(({ at }) => at < before).map(({ id }) => id);
    const empty = new Set(quiet.length === 0 ? [] : await listEmpty(db, quiet, before));
    const found = rows.filter(({ id }) => empty.has(id));
    if (found.length > 0) yield found;
  }
}

async function listEmpty(db: Db, ids: readonly number[], before: Instant): Promise<number[]> {
  const rows = await db
    .selectFrom("contacts")
    .select("contacts.id")
    .where("contacts.id", "in", ids)
    .where("contacts.updated_at", "<", before)
    .where("contacts.blocked_at", "is", null)
    .where((where) => where.not(mustStay(where, "contacts.id")))
    .where((where) =>
      where.not(
        where.or(
          (["threads", "bookings", "consent_subjects", "consent_submissions"] as const).map(
            (table) =>
              where.exists(
                where
                  .selectFrom(table)
                  .select(`${table}.id`)
                  .whereRef(`${table}.contact_id`, "=", "contacts.id"),
              ),
          ),
        ),
      ),
    )
    .execute();
  return rows.map(({ id }) => id);
}

/** Looks once more: somebody may have written meanwhile. */
export async function deleteContacts(
  { write }: Recado,
  ids: readonly number[],
  _: Instant,
  before: Instant,
): Promise<void> {
  await write(async (tx) => {
    const empty = await listEmpty(tx, ids, before);
    if (empty.length > 0) await tx.deleteFrom("contacts").where("id", "in", empty).execute();
  });
}
