import type { Instant } from "../db/schema.ts";

/** A row whose time may be over; `at` is what its time counts from. */
export interface Candidate {
  id: number;
  at: Instant;
}

/** Rows read in one query, and deleted at most by one job. */
export const PAGE = 200;

/** Deletions can wait: a flood of acknowledgements may go before them, so many milliseconds. */
export const PATIENCE = { patience: 5_000 };

/** Pages of candidates, one after the other, so that webhooks and pages get their turn in between. */
export type Walk = AsyncGenerator<Candidate[]>;

/**
 * Walks a table by id, whose rows came in the order of their time: stops at the first page without one
 * that is over. `read` gives the next PAGE rows after an id.
 */
export async function* walkInOrder(
  before: Instant,
  read: (afterId: number) => Promise<Candidate[]>,
): Walk {
  for await (const rows of walkAll(read)) {
    const over = rows.filter(({ at }) => at < before);
    if (over.length === 0) return;
    yield over;
  }
}

/** Walks all of a table by id. */
export async function* walkAll(read: (afterId: number) => Promise<Candidate[]>): Walk {
  for (let after = 0; ;) {
    const rows = await read(after);
    if (rows.length > 0) yield rows;
    if (rows.length < PAGE) return;
    after = rows.at(-1)?.id ?? after;
    await new Promise(setImmediate);
  }
}

/** Walks along an index of times; `read` gives the next PAGE rows after one, all of them over. */
export async function* walkByTime(
  read: (after: Candidate | undefined) => Promise<Candidate[]>,
): Walk {
  for (let last: Candidate | undefined; ;) {
    const rows = await read(last);
    if (rows.length > 0) yield rows;
    if (rows.length < PAGE) return;
    last = rows.at(-1);
    await new Promise(setImmediate);
  }
}
