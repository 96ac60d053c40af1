import type { TemplatesTable } from "../db/schema.ts";
import { isRecord, list, record, type WireRecord, word } from "../whatsapp/wire-values.ts";

/** What this file reads of a row of `templates`. */
export type TemplateShape = Pick<TemplatesTable, "components" | "parameter_format" | "category">;

/** A template taken apart (API.md §6, Templates). */
export interface TemplateParts {
  header: Header | null;
  body: { text: string; examples: Examples };
  footer: string | null;
  buttons: TemplateButton[];
}

export type Header =
  | { format: "TEXT"; text: string; examples: Examples }
  | { format: "LOCATION" }
  | { format: "IMAGE" | "VIDEO" | "DOCUMENT" };

export interface TemplateButton {
  /** QUICK_REPLY, URL, PHONE_NUMBER, COPY_CODE, FLOW, OTP … */
  type: string;
  label: string;
  /** URL buttons: the address, with `{{1}}` where it takes a value. */
  url: string;
  example: string;
}

/** Placeholder → Meta's example for it. */
export type Examples = ReadonlyMap<string, string>;

const fillableHeaders = new Set(["TEXT", "IMAGE", "VIDEO", "DOCUMENT", "LOCATION"]);
const fillableButtons = new Set([
  "QUICK_REPLY",
  "URL",
  "PHONE_NUMBER",
  "COPY_CODE",
  "FLOW",
  "OTP",
  "VOICE_CALL",
]);
const fillableComponents = new Set(["HEADER", "BODY", "FOOTER", "BUTTONS"]);

/** Whether we can fill all of it: carousels, limited offers and catalogues come with broadcasts. */
export function isSendable(row: TemplateShape): boolean {
  return componentsOf(row).every((component) => {
    const type = typeOf(component);
    if (!fillableComponents.has(type)) return false;
    if (type === "HEADER") return fillableHeaders.has(formatOf(component));
    return list(component.buttons).every((button) => fillableButtons.has(typeOf(record(button))));
  });
}

export function partsOf(row: TemplateShape): TemplateParts {
  const byType = new Map(componentsOf(row).map((component) => [typeOf(component), component]));
  const body = byType.get("BODY") ?? {};
  return {
    header: headerOf(byType.get("HEADER")),
    body: { text: word(body.text) ?? "", examples: examplesOf(body, "body_text") },
    footer: word(byType.get("FOOTER")?.text),
    buttons: list(byType.get("BUTTONS")?.buttons).map((button) => buttonOf(record(button))),
  };
}

const placeholder = /\{\{\s*(\w+)\s*\}\}/g;

/** The placeholders of a text, each once: as they come, positional ones by their number. */
export function placeholdersOf(text: string): string[] {
  const found = [...new Set([...text.matchAll(placeholder)].map((match) => match[1] as string))];
  return found.every((name) => /^\d+$/.test(name))
    ? found.sort((a, b) => Number(a) - Number(b))
    : found;
}

/** The text with every placeholder that `values` knows filled in. */
export function fillPlaceholders(
  text: string,
  values: (name: string) => string | undefined,
): string {
  return text.replaceAll(placeholder, (whole, name: string) => values(name) ?? whole);
}

function componentsOf(row: TemplateShape): WireRecord[] {
  return list(JSON.parse(row.components)).filter(isRecord);
}

function typeOf(part: WireRecord): string {
  return (word(part.type) ?? "").toUpperCase();
}

function formatOf(header: WireRecord): string {
  return (word(header.format) ?? "TEXT").toUpperCase();
}

function headerOf(component: WireRecord | undefined): Header | null {
  if (!component) return null;
  const format = formatOf(component);
  if (format === "LOCATION") return { format };
  if (format === "IMAGE" || format === "VIDEO" || format === "DOCUMENT") return { format };
  return {
    format: "TEXT",
    text: word(component.text) ?? "",
    examples: examplesOf(component, "header_text"),
  };
}

function buttonOf(button: WireRecord): TemplateButton {
  const [example] = list(button.example);
  return {
    type: typeOf(button),
    label: word(button.text) ?? "",
    url: word(button.url) ?? "",
    example: word(example) ?? word(button.example) ?? "",
  };
}

/** Meta keeps them as `body_text: [["a","b"]]`, `header_text: ["a"]` or `…_named_params`. */
function examplesOf(component: WireRecord, kind: "body_text" | "header_text"): Examples {
  const example = record(component.example);
  const named = list(example[`${kind}_named_params`]).map(record);
  if (named.length > 0) {
    return new Map(named.map((param) => [word(param.param_name) ?? "", word(param.example) ?? ""]));
  }
  const [first] = list(example[kind]);
  const positional = Array.isArray(first) ? first : list(example[kind]);
  return new Map(positional.map((value, index) => [String(index + 1), word(value) ?? ""]));
}
