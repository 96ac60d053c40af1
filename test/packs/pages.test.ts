import { afterEach, beforeEach, expect, test } from "bun:test";
import { listFlows } from "../../src/flows/flows.ts";
import { listIncidents } from "../../src/incidents/incidents.ts";
import { listSamples } from "../../src/rehearsals/sample-rows.ts";
import { packs } from "../../src/packs/packs.ts";
import { getSetting, saveSetting } from "../../src/settings/settings.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { parse, words } from "../support/html.ts";

let desk: Desk;
let ana: Awaited<ReturnType<Desk["browserOf"]>>;
beforeEach(async () => {
  desk = await openDesk();
  ana = await desk.browserOf(desk.people.ana);
});
afterEach(() => desk.close());

const htmx = { "hx-request": "true" };
const hours = {
  "hours.en": "Monday to Friday 9:00 to 18:00",
  "hours.pt": "Segunda a sexta das 9h às 18h",
  "address.en": "12 Blue Street",
  map: "https://maps.example.com/loja-azul",
};
const names = async () => ({
  flows: (await listFlows(desk.recado.db)).map(({ name }) => name),
  incidents: (await listIncidents(desk.recado.db)).map(({ name }) => name),
});

test("all packs are offered, none is on", async () => {
  const page = await parse(await ana.get("/bot/packs"));
  const links = [...page.querySelectorAll("a.pack")].map((link) => link.getAttribute("href"));
  expect(links).toEqual(packs.map(({ key }) => `/bot/packs/${key}`));
  expect(page.querySelectorAll(".packs .badge")).toHaveLength(0);
});

test("a pack shows its dialogue before it is switched on, and nothing is kept of that", async () => {
  const page = await parse(await ana.get("/bot/packs/order"));
  const said = words(page, "#pack-preview .own .bubble-text");
  expect(said[0]).toBe("hi where is my order?");
  expect(words(page, "#pack-preview .by-bot .bubble-text")[0]).toContain("order number");
  expect(await names()).toEqual({ flows: [], incidents: [] });
  expect(await listSamples(desk.recado.db)).toEqual([]);
});

test("the dialogue is played in the customer's language, with what stands in the form", async () => {
  const form = { ...hours, "hours.fr": "Du mardi au samedi", language: "fr" };
  const page = await parse(await ana.send("POST", "/bot/packs/hours/preview", form, htmx));
  expect(words(page, ".by-bot .bubble-text")[0]).toContain("Du mardi au samedi");
  expect(words(page, "[aria-current]")).toEqual(["Français"]);
});

test("the opening hours that the bot has stand in the form already", async () => {
  await desk.recado.write(async (tx) => {
    const hours = { monday: [{ from: "09:00", to: "18:00" }] };
    await saveSetting(tx, "bot", { ...(await getSetting(tx, "bot")), hours }, 1);
  });
  const page = await parse(await ana.get("/bot/packs/hours"));
  expect(words(page, "[name='hours.en']")).toEqual(["Monday: 09:00–18:00"]);
  expect(words(page, "[name='hours.pt']")).toEqual(["Segunda-feira: 09:00–18:00"]);
  expect(words(page, "#pack-preview .by-bot .bubble-text")[0]).toContain("Monday: 09:00–18:00");
});

test("what is needed and missing is said beside its field, and what was written stays", async () => {
  const answer = await ana.send("POST", "/bot/packs/hours", {
    ...hours,
    "hours.en": "",
    "hours.pt": "",
  });
  expect(answer.status).toBe(422);
  const page = await parse(answer);
  expect(words(page, ".error")).toEqual(["Write this in at least one language."]);
  expect(words(page, "[name='address.en']")).toEqual(["12 Blue Street"]);
  expect(await names()).toEqual({ flows: [], incidents: [] });
});

test("a link that is no https address is refused", async () => {
  const answer = await ana.send("POST", "/bot/packs/hours", {
    ...hours,
    map: "javascript:alert(1)",
  });
  expect(answer.status).toBe(422);
  expect(words(await parse(answer), "#map-error")[0]).toContain("https://");
});

test("switched on, a pack has made its flow, published, and its incidents without those that lack a fact", async () => {
  const answer = await ana.send("POST", "/bot/packs/hours", hours);
  expect(answer.headers.get("location")).toBe("/bot/packs/hours?done=on");
  expect(await names()).toEqual({
    flows: ["Open right now?"],
    incidents: ["Opening hours", "Address"],
  });
  const [flow] = await listFlows(desk.recado.db);
  expect(flow).toMatchObject({ pack: "hours", published_version: 1, is_enabled: 1 });
  expect(JSON.parse(flow!.draft).constants.hours).toEqual({
    en: "Monday to Friday 9:00 to 18:00",
    pt: "Segunda a sexta das 9h às 18h",
  });
  const [, address] = await listIncidents(desk.recado.db);
  const { answers, link } = JSON.parse(address!.terms);
  expect(answers.fr).toContain("12 Blue Street");
  expect(link).toBe("https://maps.example.com/loja-azul");
  const page = await parse(await ana.get("/bot/packs/hours?done=on"));
  expect(page.querySelector(`.pack-made a[href='/bot/flows/${flow!.id}']`)).not.toBeNull();
});

test("switching on twice makes nothing twice", async () => {
  await ana.send("POST", "/bot/packs/hours", hours);
  const once = await names();
  await ana.send("POST", "/bot/packs/hours", hours);
  expect(await names()).toEqual(once);
});

test("switched off it is put away, and Undo takes it out again", async () => {
  await ana.send("POST", "/bot/packs/hours", hours);
  const before = await names();
  expect(await listSamples(desk.recado.db)).toHaveLength(2);
  const off = await parse(await ana.send("DELETE", "/bot/packs/hours", {}, htmx));
  expect(await names()).toEqual({ flows: [], incidents: [] });
  expect(await listSamples(desk.recado.db)).toHaveLength(0);
  expect(off.querySelector("#pack-form")).not.toBeNull();
  const undo = off.querySelector(".toast-undo")!;
  expect(undo.getAttribute("hx-put")).toBe("/bot/packs/hours");
  const values = JSON.parse(undo.getAttribute("hx-vals")!);
  const back = await parse(await ana.send("PUT", "/bot/packs/hours", values, htmx));
  expect(await names()).toEqual(before);
  expect(await listSamples(desk.recado.db)).toHaveLength(2);
  expect(back.querySelector("#pack-form")).toBeNull();
});

test("Undo with ids of other flows touches none of them", async () => {
  await ana.send("POST", "/bot/packs/hours", hours);
  await ana.send("DELETE", "/bot/packs/hours", {}, htmx);
  const [flow] = await listFlows(desk.recado.db, { isArchived: true });
  await ana.send("PUT", "/bot/packs/order", { flows: String(flow!.id), incidents: "1,2" }, htmx);
  expect(await names()).toEqual({ flows: [], incidents: [] });
});

test("the own fields that interested people fill are made once", async () => {
  const fields = async () =>
    (await desk.recado.db.selectFrom("contact_fields").select("label").execute()).map(
      ({ label }) => label,
    );
  await ana.send("POST", "/bot/packs/lead", {});
  expect(await fields()).toEqual(["Company", "E-mail", "Phone to call", "Postcode"]);
  await ana.send("DELETE", "/bot/packs/lead", {}, htmx);
  await ana.send("POST", "/bot/packs/lead", {});
  expect(await fields()).toHaveLength(4);
  const [flow] = await listFlows(desk.recado.db);
  expect(flow!.draft).toContain('"name":"e_mail"');
});

test("a field left empty takes its row out of the menu", async () => {
  await ana.send("POST", "/bot/packs/faq", { "hours.en": "9 to 18", "payment.en": "cash" });
  const [flow] = await listFlows(desk.recado.db);
  const [menu] = JSON.parse(flow!.draft).steps;
  expect(menu.options.map(({ id }: { id: string }) => id)).toEqual(["hours", "payment", "person"]);
});

test("Bruno, who is no owner, does not get there", async () => {
  const bruno = await desk.browserOf(desk.people.bruno);
  expect((await bruno.get("/bot/packs")).status).toBe(403);
  expect((await bruno.send("POST", "/bot/packs/hours", hours)).status).toBe(403);
});

test("a pack that does not exist is not found", async () => {
  expect((await ana.get("/bot/packs/nothing")).status).toBe(404);
});
