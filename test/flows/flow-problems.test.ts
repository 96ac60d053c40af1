import { describe, expect, test } from "bun:test";
import { languages } from "../../views/i18n.ts";
import { flowProblemStrings } from "../../views/flows/problem-strings.ts";
import type { Step } from "../../src/flows/flow.ts";
import { flowProblems, isPublishable, type KnownDesk } from "../../src/flows/flow-problems.ts";
import { flow } from "./support.ts";

const say = (id: string, next: string | null): Step => ({
  id,
  kind: "say",
  text: { en: "Hello" },
  next,
});
const ask = (id: string, next: string | null, more: Partial<Step> = {}): Step =>
  ({
    id,
    kind: "ask",
    text: { en: "Who?" },
    input: "name",
    save: "who",
    retries: 2,
    otherwise: null,
    next,
    ...more,
  }) as Step;
const choose = (labels: string[], more: Partial<Step> = {}): Step =>
  ({
    id: "size",
    kind: "choose",
    text: { en: "Which?" },
    options: labels.map((label, index) => ({ id: `o${index}`, label: { en: label }, next: null })),
    retries: 1,
    otherwise: null,
    ...more,
  }) as Step;
const kinds = (steps: Step[], known?: KnownDesk) =>
  flowProblems(flow(steps), known).map(({ step, kind }) => `${step} ${kind}`);

test("a sound flow has no problem", () => {
  expect(kinds([say("hello", "who"), ask("who", null)])).toEqual([]);
  expect(kinds([choose(["Small", "Large"])])).toEqual([]);
});

describe("ways", () => {
  test("to steps that are not there, and steps without a way to them", () => {
    expect(kinds([say("a", "gone"), say("b", null)])).toEqual(["a unknown-next", "b unreachable"]);
    expect(flowProblems({ start: "x", steps: [], timeoutMinutes: 5 })).toMatchObject([
      { step: null, kind: "no-steps" },
    ]);
    expect(flowProblems(flow([say("a", null)], { start: "x" }))[0]).toMatchObject({
      kind: "no-start",
    });
  });

  test("that go round without a question, but not those with one", () => {
    expect(kinds([say("a", "b"), say("b", "a")])).toEqual(["a loop", "b loop"]);
    expect(kinds([say("a", "b"), ask("b", "a")])).toEqual([]);
    const later: Step = { id: "later", kind: "wait", minutes: 5, next: "a" };
    expect(kinds([say("a", "later"), later])).toEqual(["a loop", "later loop"]);
  });

  test("that lead a wrong answer back to the same question", () => {
    expect(kinds([ask("a", null, { otherwise: "b" }), say("b", "a")])).toEqual(["a no-way-out"]);
    expect(kinds([ask("a", null, { otherwise: "b" }), ask("b", "a")])).toEqual([]);
  });

  test("of two steps with one name", () => {
    expect(kinds([say("a", null), say("a", null)])).toEqual(["a id-twice", "a id-twice"]);
  });
});

describe("texts", () => {
  test("must be there in the business's language; others are a hint", () => {
    const french = { ...say("a", null), text: { fr: "Bonjour" } } as Step;
    expect(kinds([french])).toEqual(["a no-text"]);
    const problems = flowProblems(flow([say("a", "b"), { ...french, id: "b" } as Step]));
    expect(problems).toMatchObject([
      { step: "a", kind: "no-translation", values: { language: "fr" }, isGrave: false },
      { step: "b", kind: "no-text", values: { language: "en" }, isGrave: true },
    ]);
    expect(isPublishable(problems)).toBe(false);
    expect(isPublishable(problems.slice(0, 1))).toBe(true);
  });

  test("may ask only for what something fills in", () => {
    const bye: Step = { id: "bye", kind: "end", text: { en: "{who|you}, {number}: {order}" } };
    expect(flowProblems(flow([ask("who", "bye"), bye]))).toMatchObject([
      { step: "bye", kind: "unknown-variable", values: { name: "order" }, isGrave: false },
    ]);
  });
});

test("options have WhatsApp's limits, names of their own, and words of their own", () => {
  expect(kinds([choose(["A label of more than 24 letters"])])).toEqual(["size label-long"]);
  expect(kinds([choose(["Small", "small!"])])).toEqual(["size label-twice"]);
  expect(kinds([choose(Array.from({ length: 11 }, (_, n) => `Size ${n}`))])).toEqual([
    "size many-options",
  ]);
  expect(kinds([choose([])])).toEqual(["size no-options"]);
  const options = ["Small", "Large"].map((label, n) => ({
    id: `o${n}`,
    label: { en: label },
    words: { en: ["that one"] },
    next: null,
  }));
  expect(kinds([choose([], { options } as Partial<Step>)])).toEqual(["size word-twice"]);
});

test("an option is called by no word that means STOP, but may be called CANCEL", () => {
  expect(kinds([choose(["Stay", "Sair"])])).toEqual(["size stop-word"]);
  expect(kinds([choose(["Keep", "Cancel"])])).toEqual([]);
  const [small] = (choose(["Small"]) as { options: object[] }).options;
  expect(
    kinds([choose([], { options: [small, { ...small, label: { en: "Big" } }] } as never)]),
  ).toEqual(["size option-twice"]);
});

test("variables, numbers and references are checked", () => {
  expect(kinds([ask("a", null, { save: "Who?" })])).toEqual(["a bad-variable"]);
  expect(kinds([ask("a", null, { retries: 9 })])).toEqual(["a retries"]);
  expect(flowProblems(flow([say("a", null)], { timeoutMinutes: 0 }))[0]?.kind).toBe("timeout");
  const jump: Step = { id: "j", kind: "jump", flowId: 7 };
  expect(kinds([jump])).toEqual([]);
  expect(kinds([jump], { language: "en", flowIds: new Set([8]) })).toEqual(["j jump"]);
  const lookUp: Step = {
    id: "l",
    kind: "look-up",
    connectionId: 3,
    method: "POST",
    path: "orders",
    body: "{no json",
    map: [{ path: " ", save: "status" }],
    timeoutSeconds: 60,
    next: null,
    notFound: null,
    failed: null,
  };
  expect(kinds([lookUp], { language: "en", connectionIds: new Set() })).toEqual([
    "l no-connection",
    "l path",
    "l body",
    "l map",
    "l seconds",
  ]);
});

test("a path that leads out of the connection's address is told before anybody needs it", () => {
  const path = (typed: string): Step => ({
    ...{ id: "l", kind: "look-up", connectionId: 3, method: "GET", path: typed, map: [] },
    ...{ timeoutSeconds: 5, next: null, notFound: null, failed: null },
  });
  for (const typed of ["/orders/1", "?q=1", "/a.b/..c"]) expect(kinds([path(typed)])).toEqual([]);
  for (const typed of ["/../admin", "/a/%2e%2E/b", "/a\\..\\b", "orders"])
    expect(kinds([path(typed)])).toEqual(["l path"]);
});

test("every problem has its text in four languages", () => {
  for (const text of Object.values(flowProblemStrings))
    expect(Object.keys(text).toSorted()).toEqual(languages.toSorted());
});
