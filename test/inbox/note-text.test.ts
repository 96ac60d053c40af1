import { expect, test } from "bun:test";
import { mentionedIn, noteLines, splitMentions, tickLine } from "../../src/inbox/note-text.ts";

const people = [{ name: "Ana" }, { name: "Ana Souza" }, { name: "João (RJ)" }];

test("the longest name wins, and a name inside a word is none", () => {
  expect(mentionedIn("@Ana Souza veja", people)).toEqual([{ name: "Ana Souza" }]);
  expect(mentionedIn("@ana e @Anabela", people)).toEqual([{ name: "Ana" }]);
  expect(mentionedIn("oi @João (RJ)", people)).toEqual([{ name: "João (RJ)" }]);
  expect(mentionedIn("ana@loja.pt", [{ name: "loja" }])).toEqual([]);
});

test("a text without people is one piece", () => {
  expect(splitMentions("@Ana", [])).toEqual([{ text: "@Ana", isMention: false }]);
});

test("lines in brackets are tasks, with or without a dash", () => {
  const lines = noteLines("veja\n[ ] ligar\n- [x] trocar\n[]vazio");
  expect(lines.map(({ text, item, done }) => [text, item, done])).toEqual([
    ["veja", false, false],
    ["ligar", true, false],
    ["trocar", true, true],
    ["vazio", true, false],
  ]);
});

test("ticking changes that line alone, and only a task", () => {
  expect(tickLine("[ ] a\n[ ] b", 1, true)).toBe("[ ] a\n[x] b");
  expect(tickLine("[x] a", 0, false)).toBe("[ ] a");
  expect(tickLine("a [ ] b", 0, true)).toBe("a [ ] b");
  expect(tickLine("a", 9, true)).toBe("a");
});
