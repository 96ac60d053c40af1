import { languages, type TextKey, type Translate } from "../../views/i18n.ts";
import type { Difference } from "../../views/ui/versions.tsx";
import type { Texts } from "../flows/flow.ts";
import type { IncidentInput } from "./incident.ts";
import type { IncidentNames } from "./say-incident.ts";

interface Saying {
  t: Translate;
  names: IncidentNames;
}
type Say = (incident: IncidentInput, saying: Saying) => string;

/** What is said of an incident, part by part; the order is that of the page. */
const parts: readonly [TextKey, Say][] = [
  ["incident.field.name", ({ name }) => name],
  ["incident.field.category", ({ category }) => category],
  ["incident.field.phrasings", ({ phrasings }) => sayTexts(joined(phrasings))],
  ["incident.field.flow", ({ terms }, { names, t }) => nameOf(names.flows, terms.flowId, t)],
  ["incident.field.answers", ({ terms }) => sayTexts(terms.answers)],
  ["incident.field.file", ({ terms }) => (terms.assetId === null ? "" : `#${terms.assetId}`)],
  ["incident.field.link", ({ terms }) => terms.link ?? ""],
  [
    "incident.field.article",
    ({ terms }, { names, t }) => nameOf(names.articles, terms.articleId, t),
  ],
  ["incident.fields", sayFields],
  ["incident.look-up", sayLookUp],
  ["incident.asks-solved", ({ terms }, { t }) => yesNo(terms.asksWhetherSolved, t)],
  ["incident.escalation", sayEscalation],
  ["incident.ticket-category", ({ terms }) => terms.category ?? ""],
  ["incident.enabled", ({ enabled }, { t }) => yesNo(enabled, t)],
];

/** What is different from the version before, in words; nothing for the first. */
export function differencesOf(
  before: IncidentInput | null,
  after: IncidentInput,
  saying: Saying,
): Difference[] {
  if (!before) return [];
  return parts
    .map(([label, say]) => ({
      label: saying.t(label),
      before: say(before, saying),
      after: say(after, saying),
    }))
    .filter((part) => part.before !== part.after);
}

function joined(phrasings: IncidentInput["phrasings"]): Texts {
  return Object.fromEntries(
    Object.entries(phrasings).map(([language, texts]) => [language, texts.join(" · ")]),
  );
}

/** "EN: … FR: …", a line for each. */
function sayTexts(texts: Texts): string {
  return languages
    .filter((language) => texts[language])
    .map((language) => `${language.toUpperCase()}: ${texts[language]}`)
    .join("\n");
}

function nameOf(names: ReadonlyMap<number, string>, id: number | null, t: Translate): string {
  return id === null ? "" : (names.get(id) ?? t("incident.says.gone"));
}

function yesNo(is: boolean, t: Translate): string {
  return t(is ? "incident.yes" : "incident.no");
}

function sayFields({ terms }: IncidentInput, { t }: Saying): string {
  return terms.fields
    .map(({ key, question, input, isOptional }) => {
      const optional = isOptional ? `, ${t("incident.fields.optional")}` : "";
      return `{${key}} (${t(`incident.input.${input}`)}${optional})\n${sayTexts(question)}`;
    })
    .join("\n");
}

function sayLookUp({ terms: { lookUp } }: IncidentInput, { names, t }: Saying): string {
  if (!lookUp) return "";
  const { connectionId, method, path, body, map, timeoutSeconds } = lookUp;
  return [
    `${nameOf(names.connections, connectionId, t)}: ${method} ${path} (${timeoutSeconds} s)`,
    body,
    ...map.map(({ path: from, save }) => `${save} = ${from}`),
  ]
    .filter(Boolean)
    .join("\n");
}

function sayEscalation({ terms: { escalation } }: IncidentInput, { names, t }: Saying): string {
  const { teamId, priority, tag } = escalation;
  return [nameOf(names.teams, teamId, t), priority && t(`priority.${priority}`), tag]
    .filter(Boolean)
    .join(" · ");
}
