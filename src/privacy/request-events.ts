import type { Db, Tx } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";

export const requestEvents = [
  "opened",
  "assigned",
  "identity",
  "package",
  "corrected",
  "restricted",
  "lifted",
  "objected",
  "erased",
  "extended",
  "reminded",
  "done",
  "refused",
  "withdrawn",
] as const;
export type RequestEvent = (typeof requestEvents)[number];

/** What happened to a request; never personal data of who asked, since it outlives an erasure. */
export async function insertRequestEvent(
  tx: Tx,
  {
    requestId,
    kind,
    actorId,
    detail = {},
  }: {
    requestId: number;
    kind: RequestEvent;
    /** Null: the desk by itself, or a program. */
    actorId: number | null;
    detail?: Record<string, string | number>;
  },
  now: Instant,
): Promise<void> {
  await tx
    .insertInto("privacy_request_events")
    .values({
      request_id: requestId,
      kind,
      actor_id: actorId,
      detail: JSON.stringify(detail),
      created_at: now,
    })
    .execute();
}

/** In the order in which it happened. */
export async function listRequestEvents(db: Db, requestId: number) {
  return db
    .selectFrom("privacy_request_events")
    .leftJoin("users", "users.id", "privacy_request_events.actor_id")
    .select([
      "privacy_request_events.id",
      "privacy_request_events.kind",
      "privacy_request_events.detail",
      "privacy_request_events.created_at",
      "users.name as actor_name",
    ])
    .where("request_id", "=", requestId)
    .orderBy("privacy_request_events.id")
    .execute();
}
