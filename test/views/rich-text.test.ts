import { expect, test } from "bun:test";
import { initialsOf } from "../../views/ui/avatar.tsx";
import { splitLinks } from "../../views/inbox/rich-text.tsx";
import { safeUrl } from "../../views/inbox/bubble.tsx";

const hrefs = (text: string) => splitLinks(text).flatMap((part) => part.href ?? []);

test("a link ends before the sentence's full stop and bracket", () => {
  expect(hrefs("Veja https://a.pt/x. (https://b.pt/y) e https://c.pt/w_(z)!")).toEqual([
    "https://a.pt/x",
    "https://b.pt/y",
    "https://c.pt/w_(z)",
  ]);
});

test("only http and https become links", () => {
  expect(
    hrefs(
      "javascript:alert(1) data:text/html,x ftp://a.pt file:///etc/passwd http://[ http://ok.pt",
    ),
  ).toEqual(["http://ok.pt"]);
  expect(safeUrl("javascript:alert(1)")).toBeUndefined();
  expect(safeUrl("https://fb.me/1")).toBe("https://fb.me/1");
});

// WhatsApp takes 65,536 characters; the regular expression that did this took 9 seconds.
test("a link that ends in dots for ever holds nobody up", () => {
  const text = `http://a.pt/${".".repeat(65_000)}x http://b.pt/${"?!".repeat(30_000)}`;
  const started = performance.now();
  expect(hrefs(text).at(-1)).toBe("http://b.pt/");
  expect(performance.now() - started).toBeLessThan(500);
});

test("nothing of the text is lost", () => {
  const text = "a https://a.pt/x, b\n\nc http://b.pt";
  expect(
    splitLinks(text)
      .map((part) => part.text)
      .join(""),
  ).toBe(text);
});

test("initials come from letters, whatever else a name holds", () => {
  expect(
    ["Ana Souza", "🌸 Flor", "+55 11 9", "Иван Петров", "Jean-Luc Émile Zola"].map(initialsOf),
  ).toEqual(["AS", "F", "#", "ИП", "JZ"]);
});
