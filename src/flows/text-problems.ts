import { fold } from "../bot/fold.ts";
import { flowWords, readConsentWord } from "../consent/stop-words.ts";
import type { Language } from "../db/schema.ts";
import { variablesIn } from "./fill-text.ts";
import type { ChooseStep, Flow, Step, Texts } from "./flow.ts";
import type { KnownDesk, Note } from "./flow-problems.ts";
import { promptLimits } from "./prompt.ts";

const builtIn = new Set(["number", "name", "business", "opening"]);
const booked = ["booking_time", "booking_service", "booking_staff", "booking_link"];

interface StepText {
  texts: Texts | undefined;
  /** Without it there is nothing to read. */
  isNeeded: boolean;
}

/** What is wrong with what the customer reads at a step. */
export function textProblems(flow: Flow, step: Step, known: KnownDesk, note: Note): void {
  const spoken = languagesOf(flow);
  for (const { texts, isNeeded } of textsOf(step)) {
    missing(texts, isNeeded, spoken, known.language, note);
    for (const text of Object.values(texts ?? {}))
      if (text.length > promptLimits.text) note("text-long", { n: promptLimits.text });
  }
  if (step.kind === "choose") choiceProblems(step, note);
  unknownVariables(flow, step, note);
}

function missing(
  texts: Texts | undefined,
  isNeeded: boolean,
  spoken: ReadonlySet<Language>,
  own: Language,
  note: Note,
): void {
  const has = (language: Language) => Boolean(texts?.[language]?.trim());
  const isEmpty = !Object.values(texts ?? {}).some((text) => text.trim());
  if (isEmpty && !isNeeded) return;
  if (!has(own)) note("no-text", { language: own });
  for (const language of spoken)
    if (language !== own && !has(language)) note("no-translation", { language }, false);
}

function textsOf(step: Step): StepText[] {
  switch (step.kind) {
    case "say":
      return [{ texts: step.text, isNeeded: step.assetId === undefined }];
    case "ask":
      return [
        { texts: step.text, isNeeded: true },
        { texts: step.retryText, isNeeded: false },
      ];
    case "choose":
      return [
        { texts: step.text, isNeeded: true },
        ...step.options.flatMap(({ label, description }) => [
          { texts: label, isNeeded: true },
          { texts: description, isNeeded: false },
        ]),
      ];
    case "solved":
    case "hand-over":
    case "end":
      return [{ texts: step.text, isNeeded: false }];
    case "set":
      return step.changes.flatMap((change) =>
        change.set === "consent" ? [{ texts: change.text, isNeeded: true }] : [],
      );
    default:
      return [];
  }
}

/** The languages that anything in the flow is written in. */
function languagesOf(flow: Flow): ReadonlySet<Language> {
  const all = flow.steps.flatMap((step) => textsOf(step).map(({ texts }) => texts));
  const written = all.flatMap((texts) =>
    Object.entries(texts ?? {}).flatMap(([language, text]) => (text.trim() ? [language] : [])),
  );
  return new Set(written as Language[]);
}

function choiceProblems({ options }: ChooseStep, note: Note): void {
  const labels = options.flatMap(({ label }) => Object.values(label));
  for (const label of labels)
    if (label.trim().length > promptLimits.rowLabel)
      note("label-long", { label, n: promptLimits.rowLabel });
  for (const text of options.flatMap(({ description }) => Object.values(description ?? {})))
    if (text.trim().length > promptLimits.rowDescription)
      note("description-long", { n: promptLimits.rowDescription });
  const languages = new Set(options.flatMap(({ label }) => Object.keys(label) as Language[]));
  const doubled = new Set(
    [...languages].flatMap((each) => twice(options.map(({ label }) => [label[each] ?? ""]))),
  );
  for (const label of doubled) note("label-twice", { label });
  const named = options.map(({ label, words }) => [
    ...Object.values(label),
    ...Object.values(words ?? {}).flat(),
  ]);
  for (const word of twice(named)) if (!doubled.has(word)) note("word-twice", { word }, false);
  for (const id of twice(options.map((option) => [option.id]))) note("option-twice", { id });
  for (const word of named.flat()) if (isTakenAsStop(word)) note("stop-word", { word });
}

/** STOP and START are read before any dialogue; only CANCEL gives way to one (PRODUCT 39). */
function isTakenAsStop(word: string): boolean {
  const isGivingWay = flowWords.some((each) => fold(each) === fold(word));
  return !isGivingWay && readConsentWord(word) !== undefined;
}

/** Folded words that stand in two of the lists. */
function twice(lists: readonly (readonly string[])[]): string[] {
  const seen = new Set<string>();
  const found = new Set<string>();
  for (const list of lists) {
    const own = new Set(list.map(fold).filter(Boolean));
    for (const word of own) if (seen.has(word)) found.add(word);
    for (const word of own) seen.add(word);
  }
  return [...found];
}

function unknownVariables(flow: Flow, step: Step, note: Note): void {
  const set = namesSetIn(flow);
  const lookUp = step.kind === "look-up" ? [step.path, step.body ?? ""] : [];
  const values =
    step.kind === "set"
      ? step.changes.map((change) => ("value" in change ? change.value : ""))
      : [];
  const texts = textsOf(step).flatMap(({ texts: each }) => Object.values(each ?? {}));
  const used = new Set([...texts, ...lookUp, ...values].flatMap(variablesIn));
  for (const name of used)
    if (!set.has(name) && !builtIn.has(name)) note("unknown-variable", { name }, false);
}

const known = new WeakMap<Flow, ReadonlySet<string>>();

/** Whatever any step may put into a variable; after a jump there may be more. */
function namesSetIn(flow: Flow): ReadonlySet<string> {
  const found = known.get(flow);
  if (found) return found;
  const names = new Set([
    ...Object.keys(flow.constants ?? {}),
    ...flow.steps.flatMap((step) => {
      if (step.kind === "ask") return [step.save];
      if (step.kind === "choose") return step.save ? [step.save, `${step.save}_label`] : [];
      if (step.kind === "look-up") return step.map.map(({ save }) => save);
      if (step.kind === "book") return booked;
      if (step.kind !== "set") return [];
      return step.changes.flatMap((change) => (change.set === "variable" ? [change.name] : []));
    }),
  ]);
  known.set(flow, names);
  return names;
}
