import { MINUTE } from "../clock.ts";
import type { Db, Tx } from "../db/open.ts";
import type { Instant, PresenceChoice } from "../db/schema.ts";
import { shiftsOfPeople } from "../routing/shifts.ts";

export type Presence = "online" | "away" | "off";

export const presenceChoices: readonly PresenceChoice[] = ["auto", "online", "away", "off"];

/** An open page that is silent for so long is one that nobody looks at. */
const PAGE_SILENCE = 5 * MINUTE;
/** `page_seen_at` is written at most this often. */
const SEEN_STEP = MINUTE;

/**
 * Who can be given work now. What somebody chose by hand wins. Else: off between one's shifts;
 * during one, or for people without shifts, online with a page seen in the last 5 minutes and
 * away without; push keeps somebody online for the whole of their shift. Deactivated people are off.
 */
export async function presenceOf(
  db: Db,
  userIds: readonly number[],
  now: Instant,
): Promise<Map<number, Presence>> {
  if (userIds.length === 0) return new Map();
  const rows = await db
    .selectFrom("users")
    .select(["id", "presence", "page_seen_at", "deactivated_at", "access_ends_at"])
    .select((select) =>
      select
        .exists(
          select
            .selectFrom("push_subscriptions")
            .select("push_subscriptions.id")
            .whereRef("push_subscriptions.user_id", "=", "users.id"),
        )
        .as("has_push"),
    )
    .where("id", "in", userIds)
    .execute();
  const automatic = rows.filter((row) => row.presence === "auto").map((row) => row.id);
  const shifts = await shiftsOfPeople(db, automatic, now);
  return new Map(
    rows.map((row) => {
      if (row.deactivated_at !== null) return [row.id, "off"];
      if (row.access_ends_at !== null && row.access_ends_at <= now) return [row.id, "off"];
      if (row.presence !== "auto") return [row.id, row.presence];
      const shift = shifts.get(row.id);
      if (shift === null) return [row.id, "off"];
      const isSeen = row.page_seen_at !== null && now - row.page_seen_at < PAGE_SILENCE;
      const isReachable = isSeen || (shift !== undefined && Number(row.has_push) === 1);
      return [row.id, isReachable ? "online" : "away"];
    }),
  );
}

export async function choosePresence(
  tx: Tx,
  userId: number,
  presence: PresenceChoice,
): Promise<void> {
  await tx.updateTable("users").set({ presence }).where("id", "=", userId).execute();
}

export function isPageSeenStale(pageSeenAt: Instant | null, now: Instant): boolean {
  return pageSeenAt === null || now - pageSeenAt >= SEEN_STEP;
}

/** Whether `touchPages` has something to write for these people. */
export async function hasStalePage(
  db: Db,
  userIds: readonly number[],
  now: Instant,
): Promise<boolean> {
  const rows = await db
    .selectFrom("users")
    .select("page_seen_at")
    .where("id", "in", userIds)
    .execute();
  return rows.some((row) => isPageSeenStale(row.page_seen_at, now));
}

/** These people have a page open. The later of two signs stays. */
export async function touchPages(tx: Tx, userIds: readonly number[], now: Instant): Promise<void> {
  if (userIds.length === 0) return;
  await tx
    .updateTable("users")
    .set({ page_seen_at: now })
    .where("id", "in", userIds)
    .where((where) =>
      where.or([where("page_seen_at", "is", null), where("page_seen_at", "<=", now - SEEN_STEP)]),
    )
    .execute();
}
