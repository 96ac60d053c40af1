import { createHmac } from "node:crypto";
import { canonicalPhone } from "../contacts/phone.ts";
import { hot } from "../db/hot.ts";
import type { Db, Store, Tx } from "../db/open.ts";
import type { Instant, SuppressedTable } from "../db/schema.ts";
import type { Secrets } from "../settings/secrets.ts";

/** Whom it is about: a number in any form, Meta's user id, or both. */
export interface Identifiers {
  phone?: string | null;
  userId?: string | null;
}

export type SuppressionReason = SuppressedTable["reason"];

/** The key lives outside the data file: who has the file alone cannot try out numbers. */
const keys = new WeakMap<object, string>();

/** Lets both connections of a desk tell who is suppressed. Once, when the desk is opened. */
export async function bindSuppression(
  { db, write }: Pick<Store, "db" | "write">,
  secrets: Pick<Secrets, "derive">,
): Promise<void> {
  const key = secrets.derive("suppression");
  keys.set(db, key);
  await write(async (tx) => void keys.set(tx, key));
}

const findHash = hot((db, p: { hash: string }) =>
  db.selectFrom("suppressed").select(["reason", "created_at"]).where("hash", "=", p.hash),
);

/**
 * Whether this person must not be taken in or written to by us: no import, nothing that the
 * business starts. Somebody who writes to us themselves is answered all the same, as a new
 * contact without any consent; their own new agreement lifts it (`unsuppress`).
 */
export async function isSuppressed(db: Db, who: Identifiers): Promise<boolean> {
  return (await suppressedSince(db, who)) !== null;
}

/** Since when, the latest of their identifiers; null: not at all. */
export async function suppressedSince(db: Db, who: Identifiers): Promise<Instant | null> {
  return latest(await listRows(db, who));
}

/** When they were erased; null: never, or they came back and agreed anew. */
export async function erasedSince(db: Db, who: Identifiers): Promise<Instant | null> {
  return latest((await listRows(db, who)).filter(({ reason }) => reason === "erased"));
}

async function listRows(db: Db, who: Identifiers) {
  const rows = [];
  for (const { hash } of hashesOf(db, who)) rows.push(...(await findHash(db, { hash })));
  return rows;
}

function latest(rows: readonly { created_at: Instant }[]): Instant | null {
  return rows.length === 0 ? null : Math.max(...rows.map(({ created_at }) => created_at));
}

/** Keeps keyed hashes of the identifiers, nothing else. Again is fine: the newest reason and time hold. */
export async function suppress(
  tx: Tx,
  who: Identifiers,
  reason: SuppressionReason,
  now: Instant,
): Promise<void> {
  for (const { kind, hash } of hashesOf(tx, who))
    await tx
      .insertInto("suppressed")
      .values({ hash, kind, reason, created_at: now })
      .onConflict((conflict) => conflict.column("hash").doUpdateSet({ reason, created_at: now }))
      .execute();
}

/** The person agreed anew by themselves, or it was a mistake. Returns whether anything was lifted. */
export async function unsuppress(tx: Tx, who: Identifiers): Promise<boolean> {
  const hashes = hashesOf(tx, who).map(({ hash }) => hash);
  if (hashes.length === 0) return false;
  const lifted = await tx
    .deleteFrom("suppressed")
    .where("hash", "in", hashes)
    .returning("hash")
    .execute();
  return lifted.length > 0;
}

/** How many numbers and ids are kept away, by reason. Who they are nobody can say. */
export async function countSuppressed(db: Db) {
  return db
    .selectFrom("suppressed")
    .select((select) => ["kind", "reason", select.fn.countAll<number>().as("n")])
    .groupBy(["kind", "reason"])
    .execute();
}

function hashesOf(db: Db, { phone, userId }: Identifiers) {
  const key = keys.get(db);
  if (!key) throw new Error("no key for suppression: bindSuppression comes first");
  const number = phone ? canonicalPhone(phone) : null;
  return [
    ...(number ? [{ kind: "phone" as const, hash: hashOf(key, `phone:${number}`) }] : []),
    ...(userId ? [{ kind: "user_id" as const, hash: hashOf(key, `user_id:${userId}`) }] : []),
  ];
}

function hashOf(key: string, text: string): string {
  return createHmac("sha256", key).update(text).digest("hex");
}
