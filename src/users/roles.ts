import type { Selectable } from "kysely";
import type { Db, Tx } from "../db/open.ts";
import type { Instant, RolesTable } from "../db/schema.ts";
import { AppError } from "../http/errors.ts";
import type { GivenRole } from "./change-user.ts";
import { type RoleRights, roleRights, rightsOf, soundRights } from "./permissions.ts";

/** A role of the desk's own. */
export interface CustomRole {
  id: number;
  name: string;
  rights: RoleRights;
}

export const LONGEST_ROLE_NAME = 60;

/** The desk's own roles, by name. */
export async function listRoles(db: Db): Promise<CustomRole[]> {
  const rows = await db.selectFrom("roles").selectAll().orderBy("name").execute();
  return rows.map(roleOf);
}

/** @throws AppError `not-found`. */
export async function getRole(db: Db, id: number): Promise<CustomRole> {
  const row = Number.isSafeInteger(id)
    ? await db.selectFrom("roles").selectAll().where("id", "=", id).executeTakeFirst()
    : undefined;
  if (!row) throw new AppError("not-found", `There is no role ${id}.`, { key: "error.no-role" });
  return roleOf(row);
}

function roleOf(row: Selectable<RolesTable>): CustomRole {
  const { id, name, ticket_scope, permissions: custom_permissions } = row;
  return { id, name, rights: rightsOf({ role: "custom", ticket_scope, custom_permissions }) };
}

/** How many people have each of the desk's own roles. */
export async function countPeopleByRole(db: Db): Promise<Map<number, number>> {
  const rows = await db
    .selectFrom("users")
    .select((select) => ["custom_role_id", select.fn.countAll<number>().as("n")])
    .where("custom_role_id", "is not", null)
    .groupBy("custom_role_id")
    .execute();
  return new Map(rows.map((row) => [row.custom_role_id ?? 0, row.n]));
}

/** @throws AppError `invalid` without a name, `conflict` when another role has it. */
export async function insertRole(
  tx: Tx,
  role: { name: string; rights: RoleRights },
  now: Instant,
): Promise<number> {
  await requireFreeName(tx, role.name, null);
  const { id } = await tx
    .insertInto("roles")
    .values({ ...columnsOf(role), created_at: now, updated_at: now })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

/** Who has it has the new rights with their next request. @throws like `insertRole`. */
export async function updateRole(
  tx: Tx,
  id: number,
  role: { name: string; rights: RoleRights },
  now: Instant,
): Promise<void> {
  await requireFreeName(tx, role.name, id);
  await tx
    .updateTable("roles")
    .set({ ...columnsOf(role), updated_at: now })
    .where("id", "=", id)
    .execute();
}

/** @throws AppError `conflict` while somebody has it, or an invitation offers it. */
export async function deleteRole(tx: Tx, id: number, now: Instant): Promise<void> {
  const person = await tx
    .selectFrom("users")
    .select("id")
    .where("custom_role_id", "=", id)
    .executeTakeFirst();
  const offered = await tx
    .selectFrom("invitations")
    .select("id")
    .where("custom_role_id", "=", id)
    .where("accepted_at", "is", null)
    .where("revoked_at", "is", null)
    .where("expires_at", ">", now)
    .executeTakeFirst();
  if (person || offered)
    throw new AppError("conflict", "Somebody has this role. Give them another one first.", {
      key: "error.role-in-use",
    });
  await tx
    .updateTable("invitations")
    .set({ custom_role_id: null })
    .where("custom_role_id", "=", id)
    .execute();
  await tx.deleteFrom("roles").where("id", "=", id).execute();
}

/** The people who have it, for ending their live streams: rights are read when one begins. */
export async function listPeopleWithRole(db: Db, id: number): Promise<number[]> {
  const rows = await db.selectFrom("users").select("id").where("custom_role_id", "=", id).execute();
  return rows.map((row) => row.id);
}

function columnsOf({ name, rights }: { name: string; rights: RoleRights }) {
  const { scope, may } = soundRights(rights);
  return { name: name.trim(), ticket_scope: scope, permissions: JSON.stringify(may) };
}

async function requireFreeName(tx: Tx, typed: string, exceptId: number | null): Promise<void> {
  const name = typed.trim();
  if (!name || name.length > LONGEST_ROLE_NAME)
    throw new AppError("invalid", "Give the role a name.", { key: "error.role-name" });
  const same = await tx.selectFrom("roles").select("id").where("name", "=", name).execute();
  if (same.every(({ id }) => id === exceptId)) return;
  throw new AppError("conflict", `There is a role "${name}" already.`, {
    key: "error.role-name-taken",
  });
}

/** A role with its rights, as a form names it: "agent", or "custom:3". */
export interface OfferedRole extends GivenRole {
  rights: RoleRights;
}

export function roleWord({ role, customRoleId }: GivenRole): string {
  return role === "custom" ? `custom:${customRoleId ?? ""}` : role;
}

/** What a form chose; undefined for anything that is no role. */
export async function findOfferedRole(db: Db, word: string): Promise<OfferedRole | undefined> {
  const custom = /^custom:(\d{1,15})$/.exec(word)?.[1];
  if (custom) {
    const found = (await listRoles(db)).find(({ id }) => id === Number(custom));
    return found && { role: "custom", customRoleId: found.id, rights: found.rights };
  }
  return listBuiltInRoles().find(({ role }) => role === word);
}

/** Every role there is, the built-in ones first. */
export async function listOfferedRoles(db: Db): Promise<(OfferedRole & { name: string | null })[]> {
  const own = (await listRoles(db)).map(({ id, name, rights }) => ({
    role: "custom" as const,
    customRoleId: id,
    rights,
    name,
  }));
  return [...listBuiltInRoles().map((role) => ({ ...role, name: null })), ...own];
}

function listBuiltInRoles(): OfferedRole[] {
  const order = Object.keys(roleRights) as (keyof typeof roleRights)[];
  return order.map((role) => ({ role, customRoleId: null, rights: roleRights[role] }));
}
