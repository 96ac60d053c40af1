import type { Db } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import type { Recado } from "../recado.ts";
import { PAGE, PATIENCE, type Walk, walkInOrder } from "./walk.ts";

/** Rows in one job: a delivery in the journal can have megabytes, which are overwritten. */
const ROWS = 50;

type Table =
  | "webhook_events"
  | "bot_turns"
  | "notifications"
  | "consent_refusals"
  | "consent_submissions"
  | "consent_exports";

/** Deletes rows of a table on which nothing hangs. */
export function deletingFrom(table: Table) {
  return async ({ write }: Recado, ids: readonly number[]): Promise<void> => {
    for (let from = 0; from < ids.length; from += ROWS) {
      const some = ids.slice(from, from + ROWS);
      await write((tx) => tx.deleteFrom(table).where("id", "in", some).execute(), PATIENCE);
    }
  };
}

/** What Meta delivered; what still waits to be worked through stays. */
export function walkJournal(db: Db, before: Instant): Walk {
  return walkInOrder(before, (after) =>
    db
      .selectFrom("webhook_events")
      .select(["id", "received_at as at"])
      .where("id", ">", after)
      .where("state", "!=", "received")
      .orderBy("id")
      .limit(PAGE)
      .execute(),
  );
}

/** Why the bot answered as it did. */
export function walkTurns(db: Db, before: Instant): Walk {
  return walkInOrder(before, (after) =>
    db
      .selectFrom("bot_turns")
      .select(["id", "created_at as at"])
      .where("id", ">", after)
      .orderBy("id")
      .limit(PAGE)
      .execute(),
  );
}

/** Dialogues that are over; what they asked other systems goes along. */
export function walkDialogues(db: Db, before: Instant): Walk {
  return walkInOrder(before, (after) =>
    db
      .selectFrom("flow_runs")
      .select(["id", "updated_at as at"])
      .where("id", ">", after)
      .where("ended_at", "is not", null)
      .orderBy("id")
      .limit(PAGE)
      .execute(),
  );
}

export async function deleteDialogues({ write }: Recado, ids: readonly number[]): Promise<void> {
  await write((tx) =>
    tx.deleteFrom("flow_runs").where("id", "in", ids).where("ended_at", "is not", null).execute(),
  );
}

export function walkNotifications(db: Db, before: Instant): Walk {
  return walkInOrder(before, (after) =>
    db
      .selectFrom("notifications")
      .select(["id", "created_at as at"])
      .where("id", ">", after)
      .orderBy("id")
      .limit(PAGE)
      .execute(),
  );
}

/** What the gate held back. */
export function walkRefusals(db: Db, before: Instant): Walk {
  return walkInOrder(before, (after) =>
    db
      .selectFrom("consent_refusals")
      .select(["id", "refused_at as at"])
      .where("id", ">", after)
      .orderBy("id")
      .limit(PAGE)
      .execute(),
  );
}

/** Forms that somebody confirmed: the log has the record; the others are deleted when their code expires. */
export function walkSubmissions(db: Db, before: Instant): Walk {
  return walkInOrder(before, (after) =>
    db
      .selectFrom("consent_submissions")
      .select(["id", "submitted_at as at"])
      .where("id", ">", after)
      .where("confirmed_at", "is not", null)
      .orderBy("id")
      .limit(PAGE)
      .execute(),
  );
}

/** Exports whose file is gone: who asked for them and why. */
export function walkExports(db: Db, before: Instant): Walk {
  return walkInOrder(before, (after) =>
    db
      .selectFrom("consent_exports")
      .select(["id", "created_at as at"])
      .where("id", ">", after)
      .where("file", "is", null)
      .where("state", "in", ["expired", "refused", "failed"])
      .orderBy("id")
      .limit(PAGE)
      .execute(),
  );
}
