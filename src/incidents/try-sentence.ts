import type { SentenceTrial } from "../../views/incidents/try-sentence.tsx";
import {
  type Candidate,
  type CompiledIntents,
  compileIntents,
  type IntentSource,
  threshold,
  understand,
} from "../understanding/intents.ts";
import { detectLanguage } from "../contacts/detect-language.ts";
import { hot } from "../db/hot.ts";
import type { Db } from "../db/open.ts";
import type { Language } from "../db/schema.ts";
import { articleSources } from "../knowledge/answer-with-article.ts";
import type { Phrasings } from "./incident.ts";
import { incidentSources, listLiveIncidents } from "./incident-sources.ts";

/** What is being written, in place of what is saved of it. */
export interface Written {
  /** Null: a new one. */
  id: number | null;
  name: string;
  phrasings: Phrasings;
}

/** Of an incident that has no id yet. */
const UNSAVED = "incident:0";

/** A score from here on: in other words, customers would say both. */
const NEAR = 0.75;

const findVersion = hot((db, _: object) => db.selectFrom("desk_version").select("version"));
const kept = new WeakMap<Db, Map<string, { key: string; intents: CompiledIntents }>>();

/**
 * All that the bot understands without that incident, or with what is being written of it; compiled
 * again only when the desk or the phrasings have changed: hundreds of incidents take a while.
 */
async function compileAround(
  db: Db,
  id: number | null,
  written?: Written,
): Promise<CompiledIntents> {
  const [row] = await findVersion(db, {});
  const own = written ? [sourceOf(written)] : [];
  const key = JSON.stringify([row?.version ?? 0, id, own]);
  const known = kept.get(db) ?? new Map<string, { key: string; intents: CompiledIntents }>();
  kept.set(db, known);
  const slot = written ? "with" : "without";
  const last = known.get(slot);
  if (last?.key === key) return last.intents;
  const intents = compileIntents([...(await readOthers(db, id)), ...own]);
  known.set(slot, { key, intents });
  return intents;
}

/** All that the bot understands, that incident left out. */
async function readOthers(db: Db, id: number | null): Promise<IntentSource[]> {
  const incidents = (await listLiveIncidents(db)).filter((row) => row.id !== id);
  return [...incidentSources(incidents), ...(await articleSources(db))];
}

/** What a sentence would be taken for; an empty one for nothing. */
export async function trySentence(
  db: Db,
  text: string,
  business: Language,
  written?: Written,
): Promise<SentenceTrial> {
  const { language } = detectLanguage(text, { phone: null, current: null, business });
  const needed = Math.round(threshold * 100);
  if (!text) return { text, verdict: null, language, needed, candidates: [] };
  const intents = await compileAround(db, written?.id ?? null, written);
  const understood = understand(intents, text, language);
  const candidates = understood.candidates.map((candidate) => ({
    name: candidate.name,
    href: hrefOf(candidate.id, written),
    percent: Math.round(candidate.score * 100),
    phrasing: candidate.sample || null,
  }));
  return { text, verdict: understood.kind, language, needed, candidates };
}

function sourceOf({ id, name, phrasings }: Written): IntentSource {
  return { id: id === null ? UNSAVED : `incident:${id}`, name, samples: phrasings };
}

/** `incident:12` → where it is written; null for the one that is being written. */
function hrefOf(id: string, written?: Written): string | null {
  if (id === UNSAVED || id === `incident:${written?.id}`) return null;
  const [kind, number = ""] = id.split(":");
  return kind === "article" ? `/knowledge/${number}` : `/bot/incidents/${number}`;
}

/** Phrasings that something else would be taken for, too, and what. */
export async function findNearPhrasings(db: Db, written: Written) {
  const others = await compileAround(db, written.id);
  return Object.entries(written.phrasings).flatMap(([language, texts]) =>
    texts.flatMap((text) => {
      const near = nearest(others, text, language as Language);
      if (!near) return [];
      return [{ phrasing: text, name: near.name, href: hrefOf(near.id) ?? "" }];
    }),
  );
}

function nearest(others: CompiledIntents, text: string, language: Language): Candidate | undefined {
  const [best] = understand(others, text, language).candidates;
  return best && best.score >= NEAR ? best : undefined;
}
