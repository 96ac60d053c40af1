import type { Db, Tx } from "../db/open.ts";
import type { Instant, Language, Role } from "../db/schema.ts";
import { AppError } from "../http/errors.ts";
import { assignTicket, changeTeam } from "../inbox/change-ticket.ts";
import type { Actor, TicketRow } from "../inbox/tickets.ts";
import { deleteSessions } from "./sessions.ts";

/** @throws AppError `not-found`. */
export async function getUser(db: Db, id: number) {
  const columns = [
    "users.id",
    "users.email",
    "users.name",
    "users.role",
    "users.language",
    "users.password_hash",
    "users.deactivated_at",
    "users.access_ends_at",
    "users.custom_role_id",
    "roles.ticket_scope",
    "roles.permissions as custom_permissions",
    "roles.name as custom_role",
  ] as const;
  const user = Number.isSafeInteger(id)
    ? await db
        .selectFrom("users")
        .leftJoin("roles", "roles.id", "users.custom_role_id")
        .select(columns)
        .where("users.id", "=", id)
        .executeTakeFirst()
    : undefined;
  if (!user)
    throw new AppError("not-found", "There is no person with this id.", { key: "error.no-user" });
  return user;
}

export interface Profile {
  name: string;
  language: Language;
  hasShortcuts: boolean;
  hasSound: boolean;
}

export async function updateProfile(tx: Tx, id: number, profile: Profile): Promise<void> {
  const { name, language, hasShortcuts, hasSound } = profile;
  await tx
    .updateTable("users")
    .set({ name, language, has_shortcuts: hasShortcuts ? 1 : 0, has_sound: hasSound ? 1 : 0 })
    .where("id", "=", id)
    .execute();
}

/** Ends the person's sessions, all but `keptSession`; the guesses against the old password no longer count. */
export async function changePassword(
  tx: Tx,
  id: number,
  passwordHash: string,
  keptSession?: number,
): Promise<void> {
  const { email } = await getUser(tx, id);
  await tx.updateTable("users").set({ password_hash: passwordHash }).where("id", "=", id).execute();
  await tx.deleteFrom("login_attempts").where("email", "=", email).execute();
  await deleteSessions(tx, id, keptSession);
}

/** A role of the table, or one of the desk's own. */
export interface GivenRole {
  role: Role;
  customRoleId: number | null;
}

/** @throws AppError `conflict` when nobody would be left who owns the desk. */
export async function changeRole(
  tx: Tx,
  id: number,
  { role, customRoleId }: GivenRole,
): Promise<void> {
  const user = await getUser(tx, id);
  if (user.role === "owner" && role !== "owner") await requireAnotherOwner(tx, id);
  await tx
    .updateTable("users")
    .set({ role, custom_role_id: role === "custom" ? customRoleId : null })
    .where("id", "=", id)
    .execute();
}

/** Until when somebody is let in; null: without an end. */
export async function changeAccessEnd(tx: Tx, id: number, endsAt: Instant | null): Promise<void> {
  const user = await getUser(tx, id);
  if (user.role === "owner" && endsAt !== null) await requireAnotherOwner(tx, id);
  await tx.updateTable("users").set({ access_ends_at: endsAt }).where("id", "=", id).execute();
}

/** Out at once, and not in again; what they wrote stays. @throws AppError `conflict` for the last owner. */
export async function deactivateUser(tx: Tx, id: number, now: Instant): Promise<void> {
  const user = await getUser(tx, id);
  if (user.role === "owner") await requireAnotherOwner(tx, id);
  await tx
    .updateTable("users")
    .set({ deactivated_at: now })
    .where("id", "=", id)
    .where("deactivated_at", "is", null)
    .execute();
  await deleteSessions(tx, id);
  // What customers wrote does not follow them to their own mail box.
  await tx
    .deleteFrom("deliveries")
    .where("channel", "=", "email")
    .where("target", "=", user.email)
    .where("next_attempt_at", "is not", null)
    .execute();
}

export async function reactivateUser(tx: Tx, id: number): Promise<void> {
  await getUser(tx, id);
  await tx
    .updateTable("users")
    .set({ deactivated_at: null, access_ends_at: null })
    .where("id", "=", id)
    .execute();
}

async function requireAnotherOwner(tx: Tx, id: number): Promise<void> {
  if (await hasAnotherOwner(tx, id)) return;
  throw new AppError("conflict", "The desk needs an owner. Make somebody else an owner first.", {
    key: "error.last-owner",
  });
}

export async function hasAnotherOwner(db: Db, id: number): Promise<boolean> {
  const other = await db
    .selectFrom("users")
    .select("id")
    .where("role", "=", "owner")
    .where("deactivated_at", "is", null)
    // Whose access will end is no owner to rely on.
    .where("access_ends_at", "is", null)
    .where("id", "!=", id)
    .limit(1)
    .executeTakeFirst();
  return other !== undefined;
}

const unresolved = ["new", "open", "pending", "snoozed"] as const;

export async function countOpenTickets(db: Db, userId: number): Promise<number> {
  const { n } = await db
    .selectFrom("tickets")
    .select((select) => select.fn.countAll<number>().as("n"))
    .where("assignee_id", "=", userId)
    .where("status", "in", unresolved)
    .executeTakeFirstOrThrow();
  return n;
}

/** Who gets somebody's tickets: a person, a team's queue, or nobody in particular. */
export type Heir =
  { kind: "person"; id: number } | { kind: "team"; id: number } | { kind: "nobody" };

/** Hands over at most `limit` of a person's open tickets; each with its entry in the history. */
export async function handOverTickets(
  tx: Tx,
  tickets: { from: number; to: Heir; limit: number },
  actor: Actor,
  now: Instant,
): Promise<TicketRow[]> {
  const rows = await tx
    .selectFrom("tickets")
    .selectAll()
    .where("assignee_id", "=", tickets.from)
    .where("status", "in", unresolved)
    .limit(tickets.limit)
    .execute();
  const handed: TicketRow[] = [];
  const { to } = tickets;
  for (const ticket of rows) {
    const moved = to.kind === "team" ? await changeTeam(tx, ticket, to.id, actor, now) : ticket;
    handed.push(await assignTicket(tx, moved, to.kind === "person" ? to.id : null, actor, now));
  }
  return handed;
}
