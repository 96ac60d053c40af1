import type { Language } from "../db/schema.ts";
import { variablesIn } from "../flows/fill-text.ts";
import type { Flow, Next, Step, Texts } from "../flows/flow.ts";
import { type IncidentInput, noTerms } from "../incidents/incident.ts";
import type { Four, Pack, PackIncident, PackValues } from "./pack.ts";

/** A flow of a pack with what the owner filled in, and without what an empty field would have said. */
export function fillDialogue(
  pack: Pack,
  { flow, adapt }: Pack["dialogues"][number],
  values: PackValues,
): Flow {
  // Where a flow has a constant of that name, it knows what to do without it.
  const empty = emptyFields(pack, values).difference(new Set(Object.keys(flow.constants ?? {})));
  const spoken = withoutEmpty(flow, empty);
  const constants = { ...flow.constants };
  for (const name of new Set([...namesIn(spoken), ...Object.keys(constants)])) {
    const value = values.lines[name] ?? values.texts[name];
    if (value !== undefined) constants[name] = value;
  }
  const filled = { ...spoken, constants };
  return adapt ? adapt(filled, values) : filled;
}

/**
 * An incident with the owner's facts in its answer; undefined where the fact is missing or there is
 * nothing left to say. `flowId`: of its dialogue.
 */
export function fillIncident(
  pack: Pack,
  incident: PackIncident,
  values: PackValues,
  language: Language,
  flowId: number | null,
): IncidentInput | undefined {
  const empty = emptyFields(pack, values);
  const { answers, link } = incident;
  if (answers && namesOf(answers).some((name) => empty.has(name))) return undefined;
  const category = incident.category[language];
  return {
    name: incident.name[language],
    category,
    phrasings: Object.fromEntries(
      Object.entries(incident.phrasings).map(([spoken, texts]) => [spoken, [...texts]]),
    ),
    terms: {
      ...noTerms,
      answers: answers ? fillAnswers(answers, values, language) : {},
      link: (link && values.lines[link]) || null,
      flowId,
      category,
    },
    enabled: true,
  };
}

/** A dialogue that can't say the very first thing that it is for is left out. */
export function isWorthwhile(pack: Pack, key: string, values: PackValues): boolean {
  const dialogue = pack.dialogues.find((one) => one.key === key);
  const first = dialogue?.flow.steps.find((step) => step.id === dialogue.flow.start);
  if (!first || first.kind !== "say") return true;
  return !saysEmpty(first, emptyFields(pack, values));
}

/** Keys of the fields that nothing was written in. */
function emptyFields({ fields }: Pack, { lines, texts }: PackValues): Set<string> {
  const isFilled = (key: string) =>
    Boolean(lines[key]?.trim()) || Object.values(texts[key] ?? {}).some((text) => text.trim());
  return new Set(
    fields.filter(({ kind, key }) => kind !== "connection" && !isFilled(key)).map(({ key }) => key),
  );
}

/** What only repeats an empty field is taken out, with the option that leads there. */
function withoutEmpty(flow: Flow, empty: ReadonlySet<string>): Flow {
  const gone = new Map(
    flow.steps.filter((step) => saysEmpty(step, empty)).map((step) => [step.id, step]),
  );
  if (gone.size === 0) return flow;
  const past = (next: Next): Next => {
    const step = next === null ? undefined : gone.get(next);
    return step?.kind === "say" ? past(step.next) : next;
  };
  const steps = flow.steps
    .filter((step) => !gone.has(step.id))
    .map((step): Step => {
      if (step.kind === "choose") {
        const offered = step.options.filter(
          ({ id, next }) => next === null || !gone.has(next) || !empty.has(id),
        );
        return {
          ...step,
          options: offered.map((option) => ({ ...option, next: past(option.next) })),
        };
      }
      if (step.kind === "say") return { ...step, next: past(step.next) };
      return step.kind === "ask" ? { ...step, next: past(step.next) } : step;
    });
  return { ...flow, start: past(flow.start) ?? flow.start, steps };
}

function saysEmpty(step: Step, empty: ReadonlySet<string>): boolean {
  return step.kind === "say" && namesOf(step.text).some((name) => empty.has(name));
}

function namesOf(texts: Texts): string[] {
  return Object.values(texts).flatMap(variablesIn);
}

function namesIn(flow: Flow): string[] {
  return flow.steps.flatMap((step) => ("text" in step && step.text ? namesOf(step.text) : []));
}

/** In each language; where a fact has none, in the business's, else in the first there is. */
function fillAnswers(answers: Four, { lines, texts }: PackValues, fallback: Language): Texts {
  const valueOf = (name: string, language: Language) =>
    lines[name] ??
    texts[name]?.[language] ??
    texts[name]?.[fallback] ??
    Object.values(texts[name] ?? {})[0];
  return Object.fromEntries(
    Object.entries(answers).map(([language, text]) => [
      language,
      text.replaceAll(/\{([a-z_]+)\}/g, (whole, name: string) => {
        return valueOf(name, language as Language) ?? whole;
      }),
    ]),
  );
}
