import type { Translate } from "../../views/i18n.ts";
import { languages } from "../../views/i18n.ts";
import type { Language } from "../db/schema.ts";
import type { IncidentTerms } from "./incident.ts";

/** How things that incidents name by id are called. */
export interface IncidentNames {
  teams: ReadonlyMap<number, string>;
  flows: ReadonlyMap<number, string>;
  articles: ReadonlyMap<number, string>;
  connections: ReadonlyMap<number, string>;
}

/** What the bot does about it, in one line. */
export function sayIncident(
  terms: IncidentTerms,
  names: IncidentNames,
  t: Translate,
  language: Language,
): string {
  const parts = partsOf(terms, names, t);
  const sentence = new Intl.ListFormat(language, { type: "unit", style: "long" }).format(parts);
  return sentence.charAt(0).toLocaleUpperCase(language) + sentence.slice(1);
}

function partsOf(terms: IncidentTerms, names: IncidentNames, t: Translate): string[] {
  const gone = t("incident.says.gone");
  if (terms.flowId !== null)
    return [t("incident.says.flow", { name: names.flows.get(terms.flowId) ?? gone })];
  const { fields, lookUp, answers, articleId, assetId, link, escalation } = terms;
  const parts: string[] = [];
  if (fields.length > 0) parts.push(t("incident.says.asks", { n: fields.length }));
  if (lookUp) {
    const name = names.connections.get(lookUp.connectionId ?? 0) ?? gone;
    parts.push(t("incident.says.looks-up", { name }));
  }
  const spoken = languages.filter((each) => answers[each]).map((each) => each.toUpperCase());
  if (spoken.length > 0) parts.push(t("incident.says.answers", { languages: spoken.join(" · ") }));
  if (articleId !== null)
    parts.push(t("incident.says.article", { name: names.articles.get(articleId) ?? gone }));
  if (assetId !== null) parts.push(t("incident.says.file"));
  if (link !== null) parts.push(t("incident.says.link"));
  if (terms.asksWhetherSolved) parts.push(t("incident.says.solved"));
  const team = escalation.teamId === null ? undefined : names.teams.get(escalation.teamId);
  if (team) parts.push(t("incident.says.team", { name: team }));
  return parts;
}
