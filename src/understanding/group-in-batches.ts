import type { Language } from "../db/schema.ts";
import {
  compileIntents,
  type CompiledIntents,
  groupByLikeness,
  margin,
  threshold,
} from "./intents.ts";
import { languages } from "./compile-intents.ts";
import { rankIntents } from "./rank-intents.ts";

/** So many texts are compared at a time: some tenths of a second at most. */
const BATCH = 250;
/** The largest groups that the next texts are compared with. */
const MOST_LEADERS = 300;
/** Of so many groups, each with so many samples, the smaller ones may belong to a larger one. */
const MOST_JOINED = 800;
const MOST_SAMPLES = 5;
/** Answers between two pauses. */
const STEP = 100;

interface Item {
  text: string;
  language: Language;
}

/** Lets others have their turn on the main thread. */
export function pause(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/**
 * `groupByLikeness` for many: batch by batch, each compared with the first text of the largest
 * groups so far; then a group belongs to another one where the bot, taught that one, would
 * understand it. The given order stays within a group: the commonest first.
 */
export async function groupInBatches<T extends Item>(items: readonly T[]): Promise<T[][]> {
  let groups: T[][] = [];
  for (let start = 0; start < items.length; start += BATCH) {
    const leading = groups.slice(0, MOST_LEADERS);
    const firsts = new Map(leading.map((group) => [group[0]!, group]));
    const merged = groupByLikeness([...firsts.keys(), ...items.slice(start, start + BATCH)]);
    groups = [
      ...merged.map((group) => group.flatMap((item) => firsts.get(item) ?? [item])),
      ...groups.slice(MOST_LEADERS),
    ].toSorted((a, b) => b.length - a.length);
    await pause();
  }
  const joined = [...(await joinUnderstood(groups.slice(0, MOST_JOINED)))];
  const places = new Map(items.map((item, place) => [item, place]));
  return [...joined, ...groups.slice(MOST_JOINED)].map((group) =>
    group.toSorted((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0)),
  );
}

/** The largest first; a smaller one goes to a larger one, never the other way round. */
async function joinUnderstood<T extends Item>(groups: readonly T[][]): Promise<T[][]> {
  const compiled = compileIntents(
    groups.map((group, place) => ({ id: String(place), name: "", samples: samplesOf(group) })),
  );
  const goals = groups.map((_, place) => place);
  for (const [place, group] of groups.entries()) {
    goals[place] = goals[goalOf(compiled, group[0]!, place)]!;
    if (place % STEP === 0) await pause();
  }
  const byGoal = Map.groupBy(groups.keys(), (place) => goals[place]!);
  return [...byGoal.values()].map((places) => places.flatMap((place) => groups[place]!));
}

/** Where a group belongs: its own place, unless one before it is clearly meant. */
function goalOf(compiled: CompiledIntents, { text, language }: Item, place: number): number {
  const others = rankIntents(compiled, text, language, { most: 4 }).filter(
    ({ id }) => Number(id) !== place,
  );
  const [best, next] = others;
  if (!best || best.score < threshold || Number(best.id) > place) return place;
  return best.score - (next?.score ?? 0) >= margin ? Number(best.id) : place;
}

function samplesOf(group: readonly Item[]): Partial<Record<Language, string[]>> {
  const some = group.slice(0, MOST_SAMPLES);
  return Object.fromEntries(
    languages.map((language) => [
      language,
      some.filter((item) => item.language === language).map(({ text }) => text),
    ]),
  );
}
