import { afterEach, beforeEach, expect, test } from "bun:test";
import { HOUR } from "../../src/clock.ts";
import { getSetting } from "../../src/settings/settings.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { textWebhook } from "../support/messages.ts";

let desk: Desk;
let ana: Awaited<ReturnType<Desk["browserOf"]>>;
beforeEach(async () => {
  desk = await openDesk();
  ana = await desk.browserOf(desk.people.ana);
});
afterEach(() => desk.close());

const form = {
  business: "Loja Azul e Verde",
  language: "pt",
  timezone: "Europe/Lisbon",
  country: "PT",
  threading: "48",
};

test("what is saved is what the desk goes by", async () => {
  expect((await ana.send("POST", "/settings/business", form)).headers.get("location")).toBe(
    "/settings/business?done=saved",
  );
  expect(await getSetting(desk.recado.db, "business")).toEqual({
    name: "Loja Azul e Verde",
    language: "pt",
    timezone: "Europe/Lisbon",
    country: "PT",
  });
  expect(await getSetting(desk.recado.db, "threadingInterval")).toBe(48 * HOUR);
});

test("the country is guessed from the zone until somebody says which", async () => {
  expect(await (await ana.get("/settings/business")).text()).toContain('value="BR" selected');
});

test("with 'always a new ticket' a customer who writes after resolution gets a new number", async () => {
  await ana.send("POST", "/settings/business", { ...form, threading: "0" });
  await desk.deliver(textWebhook("oi"));
  await desk.recado.write((tx) =>
    tx.updateTable("tickets").set({ status: "resolved", resolved_at: desk.clock.now() }).execute(),
  );
  desk.clock.advance(HOUR);
  await desk.deliver(textWebhook("de novo", { at: desk.clock.now() }));
  expect(await desk.recado.db.selectFrom("tickets").select("id").execute()).toHaveLength(2);
});

test.each([
  ["business", " "],
  ["business", "x".repeat(121)],
  ["language", "de"],
  ["timezone", "Mars/Olympus"],
  ["country", "XX"],
  ["threading", "36"],
  ["threading", "__proto__"],
])("%s cannot be %j, and nothing is saved", async (field, value) => {
  const response = await ana.send("POST", "/settings/business", { ...form, [field]: value });
  expect(response.status).toBe(422);
  expect(await response.text()).toContain(`id="${field}-error"`);
  expect((await getSetting(desk.recado.db, "business"))?.name).toBe("Loja Azul");
});
