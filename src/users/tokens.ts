import { MINUTE } from "../clock.ts";
import { hot } from "../db/hot.ts";
import type { Db, Tx } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import { AppError } from "../http/errors.ts";
import { hashToken, randomToken } from "../settings/secrets.ts";
import { isScope, type Scope, scopes } from "./permissions.ts";

/** How often `last_used_at` is written. */
export const USED_STEP = 5 * MINUTE;

/**
 * A new API token; the only moment its text is known. No scopes: all of them.
 * @throws AppError `invalid` on an unknown scope.
 */
export async function insertToken(
  tx: Tx,
  token: { name: string; scopes: string[] },
  now: Instant,
): Promise<{ id: number; token: string }> {
  const unknown = token.scopes.filter((scope) => !isScope(scope));
  if (unknown.length > 0) {
    throw new AppError(
      "invalid",
      `Unknown scope: ${unknown.join(", ")}. There are: ${scopes.join(", ")}.`,
    );
  }
  if (!token.name.trim()) throw new AppError("invalid", "Give the token a name.");
  const text = `rcd_${randomToken()}`;
  const { id } = await tx
    .insertInto("api_tokens")
    .values({
      name: token.name.trim(),
      token_hash: hashToken(text),
      scopes: JSON.stringify(token.scopes.length > 0 ? token.scopes : scopes),
      created_at: now,
      last_used_at: null,
      revoked_at: null,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return { id, token: text };
}

const findByHash = hot((db, p: { hash: string }) =>
  db
    .selectFrom("api_tokens")
    .select(["id", "name", "scopes", "last_used_at"])
    .where("token_hash", "=", p.hash)
    .where("revoked_at", "is", null),
);

export interface TokenRow {
  id: number;
  name: string;
  scopes: Scope[];
  last_used_at: Instant | null;
}

export async function findToken(db: Db, text: string): Promise<TokenRow | undefined> {
  const [row] = await findByHash(db, { hash: hashToken(text) });
  return row && { ...row, scopes: JSON.parse(row.scopes) as Scope[] };
}

export async function listTokens(db: Db) {
  const rows = await db
    .selectFrom("api_tokens")
    .select(["id", "name", "scopes", "created_at", "last_used_at", "revoked_at"])
    .orderBy("id")
    .execute();
  return rows.map((row) => ({ ...row, scopes: JSON.parse(row.scopes) as Scope[] }));
}

/** @throws AppError `not-found` when there is no such token in use. */
export async function revokeToken(tx: Tx, id: number, now: Instant): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable("api_tokens")
    .set({ revoked_at: now })
    .where("id", "=", id)
    .where("revoked_at", "is", null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new AppError("not-found", `There is no token ${id} in use.`);
}

export async function touchToken(tx: Tx, id: number, now: Instant): Promise<void> {
  await tx.updateTable("api_tokens").set({ last_used_at: now }).where("id", "=", id).execute();
}
