import { expect, test } from "bun:test";
import fc from "fast-check";
import {
  addStep,
  copyStep,
  emptyFlow,
  moveStep,
  removeStep,
  restoreStep,
  variablesOf,
} from "../../src/flows/edit-flow.ts";
import { stepKinds } from "../../src/flows/new-step.ts";
import type { Flow } from "../../src/flows/flow.ts";
import { nextsOf } from "../../src/flows/flow.ts";
import { slotsOf } from "../../src/flows/step-slots.ts";
import { everyKind, everyStep, smallFlow } from "../support/flows.ts";

const nextOf = (flow: Flow, id: string) => {
  const step = flow.steps.find((each) => each.id === id);
  return step && slotsOf(step)[0]?.next;
};

test("the ways out of a step are those that the engine goes", () => {
  for (const step of everyStep)
    expect(slotsOf(step).map(({ next }) => next)).toEqual(nextsOf(step));
});

test("a step put on a way leads on to where the way led", () => {
  const { flow, id } = addStep(smallFlow, "say", { step: "hello", slot: "next" });
  expect(nextOf(flow, "hello")).toBe(id);
  expect(nextOf(flow, id)).toBe("name");
  expect(flow.steps.map((step) => step.id)).toEqual([
    "hello",
    id,
    "name",
    "topic",
    "person",
    "bye",
  ]);
  const branch = addStep(smallFlow, "ask", { step: "topic", slot: "option:2" });
  expect(nextOf(branch.flow, branch.id)).toBe("bye");
  const first = addStep(smallFlow, "say", { step: null, slot: "next" });
  expect(first.flow.start).toBe(first.id);
  expect(nextOf(first.flow, first.id)).toBe("hello");
});

test("two steps that follow each other change places in the dialogue, others in the list alone", () => {
  const up = moveStep(smallFlow, "name", "up");
  expect(up?.isRelinked).toBe(true);
  expect(up?.flow.start).toBe("name");
  expect(up && [nextOf(up.flow, "name"), nextOf(up.flow, "hello")]).toEqual(["hello", "topic"]);
  const down = moveStep(smallFlow, "person", "down");
  expect(down?.isRelinked).toBe(false);
  expect(down?.flow.steps.map((step) => step.id)).toEqual([
    "hello",
    "name",
    "topic",
    "bye",
    "person",
  ]);
  expect(moveStep(smallFlow, "hello", "up")).toBeNull();
});

test("a deleted step leaves a dialogue that goes on after it, and undo puts all back", () => {
  for (const flow of [smallFlow, everyKind])
    for (const { id } of flow.steps) {
      const gone = removeStep(flow, id);
      if (!gone) throw new Error("it was there");
      expect(JSON.stringify(gone.flow.steps.map(nextsOf))).not.toContain(`"${id}"`);
      expect(restoreStep(gone.flow, gone.removed)).toEqual(flow);
    }
  expect(removeStep(smallFlow, "name")?.flow.steps[0]).toMatchObject({ next: "topic" });
});

test("undo does not take back what somebody led elsewhere meanwhile", () => {
  const gone = removeStep(smallFlow, "name");
  if (!gone) throw new Error("it was there");
  const other = addStep(gone.flow, "say", { step: "hello", slot: "next" });
  const back = restoreStep(other.flow, gone.removed);
  expect(nextOf(back, "hello")).toBe(other.id);
});

test("a copy comes right after its step", () => {
  const copy = copyStep(smallFlow, "name");
  expect(copy && nextOf(copy.flow, "name")).toBe(copy?.id);
  expect(copy && nextOf(copy.flow, copy.id)).toBe("topic");
});

test("whatever is done to a flow, no two steps have one name and no way leads into nothing", () => {
  const acts = fc.array(
    fc.tuple(
      fc.constantFrom("add", "copy", "up", "down", "remove", "undo"),
      fc.nat(20),
      fc.constantFrom(...stepKinds),
      fc.nat(4),
    ),
    { maxLength: 30 },
  );
  fc.assert(
    fc.property(acts, (list) => {
      let flow = emptyFlow();
      let removed: Parameters<typeof restoreStep>[1] | null = null;
      for (const [act, place, kind, way] of list) {
        const step = flow.steps[place % Math.max(1, flow.steps.length)];
        const id = step?.id ?? "";
        const slot = (step && slotsOf(step)[way]?.name) ?? "next";
        if (act === "add") flow = addStep(flow, kind, { step: step?.id ?? null, slot }).flow;
        else if (act === "copy") flow = copyStep(flow, id)?.flow ?? flow;
        else if (act === "up" || act === "down") flow = moveStep(flow, id, act)?.flow ?? flow;
        else if (act === "remove") {
          const gone = removeStep(flow, id);
          removed = gone?.removed ?? null;
          flow = gone?.flow ?? flow;
        } else if (removed) {
          flow = restoreStep(flow, removed);
          removed = null;
        }
        const ids = flow.steps.map((each) => each.id);
        expect(new Set(ids).size).toBe(ids.length);
        expect(ids.length === 0 || ids.includes(flow.start)).toBe(true);
      }
      expect(flow.steps.length).toBeLessThanOrEqual(list.length);
    }),
    { numRuns: 200 },
  );
});

test("texts can use what was asked, looked up, set, booked and written down as a fixed value", () => {
  expect(variablesOf(everyKind)).toEqual([
    ...["address", "link", "topic", "order", "status", "item", "seen"],
    ...["booking_time", "booking_service", "booking_staff", "booking_link"],
  ]);
});
