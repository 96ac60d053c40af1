import { languages } from "../../views/i18n.ts";
import { readTexts } from "../bot/rule-form.ts";
import type { Language, Priority } from "../db/schema.ts";
import { inputKinds, type InputKind, type Texts } from "../flows/flow.ts";
import { type Form, idOf } from "../http/form.ts";
import { noTerms, type IncidentInput, type Phrasings } from "./incident.ts";

/** A detail to ask for, as the form holds it. */
export interface FieldDraft {
  /** f1, f2 …: of its line in the form. */
  id: string;
  key: string;
  question: Texts;
  input: InputKind;
  isOptional: boolean;
}

/** The form of an incident as it was sent, right or wrong. */
export interface IncidentDraft {
  name: string;
  category: string;
  /** One phrasing a line. */
  phrasings: Texts;
  does: "answer" | "flow";
  answers: Texts;
  assetId: number | null;
  link: string;
  articleId: string;
  fields: FieldDraft[];
  connectionId: string;
  method: "GET" | "POST";
  path: string;
  body: string;
  /** One a line: `variable = path.in.the.answer`. */
  map: string;
  seconds: string;
  flowId: string;
  asksWhetherSolved: boolean;
  teamId: string;
  priority: string;
  tag: string;
  ticketCategory: string;
  isEnabled: boolean;
  /** Which language is open, by the name of its texts. */
  tabs: Record<string, Language>;
  /** In which language the preview speaks. */
  spoken: Language;
}

const SECONDS = 8;

export function readDraft(form: Form, fallback: Language): IncidentDraft {
  const spoken = languages.find((language) => language === form.text("spoken"));
  return {
    ...form.texts("name", "category", "link", "path", "seconds", "tag"),
    phrasings: readTexts(form, "phrasings"),
    does: form.text("does") === "flow" ? "flow" : "answer",
    answers: readTexts(form, "answers"),
    assetId: idOf(form.text("asset_id")) || null,
    articleId: form.text("article_id"),
    fields: form.all("field").map((id) => readField(form, id)),
    connectionId: form.text("connection_id"),
    method: form.text("method") === "POST" ? "POST" : "GET",
    body: form.raw("body").trim(),
    map: form.raw("map").trim(),
    flowId: form.text("flow_id"),
    asksWhetherSolved: form.has("asks_whether_solved"),
    teamId: form.text("team_id"),
    priority: form.text("priority"),
    ticketCategory: form.text("ticket_category"),
    isEnabled: form.has("enabled"),
    tabs: readTabs(form),
    spoken: spoken ?? fallback,
  };
}

function readField(form: Form, id: string): FieldDraft {
  const input = inputKinds.find((kind) => kind === form.text(`${id}.input`));
  return {
    id,
    key: form.text(`${id}.key`, 40),
    question: readTexts(form, `${id}.question`),
    input: input ?? "text",
    isOptional: form.has(`${id}.optional`),
  };
}

function readTabs(form: Form): Record<string, Language> {
  const tabs: Record<string, Language> = {};
  for (const name of form.names().filter((each) => each.endsWith("-tab"))) {
    const open = languages.find((language) => language === form.text(name));
    if (open) tabs[name.slice(0, -"-tab".length)] = open;
  }
  return tabs;
}

export function draftOf(input: IncidentInput, spoken: Language): IncidentDraft {
  const { terms } = input;
  const { escalation, lookUp } = terms;
  const lines = languages.map((language) => [language, input.phrasings[language]?.join("\n")]);
  return {
    name: input.name,
    category: input.category,
    phrasings: Object.fromEntries(lines.filter(([, text]) => text)) as Texts,
    does: terms.flowId === null ? "answer" : "flow",
    answers: terms.answers,
    assetId: terms.assetId,
    link: terms.link ?? "",
    articleId: idText(terms.articleId),
    fields: terms.fields.map((field, index) => ({ ...field, id: `f${index + 1}` })),
    connectionId: idText(lookUp?.connectionId ?? null),
    method: lookUp?.method ?? "GET",
    path: lookUp?.path ?? "",
    body: lookUp?.body ?? "",
    map: (lookUp?.map ?? []).map(({ path, save }) => `${save} = ${path}`).join("\n"),
    seconds: String(lookUp?.timeoutSeconds ?? SECONDS),
    flowId: idText(terms.flowId),
    asksWhetherSolved: terms.asksWhetherSolved,
    teamId: idText(escalation.teamId),
    priority: escalation.priority ?? "",
    tag: escalation.tag ?? "",
    ticketCategory: terms.category ?? "",
    isEnabled: input.enabled,
    tabs: {},
    spoken,
  };
}

function idText(id: number | null): string {
  return id === null ? "" : String(id);
}

/** A new one: it answers, asks whether that helped, and is switched on. */
export function emptyDraft(spoken: Language, name = "", phrasings: Phrasings = {}): IncidentDraft {
  const terms = { ...noTerms, asksWhetherSolved: true };
  return draftOf({ name, category: "", phrasings, terms, enabled: true }, spoken);
}

/** As far as the form says one; check-incident.ts decides whether it is. */
export function incidentOf(draft: IncidentDraft): IncidentInput {
  return {
    name: draft.name,
    category: draft.category,
    phrasings: phrasingsOf(draft.phrasings),
    terms: {
      answers: draft.answers,
      assetId: draft.assetId,
      link: draft.link || null,
      articleId: idOrNull(draft.articleId),
      fields: fieldsOf(draft.fields),
      lookUp: lookUpOf(draft),
      flowId: draft.does === "flow" ? (idOrNull(draft.flowId) ?? 0) : null,
      asksWhetherSolved: draft.asksWhetherSolved,
      escalation: {
        teamId: idOrNull(draft.teamId),
        priority: (draft.priority || null) as Priority | null,
        tag: draft.tag || null,
      },
      category: draft.ticketCategory || null,
    },
    enabled: draft.isEnabled,
  };
}

function idOrNull(text: string): number | null {
  return text === "" ? null : idOf(text) || 0;
}

function phrasingsOf(texts: Texts): Phrasings {
  return Object.fromEntries(
    Object.entries(texts).map(([language, text]) => [language, text.split(/\r?\n/)]),
  );
}

/** Who gave no name gets one by the kind of answer: order_number, detail, detail_2 … */
function fieldsOf(drafts: readonly FieldDraft[]) {
  const keys = new Set(drafts.map(({ key }) => key).filter(Boolean));
  return drafts.map(({ key: given, question, input, isOptional }) => {
    const key = given || freeKey(input, keys);
    keys.add(key);
    return { key, question, input, isOptional };
  });
}

function freeKey(input: InputKind, taken: ReadonlySet<string>): string {
  const base = input === "text" ? "detail" : input.replaceAll("-", "_");
  for (let n = 1; ; n++) {
    const key = n === 1 ? base : `${base}_${n}`;
    if (!taken.has(key)) return key;
  }
}

function lookUpOf(draft: IncidentDraft): IncidentInput["terms"]["lookUp"] {
  if (!draft.connectionId) return null;
  const { method, path, body, seconds } = draft;
  return {
    connectionId: idOrNull(draft.connectionId),
    method,
    path,
    ...(method === "POST" && body ? { body } : {}),
    map: draft.map
      .split(/\r?\n/)
      .filter((line) => line.trim())
      .map((line) => {
        const [save = "", ...path] = line.split("=");
        return { save: save.trim(), path: path.join("=").trim() };
      }),
    timeoutSeconds: seconds === "" ? SECONDS : Number(seconds),
  };
}

/** The form with a detail more or less, or in another order: `add-field`, `remove f2`, `up f3` … */
export function editDraft(
  draft: IncidentDraft,
  edit: string,
): { draft: IncidentDraft; focus: string } {
  const [verb = "", id = ""] = edit.split(" ");
  if (verb === "remove-file") return { draft: { ...draft, assetId: null }, focus: "file" };
  if (verb === "add-field") {
    const id = `f${Math.max(0, ...draft.fields.map((field) => Number(field.id.slice(1)) || 0)) + 1}`;
    const field: FieldDraft = { id, key: "", question: {}, input: "text", isOptional: false };
    return { draft: { ...draft, fields: [...draft.fields, field] }, focus: `${id}-input` };
  }
  if (verb === "remove") {
    const fields = draft.fields.filter((field) => field.id !== id);
    return { draft: { ...draft, fields }, focus: "add-field" };
  }
  if (verb !== "up" && verb !== "down") return { draft, focus: "" };
  const from = draft.fields.findIndex((field) => field.id === id);
  const to = verb === "up" ? from - 1 : from + 1;
  const [one, other] = [draft.fields[from], draft.fields[to]];
  if (!one || !other) return { draft, focus: "" };
  const fields = draft.fields.with(from, other).with(to, one);
  return { draft: { ...draft, fields }, focus: `${id}-${verb}` };
}
