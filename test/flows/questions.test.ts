import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { DAY, HOUR } from "../../src/clock.ts";
import type { Step } from "../../src/flows/flow.ts";
import { insertFlow, publishFlow } from "../../src/flows/flows.ts";
import { runDueFlows } from "../../src/flows/run-due-flows.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { ask, bye, choice, customerOf, flow, start } from "./support.ts";

let desk: Desk;
let carla: Awaited<ReturnType<typeof customerOf>>;
beforeEach(async () => {
  desk = await openDesk();
  carla = await customerOf(desk);
  await carla.hears();
});
afterEach(() => desk.close());

const runs = () =>
  desk.recado.db
    .selectFrom("flow_runs")
    .select(["name", "state", "outcome", "step", "variables"])
    .orderBy("id")
    .execute();
const tick = () => runDueFlows(desk.recado, () => desk.work.sender.kick());

describe("a button of a question that does not wait any more", () => {
  test("changes the answer while the dialogue goes on", async () => {
    const sizes = [
      choice("size", ["Small", "Large"], "who"),
      ask("who", "name"),
      bye("{size}, {who}."),
    ];
    await carla.starts(start("Sizes", sizes));
    const old = await carla.offered();
    await carla.taps("Small");
    await carla.hears();
    await carla.taps("Large", old);
    expect(await carla.hears()).toEqual(["who?"]);
    await carla.says("Carla");
    expect(await carla.hears()).toEqual(["large, Carla."]);
  });

  test("repeats the question that waits where something was booked or sent since", async () => {
    const agree: Step = {
      id: "agree",
      kind: "set",
      changes: [{ set: "consent", purpose: "marketing", text: { en: "News?" } }],
      next: "who",
    };
    const sizes = [
      choice("size", ["Yes", "No"], "agree"),
      agree,
      ask("who", "text"),
      bye("{who}."),
    ];
    await carla.starts(start("Sizes", sizes));
    const old = await carla.offered();
    await carla.taps("Yes");
    await carla.hears();
    await carla.taps("No", old);
    expect(await carla.hears()).toEqual(["who?"]);
    expect((await carla.run()).variables).toMatchObject({ size: "yes" });
  });

  test("leads on from there when the dialogue is over and its flow is published", async () => {
    const menu = flow([choice("size", ["Small", "Large"]), bye("{size}!")]);
    const { id } = await desk.recado.write(async (tx) => {
      const row = await insertFlow(tx, { name: "Sizes", flow: menu }, 1);
      return publishFlow(tx, row.id, { by: null }, 1);
    });
    await carla.starts({ flowId: id, incidentId: null, version: 1, name: "Sizes", flow: menu });
    const old = await carla.offered();
    await carla.taps("Small");
    await carla.hears();
    desk.clock.advance(3 * DAY);
    await carla.taps("Large", old);
    expect(await carla.hears()).toEqual(["large!"]);
    expect(await runs()).toMatchObject([{ outcome: "done" }, { outcome: "done" }]);
  });

  test("does nothing for good once more when the dialogue is over", async () => {
    const agree: Step = {
      id: "agree",
      kind: "set",
      changes: [{ set: "consent", purpose: "marketing", text: { en: "News?" } }],
      next: "bye",
    };
    const news = flow([choice("news", ["Yes", "No"], "agree"), agree, bye("{news}!")]);
    const { id } = await desk.recado.write(async (tx) => {
      const row = await insertFlow(tx, { name: "News", flow: news }, 1);
      return publishFlow(tx, row.id, { by: null }, 1);
    });
    await carla.starts({ flowId: id, incidentId: null, version: 1, name: "News", flow: news });
    await carla.hears();
    const old = await carla.offered();
    await carla.taps("Yes");
    expect(await carla.hears()).toEqual(["yes!"]);
    await carla.taps("Yes", old);
    expect(await carla.hears()).toEqual(["That question is closed. How can I help?"]);
    expect(await runs()).toMatchObject([{ outcome: "done" }]);
  });

  test("of a flow that is gone only repeats the question that waits", async () => {
    await carla.starts(start("Sizes", [choice("size", ["Small", "Large"]), bye()]));
    const old = await carla.offered();
    await carla.taps("Small");
    await carla.starts(start("Other", [ask("what", "text"), bye("{what}!")]));
    await carla.hears();
    await carla.taps("Large", old);
    expect(await carla.hears()).toEqual(["what?"]);
    expect(await runs()).toMatchObject([{ outcome: "done" }, { state: "waiting" }]);
  });

  test("says that it was not solved, later than the dialogue: a person comes", async () => {
    const solved: Step = { id: "solved", kind: "solved", yes: null, no: null };
    await carla.starts(flow([solved], { timeoutMinutes: 30 }));
    const old = await carla.offered();
    desk.clock.advance(HOUR);
    await tick();
    await carla.hears();
    await carla.taps("Yes", old);
    expect(await carla.hears()).toEqual(["Glad that helped!"]);
    expect(await carla.run()).toMatchObject({ outcome: "solved" });
    await carla.taps("Not yet", old);
    expect(await carla.hears()).toEqual(["A person will answer you here. Your number is #1."]);
    expect(await carla.run()).toMatchObject({ outcome: "handed-over", state: "ended" });
  });
});

test("a one is a one where a number is asked for, and skips nothing", async () => {
  const many: Step = {
    id: "many",
    kind: "ask",
    text: { en: "How many?" },
    input: "number",
    save: "many",
    retries: 1,
    otherwise: null,
    isOptional: true,
    next: "bye",
  };
  await carla.starts(flow([many, bye("{many|none}.")]));
  await carla.hears();
  await carla.says("1");
  expect(await carla.hears()).toEqual(["1."]);
  await carla.starts(flow([many, bye("{many|none}.")]));
  await carla.hears();
  await carla.says("skip");
  expect(await carla.hears()).toEqual(["none."]);
});

test("a day is kept as a date and read in words, a photo as one", async () => {
  const steps: Step[] = [
    { ...ask("day", "text", { next: "pic" }), input: "date" } as Step,
    { ...ask("pic", "text"), input: "photo" } as Step,
    bye("{day}, {pic}."),
  ];
  await carla.starts(flow(steps));
  await carla.says("15/12");
  await carla.hears();
  await carla.says("here");
  expect(await carla.hears()).toEqual(["Please send a photo."]);
  await carla.send({ type: "image", image: { id: "77", mime_type: "image/jpeg", sha256: "x" } });
  expect(await carla.hears()).toEqual(["Tuesday, 15 December 2026, photo."]);
  expect((await carla.run()).variables).toMatchObject({
    day: "2026-12-15",
    pic: expect.stringMatching(/^photo:\d+$/) as string,
  });
});

test("several photos at once are one answer, and no wrong one to what follows", async () => {
  const photo = { ...ask("pic", "text", { next: "what", retries: 0 }), input: "photo" } as Step;
  await carla.starts(flow([photo, ask("what", "text", { retries: 0 }), bye("{what}.")]));
  for (const id of ["1", "2", "3"])
    await carla.send({ type: "image", image: { id, mime_type: "image/jpeg", sha256: "x" } });
  await carla.hears();
  await carla.says("It is broken");
  expect(await carla.hears()).toEqual(["It is broken."]);
});
