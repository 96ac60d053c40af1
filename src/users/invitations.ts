import type { Selectable } from "kysely";
import type { Db, Tx } from "../db/open.ts";
import type { Instant, InvitationsTable, Language } from "../db/schema.ts";
import { AppError } from "../http/errors.ts";
import { hashToken, randomToken } from "../settings/secrets.ts";
import { getUser, type GivenRole } from "./change-user.ts";
import { mayManage, rightsOf } from "./permissions.ts";
import { findOfferedRole, roleWord } from "./roles.ts";
import { insertUser } from "./users.ts";

export type InvitationRow = Selectable<InvitationsTable>;

export interface NewInvitation extends GivenRole {
  email: string;
  name: string;
  teamIds: number[];
  invitedBy: number;
  /** Until when the link works. */
  expiresAt: Instant;
  /** Until when the person is let in; null: without an end. */
  accessEndsAt: Instant | null;
}

/**
 * A link for one person; the only moment its token is known. An earlier open invitation of
 * the same address is revoked: one link works at a time.
 * @throws AppError `conflict` when the address has an account.
 */
export async function insertInvitation(
  tx: Tx,
  invitation: NewInvitation,
  now: Instant,
): Promise<string> {
  const email = invitation.email.trim().toLowerCase();
  await requireNoAccount(tx, email);
  await tx
    .updateTable("invitations")
    .set({ revoked_at: now })
    .where("email", "=", email)
    .where("accepted_at", "is", null)
    .where("revoked_at", "is", null)
    .execute();
  const token = randomToken();
  await tx
    .insertInto("invitations")
    .values({
      token_hash: hashToken(token),
      email,
      name: invitation.name.trim(),
      role: invitation.role,
      custom_role_id: invitation.customRoleId,
      team_ids: JSON.stringify(invitation.teamIds),
      invited_by: invitation.invitedBy,
      access_ends_at: invitation.accessEndsAt,
      expires_at: invitation.expiresAt,
      accepted_at: null,
      revoked_at: null,
      created_at: now,
    })
    .execute();
  return token;
}

async function requireNoAccount(tx: Tx, email: string): Promise<void> {
  const user = await tx
    .selectFrom("users")
    .select("id")
    .where("email", "=", email)
    .executeTakeFirst();
  if (user) throw new AppError("conflict", `${email} has an account already.`);
}

/** What a link is worth now. `unknown` also stands for one that was revoked or used. */
export type InvitationState =
  { kind: "open"; invitation: InvitationRow } | { kind: "expired" } | { kind: "unknown" };

/** Found by its hash, so the comparison tells nothing about the token. */
export async function findInvitation(
  db: Db,
  token: string,
  now: Instant,
): Promise<InvitationState> {
  const row = await db
    .selectFrom("invitations")
    .selectAll()
    .where("token_hash", "=", hashToken(token))
    .where("accepted_at", "is", null)
    .where("revoked_at", "is", null)
    .executeTakeFirst();
  if (!row || !(await isStillMeant(db, row))) return { kind: "unknown" };
  return row.expires_at > now ? { kind: "open", invitation: row } : { kind: "expired" };
}

/** Who was let go, or has fewer rights by now, invites nobody any more; a role that is gone is none. */
async function isStillMeant(db: Db, row: InvitationRow): Promise<boolean> {
  const offered = await findOfferedRole(
    db,
    roleWord({ role: row.role, customRoleId: row.custom_role_id }),
  );
  if (!offered || row.invited_by === null) return false;
  const inviter = await getUser(db, row.invited_by);
  const rights = rightsOf(inviter);
  return (
    inviter.deactivated_at === null &&
    rights.may.includes("users") &&
    mayManage({ role: inviter.role, rights }, offered)
  );
}

/** Those that still wait for an answer, expired ones included, the newest first. */
export async function listInvitations(db: Db) {
  return db
    .selectFrom("invitations")
    .leftJoin("roles", "roles.id", "invitations.custom_role_id")
    .leftJoin("users", "users.id", "invitations.invited_by")
    .selectAll("invitations")
    .select(["roles.name as custom_role", "users.name as inviter"])
    .where("accepted_at", "is", null)
    .where("revoked_at", "is", null)
    .orderBy("invitations.id", "desc")
    .limit(100)
    .execute();
}

/** @throws AppError `not-found` when there is no open one with this id. */
export async function revokeInvitation(tx: Tx, id: number, now: Instant): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable("invitations")
    .set({ revoked_at: now })
    .where("id", "=", Number.isSafeInteger(id) ? id : -1)
    .where("accepted_at", "is", null)
    .where("revoked_at", "is", null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n)
    throw new AppError("not-found", `There is no open invitation ${id}.`, {
      key: "error.no-invitation",
    });
}

/**
 * The person joins, once: of a hundred at the same time with one link one does.
 * @returns their id. @throws AppError `not-found` when the link is not open any more,
 *   `conflict` when the address has got an account meanwhile.
 */
export async function acceptInvitation(
  tx: Tx,
  token: string,
  person: { name: string; passwordHash: string; language: Language },
  now: Instant,
): Promise<number> {
  const state = await findInvitation(tx, token, now);
  if (state.kind !== "open")
    throw new AppError("not-found", "This invitation is not open any more.");
  const { id, email, role, custom_role_id, access_ends_at, team_ids } = state.invitation;
  const given = { role, customRoleId: custom_role_id, accessEndsAt: access_ends_at };
  const userId = await insertUser(tx, { ...person, ...given, email }, now);
  await joinTeams(tx, userId, JSON.parse(team_ids) as number[]);
  await tx.updateTable("invitations").set({ accepted_at: now }).where("id", "=", id).execute();
  return userId;
}

/** Those of them that still work. */
async function joinTeams(tx: Tx, userId: number, teamIds: number[]): Promise<void> {
  if (teamIds.length === 0) return;
  const teams = await tx
    .selectFrom("teams")
    .select("id")
    .where("id", "in", teamIds)
    .where("archived_at", "is", null)
    .execute();
  if (teams.length === 0) return;
  await tx
    .insertInto("team_members")
    .values(teams.map(({ id }) => ({ team_id: id, user_id: userId })))
    .execute();
}
