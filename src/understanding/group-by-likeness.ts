import type { Language } from "../db/schema.ts";
import { compileIntents } from "./compile-intents.ts";
import { fold } from "../bot/fold.ts";
import { rankIntents } from "./rank-intents.ts";

const leastLikeness = 0.6;

/** Texts that ask much the same, the largest group first, each in the order given. */
export function groupByLikeness<T extends { text: string; language: Language }>(
  items: readonly T[],
): T[][] {
  const byFold = new Map<string, T[]>();
  for (const item of items) {
    const folded = fold(item.text);
    byFold.set(folded, [...(byFold.get(folded) ?? []), item]);
  }
  const kinds = [...byFold.values()].sort((a, b) => b.length - a.length);
  const compiled = compileIntents(
    kinds.map(([item], i) => ({
      id: String(i),
      name: "",
      samples: { [item!.language]: [item!.text] },
    })),
    { even: true },
  );
  const groups = new Map<number, T[]>();
  const leaderOf = new Map<number, number>();
  kinds.forEach((same, i) => {
    const near = rankIntents(compiled, same[0]!.text, same[0]!.language, { most: 12 }).find(
      ({ id, score }) =>
        Number(id) < i && leaderOf.get(Number(id)) === Number(id) && score >= leastLikeness,
    );
    const leader = near ? Number(near.id) : i;
    leaderOf.set(i, leader);
    groups.set(leader, [...(groups.get(leader) ?? []), ...same]);
  });
  return [...groups.values()].sort((a, b) => b.length - a.length);
}
