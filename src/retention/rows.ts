import type { Db } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import type { Recado } from "../recado.ts";
import { mustStay } from "./tickets.ts";
import { PAGE, PATIENCE, type Walk, walkByTime, walkInOrder } from "./walk.ts";

/** Rows in one job: a delivery in the journal can have megabytes, which are overwritten. */
const ROWS = 50;

type Table =
  | "webhook_events"
  | "bot_turns"
  | "notifications"
  | "consent_refusals"
  | "consent_submissions"
  | "consent_exports"
  | "consent_imports"
  | "shift_handovers"
  | "privacy_requests"
  | "bookings";

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

/** Imports that are over: their report names the lines that were refused. */
export function walkImports(db: Db, before: Instant): Walk {
  return walkInOrder(before, (after) =>
    db
      .selectFrom("consent_imports")
      .select(["id", "created_at as at"])
      .where("id", ">", after)
      .where("finished_at", "is not", null)
      .orderBy("id")
      .limit(PAGE)
      .execute(),
  );
}

/** Cards of shifts that ended: they quote customers. */
export function walkHandovers(db: Db, before: Instant): Walk {
  return walkInOrder(before, (after) =>
    db
      .selectFrom("shift_handovers")
      .select(["id", "created_at as at"])
      .where("id", ">", after)
      .orderBy("id")
      .limit(PAGE)
      .execute(),
  );
}

/** Requests that are closed, with their history. */
export function walkRequests(db: Db, before: Instant): Walk {
  return walkByTime((after) => {
    let rows = db
      .selectFrom("privacy_requests")
      .select(["id", (of) => of.ref("closed_at").$notNull().as("at")])
      .where("closed_at", "<", before)
      .orderBy("closed_at")
      .orderBy("id")
      .limit(PAGE);
    if (after)
      rows = rows.where((where) =>
        where(where.refTuple("closed_at", "id"), ">", where.tuple(after.at, after.id)),
      );
    return rows.execute();
  });
}

/** Bookings that are past, moved and cancelled ones too; not of those whose data must be kept. */
export function walkBookings(db: Db, before: Instant): Walk {
  return walkByTime((after) => {
    let rows = db
      .selectFrom("bookings")
      .innerJoin("contacts", "contacts.id", "bookings.contact_id")
      .select(["bookings.id", "bookings.starts_at as at"])
      .where("starts_at", "<", before)
      .where((where) => where.not(mustStay(where, "contacts.id")))
      .orderBy("starts_at")
      .orderBy("bookings.id")
      .limit(PAGE);
    if (after)
      rows = rows.where((where) =>
        where(where.refTuple("starts_at", "bookings.id"), ">", where.tuple(after.at, after.id)),
      );
    return rows.execute();
  });
}
