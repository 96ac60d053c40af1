import { afterEach, beforeEach, expect, test } from "bun:test";
import {
  deleteContactField,
  insertContactField,
  listContactFields,
} from "../../src/contacts/contact-fields.ts";
import { listContactValues, readFieldValue } from "../../src/contacts/contact-values.ts";
import { getContact } from "../../src/contacts/contacts.ts";
import { currencyOf, formatMoney, readMoney, typeMoney } from "../../src/contacts/money.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { parse, words } from "../support/html.ts";
import { textWebhook } from "../support/messages.ts";

let desk: Desk;
let ana: Awaited<ReturnType<Desk["browserOf"]>>;
let bruno: typeof ana;
beforeEach(async () => {
  desk = await openDesk();
  ana = await desk.browserOf(desk.people.ana);
  bruno = await desk.browserOf(desk.people.bruno);
  await desk.deliver(textWebhook("oi", { name: "Carla" }));
});
afterEach(() => desk.close());

const FIELDS = "/settings/contact-fields";
const addField = (form: { label: string; type: string; choices?: string }) =>
  ana.send("POST", FIELDS, { choices: "", ...form });
const keys = async () => (await listContactFields(desk.recado.db)).map((field) => field.key);
const idOfField = async (key: string) =>
  (await listContactFields(desk.recado.db)).find((field) => field.key === key)?.id ?? 0;
const valuesOf = async (contact: number) =>
  Object.fromEntries((await listContactValues(desk.recado.db, [contact])).get(contact) ?? []);

test("a field's key is made of its label, once, and stays when the label changes", async () => {
  await addField({ label: "Número do cliente", type: "text" });
  await addField({ label: "numero do Cliente!", type: "number" });
  await addField({ label: "客户", type: "date" });
  expect(await keys()).toEqual(["numero_do_cliente", "numero_do_cliente_2", "field"]);
  const id = await idOfField("field");
  await ana.send("POST", `${FIELDS}/${id}`, { label: "Birthday", choices: "" });
  expect(await keys()).toEqual(["numero_do_cliente", "numero_do_cliente_2", "field"]);
  const page = await parse(await ana.get(`${FIELDS}?done=${id}`));
  expect(words(page, ".line-title a")).toEqual([
    "Número do cliente",
    "numero do Cliente!",
    "Birthday",
  ]);
  expect(words(page, ".notice")).toEqual(["“Birthday” is saved."]);
});

test("a field without a name, and a choice without choices, come back with the reason", async () => {
  const nameless = await addField({ label: " ", type: "text" });
  expect(nameless.status).toBe(422);
  expect(words(await parse(nameless), "#label-error")).toHaveLength(1);
  const empty = await addField({ label: "Plan", type: "choice", choices: "\n \n" });
  expect(empty.status).toBe(422);
  expect(words(await parse(empty), "#choices-error")).toHaveLength(1);
  expect(await keys()).toEqual([]);
});

test("fields are put in order with the arrows", async () => {
  for (const label of ["One", "Two", "Three"]) await addField({ label, type: "text" });
  const id = await idOfField("three");
  await ana.send("PUT", `${FIELDS}/${id}/position`, { direction: "up" }, { "hx-request": "true" });
  expect(await keys()).toEqual(["one", "three", "two"]);
});

test("deleting says how many contacts have a value, and takes the values along", async () => {
  await addField({ label: "Size", type: "choice", choices: "S\nM\nL" });
  const id = await idOfField("size");
  await ana.send("POST", "/contacts/1/knowledge", { [`field-${id}`]: "M" });
  const page = await parse(await ana.get(`${FIELDS}/${id}`));
  expect(words(page, "#deletion .hint")[0]).toStartWith("1 contact has a value");
  await ana.send("POST", `${FIELDS}/${id}/deletion`);
  expect(await keys()).toEqual([]);
  expect(await valuesOf(1)).toEqual({});
});

test("fields are the owner's to make, and an agent's to fill in", async () => {
  expect((await bruno.get(FIELDS)).status).toBe(403);
  await addField({ label: "Plan", type: "text" });
  const id = await idOfField("plan");
  const saved = await bruno.send("POST", "/contacts/1/knowledge", { [`field-${id}`]: "gold" });
  expect(saved.headers.get("location")).toBe("/contacts/1?done=saved#knowledge");
  expect(await valuesOf(1)).toEqual({ [id]: "gold" });
});

test("what is known of a contact is saved, shown on its page and in the card beside the thread", async () => {
  await addField({ label: "Loja preferida", type: "choice", choices: "Centro\nPraia" });
  await addField({ label: "Pedidos", type: "number" });
  await addField({ label: "Aniversário", type: "date" });
  const [shop, orders, birthday] = await Promise.all(
    ["loja_preferida", "pedidos", "aniversario"].map(idOfField),
  );
  await ana.send("POST", "/contacts/1/knowledge", {
    vip: "1",
    value: "1.234,5",
    timezone: "America/Manaus",
    manager: String(desk.people.bruno),
    [`field-${shop}`]: "Praia",
    [`field-${orders}`]: "12,5",
    [`field-${birthday}`]: "1990-02-28",
  });
  expect(await getContact(desk.recado.db, 1)).toMatchObject({
    is_vip: 1,
    value: 123450,
    timezone: "America/Manaus",
    manager_id: desk.people.bruno,
  });
  const page = await parse(await ana.get("/contacts/1"));
  expect(page.querySelector("#value")?.getAttribute("value")).toBe("1234.50");
  expect(page.querySelector(`#field-${orders}`)?.getAttribute("value")).toBe("12.5");
  expect(page.querySelector("h1 .vip")).not.toBeNull();
  expect((await parse(await ana.get("/contacts"))).querySelector(".row-top .vip")).not.toBeNull();
  const card = words(await parse(await bruno.get("/tickets/1")), "#contact-pane .facts div");
  expect(card).toContain("Customer valueR$1,234.50");
  expect(card).toContain("Account managerBruno");
  expect(card).toContain("Time zoneAmerica/Manaus");
  expect(card).toContain("Loja preferidaPraia");
  expect(card).toContain("Aniversário28 Feb 1990");
});

test("a form with a wrong field changes nothing and comes back as it was typed", async () => {
  await addField({ label: "Pedidos", type: "number" });
  const id = await idOfField("pedidos");
  const refused = await ana.send("POST", "/contacts/1/knowledge", {
    vip: "1",
    value: "a lot",
    [`field-${id}`]: "many",
  });
  expect(refused.status).toBe(422);
  const page = await parse(refused);
  expect(words(page, "#value-error")).toEqual(["Give an amount, such as 1200 or 1200.50."]);
  expect(words(page, `#field-${id}-error`)).toEqual(["Pedidos: give a number."]);
  expect(page.querySelector("#value")?.getAttribute("value")).toBe("a lot");
  expect(await getContact(desk.recado.db, 1)).toMatchObject({ is_vip: 0, value: null });
});

test("nobody makes themselves the manager of a contact: that would show them all its tickets", async () => {
  await bruno.send("POST", "/contacts/1/knowledge", { manager: String(desk.people.bruno) });
  expect((await getContact(desk.recado.db, 1)).manager_id).toBeNull();
  expect((await parse(await bruno.get("/contacts/1"))).querySelector("#manager")).toBeNull();
  expect((await parse(await ana.get("/contacts/1"))).querySelector("#manager")).not.toBeNull();
});

test("a manager who was deactivated stays until somebody else is chosen", async () => {
  await ana.send("POST", "/contacts/1/knowledge", { manager: String(desk.people.bruno) });
  await desk.recado.write((tx) =>
    tx
      .updateTable("users")
      .set({ deactivated_at: 1 })
      .where("id", "=", desk.people.bruno)
      .execute(),
  );
  const page = await parse(await ana.get("/contacts/1"));
  expect(words(page, "#manager option[selected]")).toEqual(["Bruno"]);
  await ana.send("POST", "/contacts/1/knowledge", { manager: String(desk.people.bruno), vip: "1" });
  expect(await getContact(desk.recado.db, 1)).toMatchObject({
    is_vip: 1,
    manager_id: desk.people.bruno,
  });
});

test("values are read strictly, by the type of their field", async () => {
  const field = (type: "text" | "number" | "date" | "choice", choices: string[] = []) =>
    desk.recado.write((tx) => insertContactField(tx, { label: type, type, choices }, 1));
  const number = await field("number");
  expect(["-3", "1,5", "007", " "].map((typed) => readFieldValue(number, typed))).toEqual([
    "-3",
    "1.5",
    "7",
    null,
  ]);
  for (const typed of ["1e3", "NaN", "1.2.3", "Infinity", "0x10"])
    expect(() => readFieldValue(number, typed)).toThrow();
  const date = await field("date");
  expect(readFieldValue(date, "2024-02-29")).toBe("2024-02-29");
  for (const typed of ["2025-02-29", "29/02/2024", "2024-2-29"])
    expect(() => readFieldValue(date, typed)).toThrow();
  const choice = await field("choice", ["S", "M"]);
  expect(readFieldValue(choice, "M")).toBe("M");
  expect(() => readFieldValue(choice, "XL")).toThrow();
  expect(readFieldValue(choice, "XL", "XL")).toBe("XL");
  expect(() => readFieldValue({ ...number, type: "text" }, "x".repeat(501))).toThrow();
  await desk.recado.write((tx) => deleteContactField(tx, choice.id));
});

test("money is typed and shown in the ways of its country", () => {
  expect(currencyOf("BR")).toBe("BRL");
  expect(currencyOf("PT")).toBe("EUR");
  expect(currencyOf(null)).toBe("USD");
  const typed = ["1200", "R$ 1.234,5", "1,234.56", "12,50", "1.000", "€ 3 000,00", "1'000.5"];
  expect(typed.map((text) => readMoney(text))).toEqual([
    120_000, 123_450, 123_456, 1250, 100_000, 300_000, 100_050,
  ]);
  for (const text of ["", "-5", "12.34.5", "a lot", "1,2345", "1e5e", "2000000000"])
    expect(readMoney(text)).toBeUndefined();
  expect(formatMoney(123_450, "BRL", "pt")).toBe("R$\u00a01.234,50");
  expect(formatMoney(500_000, "CLP", "es")).toBe("5000\u00a0CLP");
  expect(typeMoney(123_450, "pt")).toBe("1234,50");
  expect(readMoney(typeMoney(123_450, "pt"))).toBe(123_450);
});
