import { afterAll, beforeAll, expect, test } from "bun:test";
import {
  deleteQuickReply,
  fillQuickReply,
  firstNameOf,
  insertQuickReply,
  listQuickReplies,
  moveQuickReply,
  updateQuickReply,
} from "../../src/inbox/quick-replies.ts";
import { type Desk, openDesk } from "../support/desk.ts";

const values = {
  name: "Ana Souza",
  first_name: "Ana",
  agent: "Bruno",
  business: "Loja Azul",
  ticket: "12",
};

test("variables are filled with what is known of the contact", () => {
  const text =
    "Oi {{first_name}}! Aqui é {{agent}} da {{ business }}. Seu número é #{{ticket}}, {{Name}}.";
  expect(fillQuickReply(text, values)).toEqual({
    text: "Oi Ana! Aqui é Bruno da Loja Azul. Seu número é #12, Ana Souza.",
    unfilled: [],
  });
});

test("what is not known stays in its braces and is named once", () => {
  const filled = fillQuickReply("{{first_name}}: {{tracking code}}, {{tracking code}}", {
    first_name: null,
  });
  expect(filled).toEqual({
    text: "{{first_name}}: {{tracking code}}, {{tracking code}}",
    unfilled: ["first_name", "tracking code"],
  });
});

test("a name with braces in it is not filled again", () => {
  expect(fillQuickReply("{{name}}", { name: "{{agent}}" })).toEqual({
    text: "{{agent}}",
    unfilled: [],
  });
});

test("a name of a prototype is no variable", () => {
  expect(fillQuickReply("{{constructor}}", values).unfilled).toEqual(["constructor"]);
});

test("people who are only a number have no first name", () => {
  expect(firstNameOf("Ana Souza")).toBe("Ana");
  expect(firstNameOf("+55 11 98888-7777")).toBeNull();
  expect(firstNameOf("BR.13491208655302741918")).toBeNull();
});

let desk: Desk;
beforeAll(async () => void (desk = await openDesk()));
afterAll(() => desk.close());

const shortcuts = async () => (await listQuickReplies(desk.recado.db)).map((row) => row.shortcut);
const add = (shortcut: string) =>
  desk.recado.write((tx) => insertQuickReply(tx, { shortcut, category: "", text: "Oi!" }, 1));

test("quick replies keep their order, and one can be moved past its neighbour", async () => {
  const { write } = desk.recado;
  await add("/oi");
  const prazo = await add("Prazo");
  await add("pix");
  expect(await shortcuts()).toEqual(["oi", "prazo", "pix"]);
  await write((tx) => moveQuickReply(tx, prazo.id, "up", 2));
  expect(await shortcuts()).toEqual(["prazo", "oi", "pix"]);
  await write((tx) => moveQuickReply(tx, prazo.id, "up", 2));
  expect(await shortcuts()).toEqual(["prazo", "oi", "pix"]);
  await write((tx) => moveQuickReply(tx, prazo.id, "down", 2));
  await write((tx) => moveQuickReply(tx, prazo.id, "down", 2));
  expect(await shortcuts()).toEqual(["oi", "pix", "prazo"]);
});

test("a shortcut is one word and nobody else's", async () => {
  const { write } = desk.recado;
  await expect(add("oi")).rejects.toMatchObject({ code: "conflict" });
  await expect(add("two words")).rejects.toMatchObject({ key: "error.quick-shortcut" });
  const olá = await add("olá");
  const taken = write((tx) =>
    updateQuickReply(tx, olá.id, { shortcut: "OI", category: "", text: "x" }, 3),
  );
  await expect(taken).rejects.toMatchObject({ code: "conflict" });
  const own = await write((tx) =>
    updateQuickReply(tx, olá.id, { shortcut: "olá", category: " Vendas ", text: " Olá! " }, 3),
  );
  expect(own).toMatchObject({ shortcut: "olá", category: "Vendas", text: "Olá!" });
  await write((tx) => deleteQuickReply(tx, olá.id));
  expect(await shortcuts()).not.toContain("olá");
});
