import { expect, test } from "bun:test";
import { translator } from "../../views/i18n.ts";
import { answersOf, formTitle } from "../../views/inbox/form-answers.ts";
import { systemWords } from "../../views/inbox/system-words.ts";

const t = translator("en");

test("nested answers stand beside the rest, Meta's own fields stay away", () => {
  const fields = {
    flow_token: "AQAA",
    values: { name: "Ana", address: { city: "Santos", floor: 3 } },
    colours: ["blue", "red"],
    note: "",
  };
  expect(answersOf(fields)).toEqual([
    ["name", "Ana"],
    ["city", "Santos"],
    ["floor", "3"],
    ["colours", "blue, red"],
  ]);
});

test("what is nested too deep is shown as it came", () => {
  expect(answersOf({ a: { b: { c: { d: { e: { f: 1 } } } } } })).toEqual([["e", '{"f":1}']]);
});

test("Meta's forms have names in our words, others keep theirs", () => {
  expect(formTitle(t, "address_message")).toBe("Address");
  expect(formTitle(t, "constructor")).toBe("constructor");
  expect(formTitle(t, "")).toBe("Form");
});

test("a new number is said with both numbers, without them it is still said", () => {
  const type = "user_changed_number";
  const body = "User Ana changed from 5511988880000 to 5511977770000";
  expect(systemWords(t, { type, body })).toBe(
    "The customer’s number changed from +5511988880000 to +5511977770000",
  );
  expect(systemWords(t, { type, body: "" })).toBe("The customer has a new number");
  expect(systemWords(t, { type: "new_kind", body: "Hello" })).toBe("Hello");
});
