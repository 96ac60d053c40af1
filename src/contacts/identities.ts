import { hot } from "../db/hot.ts";
import type { Db, Tx } from "../db/open.ts";
import type { ContactIdentitiesTable, Flag, Instant } from "../db/schema.ts";

export type IdentityKind = ContactIdentitiesTable["kind"];

const findIdentity = hot((db, p: { kind: IdentityKind; value: string; isSimulated: Flag }) =>
  db
    .selectFrom("contact_identities")
    .select(["contact_id", "since_at"])
    .where("kind", "=", p.kind)
    .where("value", "=", p.value)
    .where("is_simulated", "=", p.isSimulated),
);

/** Whom an identifier belongs to now; simulated people live in a world of their own. */
export async function findContactId(
  db: Db,
  kind: IdentityKind,
  value: string | null,
  isSimulated: Flag,
): Promise<number | undefined> {
  if (!value) return undefined;
  const [row] = await findIdentity(db, { kind, value, isSimulated });
  return row?.contact_id;
}

/**
 * Since `at`, Meta's clock, `value` means this contact; whoever had it before keeps their
 * history, not the identifier. What Meta tells late does not undo what is newer.
 */
export async function claimIdentity(
  tx: Tx,
  contactId: number,
  kind: IdentityKind,
  value: string | null,
  isSimulated: Flag,
  at: Instant,
): Promise<void> {
  if (value) await claimOne(tx, { contactId, kind, value, isSimulated, at });
}

const claimOne = hot(
  (
    db,
    p: { contactId: number; kind: IdentityKind; value: string; isSimulated: Flag; at: Instant },
  ) =>
    db
      .insertInto("contact_identities")
      .values({
        contact_id: p.contactId,
        kind: p.kind,
        value: p.value,
        is_simulated: p.isSimulated,
        since_at: p.at,
      })
      .onConflict((conflict) =>
        conflict
          .columns(["kind", "value", "is_simulated"])
          .doUpdateSet({ contact_id: p.contactId, since_at: p.at })
          .where("contact_identities.since_at", "<=", p.at),
      ),
);

/**
 * `value` was theirs once, Meta doesn't say when: it finds them, and anything that we
 * know the time of is newer.
 */
export async function claimFormerIdentity(
  tx: Tx,
  contactId: number,
  kind: IdentityKind,
  value: string | null,
  isSimulated: Flag,
): Promise<void> {
  if ((await findContactId(tx, kind, value, isSimulated)) === contactId) return;
  await claimIdentity(tx, contactId, kind, value, isSimulated, 0);
}

/** The identifier that the contact has had last, of all they ever had. */
export async function findNewestIdentity(
  db: Db,
  contactId: number,
  kind: IdentityKind,
): Promise<string | null> {
  const row = await db
    .selectFrom("contact_identities")
    .select("value")
    .where("contact_id", "=", contactId)
    .where("kind", "=", kind)
    .orderBy("since_at", "desc")
    .orderBy("value", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.value ?? null;
}
