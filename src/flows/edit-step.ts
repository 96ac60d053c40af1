import type { ChooseStep, Option, Step } from "./flow.ts";
import { MOST_OPTIONS } from "./flow-form.ts";

export interface EditedStep {
  step: Step;
  /** The element that gets the focus. */
  focus: string;
}

/** A row more or less, by the buttons of a step's form: `add-option`, `remove-option 2`, `add-test 0` … */
export function editStep(step: Step, edit: string): EditedStep {
  const [verb = "", at = "", inner = ""] = edit.split(" ");
  const index = Number(at);
  if (step.kind === "choose") return editOptions(step, verb, at);
  if (step.kind === "check" && verb === "add-case") {
    const cases = [...step.cases, { tests: [emptyTest()], next: null }];
    return { step: { ...step, cases }, focus: `case.${cases.length - 1}.0.left` };
  }
  if (step.kind === "check" && verb === "remove-case")
    return { step: { ...step, cases: without(step.cases, index) }, focus: "add-case" };
  if (step.kind === "check" && verb.endsWith("-test")) {
    const one = step.cases[index];
    if (!one) return { step, focus: "" };
    const tests =
      verb === "add-test" ? [...one.tests, emptyTest()] : without(one.tests, Number(inner));
    return {
      step: { ...step, cases: step.cases.with(index, { ...one, tests }) },
      focus: verb === "add-test" ? `case.${at}.${tests.length - 1}.left` : `add-test-${at}`,
    };
  }
  return editRows(step, verb, index);
}

function editRows(step: Step, verb: string, index: number): EditedStep {
  if (step.kind === "look-up" && verb === "add-map")
    return {
      step: { ...step, map: [...step.map, { path: "", save: "" }] },
      focus: `map.${step.map.length}.path`,
    };
  if (step.kind === "look-up" && verb === "remove-map")
    return { step: { ...step, map: without(step.map, index) }, focus: "add-map" };
  if (step.kind === "set" && verb === "add-change")
    return {
      step: { ...step, changes: [...step.changes, { set: "ticket-tag", value: "" }] },
      focus: `change.${step.changes.length}.set`,
    };
  if (step.kind === "set" && verb === "remove-change")
    return { step: { ...step, changes: without(step.changes, index) }, focus: "add-change" };
  return { step, focus: "" };
}

function editOptions(step: ChooseStep, verb: string, id: string): EditedStep {
  const { options } = step;
  const from = options.findIndex((option) => option.id === id);
  const put = (changed: Option[], focus: string) => ({
    step: { ...step, options: changed },
    focus,
  });
  if (verb === "add-option" && options.length < MOST_OPTIONS) {
    const added = { id: freeOptionId(options), label: {}, next: null };
    return put([...options, added], `option.${added.id}.label`);
  }
  if (verb === "remove-option") return put(without(options, from), "add-option");
  const to = verb === "up-option" ? from - 1 : from + 1;
  const [one, other] = [options[from], options[to]];
  if (!one || !other || (verb !== "up-option" && verb !== "down-option"))
    return { step, focus: "" };
  return put(options.with(from, other).with(to, one), `${verb}-${id}`);
}

function freeOptionId(options: readonly Option[]): string {
  for (let n = 1; ; n++) if (!options.some(({ id }) => id === String(n))) return String(n);
}

function emptyTest() {
  return { left: "", test: "is" as const, value: "" };
}

function without<T>(list: readonly T[], index: number): T[] {
  return list.filter((_, at) => at !== index);
}
