/** `?before=ID` and `?after=ID`: neighbours in a list that runs newest first. */
export interface PageQuery {
  before?: string;
  after?: string;
}

interface Paging {
  limit: number;
  order: "asc" | "desc";
  after: number | null;
}

/**
 * One page by key, so that nothing repeats or is skipped while rows arrive.
 * `list` gives up to one row more than the limit, from `after` (exclusive) in the asked order.
 */
export async function pageByKey<Row extends { id: number }>(
  query: PageQuery,
  limit: number,
  address: string,
  list: (paging: Paging) => Promise<Row[]>,
): Promise<{ items: Row[]; newer: string | null; older: string | null }> {
  const [before, after] = [keyOf(query.before), keyOf(query.after)];
  const isUpward = after !== null;
  const rows = await list({ limit, order: isUpward ? "asc" : "desc", after: after ?? before });
  const hasMore = rows.length > limit;
  const items = rows.slice(0, limit);
  if (isUpward) items.reverse();
  const [first, last] = [items[0], items.at(-1)];
  const link = (key: string, id: number) =>
    `${address}${address.includes("?") ? "&" : "?"}${key}=${id}`;
  const hasNewer = isUpward ? hasMore : before !== null;
  const hasOlder = isUpward || hasMore;
  return {
    items,
    newer: hasNewer && first ? link("after", first.id) : null,
    older: hasOlder && last ? link("before", last.id) : null,
  };
}

function keyOf(text: string | undefined): number | null {
  return /^\d{1,15}$/.test(text ?? "") ? Number(text) : null;
}
