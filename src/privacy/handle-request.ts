import type { Db, Tx } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import { AppError } from "../http/errors.ts";
import { getSetting } from "../settings/settings.ts";
import { dueAt, extendedDueAt } from "./due-dates.ts";
import {
  type JurisdictionCode,
  jurisdictionProfiles,
  type RequestKind,
} from "./jurisdiction-profiles.ts";
import { isJurisdiction } from "./jurisdictions.ts";
import { insertRequestEvent, type RequestEvent } from "./request-events.ts";
import { getOpenRequest, insertRequest, type RequestRow } from "./requests.ts";

export interface AskedRequest {
  kind: RequestKind;
  contactId: number | null;
  jurisdiction: JurisdictionCode;
  source: string;
  note: string;
  receivedAt: Instant;
  createdBy: number | null;
}

/** Opens a request; when it is due follows from the law and the day on which it came in. */
export async function openRequest(tx: Tx, asked: AskedRequest, now: Instant): Promise<number> {
  const profile = jurisdictionProfiles[asked.jurisdiction];
  const { receivedAt } = asked;
  const due = dueAt(profile, asked.kind, { receivedAt, timezone: await timezoneOf(tx) });
  return insertRequest(tx, { ...asked, dueAt: due }, now);
}

interface By {
  actorId: number | null;
  now: Instant;
}

/** Somebody made sure that it is the person who asks. @throws AppError `conflict` when it is closed. */
export async function confirmIdentity(
  tx: Tx,
  id: number,
  { how, actorId, now }: By & { how: string },
): Promise<void> {
  await getOpenRequest(tx, id);
  await tx
    .updateTable("privacy_requests")
    .set({ identity_checked_at: now })
    .where("id", "=", id)
    .execute();
  await insertRequestEvent(tx, { requestId: id, kind: "identity", actorId, detail: { how } }, now);
}

/** Whoever looks after it. @throws AppError `conflict` when it is closed. */
export async function assignRequest(
  tx: Tx,
  id: number,
  { assigneeId, actorId, now }: By & { assigneeId: number | null },
): Promise<void> {
  const request = await getOpenRequest(tx, id);
  if (request.assignee_id === assigneeId) return;
  await tx
    .updateTable("privacy_requests")
    .set({ assignee_id: assigneeId })
    .where("id", "=", id)
    .execute();
  const detail: Record<string, number> = assigneeId === null ? {} : { to: assigneeId };
  await insertRequestEvent(tx, { requestId: id, kind: "assigned", actorId, detail }, now);
}

/** When the answer may be put off to; null where the law does not let it, or it was put off already. */
export async function extensionOf(db: Db, request: RequestRow): Promise<Instant | null> {
  if (request.extended_reason !== null || !isJurisdiction(request.jurisdiction)) return null;
  const profile = jurisdictionProfiles[request.jurisdiction];
  const from = { dueAt: request.due_at, timezone: await timezoneOf(db) };
  return extendedDueAt(profile, request.kind, from);
}

/**
 * Puts the answer off, once, for a reason that the person is told.
 * @throws AppError `conflict` where the law does not allow it.
 */
export async function extendRequest(
  tx: Tx,
  id: number,
  { reason, actorId, now }: By & { reason: string },
): Promise<void> {
  const request = await getOpenRequest(tx, id);
  const due = await extensionOf(tx, request);
  if (due === null)
    throw new AppError("conflict", "This answer can't be put off.", {
      key: "error.request-not-extended",
    });
  await tx
    .updateTable("privacy_requests")
    .set({ due_at: due, extended_reason: reason, reminded_at: null })
    .where("id", "=", id)
    .execute();
  await insertRequestEvent(tx, { requestId: id, kind: "extended", actorId }, now);
}

/** Ends it. @throws AppError `conflict` when it is closed already. */
export async function closeRequest(
  tx: Tx,
  id: number,
  {
    state,
    outcome,
    actorId,
    now,
  }: By & { state: Exclude<RequestRow["state"], "open">; outcome: string },
): Promise<void> {
  await getOpenRequest(tx, id);
  await tx
    .updateTable("privacy_requests")
    .set({ state, outcome: outcome || null, closed_at: now })
    .where("id", "=", id)
    .execute();
  await insertRequestEvent(tx, { requestId: id, kind: state, actorId }, now);
}

/** Notes a step that was done. */
export async function noteStep(
  tx: Tx,
  id: number,
  { kind, detail, actorId, now }: By & { kind: RequestEvent; detail?: Record<string, number> },
): Promise<void> {
  await insertRequestEvent(tx, { requestId: id, kind, actorId, detail }, now);
}

async function timezoneOf(db: Db): Promise<string> {
  return (await getSetting(db, "business"))?.timezone ?? "UTC";
}
