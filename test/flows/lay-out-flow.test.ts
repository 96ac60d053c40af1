import { expect, test } from "bun:test";
import fc from "fast-check";
import { addStep, emptyFlow } from "../../src/flows/edit-flow.ts";
import { newStep, stepKinds } from "../../src/flows/new-step.ts";
import type { Flow, Step } from "../../src/flows/flow.ts";
import { BOX, type FlowMap, layOutFlow, straysOf } from "../../src/flows/lay-out-flow.ts";
import { slotsOf, withSlot } from "../../src/flows/step-slots.ts";

/** Any flow: every way out of every step leads to some step, to nothing or to one that is gone. */
const flows: fc.Arbitrary<Flow> = fc
  .array(fc.tuple(fc.constantFrom(...stepKinds), fc.array(fc.nat(40), { maxLength: 5 })), {
    maxLength: 24,
  })
  .map((rows) => {
    const steps = rows.map(([kind, ways], index): Step => {
      const step = newStep(kind, `s-${index}`, null);
      return slotsOf(step).reduce(
        (led, { name }, at) => withSlot(led, name, ways[at] === undefined ? null : `s-${ways[at]}`),
        step,
      );
    });
    return { ...emptyFlow(), steps, start: steps[0]?.id ?? "" };
  });

function overlaps({ boxes }: FlowMap): string[] {
  return boxes.flatMap((one, index) =>
    boxes
      .slice(index + 1)
      .filter(
        (other) => Math.abs(one.x - other.x) < BOX.width && Math.abs(one.y - other.y) < BOX.height,
      )
      .map((other) => `${one.id} ${other.id}`),
  );
}

/** Arrows that run through the inside of a box. */
function crossings({ boxes, edges }: FlowMap): string[] {
  return edges.flatMap((edge) =>
    edge.points.slice(1).flatMap((end, index) => {
      const begin = edge.points[index] ?? end;
      if (begin.x !== end.x) return [];
      const [top, bottom] = [Math.min(begin.y, end.y), Math.max(begin.y, end.y)];
      return boxes
        .filter(
          (box) =>
            end.x > box.x &&
            end.x < box.x + BOX.width &&
            bottom > box.y &&
            top < box.y + BOX.height,
        )
        .map((box) => `${edge.from}>${edge.to} through ${box.id}`);
    }),
  );
}

test("every step is drawn once, no two boxes touch, and no upright arrow runs through a box", () => {
  fc.assert(
    fc.property(flows, (flow) => {
      const map = layOutFlow(flow);
      expect(map.boxes.map(({ id }) => id).toSorted()).toEqual(
        flow.steps.map(({ id }) => id).toSorted(),
      );
      expect(overlaps(map)).toEqual([]);
      expect(crossings(map)).toEqual([]);
      for (const { x, y } of [...map.boxes, ...map.edges.flatMap(({ points }) => points)]) {
        expect(x).toBeWithin(0, map.width + 1);
        expect(y).toBeWithin(0, map.height + 1);
      }
    }),
    { numRuns: 300 },
  );
});

test("the check of overlaps finds two boxes that do", () => {
  const map = layOutFlow(twoSteps());
  const [first, second] = map.boxes;
  if (!first || !second) throw new Error("two boxes");
  const moved = { ...map, boxes: [first, { ...second, x: first.x + 5, y: first.y + 5 }] };
  expect(overlaps(moved)).toEqual(["say-1 end-1"]);
});

test("every way that leads somewhere is an arrow, and the drawing is the same each time", () => {
  fc.assert(
    fc.property(flows, (flow) => {
      const map = layOutFlow(flow);
      const ids = new Set(flow.steps.map(({ id }) => id));
      const ways = flow.steps.flatMap((step) =>
        slotsOf(step)
          .filter(({ next }) => next !== null && ids.has(next))
          .map(({ name, next }) => `${step.id} ${name} ${next}`),
      );
      const drawn = map.edges.flatMap(({ from, to, slots }) =>
        slots.map((slot) => `${from} ${slot} ${to}`),
      );
      expect(drawn.toSorted()).toEqual(ways.toSorted());
      expect(layOutFlow(structuredClone(flow))).toEqual(map);
    }),
    { numRuns: 300 },
  );
});

test("what nothing leads to lies below the rest, and a way back up goes round", () => {
  const flow = twoSteps();
  const asked = newStep("ask", "ask-1", "say-1");
  const stray = newStep("say", "say-9", null);
  const whole: Flow = {
    ...flow,
    steps: [...flow.steps.map((step) => withSlot(step, "next", "ask-1")), asked, stray],
  };
  const map = layOutFlow(whole);
  expect([...straysOf(whole)]).toEqual(["end-1", "say-9"]);
  const lowest = Math.max(...map.boxes.filter((box) => !box.isStray).map(({ y }) => y));
  for (const box of map.boxes.filter(({ isStray }) => isStray))
    expect(box.y).toBeGreaterThan(lowest);
  expect(map.edges.map(({ from, to, isBack }) => ({ from, to, isBack }))).toEqual([
    { from: "say-1", to: "ask-1", isBack: false },
    { from: "ask-1", to: "say-1", isBack: true },
  ]);
});

function twoSteps(): Flow {
  const said = addStep(emptyFlow(), "say", { step: null, slot: "next" });
  return addStep(said.flow, "end", { step: said.id, slot: "next" }).flow;
}
