import { DAY, MINUTE } from "../clock.ts";
import type { Config } from "../config.ts";
import { hot } from "../db/hot.ts";
import type { Db, Tx } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import { hashToken, randomToken } from "../settings/secrets.ts";

const LIFETIME = 30 * DAY;
/** `last_seen_at` is written at most this often. */
const SEEN_STEP = 5 * MINUTE;

/** `__Host-` binds the cookie to the host, but works over https only. */
export function cookieName(config: Pick<Config, "baseUrl">): string {
  return config.baseUrl.protocol === "https:" ? "__Host-recado" : "recado";
}

/** The Set-Cookie value that signs in with `token`, or out with null. */
export function sessionCookie(config: Pick<Config, "baseUrl">, token: string | null): string {
  const isSecure = config.baseUrl.protocol === "https:";
  const age = token ? LIFETIME / 1000 : 0;
  return `${cookieName(config)}=${token ?? ""}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${age}${isSecure ? "; Secure" : ""}`;
}

/** A new session; returns the token that only the cookie holds. */
export async function insertSession(
  tx: Tx,
  session: { userId: number; address: string; userAgent: string },
  now: Instant,
): Promise<string> {
  const token = randomToken();
  await tx
    .insertInto("sessions")
    .values({
      user_id: session.userId,
      token_hash: hashToken(token),
      address: session.address,
      user_agent: session.userAgent.slice(0, 300),
      created_at: now,
      last_seen_at: now,
      expires_at: now + LIFETIME,
    })
    .execute();
  return token;
}

const findByToken = hot((db, p: { hash: string; now: Instant }) =>
  db
    .selectFrom("sessions")
    .innerJoin("users", "users.id", "sessions.user_id")
    .leftJoin("roles", "roles.id", "users.custom_role_id")
    .select([
      "sessions.id as session_id",
      "sessions.last_seen_at",
      "users.id as user_id",
      "users.name",
      "users.email",
      "users.role",
      "users.language",
      "users.has_shortcuts",
      "users.has_sound",
      "users.presence",
      "users.page_seen_at",
      "roles.ticket_scope",
      "roles.permissions as custom_permissions",
    ])
    .where("sessions.token_hash", "=", p.hash)
    .where("sessions.expires_at", ">", p.now)
    .where("users.deactivated_at", "is", null)
    .where((where) =>
      where.or([
        where("users.access_ends_at", "is", null),
        where("users.access_ends_at", ">", p.now),
      ]),
    ),
);
export type SessionRow = Awaited<ReturnType<typeof findByToken>>[number];

export async function findSession(
  db: Db,
  token: string,
  now: Instant,
): Promise<SessionRow | undefined> {
  const [row] = await findByToken(db, { hash: hashToken(token), now });
  return row;
}

export function isSeenStale(session: SessionRow, now: Instant): boolean {
  return now - session.last_seen_at > SEEN_STEP;
}

export async function touchSession(tx: Tx, id: number, now: Instant): Promise<void> {
  await tx
    .updateTable("sessions")
    .set({ last_seen_at: now, expires_at: now + LIFETIME })
    .where("id", "=", id)
    .execute();
}

export async function listSessions(db: Db, userId: number, now: Instant) {
  return db
    .selectFrom("sessions")
    .select(["id", "address", "user_agent", "created_at", "last_seen_at"])
    .where("user_id", "=", userId)
    .where("expires_at", ">", now)
    .orderBy("last_seen_at", "desc")
    .execute();
}

export async function deleteSession(tx: Tx, userId: number, id: number): Promise<void> {
  await tx.deleteFrom("sessions").where("user_id", "=", userId).where("id", "=", id).execute();
}

/** A password change ends every other session of that person. */
export async function deleteSessions(tx: Tx, userId: number, exceptId?: number): Promise<void> {
  let query = tx.deleteFrom("sessions").where("user_id", "=", userId);
  if (exceptId !== undefined) query = query.where("id", "!=", exceptId);
  await query.execute();
}

export async function deleteExpiredSessions(tx: Tx, now: Instant): Promise<void> {
  await tx.deleteFrom("sessions").where("expires_at", "<=", now).execute();
}
