import { groupByLikeness } from "../understanding/intents.ts";
import { fold, splitFolded } from "../bot/fold.ts";
import type { Language } from "../db/schema.ts";

interface Written {
  text: string;
  language: Language;
}

/** The beginning says whether two are alike. */
const COMPARED = 300;
const ROW = 3;
/** Of the shorter one's rows of words. */
const LEAST_SHARED = 0.5;
/** So many groups are compared by what they mean: that costs more than words in a row. */
const MOST_BY_MEANING = 40;
const BY_MEANING = 160;
/** After so many other work has its turn. */
export const BREATH = 100;

/**
 * Long texts that say much the same, the largest group first, each in the order given: those that
 * share half of their words in a row, then those that mean the same. Other work goes on meanwhile.
 */
export async function groupAlike<T extends Written>(items: readonly T[]): Promise<T[][]> {
  const groups = (await groupByRows(items)).toSorted((a, b) => b.length - a.length);
  const leaders = groups.slice(0, MOST_BY_MEANING).flatMap((group) => {
    const [first] = group;
    return first
      ? [{ text: first.text.slice(0, BY_MEANING), language: first.language, group }]
      : [];
  });
  const united = groupByLikeness(leaders).map((of) => of.flatMap(({ group }) => group));
  return [...united, ...groups.slice(MOST_BY_MEANING)].toSorted((a, b) => b.length - a.length);
}

interface Group<T> {
  /** How many rows of words its first text has. */
  size: number;
  items: T[];
}

async function groupByRows<T extends Written>(items: readonly T[]): Promise<T[][]> {
  const groups: Group<T>[] = [];
  const byRow = new Map<string, Group<T>[]>();
  let done = 0;
  for (const same of Map.groupBy(items, ({ text }) => fold(text.slice(0, COMPARED)))) {
    const [folded, texts] = same;
    const rows = rowsOf(splitFolded(folded));
    const near = nearest(rows, byRow);
    if (near) near.items.push(...texts);
    else {
      const group = { size: rows.size, items: texts };
      groups.push(group);
      for (const row of rows) byRow.set(row, [...(byRow.get(row) ?? []), group]);
    }
    done += 1;
    if (done % BREATH === 0) await Bun.sleep(0);
  }
  return groups.map((group) => group.items);
}

function rowsOf(words: readonly string[]): Set<string> {
  return new Set(words.map((_, index) => words.slice(index, index + ROW).join(" ")));
}

function nearest<T>(rows: Set<string>, byRow: Map<string, Group<T>[]>): Group<T> | undefined {
  const shared = new Map<Group<T>, number>();
  for (const row of rows)
    for (const group of byRow.get(row) ?? []) shared.set(group, (shared.get(group) ?? 0) + 1);
  const [best] = [...shared]
    .map(([group, n]) => ({ group, share: n / Math.min(rows.size, group.size) }))
    .toSorted((a, b) => b.share - a.share);
  return best && best.share >= LEAST_SHARED ? best.group : undefined;
}
