/** @jsxImportSource preact */
import { expect, test } from "bun:test";
import { Window } from "happy-dom";
import { renderToString } from "preact-render-to-string";
import { editStep } from "../../src/flows/edit-step.ts";
import type { Step } from "../../src/flows/flow.ts";
import { readStep, variableOf } from "../../src/flows/flow-form.ts";
import { fieldsOf } from "../../src/flows/step-fields.ts";
import { readUndo, undoFields } from "../../src/flows/undo-step.ts";
import { newStep, stepKinds } from "../../src/flows/new-step.ts";
import { packs } from "../../src/packs/packs.ts";
import { formOf } from "../../src/http/form.ts";
import { translator } from "../../views/i18n.ts";
import { LanguageBar } from "../../views/flows/step-texts.tsx";
import { StepFields } from "../../views/flows/step-fields.tsx";
import type { StepChoices } from "../../views/flows/types.ts";
import { everyStep } from "../support/flows.ts";

const t = translator("en");
const choices: StepChoices = {
  steps: everyStep.map(({ id }) => ({ value: id, label: id })),
  variables: ["order"],
  lefts: [],
  connections: [],
  flows: [],
  teams: [],
  fields: [],
  assets: [],
  services: [],
};

/** The fields of the form that a step is shown in, as a browser would send them. */
function sent(step: Step): Record<string, string> {
  const form = { step, was: "", choices, language: "en" as const, focus: "", changedBy: null };
  const window = new Window({ settings: { disableJavaScriptEvaluation: true } });
  window.document.body.innerHTML = renderToString(
    <form>
      <input type="hidden" name="kind" value={step.kind} />
      <LanguageBar t={t} language="en" />
      <StepFields form={{ ...form, t, address: "/x" }} />
    </form>,
  );
  const fields: Record<string, string> = {};
  for (const element of window.document.querySelectorAll("input, select, textarea")) {
    const name = element.getAttribute("name") ?? "";
    const type = element.getAttribute("type");
    if ((type === "radio" || type === "checkbox") && !element.hasAttribute("checked")) continue;
    if (element.tagName === "SELECT") {
      const chosen = element.querySelector("option[selected]") ?? element.querySelector("option");
      fields[name] = chosen?.getAttribute("value") ?? "";
    } else
      fields[name] =
        element.tagName === "TEXTAREA"
          ? element.textContent
          : (element.getAttribute("value") ?? "");
  }
  return fields;
}

function read(fields: Record<string, string>, id: string): Step | null {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.append(name, value);
  return readStep(formOf(data), id);
}

test("there is a sample of every kind of step", () => {
  expect(stepKinds.filter((kind) => !everyStep.some((step) => step.kind === kind))).toEqual([]);
});

for (const step of everyStep) {
  test(`what is read of the form of "${step.id}" (${step.kind}) is what was written in it`, () => {
    expect(read(sent(step), step.id)).toEqual(step);
    expect(read(fieldsOf(step), step.id)).toEqual(step);
  });

  test(`the undo of deleting "${step.id}" brings back all of it`, () => {
    const removed = {
      step,
      index: 3,
      isStart: true,
      ways: [
        { step: "topic", slot: "option:order" },
        { step: "late", slot: "case:1" },
      ],
      instead: "note",
    };
    const data = new FormData();
    for (const [name, value] of Object.entries(undoFields(removed))) data.append(name, value);
    expect(readUndo(formOf(data), step.id)).toEqual(removed);
  });
}

for (const pack of packs)
  test(`no step of the pack "${pack.key}" loses anything in its form`, () => {
    for (const { flow } of pack.dialogues)
      for (const step of flow.steps) expect(read(sent(step), step.id)).toEqual(step);
  });

test("a new step of each kind survives its form before anything is written in it", () => {
  for (const kind of stepKinds) {
    const step = newStep(kind, `${kind}-1`, "hello");
    expect(read(sent(step), step.id)).toEqual(step);
  }
});

test("a step that leads to one that is gone, or to itself, still does after its form was sent", () => {
  const say: Step = { id: "hello", kind: "say", text: { en: "Hi" }, next: "nowhere" };
  expect(read(sent(say), "hello")).toEqual(say);
  const round: Step = { ...say, next: "hello" };
  expect(read(sent(round), "hello")).toEqual(round);
});

test("a form that forgets a field is found out", () => {
  const say: Step = { id: "hello", kind: "say", text: { en: "Hi" }, next: "topic" };
  const { next: _, ...forgetful } = fieldsOf(say);
  expect(read(forgetful, "hello")).not.toEqual(say);
});

test("options are added with a free id, moved and removed", () => {
  const step = newStep("choose", "c", null);
  const added = editStep(step, "add-option");
  expect(added.focus).toBe("option.3.label");
  const moved = editStep(added.step, "up-option 3").step;
  expect(moved.kind === "choose" && moved.options.map(({ id }) => id)).toEqual(["1", "3", "2"]);
  const removed = editStep(moved, "remove-option 1").step;
  expect(removed.kind === "choose" && removed.options.map(({ id }) => id)).toEqual(["3", "2"]);
  let full: Step = step;
  for (let n = 0; n < 20; n++) full = editStep(full, "add-option").step;
  expect(full.kind === "choose" && full.options).toHaveLength(10);
});

test("cases, tests, kept fields and changes are added and removed", () => {
  const check = editStep(editStep(newStep("check", "c", null), "add-case").step, "add-test 1").step;
  expect(check.kind === "check" && check.cases.map((one) => one.tests.length)).toEqual([1, 2]);
  const fewer = editStep(check, "remove-test 1 0").step;
  expect(fewer.kind === "check" && fewer.cases.map((one) => one.tests.length)).toEqual([1, 1]);
  const none = editStep(fewer, "remove-case 0").step;
  expect(none.kind === "check" && none.cases).toHaveLength(1);
  const map = editStep(newStep("look-up", "l", null), "add-map").step;
  expect(map.kind === "look-up" && map.map).toHaveLength(2);
  const set = editStep(editStep(newStep("set", "s", null), "add-change").step, "remove-change 0");
  expect(set.step.kind === "set" && set.step.changes).toHaveLength(1);
});

test("a name that people type becomes one that texts can use", () => {
  expect(variableOf(" Número do Pedido! ")).toBe("numero_do_pedido");
});
