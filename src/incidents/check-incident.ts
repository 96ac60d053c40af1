import { languages, type TextKey } from "../../views/i18n.ts";
import type { Priority } from "../db/schema.ts";
import { inputKinds, type Texts } from "../flows/flow.ts";
import { LONGEST_CAPTION } from "./assets.ts";
import type { IncidentField, IncidentInput, IncidentTerms } from "./incident.ts";

/** What is wrong and where: `name`, `phrasings.fr`, `fields.0.question` … as the API calls it. */
export interface IncidentFault {
  field: string;
  key: TextKey;
  values?: Record<string, string | number>;
}

/** What an incident may name. */
export interface Nameable {
  teams: ReadonlySet<number>;
  /** Published. */
  flows: ReadonlySet<number>;
  /** Public and published. */
  articles: ReadonlySet<number>;
  connections: ReadonlySet<number>;
  assets: ReadonlySet<number>;
}

export const MOST_PHRASINGS = 100;
const LONGEST_PHRASING = 200;
export const MOST_FIELDS = 10;
export const LONGEST_NAME = 80;
const LONGEST_WORD = 40;
/** Buttons and variables want some room (API.md §6: 4,096). */
const LONGEST_ANSWER = 4000;
/** API.md §6: the text of an interactive message. */
const LONGEST_QUESTION = 1024;
const LONGEST_ADDRESS = 500;
const LONGEST_BODY = 4000;
const MOST_MAPPED = 20;
const keyPattern = /^[a-z][a-z0-9_]{0,39}$/;
const priorities: readonly Priority[] = ["low", "normal", "high", "urgent"];

/** Everything that is wrong with an incident, in the order of the form; nothing: it may be saved. */
export function incidentFaults(input: IncidentInput, known: Nameable): IncidentFault[] {
  const { name, category, terms } = input;
  return [
    ...when(!name || name.length > LONGEST_NAME, "name", "incident.fault.name", LONGEST_NAME),
    ...when(category.length > LONGEST_WORD, "category", "incident.fault.word", LONGEST_WORD),
    ...phrasingFaults(input),
    ...(terms.flowId === null ? answerFaults(terms, known) : []),
    ...when(
      terms.flowId !== null && !known.flows.has(terms.flowId),
      "flow_id",
      "incident.fault.flow",
    ),
    ...terms.fields.flatMap((field, index) => fieldFaults(field, index, terms.fields)),
    ...when(terms.fields.length > MOST_FIELDS, "fields", "incident.fault.fields", MOST_FIELDS),
    ...lookUpFaults(terms, known),
    ...escalationFaults(terms, known),
  ];
}

function when(isWrong: boolean, field: string, key: TextKey, most?: number): IncidentFault[] {
  if (!isWrong) return [];
  return [most === undefined ? { field, key } : { field, key, values: { most } }];
}

function phrasingFaults({ phrasings }: IncidentInput): IncidentFault[] {
  const said = languages.map((language) => ({ language, texts: phrasings[language] ?? [] }));
  if (said.every(({ texts }) => texts.length === 0))
    return [{ field: "phrasings", key: "incident.fault.phrasings" }];
  const values = { most: MOST_PHRASINGS, longest: LONGEST_PHRASING };
  return said
    .filter(
      ({ texts }) =>
        texts.length > MOST_PHRASINGS || texts.some((text) => text.length > LONGEST_PHRASING),
    )
    .map(({ language }) => ({
      field: `phrasings.${language}`,
      key: "incident.fault.phrasing" as const,
      values,
    }));
}

function answerFaults(terms: IncidentTerms, known: Nameable): IncidentFault[] {
  const { answers, articleId, assetId, link } = terms;
  const hasAnswer = Object.keys(answers).length > 0 || articleId !== null;
  return [
    ...when(!hasAnswer, "answers", "incident.fault.answers"),
    ...tooLong(answers, "answers", LONGEST_ANSWER),
    ...when(assetId !== null && !known.assets.has(assetId), "asset_id", "incident.fault.asset"),
    ...when(link !== null && !isSecureAddress(link), "link", "incident.fault.link"),
    ...when(
      articleId !== null && !known.articles.has(articleId),
      "article_id",
      "incident.fault.article",
    ),
  ];
}

function tooLong(texts: Texts, field: string, most: number): IncidentFault[] {
  return languages
    .filter((language) => (texts[language]?.length ?? 0) > most)
    .map((language) => ({
      field: `${field}.${language}`,
      key: "incident.fault.long" as const,
      values: { most },
    }));
}

/** An https address that can stand in a text, without a password in it. */
export function isSecureAddress(text: string): boolean {
  if (text.length > LONGEST_ADDRESS || !URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return protocol === "https:" && !username && !password && !/\s/.test(text);
}

function fieldFaults(
  { key, question, input }: IncidentField,
  index: number,
  fields: readonly IncidentField[],
): IncidentFault[] {
  const at = `fields.${index}`;
  const isTaken = fields.findIndex((field) => field.key === key) !== index;
  return [
    ...when(!keyPattern.test(key), `${at}.key`, "incident.fault.key"),
    ...when(isTaken, `${at}.key`, "incident.fault.key-taken"),
    ...when(!inputKinds.includes(input), `${at}.input`, "incident.fault.input"),
    ...when(Object.keys(question).length === 0, `${at}.question`, "incident.fault.question"),
    ...tooLong(question, `${at}.question`, LONGEST_QUESTION),
  ];
}

function lookUpFaults({ lookUp, flowId }: IncidentTerms, known: Nameable): IncidentFault[] {
  if (!lookUp || flowId !== null) return [];
  const { connectionId, method, path, body, map, timeoutSeconds } = lookUp;
  return [
    ...when(
      connectionId === null || !known.connections.has(connectionId),
      "look_up.connection_id",
      "incident.fault.connection",
    ),
    ...when(
      !/^\/(?!\/)\S*$/.test(path) || path.length > LONGEST_ADDRESS || path.includes(".."),
      "look_up.path",
      "incident.fault.path",
    ),
    ...when(
      method === "POST" && body !== undefined && !isJson(body),
      "look_up.body",
      "incident.fault.body",
    ),
    ...when(
      map.length > MOST_MAPPED ||
        map.some(({ path: from, save }) => !from || from.length > 200 || !keyPattern.test(save)),
      "look_up.map",
      "incident.fault.map",
    ),
    ...when(
      !Number.isInteger(timeoutSeconds) || timeoutSeconds < 1 || timeoutSeconds > 20,
      "look_up.timeout_seconds",
      "incident.fault.timeout",
    ),
  ];
}

function isJson(text: string): boolean {
  if (text.length > LONGEST_BODY) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function escalationFaults({ escalation, category }: IncidentTerms, known: Nameable) {
  const { teamId, priority, tag } = escalation;
  return [
    ...when(
      teamId !== null && !known.teams.has(teamId),
      "escalation.team_id",
      "incident.fault.team",
    ),
    ...when(
      priority !== null && !priorities.includes(priority),
      "escalation.priority",
      "incident.fault.priority",
    ),
    ...when(
      (tag?.length ?? 0) > LONGEST_WORD,
      "escalation.tag",
      "incident.fault.word",
      LONGEST_WORD,
    ),
    ...when(
      (category?.length ?? 0) > LONGEST_WORD,
      "ticket_category",
      "incident.fault.word",
      LONGEST_WORD,
    ),
  ];
}

/** Whether an answer goes below its file, or as a message before it. */
export function fitsCaption(text: string): boolean {
  return text.length <= LONGEST_CAPTION - 124;
}
