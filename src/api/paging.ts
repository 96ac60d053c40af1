import { AppError } from "../http/errors.ts";

/** What every list takes. The cursor is the last row's creation key: rows that arrive repeat and skip nothing. */
export interface Paging {
  limit: number;
  order: "asc" | "desc";
  /** Exclusive. */
  after: number | null;
}

const MOST = 200;
const USUAL = 50;

/** @throws AppError `invalid` that names the parameter. */
export function readPaging(
  query: Record<string, string | undefined>,
  usualOrder: Paging["order"] = "desc",
): Paging {
  const limit = query.limit === undefined ? USUAL : Number(query.limit);
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST) {
    throw new AppError("invalid", `limit: give a whole number from 1 to ${MOST}.`);
  }
  const order = query.order ?? usualOrder;
  if (order !== "asc" && order !== "desc")
    throw new AppError("invalid", "order: give asc or desc.");
  return { limit, order, after: query.cursor === undefined ? null : readCursor(query.cursor) };
}

function readCursor(text: string): number {
  const id = Number(/^c(\d{1,15})$/.exec(text)?.[1] ?? Number.NaN);
  if (Number.isSafeInteger(id)) return id;
  throw new AppError("invalid", "cursor: give a next_cursor as you got it.");
}

/** `rows` holds one more than the limit when there is a next page. */
export function pageOf<Row extends { id: number }, Out>(
  rows: Row[],
  paging: Paging,
  show: (row: Row) => Out,
) {
  const shown = rows.slice(0, paging.limit);
  const last = shown.at(-1);
  const next = rows.length > paging.limit && last ? `c${last.id}` : null;
  return { data: shown.map(show), next_cursor: next };
}

/** One of `allowed`, or undefined when absent. @throws AppError `invalid`. */
export function readChoice<T extends string>(
  name: string,
  value: string | undefined,
  allowed: readonly T[],
): T | undefined {
  if (value === undefined || value === "") return undefined;
  const found = allowed.find((known) => known === value);
  if (found) return found;
  throw new AppError("invalid", `${name}: give one of ${allowed.join(", ")}.`);
}

/** A path's id; null is what Elysia makes of a broken escape. @throws AppError `not-found`. */
export function readId(text: string | null): number {
  const id = /^\d{1,15}$/.test(text ?? "") ? Number(text) : 0;
  if (id > 0) return id;
  throw new AppError("not-found", `There is nothing with the id "${(text ?? "").slice(0, 40)}".`);
}
