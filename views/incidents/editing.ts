import type { Language } from "../../src/db/schema.ts";
import type { AssetRow } from "../../src/incidents/assets.ts";
import type { IncidentChoices } from "../../src/incidents/incident-choices.ts";
import type { IncidentDraft } from "../../src/incidents/incident-draft.ts";
import type { Translate } from "../i18n.ts";

/** What the form holds and offers. */
export interface Editing {
  t: Translate;
  draft: IncidentDraft;
  choices: IncidentChoices;
  /** In words, by the field that is wrong. */
  faults: Record<string, string>;
  /** Sample conversations that keep it from being switched on, in words. */
  red?: string;
  /** The element that gets the focus. */
  focus: string;
  /** The language that answers when the customer's has no text. */
  fallback: Language;
  asset: AssetRow | null;
  /** What each detail is called when nobody gives it a name. */
  keys: string[];
  /** What texts may hold. */
  variables: string[];
}

/** The first of a group of faults: `phrasings.fr`. */
export function faultIn(faults: Record<string, string>, start: string): string | undefined {
  return Object.entries(faults).find(([field]) => field.startsWith(start))?.[1];
}

/** What every part of the editor has that changes the form: the whole form goes and comes back. */
const redraw = {
  "hx-post": "/bot/incidents/draft",
  "hx-target": "#incident-fields",
  "hx-swap": "outerMorph",
  "hx-sync": "closest form:replace",
} as const;

/** A chosen file goes alone with the rest of the form; everything else goes without it. */
export const uploading = {
  ...redraw,
  "hx-encoding": "multipart/form-data",
  "hx-trigger": "change",
} as const;

const withoutFile = { "hx-encoding": "application/x-www-form-urlencoded" } as const;

/** For a button; without the script it sends the form and gets a whole page. */
export function editing(edit: string) {
  return {
    ...redraw,
    ...withoutFile,
    type: "submit",
    name: "edit",
    value: edit,
    formaction: "/bot/incidents/draft",
    formnovalidate: true,
    "hx-vals": JSON.stringify({ edit }),
  } as const;
}

/** What follows the form as one types. */
export const following = {
  ...withoutFile,
  "hx-post": "/bot/incidents/preview",
  "hx-target": "#incident-beside",
  "hx-swap": "outerMorph",
  "hx-sync": "this:replace",
  "hx-trigger": "input from:#incident-form delay:500ms",
} as const;
