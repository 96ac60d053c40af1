import { afterEach, beforeEach, expect, test } from "bun:test";
import { DAY } from "../../src/clock.ts";
import { type Desk, openDesk, until } from "../support/desk.ts";
import { customerOf, flow } from "./support.ts";

let desk: Desk;
let carla: Awaited<ReturnType<typeof customerOf>>;
beforeEach(async () => {
  desk = await openDesk();
  carla = await customerOf(desk);
  await carla.hears();
});
afterEach(() => desk.close());

const sizes = flow([
  { id: "hello", kind: "say", text: { en: "Hello {name}!" }, next: "size" },
  {
    id: "size",
    kind: "choose",
    text: { en: "Which size?", pt: "Qual tamanho?" },
    options: [
      { id: "s", label: { en: "Small" }, next: "who" },
      { id: "l", label: { en: "Large", pt: "Grande" }, words: { en: ["big"] }, next: "who" },
    ],
    save: "size",
    retries: 1,
    otherwise: null,
  },
  {
    id: "who",
    kind: "ask",
    text: { en: "Your name, please?" },
    input: "name",
    save: "who",
    retries: 1,
    otherwise: null,
    next: "bye",
  },
  { id: "bye", kind: "end", text: { en: "{size_label} it is, {who}. Your number is #{number}." } },
]);

test("a dialogue greets and asks in one message, takes taps and words, and ends", async () => {
  const turn = await carla.starts(sizes);
  expect(turn).toMatchObject({ said: true, end: null, consideration: { because: "started" } });
  expect(await carla.hears()).toEqual(["Hello Carla!\n\nWhich size?"]);
  expect((await carla.offered()).map(({ title }) => title)).toEqual(["Small", "Large"]);
  await carla.taps("Large");
  expect(await carla.hears()).toEqual(["Your name, please?"]);
  await carla.says("my name is Clara Lima");
  expect(await carla.hears()).toEqual(["Large it is, Clara Lima. Your number is #1."]);
  expect(await carla.run()).toMatchObject({
    state: "ended",
    outcome: "done",
    definition: null,
    variables: { size: "l", who: "Clara Lima" },
  });
  await until(() => desk.graph.sent.length === 3);
});

test.each([
  "2",
  "b",
  "LARGE",
  "lagre",
  "big",
  "grande",
  "option 2",
  "the second",
  "the large one please",
])("an option takes %p, a day later, too", async (answer) => {
  await carla.starts({ ...sizes, timeoutMinutes: 10_080 });
  await carla.hears();
  desk.clock.advance(DAY);
  await carla.says(answer);
  expect(await carla.hears()).toEqual(["Your name, please?"]);
  expect((await carla.run()).variables.size).toBe("l");
});

test("what fits no option is asked again, then a person comes", async () => {
  await carla.starts(sizes);
  await carla.hears();
  await carla.says("purple");
  expect(await carla.hears()).toEqual([
    "I didn't catch that. Tap one of the options, or type its number.",
  ]);
  expect(await carla.offered()).toHaveLength(2);
  await carla.says("purple!");
  expect(await carla.hears()).toEqual(["A person will answer you here. Your number is #1."]);
  expect(await carla.run()).toMatchObject({ state: "ended", outcome: "handed-over" });
});
