import type { Db, Tx } from "../db/open.ts";
import type { Instant, Language, Role } from "../db/schema.ts";
import { AppError } from "../http/errors.ts";
import { assignTicket } from "../inbox/change-ticket.ts";
import type { Actor, TicketRow } from "../inbox/tickets.ts";
import { deleteSessions } from "./sessions.ts";

/** @throws AppError `not-found`. */
export async function getUser(db: Db, id: number) {
  const columns = [
    "id",
    "email",
    "name",
    "role",
    "language",
    "password_hash",
    "deactivated_at",
  ] as const;
  const user = Number.isSafeInteger(id)
    ? await db.selectFrom("users").select(columns).where("id", "=", id).executeTakeFirst()
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

/** @throws AppError `conflict` when nobody would be left who owns the desk. */
export async function changeRole(tx: Tx, id: number, role: Role): Promise<void> {
  const user = await getUser(tx, id);
  if (user.role === role) return;
  if (user.role === "owner") await requireAnotherOwner(tx, id);
  await tx.updateTable("users").set({ role }).where("id", "=", id).execute();
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
}

export async function reactivateUser(tx: Tx, id: number): Promise<void> {
  await getUser(tx, id);
  await tx.updateTable("users").set({ deactivated_at: null }).where("id", "=", id).execute();
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

/** Hands at most `limit` of a person's open tickets to another, or to nobody; each with its entry in the history. */
export async function handOverTickets(
  tx: Tx,
  tickets: { from: number; to: number | null; limit: number },
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
  for (const ticket of rows) handed.push(await assignTicket(tx, ticket, tickets.to, actor, now));
  return handed;
}
