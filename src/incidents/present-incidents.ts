import type { IncidentItem } from "../../views/incidents/catalogue.tsx";
import type { Translate } from "../../views/i18n.ts";
import { fold } from "../bot/fold.ts";
import { DAY } from "../clock.ts";
import type { Db } from "../db/open.ts";
import type { Language } from "../db/schema.ts";
import type { Recado } from "../recado.ts";
import { figuresSince } from "./count-incident.ts";
import { readIncidentChoices } from "./incident-choices.ts";
import { inputOf, type IncidentRow, listIncidents } from "./incidents.ts";
import { type IncidentNames, sayIncident } from "./say-incident.ts";

const SHOWN_DAYS = 30;
/** At once; the rest is found by the search. */
const MOST_SHOWN = 100;

interface Reader {
  t: Translate;
  language: Language;
}

/**
 * Incidents as the catalogue shows them, all or those in which each word is found; `more`: how many
 * it leaves out.
 */
export async function readIncidentItems(
  { db, clock }: Pick<Recado, "db" | "clock">,
  { t, language }: Reader,
  words: string,
): Promise<{ incidents: IncidentItem[]; more: number }> {
  const rows = await listIncidents(db);
  if (rows.length === 0) return { incidents: [], more: 0 };
  const names = await readIncidentNames(db, t, language);
  const figures = await figuresSince(db, clock.now() - SHOWN_DAYS * DAY);
  const found = words ? rows.filter((row) => isFound(row, words)) : rows;
  const incidents = found.slice(0, MOST_SHOWN).map((row) => {
    const { phrasings, terms } = inputOf(row);
    const peers = rows.filter((each) => each.category === row.category);
    const counts = Object.entries(phrasings).map(([each, texts]) => [each, texts.length]);
    return {
      id: row.id,
      name: row.name,
      category: row.category,
      isOn: row.is_enabled === 1,
      isOfPack: row.pack !== null,
      phrasings: Object.fromEntries(counts) as IncidentItem["phrasings"],
      sentence: sayIncident(terms, names, t, language),
      figures: figures.get(row.id) ?? null,
      isFirst: peers[0] === row,
      isLast: peers.at(-1) === row,
    };
  });
  return { incidents, more: found.length - incidents.length };
}

function isFound(row: IncidentRow, words: string): boolean {
  const text = fold([row.name, row.category, row.phrasings].join(" "));
  return fold(words)
    .split(" ")
    .every((word) => text.includes(word));
}

/** What incidents name by id, as it is called. */
export async function readIncidentNames(
  db: Db,
  t: Translate,
  language: Language,
): Promise<IncidentNames> {
  const choices = await readIncidentChoices(db, t, language);
  const byId = (offered: { value: string; label: string }[]) =>
    new Map(offered.map(({ value, label }) => [Number(value), label]));
  return {
    teams: byId(choices.teams),
    flows: byId(choices.flows),
    articles: byId(choices.articles),
    connections: byId(choices.connections),
  };
}
