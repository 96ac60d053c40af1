import {
  bareSymbol,
  type BotRule,
  type CompiledRules,
  exactText,
  type Phrase,
  readings,
} from "./compile-rules.ts";
import { knownWords } from "./known-words.ts";
import { singulars } from "./plurals.ts";
import { isOneTypo, mayBeTypo, typoKeys } from "./typos.ts";

export { type BotRule, type CompiledRules, compileRules } from "./compile-rules.ts";

/** How near the text came, nearest first. */
export type Nearness = "exact" | "fold" | "plural" | "typo";

export type RuleMatch<R extends BotRule = BotRule> =
  | { kind: "hit"; rule: R; phrase: string; nearness: Nearness }
  /** Equally near rules with different answers: ask which is meant, their names are the options. */
  | { kind: "tie"; rules: R[] };

interface Hit<R extends BotRule> {
  phrase: Phrase<R>;
  nearness: Nearness;
}

/** A word of the phrases that a word of the text may stand for. */
interface Candidate {
  word: string;
  nearness: Nearness;
  /** A common word of another meaning: not enough to match a phrase of this word alone. */
  isDoubtful: boolean;
}

const order: Record<Nearness, number> = { exact: 0, fold: 1, plural: 2, typo: 3 };
/** As many as WhatsApp shows as buttons (API.md §6). */
const mostOptions = 3;

/**
 * The rule that answers a text, or two to three that tie, or none (PRODUCT 26). Nearest first:
 * exact rules, then the same folded words, then plurals, then typos; among these the longer
 * phrase, then `message` before `contains`. Of rules still equal those with one answer go by
 * their position, a hand-over goes first, and different answers are a tie.
 */
export function matchRule<R extends BotRule>(
  rules: CompiledRules<R>,
  text: string,
): RuleMatch<R> | undefined {
  const hits = exactHits(rules, text);
  if (hits.length === 0) {
    hits.push(...symbolHits(rules, text));
    for (const words of readings(text)) hits.push(...wordHits(rules, words));
  }
  return decide(hits);
}

function exactHits<R extends BotRule>(rules: CompiledRules<R>, text: string): Hit<R>[] {
  const phrases = rules.exact.get(exactText(text)) ?? [];
  return phrases.map((phrase) => ({ phrase, nearness: "exact" }));
}

function symbolHits<R extends BotRule>(rules: CompiledRules<R>, text: string): Hit<R>[] {
  if (rules.symbols.length === 0) return [];
  const bare = bareSymbol(text);
  const found = rules.symbols.filter(({ rule, words: [symbol] }) =>
    rule.match === "message" ? bare === symbol : bare.includes(symbol!),
  );
  return found.map((phrase) => ({ phrase, nearness: "fold" }));
}

function wordHits<R extends BotRule>(rules: CompiledRules<R>, words: string[]): Hit<R>[] {
  const candidates = words.map((word) => candidatesFor(rules, word));
  const hits: Hit<R>[] = [];
  candidates.forEach((found, i) => {
    for (const { word } of found) {
      for (const phrase of rules.byWord.get(word) ?? []) {
        const nearness = fit(phrase, candidates, i - phrase.anchor);
        if (nearness) hits.push({ phrase, nearness });
      }
    }
  });
  return hits;
}

function candidatesFor<R extends BotRule>(rules: CompiledRules<R>, word: string): Candidate[] {
  const found = new Map<string, Candidate>();
  for (const singular of singulars(word)) {
    for (const known of rules.bySingular.get(singular) ?? []) {
      const nearness = known === word ? "fold" : "plural";
      found.set(known, { word: known, nearness, isDoubtful: false });
    }
  }
  // A word that the rules themselves use is meant as it is written.
  if (found.size > 0 || !mayBeTypo(word)) return [...found.values()];
  const isDoubtful = singulars(word).some((singular) => knownWords.has(singular));
  for (const key of typoKeys(word)) {
    for (const { form, word: meant } of rules.byTypoKey.get(key) ?? []) {
      if (found.has(meant) || !isOneTypo(word, form)) continue;
      found.set(meant, { word: meant, nearness: "typo", isDoubtful });
    }
  }
  return [...found.values()];
}

/** How near the words from `start` on come to the phrase, by the farthest of them. */
function fit<R extends BotRule>(
  phrase: Phrase<R>,
  candidates: readonly Candidate[][],
  start: number,
): Nearness | undefined {
  const { words, rule } = phrase;
  if (start < 0 || start + words.length > candidates.length) return undefined;
  if (rule.match === "message" && words.length !== candidates.length) return undefined;
  let nearness: Nearness = "fold";
  for (let i = 0; i < words.length; i++) {
    const candidate = candidates[start + i]!.find(({ word }) => word === words[i]);
    if (!candidate || (candidate.isDoubtful && words.length === 1)) return undefined;
    if (order[candidate.nearness] > order[nearness]) nearness = candidate.nearness;
  }
  return nearness;
}

function decide<R extends BotRule>(hits: Hit<R>[]): RuleMatch<R> | undefined {
  const [first, ...others] = hits.sort((a, b) => byRank(a, b) || byPosition(a, b));
  if (!first) return undefined;
  const { rule, text: phrase } = first.phrase;
  const hit = { kind: "hit", rule, phrase, nearness: first.nearness } as const;
  if (rule.action === "hand-over") return hit;
  const options = [rule];
  for (const other of others) {
    if (byRank(first, other) !== 0) break;
    const rival = other.phrase.rule;
    if (options.every((option) => option.answers !== rival.answers)) options.push(rival);
  }
  return options.length === 1 ? hit : { kind: "tie", rules: options.slice(0, mostOptions) };
}

function byRank<R extends BotRule>(a: Hit<R>, b: Hit<R>): number {
  return (
    order[a.nearness] - order[b.nearness] ||
    b.phrase.length - a.phrase.length ||
    Number(a.phrase.rule.match === "contains") - Number(b.phrase.rule.match === "contains")
  );
}

// Whoever asks for a person gets one rather than a question.
function byPosition<R extends BotRule>(a: Hit<R>, b: Hit<R>): number {
  const [one, two] = [a.phrase.rule, b.phrase.rule];
  return (
    Number(two.action === "hand-over") - Number(one.action === "hand-over") ||
    one.position - two.position ||
    one.id - two.id
  );
}
