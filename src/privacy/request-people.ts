import type { Db } from "../db/open.ts";
import { rightsOf } from "../users/permissions.ts";

/** Who may look after requests: everybody active with the permission, by name. */
export async function listRequestPeople(db: Db): Promise<{ id: number; name: string }[]> {
  const people = await db
    .selectFrom("users")
    .leftJoin("roles", "roles.id", "users.custom_role_id")
    .select(["users.id", "users.name", "users.role"])
    .select(["roles.ticket_scope", "roles.permissions as custom_permissions"])
    .where("users.deactivated_at", "is", null)
    .orderBy("users.name")
    .execute();
  return people
    .filter((person) => rightsOf(person).may.includes("privacy"))
    .map(({ id, name }) => ({ id, name }));
}
