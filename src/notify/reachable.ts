import type { Db } from "../db/open.ts";
import { rightsOf } from "../users/permissions.ts";
import { isVisible } from "../users/ticket-scope.ts";

/** The people who may answer a ticket: of its team if it has one, else all whose scope holds it. */
export async function listReachable(db: Db, ticketId: number): Promise<number[]> {
  const ticket = await db
    .selectFrom("tickets")
    .select("team_id")
    .where("id", "=", ticketId)
    .executeTakeFirst();
  if (!ticket) return [];
  let people = db
    .selectFrom("users")
    .leftJoin("roles", "roles.id", "users.custom_role_id")
    .select([
      "users.id",
      "users.role",
      "roles.ticket_scope",
      "roles.permissions as custom_permissions",
    ])
    .where("users.deactivated_at", "is", null);
  if (ticket.team_id !== null) {
    people = people.where("users.id", "in", (where) =>
      where.selectFrom("team_members").select("user_id").where("team_id", "=", ticket.team_id),
    );
  }
  const reachable: number[] = [];
  for (const person of await people.execute()) {
    const { scope, may } = rightsOf(person);
    if (!may.includes("reply")) continue;
    const seen = await db
      .selectFrom("tickets")
      .select("id")
      .where("id", "=", ticketId)
      .where((where) => isVisible(where, { kind: scope, userId: person.id }))
      .executeTakeFirst();
    if (seen) reachable.push(person.id);
  }
  return reachable;
}
