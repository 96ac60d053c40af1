import { expect, test } from "bun:test";
import { foldName, foldQuery } from "../../src/contacts/fold-name.ts";

test("a contact is found by name, username and any form of the number, however it is typed", () => {
  const folded = foldName("João D'Ávila 🌻", "+5511988887777", "Joao_D");
  expect(folded).toBe("joao d avila joao d 5511988887777 551188887777");
  const typed = [
    "joão",
    "JOAO",
    "d'áv",
    "D’Avila",
    "@joao_d",
    "+55 11 9",
    "(11) 98888-7777",
    "8888 7777",
    "551188887777",
  ];
  for (const query of typed) {
    expect({ query, isFound: folded.includes(foldQuery(query)) }).toEqual({ query, isFound: true });
  }
  for (const query of ["ana", "joao z", "1234"]) expect(folded).not.toContain(foldQuery(query));
});

test("what is missing leaves no trace", () => {
  expect(foldName("Ana", null)).toBe("ana");
  expect(foldName("🌻", "+16505551234", null)).toBe("16505551234");
  expect(foldName("", null, "")).toBe("");
});

test("LIKE's wildcards are nothing to look for", () => {
  expect(foldQuery("%_%")).toBe("");
  expect(foldQuery("100%")).toBe("100");
  expect(foldName("50%_off", null)).toBe("50 off");
});
