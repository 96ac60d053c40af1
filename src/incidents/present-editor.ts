import type { Editing } from "../../views/incidents/editing.ts";
import type { Beside } from "../../views/incidents/preview.tsx";
import type { Translate } from "../../views/i18n.ts";
import type { Db } from "../db/open.ts";
import type { Language } from "../db/schema.ts";
import { findAsset } from "./assets.ts";
import type { IncidentFault } from "./check-incident.ts";
import type { IncidentInput } from "./incident.ts";
import { readIncidentChoices } from "./incident-choices.ts";
import { type IncidentDraft, incidentOf } from "./incident-draft.ts";
import { incidentFlow, readArticleTexts } from "./incident-flow.ts";
import { previewDialogue } from "./preview-dialogue.ts";
import { cleanIncident } from "./require-incident.ts";
import { findNearPhrasings, trySentence } from "./try-sentence.ts";

/** Whose page it is, and the business's language. */
export interface Reader {
  t: Translate;
  language: Language;
  fallback: Language;
}

/** What every text may hold, by the engine. */
const always = ["number", "name", "business"];

/** What is to be said about the form. */
interface Shown {
  faults?: Record<string, string>;
  focus?: string;
  red?: string;
}

/** The form as it is to be shown. */
export async function presentEditing(
  db: Db,
  { t, language, fallback }: Reader,
  draft: IncidentDraft,
  { faults = {}, focus = "", red }: Shown = {},
): Promise<Editing> {
  const { terms } = cleanIncident(incidentOf(draft));
  const keys = terms.fields.map(({ key }) => key);
  const found = (terms.lookUp?.map ?? []).map(({ save }) => save);
  return {
    t,
    draft,
    choices: await readIncidentChoices(db, t, language),
    faults,
    ...(red === undefined ? {} : { red }),
    focus,
    fallback,
    asset: draft.assetId === null ? null : ((await findAsset(db, draft.assetId)) ?? null),
    keys,
    variables: [...new Set([...always, ...keys, ...found].filter(Boolean))],
  };
}

/** What stands beside the form: preview, nearness, trial. */
export async function presentBeside(
  db: Db,
  { t, fallback }: Reader,
  id: number | null,
  draft: IncidentDraft,
  sentence: string,
): Promise<Beside> {
  const input = cleanIncident(incidentOf(draft));
  const written = { id, name: input.name, phrasings: input.phrasings };
  const { spoken, assetId } = draft;
  return {
    t,
    spoken,
    lines: await previewOf(db, input, { t, language: spoken, fallback }),
    asset: assetId === null ? null : ((await findAsset(db, assetId)) ?? null),
    near: await findNearPhrasings(db, written),
    trial: await trySentence(db, sentence, fallback, written),
  };
}

async function previewOf(db: Db, { terms, phrasings }: IncidentInput, reader: Reader) {
  const { t, language, fallback } = reader;
  const article = await readArticleTexts(db, terms.articleId);
  const hasAnswer = Object.keys({ ...terms.answers, ...article }).length > 0;
  if (terms.flowId === null && !hasAnswer && terms.fields.length === 0) return [];
  const flow = incidentFlow(terms, article, fallback);
  const flows =
    terms.flowId === null
      ? []
      : await db
          .selectFrom("flows")
          .select(["id", "name"])
          .where("id", "=", terms.flowId)
          .execute();
  const [opening = ""] = phrasings[language] ?? Object.values(phrasings)[0] ?? [];
  const flowName = (id: number | null) => flows.find((each) => each.id === id)?.name ?? "…";
  return previewDialogue(flow, { t, language, fallback, opening, flowName });
}

/** The reasons in the reader's words, by the field that is wrong. */
export function sayFaults(t: Translate, faults: readonly IncidentFault[]): Record<string, string> {
  return Object.fromEntries(faults.map(({ field, key, values }) => [field, t(key, values)]));
}
