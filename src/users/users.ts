import type { Db, Tx } from "../db/open.ts";
import type { Instant, Language, Role } from "../db/schema.ts";
import { AppError } from "../http/errors.ts";
import { rightsOf } from "./permissions.ts";

export interface NewUser {
  email: string;
  name: string;
  role: Role;
  passwordHash: string;
  language: Language;
  /** For the role `custom`. */
  customRoleId?: number | null;
  /** From then on they are let in no more. */
  accessEndsAt?: Instant | null;
}

/** @throws AppError `conflict` when the e-mail is taken, `invalid` when it is none. */
export async function insertUser(tx: Tx, user: NewUser, now: Instant): Promise<number> {
  const email = user.email.trim().toLowerCase();
  if (!/^[^\s@]+@[^\s@]+$/.test(email) || email.length > 320) {
    throw new AppError("invalid", `"${user.email}" is not an e-mail address.`);
  }
  if (!user.name.trim()) throw new AppError("invalid", "Give the person's name.");
  const taken = await tx
    .selectFrom("users")
    .select("id")
    .where("email", "=", email)
    .executeTakeFirst();
  if (taken) throw new AppError("conflict", `${email} has an account already.`);
  const { id } = await tx
    .insertInto("users")
    .values({
      email,
      name: user.name.trim(),
      role: user.role,
      password_hash: user.passwordHash,
      language: user.language,
      custom_role_id: user.customRoleId ?? null,
      access_ends_at: user.accessEndsAt ?? null,
      created_at: now,
      deactivated_at: null,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

export async function listUsers(db: Db) {
  return db
    .selectFrom("users")
    .leftJoin("roles", "roles.id", "users.custom_role_id")
    .select([
      "users.id",
      "users.email",
      "users.name",
      "users.role",
      "users.language",
      "users.created_at",
      "users.deactivated_at",
      "users.access_ends_at",
      "roles.name as custom_role",
    ])
    .orderBy("users.id")
    .execute();
}

/** The people who can own a ticket: whose role answers. */
export async function listAssignableUsers(db: Db) {
  const rows = await db
    .selectFrom("users")
    .leftJoin("roles", "roles.id", "users.custom_role_id")
    .select(["users.id", "users.name", "users.role", "roles.ticket_scope"])
    .select("roles.permissions as custom_permissions")
    .where("users.deactivated_at", "is", null)
    .orderBy("users.name")
    .execute();
  return rows
    .filter((row) => rightsOf(row).may.includes("reply"))
    .map(({ id, name }) => ({ id, name }));
}

/** Everybody who works here. */
export async function listActiveUsers(db: Db) {
  return db
    .selectFrom("users")
    .select(["id", "name"])
    .where("deactivated_at", "is", null)
    .orderBy("name")
    .execute();
}

export async function hasUsers(db: Db): Promise<boolean> {
  return (await db.selectFrom("users").select("id").limit(1).executeTakeFirst()) !== undefined;
}

/** @throws AppError `not-found`. */
export async function getUserByEmail(db: Db, email: string) {
  const user = await db
    .selectFrom("users")
    .selectAll()
    .where("email", "=", email.trim().toLowerCase())
    .executeTakeFirst();
  if (!user) throw new AppError("not-found", `Nobody has the e-mail address ${email}.`);
  return user;
}
