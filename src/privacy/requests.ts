import type { Selectable } from "kysely";
import type { Db, Tx } from "../db/open.ts";
import type { Instant, PrivacyRequestsTable } from "../db/schema.ts";
import { AppError } from "../http/errors.ts";
import type { RequestKind } from "./jurisdiction-profiles.ts";
import { insertRequestEvent } from "./request-events.ts";

export type RequestRow = Selectable<PrivacyRequestsTable>;

/** How requests reach us; what a program sends may say something else. */
export const requestSources = [
  "whatsapp",
  "email",
  "letter",
  "phone",
  "in-person",
  "other",
] as const;

export interface NewRequest {
  kind: RequestKind;
  /** Null: nobody whom we know. */
  contactId: number | null;
  jurisdiction: string;
  source: string;
  note: string;
  receivedAt: Instant;
  dueAt: Instant;
  /** Null: a program. */
  createdBy: number | null;
}

/** Keeps the request and the first line of its history. Returns its number. */
export async function insertRequest(tx: Tx, request: NewRequest, now: Instant): Promise<number> {
  const { id } = await tx
    .insertInto("privacy_requests")
    .values({
      kind: request.kind,
      state: "open",
      contact_id: request.contactId,
      subject_reference: await findReference(tx, request.contactId),
      jurisdiction: request.jurisdiction,
      source: request.source,
      note: request.note,
      received_at: request.receivedAt,
      due_at: request.dueAt,
      assignee_id: request.createdBy,
      created_by: request.createdBy,
      created_at: now,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  await insertRequestEvent(tx, { requestId: id, kind: "opened", actorId: request.createdBy }, now);
  return id;
}

/** What the consent log calls them: what is left of a person who is erased. */
async function findReference(db: Db, contactId: number | null): Promise<string | null> {
  if (contactId === null) return null;
  const subject = await db
    .selectFrom("consent_subjects")
    .select("reference")
    .where("contact_id", "=", contactId)
    .orderBy("id")
    .limit(1)
    .executeTakeFirst();
  return subject?.reference ?? null;
}

const ofRequests = (db: Db) =>
  db
    .selectFrom("privacy_requests")
    .leftJoin("contacts", "contacts.id", "privacy_requests.contact_id")
    .leftJoin("users", "users.id", "privacy_requests.assignee_id")
    .selectAll("privacy_requests")
    .select([
      "contacts.name as contact_name",
      "contacts.phone as contact_phone",
      "contacts.language as contact_language",
      "contacts.restricted_at",
      "users.name as assignee_name",
    ]);

export type ListedRequest = Awaited<ReturnType<typeof listOpenRequests>>[number];

/** What is to be answered, the next that is due first: overdue ones lead. */
export async function listOpenRequests(db: Db, limit = 500) {
  return ofRequests(db)
    .where("privacy_requests.closed_at", "is", null)
    .orderBy("privacy_requests.due_at")
    .orderBy("privacy_requests.id")
    .limit(limit)
    .execute();
}

/** What was answered, the newest first. */
export async function listClosedRequests(
  db: Db,
  { before, limit }: { before: number | null; limit: number },
) {
  let requests = ofRequests(db)
    .where("privacy_requests.closed_at", "is not", null)
    .orderBy("privacy_requests.id", "desc")
    .limit(limit);
  if (before !== null) requests = requests.where("privacy_requests.id", "<", before);
  return requests.execute();
}

/** All of them, open and closed, for programs. */
export async function listRequests(
  db: Db,
  {
    after,
    order,
    limit,
    state,
    contactId,
  }: {
    after: number | null;
    order: "asc" | "desc";
    limit: number;
    state?: RequestRow["state"];
    contactId?: number;
  },
) {
  let requests = ofRequests(db).orderBy("privacy_requests.id", order).limit(limit);
  if (after !== null)
    requests = requests.where("privacy_requests.id", order === "asc" ? ">" : "<", after);
  if (state) requests = requests.where("privacy_requests.state", "=", state);
  if (contactId !== undefined)
    requests = requests.where("privacy_requests.contact_id", "=", contactId);
  return requests.execute();
}

/** @throws AppError `not-found`. */
export async function getRequest(db: Db, id: number): Promise<ListedRequest> {
  const request = Number.isSafeInteger(id)
    ? await ofRequests(db).where("privacy_requests.id", "=", id).executeTakeFirst()
    : undefined;
  if (request) return request;
  throw new AppError("not-found", `There is no request ${id}.`);
}

/** For what only an open request may be asked. @throws AppError `not-found`, `conflict`. */
export async function getOpenRequest(db: Db, id: number): Promise<ListedRequest> {
  const request = await getRequest(db, id);
  if (request.closed_at === null) return request;
  throw new AppError("conflict", "This request is closed.", { key: "error.request-closed" });
}

/** Open requests of one person. */
export async function listOpenRequestsOf(db: Db, contactId: number) {
  return ofRequests(db)
    .where("privacy_requests.contact_id", "=", contactId)
    .where("privacy_requests.closed_at", "is", null)
    .orderBy("privacy_requests.due_at")
    .execute();
}
