import { HOUR } from "../clock.ts";
import type { Db, Tx } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import { appendAuditRecord } from "./append-audit-record.ts";

/** Wrong sign-ins on record in an hour: whoever tries on and on doesn't fill the log. */
export const MOST_FAILURES = 100;

/** Somebody's password was right. */
export async function auditSignIn(
  tx: Tx,
  { userId, address }: { userId: number; address: string },
  now: Instant,
): Promise<void> {
  const actor = { type: "person", id: userId, address } as const;
  await appendAuditRecord(
    tx,
    { actor, action: "signed-in", object: { type: "user", id: userId } },
    now,
  );
}

/**
 * Somebody gave a wrong password; `email` as typed. Guesses beyond those that are let
 * through (users/log-in.ts) are refused unread, and not on record.
 */
export async function auditFailedSignIn(
  tx: Tx,
  { email, address }: { email: string; address: string },
  now: Instant,
): Promise<void> {
  if ((await countFailures(tx, now - HOUR)) >= MOST_FAILURES) return;
  const user = await tx
    .selectFrom("users")
    .select("id")
    .where("email", "=", email)
    .executeTakeFirst();
  const actor = { type: "visitor", id: null, address } as const;
  const object = { type: "user", id: user?.id ?? null };
  // Many a password was typed into the wrong field.
  const details = isEmail(email) ? { after: { email } } : {};
  await appendAuditRecord(tx, { actor, action: "sign-in-failed", object, details }, now);
}

function isEmail(typed: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(typed);
}

async function countFailures(db: Db, since: Instant): Promise<number> {
  const rows = await db
    .selectFrom("audit_records")
    .select("seq")
    .where("at", ">", since)
    .where("action", "=", "sign-in-failed")
    .limit(MOST_FAILURES)
    .execute();
  return rows.length;
}
