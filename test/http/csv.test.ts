import { expect, test } from "bun:test";
import { csvText } from "../../src/http/csv.ts";

test("French, Portuguese and Spanish spreadsheets get semicolons and decimal commas", () => {
  expect(csvText([["Nom", 12.5]], "fr")).toBe("\uFEFFNom;12,5\r\n");
  expect(csvText([["Name", 12.5]], "en")).toBe("\uFEFFName,12.5\r\n");
});

test("a name that begins like a formula stays a text, and quotes stay quotes", () => {
  expect(csvText([['=HYPERLINK("x")', "a;b", "@x", "-1", -1]], "pt")).toBe(
    '\uFEFF"\'=HYPERLINK(""x"")";"a;b";\'@x;\'-1;-1\r\n',
  );
});
