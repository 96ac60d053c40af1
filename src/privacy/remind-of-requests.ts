import { DAY } from "../clock.ts";
import type { Db, Tx } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import { notify } from "../notify/notify.ts";
import type { Recado } from "../recado.ts";
import { getSetting } from "../settings/settings.ts";
import { dayOf } from "./present-request.ts";
import { insertRequestEvent } from "./request-events.ts";
import { listRequestPeople } from "./request-people.ts";

/** Days before the last one on which whoever handles requests is told; and once when it is over. */
const DAYS_BEFORE = [7, 2, 0];

/**
 * Tells everybody who handles requests of those that are due soon, due today or late. What was
 * told is committed with it, so that each reminder is given once, and a missed one made up for.
 */
export async function remindOfRequests(recado: Recado): Promise<void> {
  const now = recado.clock.now();
  const due = (await listDue(recado.db, now)).filter((request) => isToBeTold(request, now));
  for (const { id } of due) await recado.write((tx) => remind(tx, id, now));
}

interface DueRequest {
  id: number;
  due_at: Instant;
  reminded_at: Instant | null;
}

async function listDue(db: Db, now: Instant): Promise<DueRequest[]> {
  return db
    .selectFrom("privacy_requests")
    .select(["id", "due_at", "reminded_at"])
    .where("closed_at", "is", null)
    .where("due_at", "<", now + (Math.max(...DAYS_BEFORE) + 1) * DAY)
    .execute();
}

/** Whether an occasion has come since the last time that it was told. */
function isToBeTold({ due_at, reminded_at }: DueRequest, now: Instant): boolean {
  return occasionsOf(due_at).some((at) => at <= now && at > (reminded_at ?? -1));
}

/** The beginnings of those days, and the moment after the last. */
function occasionsOf(dueAt: Instant): Instant[] {
  const end = dueAt + 1;
  return [...DAYS_BEFORE.map((days) => end - (days + 1) * DAY), end];
}

async function remind(tx: Tx, id: number, now: Instant): Promise<void> {
  const request = await tx
    .selectFrom("privacy_requests")
    .select(["due_at", "closed_at"])
    .where("id", "=", id)
    .executeTakeFirst();
  // Answered in the meantime.
  if (!request || request.closed_at !== null) return;
  const timezone = (await getSetting(tx, "business"))?.timezone ?? "UTC";
  const detail = { request: id, day: dayOf(request.due_at, timezone).toString() };
  for (const { id: userId } of await listRequestPeople(tx))
    await notify(tx, { userId, kind: "privacy-due", ticketId: null, detail }, now);
  await tx.updateTable("privacy_requests").set({ reminded_at: now }).where("id", "=", id).execute();
  await insertRequestEvent(tx, { requestId: id, kind: "reminded", actorId: null }, now);
}
