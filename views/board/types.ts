import type { InboxRow } from "../inbox/types.ts";

export const boardColumns = ["new", "assigned", "pending", "escalated"] as const;
export type BoardColumn = (typeof boardColumns)[number];
export const boardFilters = ["all", "team", "mine"] as const;
export type BoardFilter = (typeof boardFilters)[number];

export interface BoardCard extends InboxRow {
  /** How long the customer waits: "2 h"; null: for nothing. */
  wait: string | null;
}

export interface Board {
  filter: BoardFilter;
  filters: BoardFilter[];
  /** The one that a phone shows. */
  shown: BoardColumn;
  columns: { id: BoardColumn; cards: BoardCard[]; count: string; hasMore: boolean }[];
  /** Whom a ticket may be given to. */
  people: { id: number; name: string }[];
  mayMove: boolean;
}
