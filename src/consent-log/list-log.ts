import { sql } from "kysely";
import { hot } from "../db/hot.ts";
import type { Db } from "../db/open.ts";
import type { ConsentEvent, ConsentMethod, Instant } from "../db/schema.ts";
import { AppError } from "../http/errors.ts";
import { isIndexed, type Kind, listKinds } from "./list-kinds.ts";
import type { LogFilter } from "./log-filter.ts";
import { listRows } from "./log-rows.ts";

/** Where a page of the log goes on: the last record's place. */
export interface LogKey {
  recordedAt: Instant;
  seq: number;
}

const EARLIEST = 0;
const LATEST: Instant = Number.MAX_SAFE_INTEGER;

const newestOfKind = hot(
  (
    db,
    p: {
      purpose: string;
      event: ConsentEvent;
      method: ConsentMethod;
      from: Instant;
      beforeAt: Instant;
      beforeSeq: number;
      limit: number;
    },
  ) =>
    db
      .selectFrom("consent_records")
      .select(["seq", "recorded_at"])
      .where(isIndexed)
      .where("purpose", "=", p.purpose)
      .where("event", "=", p.event)
      .where("method", "=", p.method)
      .where("recorded_at", ">=", p.from)
      .where(sql<boolean>`(recorded_at, seq) < (${p.beforeAt}, ${p.beforeSeq})`)
      .orderBy("recorded_at", "desc")
      .orderBy("seq", "desc")
      .limit(p.limit),
);

const oldestOfKind = hot(
  (
    db,
    p: {
      purpose: string;
      event: ConsentEvent;
      method: ConsentMethod;
      until: Instant;
      afterAt: Instant;
      afterSeq: number;
      limit: number;
    },
  ) =>
    db
      .selectFrom("consent_records")
      .select(["seq", "recorded_at"])
      .where(isIndexed)
      .where("purpose", "=", p.purpose)
      .where("event", "=", p.event)
      .where("method", "=", p.method)
      .where("recorded_at", "<", p.until)
      .where(sql<boolean>`(recorded_at, seq) > (${p.afterAt}, ${p.afterSeq})`)
      .orderBy("recorded_at")
      .orderBy("seq")
      .limit(p.limit),
);

interface Wanted {
  after?: LogKey | null;
  limit: number;
  /** Newest first without. */
  order?: "asc" | "desc";
}

/** A page of the consent log, the newest record first, and where the next one begins (null: nowhere). */
export async function listLog(db: Db, filter: LogFilter, { after = null, limit }: Wanted) {
  const places = await listPlaces(db, filter, { after, limit });
  const shown = places.slice(0, limit);
  const rows = await listRows(
    db,
    shown.map(({ seq }) => seq),
  );
  return { rows, next: places.length > limit ? (shown.at(-1) ?? null) : null };
}

/**
 * Which records stand on a page, and one more when there is a next one. Each kind of record
 * is read by its own stretch of one index, so that any filter costs the same in a log of a
 * million.
 */
export async function listPlaces(db: Db, filter: LogFilter, wanted: Wanted): Promise<LogKey[]> {
  const { after = null, limit, order = "desc" } = wanted;
  const places = filter.contactIds
    ? await placesOfContacts(db, filter.contactIds, filter)
    : await placesOfAll(db, filter, wanted);
  const compare = order === "desc" ? (a: LogKey, b: LogKey) => rank(b, a) : rank;
  return places
    .filter((place) => after === null || compare(place, after) > 0)
    .toSorted(compare)
    .slice(0, limit + 1);
}

/** Where a record stands. @throws AppError `invalid`, as for a cursor that nobody was given. */
export async function findPlace(db: Db, seq: number): Promise<LogKey> {
  const row = await db
    .selectFrom("consent_records")
    .select("recorded_at")
    .where("seq", "=", seq)
    .executeTakeFirst();
  if (row) return { recordedAt: row.recorded_at, seq };
  throw new AppError("invalid", "cursor: give a next_cursor as you got it.");
}

function rank(a: LogKey, b: LogKey): number {
  return a.recordedAt - b.recordedAt || a.seq - b.seq;
}

async function placesOfAll(db: Db, filter: LogFilter, wanted: Wanted): Promise<LogKey[]> {
  const places: LogKey[] = [];
  for (const kind of await listKinds(db)) {
    if (!isWanted(kind, filter)) continue;
    const rows = await placesOfKind(db, kind, filter, wanted);
    for (const { seq, recorded_at } of rows) places.push({ seq, recordedAt: recorded_at });
  }
  return places;
}

async function placesOfKind(db: Db, kind: Kind, filter: LogFilter, wanted: Wanted) {
  const { after, order = "desc" } = wanted;
  const limit = wanted.limit + 1;
  const from = filter.from ?? EARLIEST;
  const until = filter.until ?? LATEST;
  if (order === "desc") {
    const before = { beforeAt: after?.recordedAt ?? until, beforeSeq: after?.seq ?? 0 };
    return newestOfKind(db, { ...kind, ...before, from, limit });
  }
  const behind = { afterAt: after?.recordedAt ?? from, afterSeq: after?.seq ?? 0 };
  return oldestOfKind(db, { ...kind, ...behind, until, limit });
}

function isWanted({ purpose, event, method }: Kind, filter: LogFilter): boolean {
  return (
    (filter.purpose ?? purpose) === purpose &&
    (filter.event ?? event) === event &&
    (filter.method ?? method) === method
  );
}

/** The few records of some people, all of them. */
async function placesOfContacts(
  db: Db,
  contactIds: readonly number[],
  filter: LogFilter,
): Promise<LogKey[]> {
  if (contactIds.length === 0) return [];
  const rows = await db
    .selectFrom("consent_records")
    .select(["seq", "purpose", "event", "method", "recorded_at"])
    .where("subject_id", "in", (of) =>
      of.selectFrom("consent_subjects").select("id").where("contact_id", "in", contactIds),
    )
    .execute();
  const { from = null, until = null } = filter;
  return rows
    .filter((row) => isWanted(row, filter))
    .filter(({ recorded_at }) => recorded_at >= (from ?? EARLIEST))
    .filter(({ recorded_at }) => recorded_at < (until ?? LATEST))
    .map(({ seq, recorded_at }) => ({ seq, recordedAt: recorded_at }));
}

/** As one word for addresses. */
export function writeLogKey({ recordedAt, seq }: LogKey): string {
  return `${recordedAt}.${seq}`;
}

/** Null for anything that writeLogKey did not write. */
export function readLogKey(word: string | undefined): LogKey | null {
  const [, at, seq] = /^(\d{1,15})\.(\d{1,15})$/.exec(word ?? "") ?? [];
  return at === undefined ? null : { recordedAt: Number(at), seq: Number(seq) };
}
