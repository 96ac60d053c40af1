import { describe, expect, test } from "bun:test";
import { handOverWords } from "../../src/bot/bot-texts.ts";
import { fold } from "../../src/bot/fold.ts";
import { flowTexts } from "../../src/flows/flow-texts.ts";
import { languages } from "../../views/i18n.ts";
import { findNamedChoice, readChoice } from "../../src/flows/choices.ts";
import { type PromptOption, promptReplies, readTapId, tapId } from "../../src/flows/prompt.ts";
import { readWayOut } from "../../src/flows/way-out.ts";

const options: PromptOption[] = [
  { id: "track", label: "Where is my order?", words: ["tracking", "suivi"] },
  { id: "return", label: "Return something" },
  { id: "hours", label: "Opening hours" },
  { id: "yes", label: "Yes, a person" },
];

describe("an option is chosen", () => {
  test.each([
    ["1", "track"],
    ["4", "yes"],
    ["3️⃣", "hours"],
    ["(2)", "return"],
    ["option 2", "return"],
    ["número 3", "hours"],
    ["n° 3", "hours"],
    ["c", "hours"],
    ["the first one", "track"],
    ["la deuxième", "return"],
    ["o terceiro", "hours"],
    ["where is my ORDER", "track"],
    ["Suivi !", "track"],
    ["tracknig", "track"],
    ["retrun something", "return"],
    ["oui", "yes"],
    ["sim", "yes"],
    ["👍", "yes"],
  ])("by %p", (text, id) => expect(readChoice(options, text)?.id).toBe(id));

  test.each(["5", "0", "99", "k", "where", "something else", "", "🙂", "12345678"])(
    "not by %p",
    (text) => expect(readChoice(options, text)).toBeUndefined(),
  );

  test("by a label that is a digit or a letter itself before its place", () => {
    const sizes = ["3", "2", "1", "B", "A"].map((label) => ({ id: `size-${label}`, label }));
    expect(readChoice(sizes, "1")?.id).toBe("size-1");
    expect(readChoice(sizes, "a")?.id).toBe("size-A");
  });

  test("by no word that means two", () => {
    const twins = [
      { id: "a", label: "Red", words: ["shirt"] },
      { id: "b", label: "Blue", words: ["shirt"] },
    ];
    expect(readChoice(twins, "shirt")).toBeUndefined();
  });

  test("by a yes only where one option is a yes", () => {
    expect(readChoice([{ id: "a", label: "Red" }], "yes")).toBeUndefined();
    const both = [
      { id: "a", label: "Sim" },
      { id: "b", label: "Não" },
    ];
    expect(readChoice(both, "no")?.id).toBe("b");
    expect(readChoice(both, "pas encore")?.id).toBe("b");
  });

  test("by being named in a sentence, unless it is denied", () => {
    expect(findNamedChoice(options, "I want to return something please")?.id).toBe("return");
    expect(findNamedChoice(options, "not the opening hours")).toBeUndefined();
    expect(findNamedChoice(options, "opening hours or return something")).toBeUndefined();
  });
});

test("ways out are whole messages in four languages, STOP is none of them", () => {
  expect(["MENU", "Começar de novo", "volver", "laisse tomber!", "pular"].map(readWayOut)).toEqual([
    "menu",
    "restart",
    "back",
    "leave",
    "skip",
  ]);
  expect(["stop", "parar", "the menu of today", "hello"].map(readWayOut)).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

test.each(languages)("the ways out that are told work, in %s", (language) => {
  const told = flowTexts.wayOut[language].match(/\p{Lu}{2,}(?: \p{Lu}{2,})*/gu) ?? [];
  const [menu, leave, person] = told;
  expect(told).toHaveLength(3);
  expect([menu, leave].map((word) => readWayOut(word ?? ""))).toEqual(["menu", "leave"]);
  expect(handOverWords).toContain(fold(person ?? "") as (typeof handOverWords)[number]);
});

describe("a question", () => {
  const ask = (labels: string[], text = "Which?", before: string[] = []) =>
    promptReplies(
      before,
      { text, options: labels.map((label, n) => ({ id: `o${n}`, label })) },
      "en",
      (id) => tapId(7, "size", id),
    );
  const interactive = (reply: ReturnType<typeof ask>[number] | undefined) =>
    (reply?.payload as { interactive?: { type: string } } | undefined)?.interactive;

  test("of up to three short options has buttons, each with its dialogue and step", () => {
    const [reply] = ask(["Small", "Large"], "Which?", ["Hello."]);
    expect(reply?.payload).toEqual({
      type: "interactive",
      interactive: {
        type: "button",
        body: { text: "Hello.\n\nWhich?" },
        action: {
          buttons: [
            { type: "reply", reply: { id: "flow:7:size:o0", title: "Small" } },
            { type: "reply", reply: { id: "flow:7:size:o1", title: "Large" } },
          ],
        },
      },
    });
    expect(readTapId("flow:7:size:o1")).toEqual({ runId: 7, step: "size", option: "o1" });
    expect(readTapId("rule:7")).toBeUndefined();
  });

  test("of more, or longer ones, is a list; what is cut stands below", () => {
    expect(interactive(ask(["A", "B", "C", "D"])[0])?.type).toBe("list");
    expect(interactive(ask(["Twenty-one letters xx."])[0])?.type).toBe("list");
    const [long] = ask(["A label of much more than 24 letters", "B"]);
    expect(JSON.stringify(long?.payload)).toContain(
      '"title":"A label of much more th…","description":"A label of much more than 24 letters"',
    );
  });

  test("that WhatsApp could not show is written with digits", () => {
    expect(ask(["Same", "Same"])[0]).toMatchObject({
      type: "text",
      text: "Which?\n\n1. Same\n2. Same",
    });
    expect(ask(Array.from({ length: 11 }, (_, n) => `Option ${n}`))[0]?.type).toBe("text");
  });

  test("with more text than a body holds has that text in front", () => {
    const story = "word ".repeat(220).trim();
    const [front, last] = ask(["Yes", "No"], "Go on?", [story]);
    expect([front?.text, last?.text]).toEqual([story, "Go on?"]);
    const [whole, please] = ask(["Yes", "No"], story);
    expect([whole?.text, please?.text]).toEqual([story, "Please choose:"]);
    expect(ask(["1", "2", "3", "4"], story)).toHaveLength(1);
  });

  test("with more text than a message holds takes as many as that needs", () => {
    const story = "A sentence of some words.\n\n".repeat(400).trim();
    const replies = ask(["Yes", "No"], "Go on?", [story]);
    expect(replies.map(({ text }) => (text ?? "").length <= 4096)).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(
      replies
        .map(({ text }) => text)
        .join(" ")
        .replaceAll(/\s+/g, " "),
    ).toBe(`${story} Go on?`.replaceAll(/\s+/g, " "));
  });
});
