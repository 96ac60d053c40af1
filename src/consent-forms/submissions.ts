import { DAY, HOUR } from "../clock.ts";
import { hot } from "../db/hot.ts";
import type { Db, Tx } from "../db/open.ts";
import type { Instant, Language } from "../db/schema.ts";
import { AppError } from "../http/errors.ts";
import type { Box } from "./list-boxes.ts";

/** So long a person has to send their own message. */
const CONFIRM_TIME = DAY;
/** From one address within an hour: a counter with a queue, not a machine. */
const MOST_AN_HOUR = 60;
/** Waiting at a time, of all forms: more is no crowd of customers. */
const MOST_OPEN = 5_000;

export interface NewSubmission {
  formId: number;
  codeHash: string;
  name: string;
  language: Language;
  /** Those that were ticked. */
  boxes: readonly Box[];
  address: string;
  userAgent: string;
}

/** What is kept of a box: the words that stood there. */
export interface KeptText {
  body: string;
  /** All that was shown, as the log keeps it. */
  shown: string;
  id: number | null;
  version: number;
}

/**
 * Keeps what a person has sent until their own message confirms it.
 * @throws AppError `too-many` from an address that sends more than a counter could.
 */
export async function insertSubmission(
  tx: Tx,
  submission: NewSubmission,
  now: Instant,
): Promise<void> {
  await requireRoom(tx, submission.address, now);
  const texts: Record<string, KeptText> = Object.fromEntries(
    submission.boxes.map(({ purpose, body, shown, id, version }) => [
      purpose,
      { body, shown, id, version },
    ]),
  );
  await tx
    .insertInto("consent_submissions")
    .values({
      form_id: submission.formId,
      code_hash: submission.codeHash,
      name: submission.name,
      phone: null,
      language: submission.language,
      purposes: JSON.stringify(submission.boxes.map(({ purpose }) => purpose)),
      texts: JSON.stringify(texts),
      address: submission.address,
      user_agent: submission.userAgent,
      contact_id: null,
      submitted_at: now,
      expires_at: now + CONFIRM_TIME,
      confirmed_at: null,
    })
    .execute();
}

async function requireRoom(tx: Tx, address: string, now: Instant): Promise<void> {
  const ofAddress = await tx
    .selectFrom("consent_submissions")
    .select("id")
    .where("address", "=", address)
    .where("submitted_at", ">", now - HOUR)
    .limit(MOST_AN_HOUR)
    .execute();
  if (ofAddress.length >= MOST_AN_HOUR)
    throw new AppError("too-many", "Too many forms were sent. Try again in an hour.", {
      retryAfter: 3600,
    });
  const waiting = await tx
    .selectFrom("consent_submissions")
    .select("id")
    .where("confirmed_at", "is", null)
    .limit(MOST_OPEN)
    .execute();
  if (waiting.length >= MOST_OPEN) await makeRoom(tx);
}

/** A flood closes the form to nobody: the oldest goes of whoever has sent most. */
async function makeRoom(tx: Tx): Promise<void> {
  const busiest = tx
    .selectFrom("consent_submissions")
    .select("address")
    .where("confirmed_at", "is", null)
    .groupBy("address")
    .orderBy(({ fn }) => fn.countAll(), "desc")
    .limit(1);
  const oldest = tx
    .selectFrom("consent_submissions")
    .select("id")
    .where("confirmed_at", "is", null)
    .where("address", "=", busiest)
    .orderBy("id")
    .limit(1);
  await tx.deleteFrom("consent_submissions").where("id", "=", oldest).execute();
}

const findOpenOne = hot((db, p: { codeHash: string; now: Instant }) =>
  db
    .selectFrom("consent_submissions")
    .innerJoin("consent_forms", "consent_forms.id", "form_id")
    .selectAll("consent_submissions")
    .select("consent_forms.slug")
    .where("code_hash", "=", p.codeHash)
    .where("confirmed_at", "is", null)
    .where("expires_at", ">", p.now),
);

/** One that still waits for its message. */
export async function findOpenSubmission(db: Db, codeHash: string, now: Instant) {
  return (await findOpenOne(db, { codeHash, now }))[0];
}
export type SubmissionRow = NonNullable<Awaited<ReturnType<typeof findOpenSubmission>>>;

/** From now on the log has it all; what it knew of the person beside that is deleted. */
export async function markConfirmed(
  tx: Tx,
  id: number,
  contactId: number,
  now: Instant,
): Promise<void> {
  await tx
    .updateTable("consent_submissions")
    .set({ confirmed_at: now, contact_id: contactId, name: "", address: "", user_agent: "" })
    .where("id", "=", id)
    .execute();
}

/** What nobody confirmed in time is gone. Returns how many there were; at most 500 a time. */
export async function deleteExpiredSubmissions(tx: Tx, now: Instant): Promise<number> {
  const rows = await tx
    .deleteFrom("consent_submissions")
    .where("id", "in", (of) =>
      of
        .selectFrom("consent_submissions")
        .select("id")
        .where("confirmed_at", "is", null)
        .where("expires_at", "<=", now)
        .limit(500),
    )
    .returning("id")
    .execute();
  return rows.length;
}

/** Whether there is something to delete: asked by the schedule before it writes. */
export async function hasExpiredSubmission(db: Db, now: Instant): Promise<boolean> {
  const row = await db
    .selectFrom("consent_submissions")
    .select("id")
    .where("confirmed_at", "is", null)
    .where("expires_at", "<=", now)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** How many of each form were confirmed, and how many wait. */
export async function countSubmissions(
  db: Db,
): Promise<Map<number, { confirmed: number; waiting: number }>> {
  const rows = await db
    .selectFrom("consent_submissions")
    .select((select) => [
      "form_id",
      select.fn.countAll<number>().as("all"),
      select.fn.count<number>("confirmed_at").as("confirmed"),
    ])
    .groupBy("form_id")
    .execute();
  return new Map(
    rows.map(({ form_id, all, confirmed }) => [form_id, { confirmed, waiting: all - confirmed }]),
  );
}
