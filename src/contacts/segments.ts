import type { Selectable } from "kysely";
import type { Db, Tx } from "../db/open.ts";
import type { Instant, SegmentsTable } from "../db/schema.ts";
import { AppError } from "../http/errors.ts";
import { type Condition, type Field, readCondition } from "../routing/conditions.ts";
import { leavesOf } from "../routing/read-rule.ts";

export type SegmentRow = Selectable<SegmentsTable>;

export interface SegmentInput {
  name: string;
  condition: Condition;
}

const LONGEST_NAME = 80;

/** What of conditions is about a contact alone; their own fields besides. */
const ofContacts: readonly Field[] = [
  "vip",
  "contact-tag",
  "value",
  "language",
  "manager",
  "last-agent",
  "ticket-count",
  "days-since-resolved",
  "contact-country",
  "contact-zone",
];

export function isOfContacts(field: string): boolean {
  return field.startsWith("contact.") || ofContacts.some((known) => known === field);
}

export async function listSegments(db: Db): Promise<SegmentRow[]> {
  return db.selectFrom("segments").selectAll().orderBy("name").execute();
}

/** @throws AppError `not-found`. */
export async function getSegment(db: Db, id: number): Promise<SegmentRow> {
  const row = Number.isSafeInteger(id)
    ? await db.selectFrom("segments").selectAll().where("id", "=", id).executeTakeFirst()
    : undefined;
  if (!row) throw new AppError("not-found", "There is no segment with this id.");
  return row;
}

export function conditionOf(segment: Pick<SegmentRow, "condition">): Condition {
  return JSON.parse(segment.condition) as Condition;
}

/** @throws AppError `invalid`, or `conflict` when the name is taken. */
export async function insertSegment(
  tx: Tx,
  input: SegmentInput,
  now: Instant,
): Promise<SegmentRow> {
  const columns = await requireSegment(tx, input);
  return tx
    .insertInto("segments")
    .values({ ...columns, created_at: now, updated_at: now })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** @throws AppError `not-found`, `invalid`, or `conflict` when the name is taken. */
export async function updateSegment(
  tx: Tx,
  id: number,
  input: SegmentInput,
  now: Instant,
): Promise<SegmentRow> {
  await getSegment(tx, id);
  const columns = await requireSegment(tx, input, id);
  return tx
    .updateTable("segments")
    .set({ ...columns, updated_at: now })
    .where("id", "=", id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** @throws AppError `not-found`. */
export async function deleteSegment(tx: Tx, id: number): Promise<SegmentRow> {
  const segment = await getSegment(tx, id);
  await tx.deleteFrom("segments").where("id", "=", id).execute();
  return segment;
}

async function requireSegment(db: Db, { name, condition }: SegmentInput, exceptId = 0) {
  const plain = name.replaceAll(/\s+/g, " ").trim();
  if (!plain || plain.length > LONGEST_NAME)
    throw new AppError("invalid", `name: write 1 to ${LONGEST_NAME} characters.`, {
      key: "error.segment-name",
    });
  const read = readCondition(condition);
  const foreign = [...leavesOf(read)].find(({ field }) => !isOfContacts(field));
  if (foreign) throw new AppError("invalid", `"${foreign.field}" says nothing about a contact.`);
  const taken = await db
    .selectFrom("segments")
    .select("id")
    .where("name", "=", plain)
    .where("id", "!=", exceptId)
    .executeTakeFirst();
  if (taken)
    throw new AppError("conflict", `name: "${plain}" is taken.`, {
      key: "error.segment-taken",
      values: { name: plain },
    });
  return { name: plain, condition: JSON.stringify(read) };
}
