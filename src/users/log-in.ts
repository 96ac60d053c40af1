import { auditFailedSignIn, auditSignIn } from "../audit/audit-sign-in.ts";
import { MINUTE } from "../clock.ts";
import type { Tx } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import type { Recado } from "../recado.ts";
import { hashPassword, needsRehash, verifyPassword } from "./passwords.ts";
import { insertSession } from "./sessions.ts";

const PERIOD = 15 * MINUTE;
const GUESSES_PER_ACCOUNT = 10;
const GUESSES_PER_ADDRESS = 60;

export type LogInOutcome =
  | { kind: "signed-in"; token: string; userId: number }
  | { kind: "wrong" }
  | { kind: "throttled"; retryAfter: number };

/**
 * Checks e-mail and password. The guess is counted before it is checked, so that
 * a hundred at once are counted too; at most 10 per account in 15 minutes.
 */
export async function logIn(
  recado: Recado,
  guess: { email: string; password: string; address: string; userAgent: string },
): Promise<LogInOutcome> {
  const email = guess.email.trim().toLowerCase().slice(0, 320);
  const now = recado.clock.now();
  const wait = await recado.write((tx) => countAttempt(tx, email, guess.address, now));
  if (wait > 0) return { kind: "throttled", retryAfter: Math.ceil(wait / 1000) };

  const user = await recado.db
    .selectFrom("users")
    .select(["id", "password_hash"])
    .where("email", "=", email)
    .where("deactivated_at", "is", null)
    .where((where) =>
      where.or([where("access_ends_at", "is", null), where("access_ends_at", ">", now)]),
    )
    .executeTakeFirst();
  if (!(await verifyPassword(guess.password, user?.password_hash)) || !user) {
    await recado.write((tx) => auditFailedSignIn(tx, { email, address: guess.address }, now));
    return { kind: "wrong" };
  }

  const fresh = needsRehash(user.password_hash) ? await hashPassword(guess.password) : null;
  const token = await recado.write(async (tx) => {
    if (fresh)
      await tx
        .updateTable("users")
        .set({ password_hash: fresh })
        .where("id", "=", user.id)
        .execute();
    await tx.deleteFrom("login_attempts").where("email", "=", email).execute();
    await auditSignIn(tx, { userId: user.id, address: guess.address }, now);
    return insertSession(
      tx,
      { userId: user.id, address: guess.address, userAgent: guess.userAgent },
      now,
    );
  });
  return { kind: "signed-in", token, userId: user.id };
}

/** Milliseconds to wait; 0 when the guess may be made, and then it is on record. */
export async function countAttempt(
  tx: Tx,
  email: string,
  address: string,
  now: Instant,
): Promise<number> {
  const since = now - PERIOD;
  await tx.deleteFrom("login_attempts").where("attempted_at", "<=", since).execute();
  const byAccount = await attemptsOf(tx, "email", email);
  const byAddress = await attemptsOf(tx, "address", address);
  if (byAccount.length >= GUESSES_PER_ACCOUNT) return (byAccount[0] ?? now) + PERIOD - now;
  if (byAddress.length >= GUESSES_PER_ADDRESS) return (byAddress[0] ?? now) + PERIOD - now;
  await tx.insertInto("login_attempts").values({ email, address, attempted_at: now }).execute();
  return 0;
}

async function attemptsOf(tx: Tx, column: "email" | "address", value: string): Promise<Instant[]> {
  const rows = await tx
    .selectFrom("login_attempts")
    .select("attempted_at")
    .where(column, "=", value)
    .orderBy("attempted_at")
    .execute();
  return rows.map((row) => row.attempted_at);
}
