import { auditFailedSignIn } from "../audit/audit-sign-in.ts";
import type { Db, Tx } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import { AppError } from "../http/errors.ts";
import type { Recado } from "../recado.ts";
import { countAttempt } from "../users/log-in.ts";
import { verifyPassword } from "../users/passwords.ts";
import { type Permission, rightsOf } from "../users/permissions.ts";
import { updateExport } from "./exports.ts";

/**
 * How somebody stands to a request that needs a second person (PRODUCT 45). `may`: they decide.
 * `second`: it is their own, and another one has to. `alone`: it is their own and there is nobody
 * else, so their password stands for the second person. `no`: not theirs to decide.
 */
export type Deciding = "may" | "second" | "alone" | "no";

/** `requestedBy` null: a program asked, and any of them decides. */
export async function decidingOf(
  db: Db,
  requestedBy: number | null,
  me: { id: number; can(permission: Permission): boolean },
  now: Instant,
  permission: Permission = "privacy",
): Promise<Deciding> {
  if (!me.can(permission)) return "no";
  if (requestedBy !== me.id) return "may";
  const others = await listHolders(db, permission, now);
  return others.some((id) => id !== me.id) ? "second" : "alone";
}

/** Everybody who works here and has the permission. */
async function listHolders(db: Db, permission: Permission, now: Instant): Promise<number[]> {
  const rows = await db
    .selectFrom("users")
    .leftJoin("roles", "roles.id", "users.custom_role_id")
    .select(["users.id", "users.role", "users.access_ends_at", "roles.ticket_scope"])
    .select("roles.permissions as custom_permissions")
    .where("users.deactivated_at", "is", null)
    .execute();
  return rows
    .filter((row) => row.access_ends_at === null || row.access_ends_at > now)
    .filter((row) => rightsOf(row).may.includes(permission))
    .map(({ id }) => id);
}

/**
 * Their password instead of a second person; guesses count like those at log-in.
 * @throws AppError `too-many`.
 */
export async function isOwnPassword(
  recado: Recado,
  me: { id: number; email: string; address: string },
  password: string,
): Promise<boolean> {
  const now = recado.clock.now();
  const wait = await recado.write((tx) => countAttempt(tx, me.email, me.address, now));
  if (wait > 0)
    throw new AppError("too-many", "Too many tries. Wait a few minutes.", {
      retryAfter: Math.ceil(wait / 1000),
    });
  const user = await recado.db
    .selectFrom("users")
    .select("password_hash")
    .where("id", "=", me.id)
    .executeTakeFirst();
  if (await verifyPassword(password, user?.password_hash)) return true;
  // Whoever guesses at an open screen is found as one at the door is.
  await recado.write((tx) => auditFailedSignIn(tx, me, now));
  return false;
}

/** @throws AppError `conflict` when somebody was faster. */
export async function decideExport(
  tx: Tx,
  id: number,
  { isApproved, by }: { isApproved: boolean; by: number },
  now: Instant,
): Promise<void> {
  const row = await tx
    .selectFrom("consent_exports")
    .select("state")
    .where("id", "=", id)
    .executeTakeFirst();
  if (row?.state !== "waiting")
    throw new AppError("conflict", "This export was decided already.", {
      key: "exports.problem.decided",
    });
  const state = isApproved ? "queued" : "refused";
  await updateExport(tx, id, { state, decided_by: by, decided_at: now });
}
