import { afterEach, beforeEach, expect, test } from "bun:test";
import { insertSample } from "../../src/rehearsals/sample-rows.ts";
import { inputOf, listIncidents } from "../../src/incidents/incidents.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { parse, words } from "../support/html.ts";
import { addIncident } from "../support/incidents.ts";
import { picture } from "../support/media-samples.ts";

let desk: Desk;
let ana: Awaited<ReturnType<Desk["browserOf"]>>;
beforeEach(async () => {
  desk = await openDesk();
  ana = await desk.browserOf(desk.people.ana);
});
afterEach(() => desk.close());

const htmx = { "hx-request": "true" };
const form = {
  name: "Prices",
  category: "Sales",
  "phrasings.en": "what does it cost\nprice list",
  does: "answer",
  "answers.en": "See loja-azul.example",
  asks_whether_solved: "1",
  enabled: "1",
};
const saved = async () => (await listIncidents(desk.recado.db)).map(inputOf);

test("an empty catalogue says what it is for and shows the way to packs", async () => {
  const page = await parse(await ana.get("/bot/incidents"));
  expect(words(page, ".empty-title")).toEqual(["Which question comes every day?"]);
  const links = [...page.querySelectorAll(".examples a")].map((link) => link.getAttribute("href"));
  expect(links).toEqual(["/bot/incidents/new", "/bot/packs"]);
});

test("the catalogue tells by category what the bot does, with phrasings and figures", async () => {
  await addIncident(desk);
  await addIncident(desk, {
    name: "Opening hours",
    category: "",
    terms: { fields: [], link: "https://x.example" },
  });
  const page = await parse(await ana.get("/bot/incidents"));
  expect(words(page, "#incidents h3")).toEqual(["Without a category", "Orders"]);
  expect(words(page, ".line-text > p:not([class])")).toEqual([
    "Answers (EN · PT), gives a link, asks whether it helped",
    "Asks for 1 detail, answers (EN · PT), asks whether it helped",
  ]);
  const counts = [...page.querySelectorAll(".line-text [role=img]")];
  expect(counts.map((count) => count.getAttribute("aria-label"))[0]).toBe("3 phrasings in English");
});

test("the search looks into phrasings, without regard to accents", async () => {
  await addIncident(desk);
  await addIncident(desk, { name: "Opening hours", phrasings: { fr: ["horaires d’été"] } });
  const found = async (q: string) =>
    words(
      await parse(await ana.get(`/bot/incidents?q=${encodeURIComponent(q)}`, htmx)),
      ".line-title",
    );
  expect(await found("ETE")).toEqual(["Opening hours"]);
  expect(await found("cade pedido")).toEqual(["Where is my order?"]);
  expect(await found("zzz")).toEqual([]);
});

test("the form saves an incident; what is wrong comes back as it was written", async () => {
  const refused = await ana.send("POST", "/bot/incidents", { ...form, name: "", link: "ftp://x" });
  expect(refused.status).toBe(422);
  const page = await parse(refused);
  expect(words(page, ".error")).toEqual([
    "Give a name of at most 80 characters.",
    "Give a whole address that begins with https://",
  ]);
  expect(page.querySelector("#link")?.getAttribute("value")).toBe("ftp://x");
  expect(words(page, "[name='phrasings.en']")).toEqual(["what does it cost price list"]);
  const done = await ana.send("POST", "/bot/incidents", form);
  expect(done.headers.get("location")).toBe("/bot/incidents?done=saved");
  const [incident] = await saved();
  expect(incident?.phrasings).toEqual({ en: ["what does it cost", "price list"] });
});

test("refusals are told in the four languages", async () => {
  const told: string[] = [];
  for (const language of ["en", "fr", "pt", "es"] as const) {
    await desk.recado.write((tx) =>
      tx.updateTable("users").set({ language }).where("id", "=", desk.people.ana).execute(),
    );
    const page = await parse(
      await ana.send("POST", "/bot/incidents", { ...form, "answers.en": "" }),
    );
    told.push(...words(page, ".langs .error"));
  }
  expect(new Set(told).size).toBe(4);
});

test("a detail without a name gets one by its kind, and the texts may use it", async () => {
  const details = {
    "f1.input": "order-number",
    "f1.question.en": "Which order?",
    "f2.input": "text",
    "f2.question.en": "What is wrong?",
    "f3.input": "text",
    "f3.question.en": "Since when?",
  };
  const body = new FormData();
  for (const [name, value] of Object.entries({ ...form, ...details })) body.set(name, value);
  for (const id of ["f1", "f2", "f3"]) body.append("field", id);
  await ana.send("POST", "/bot/incidents", body);
  const [incident] = await saved();
  expect(incident?.terms.fields.map(({ key }) => key)).toEqual([
    "order_number",
    "detail",
    "detail_2",
  ]);
});

test("a file that is chosen is stored at once and saved with the form", async () => {
  const body = new FormData();
  for (const [name, value] of Object.entries(form)) body.set(name, value);
  body.set("file", new File([await picture(60, 40)], "prices.jpg", { type: "image/jpeg" }));
  const page = await parse(await ana.send("POST", "/bot/incidents/draft", body, htmx));
  const assetId = page.querySelector("[name=asset_id]")?.getAttribute("value") ?? "";
  expect(assetId).toBe("1");
  expect(await saved()).toEqual([]);
  await ana.send("POST", "/bot/incidents", { ...form, asset_id: assetId });
  expect((await saved())[0]?.terms.assetId).toBe(1);
  const removed = await ana.send(
    "POST",
    "/bot/incidents/draft",
    { ...form, asset_id: assetId, edit: "remove-file" },
    htmx,
  );
  expect((await parse(removed)).querySelector("[name=asset_id]")).toBeNull();
});

test("a file that WhatsApp does not take is a fault of its field, and the form stays", async () => {
  const body = new FormData();
  for (const [name, value] of Object.entries(form)) body.set(name, value);
  body.set("file", new File(["<svg/>"], "logo.svg", { type: "image/svg+xml" }));
  const page = await parse(await ana.send("POST", "/bot/incidents", body));
  expect(words(page, ".error")[0]).toContain("WhatsApp");
  expect(page.querySelector("#name")?.getAttribute("value")).toBe("Prices");
  expect(await saved()).toEqual([]);
});

test("phrasings from elsewhere open the form filled, and install nothing", async () => {
  const body = new FormData();
  body.append("phrasings.en", "do you ship to Malta");
  body.append("phrasings.en", "can I get it in Malta\n\ndo you ship to Malta");
  body.append("phrasings.fr", "livrez-vous à Malte");
  const page = await parse(await ana.send("POST", "/bot/incidents/new", body));
  expect(page.querySelector("[name='phrasings.en']")?.textContent).toBe(
    "do you ship to Malta\ncan I get it in Malta",
  );
  expect(page.querySelector("[name='phrasings.fr']")?.textContent).toBe("livrez-vous à Malte");
  expect(await saved()).toEqual([]);
});

test("the preview plays the dialogue in the language that is asked for", async () => {
  const preview = await ana.send(
    "POST",
    "/bot/incidents/preview",
    { ...form, "answers.fr": "Voir {business}", "phrasings.fr": "quel prix", spoken: "fr" },
    htmx,
  );
  const page = await parse(preview);
  expect(words(page, ".dialogue .bubble-text").slice(0, 3)).toEqual([
    "quel prix",
    "Voir {business} Est-ce que cela vous a aidé ?",
    "Oui",
  ]);
  expect(words(page, ".offered li")).toEqual(["Oui", "Pas encore"]);
  expect(await saved()).toEqual([]);
});

test("a sentence is tried against what is saved and what is being written", async () => {
  const order = await addIncident(desk);
  const tried = await parse(await ana.get("/bot/incidents/try?try=wheres+my+order", htmx));
  expect(words(tried, "strong")).toEqual(["Taken for “Where is my order?”"]);
  expect(tried.querySelector(".candidates a")?.getAttribute("href")).toBe(
    `/bot/incidents/${order.id}`,
  );
  const none = await parse(
    await ana.get("/bot/incidents/try?try=the+moon+is+made+of+cheese", htmx),
  );
  expect(words(none, "strong")).toEqual(["Not understood: nothing comes near enough"]);
  const written = await ana.send(
    "POST",
    "/bot/incidents/preview",
    { ...form, try: "what does this cost?" },
    htmx,
  );
  expect(words(await parse(written), "#try-result p strong")[0]).toBe("Taken for “Prices”");
});

test("switched, moved, deleted and brought back from the list", async () => {
  const first = await addIncident(desk, { name: "First" });
  await addIncident(desk, { name: "Second" });
  const titles = async () =>
    words(await parse(await ana.get("/bot/incidents")), "#incidents .line-title");
  await ana.send("PUT", `/bot/incidents/${first.id}/position`, { direction: "down" }, htmx);
  expect(await titles()).toEqual(["Second", "First"]);
  const off = await ana.send("PUT", `/bot/incidents/${first.id}/enabled`, {}, htmx);
  expect(await off.text()).toContain("“First” is off.");
  const deleted = await parse(await ana.send("DELETE", `/bot/incidents/${first.id}`, {}, htmx));
  expect(await titles()).toEqual(["Second"]);
  expect(deleted.querySelector(".toast-undo")?.getAttribute("hx-put")).toBe(
    `/bot/incidents/${first.id}`,
  );
  await ana.send("PUT", `/bot/incidents/${first.id}`, {}, htmx);
  expect(await titles()).toEqual(["Second", "First"]);
  expect((await ana.get(`/bot/incidents/999`)).status).toBe(404);
});

test("what would make a sample conversation go wrong is not switched on, and nothing typed is lost", async () => {
  const turns = [{ say: "what does it cost?", expect: { contains: ["ask Bruno"] } }];
  await desk.recado.write((tx) =>
    insertSample(tx, { name: "Prices", language: "en", flowId: null, turns }, 1),
  );
  const refused = await ana.send("POST", "/bot/incidents", form);
  expect(refused.status).toBe(409);
  const page = await parse(refused);
  expect(words(page, ".notice.danger")[0]).toContain("“Prices”");
  expect(page.querySelector(".notice a")?.getAttribute("href")).toBe("/bot/tests");
  expect(page.querySelector("#name")?.getAttribute("value")).toBe("Prices");
  expect(await saved()).toEqual([]);
  const { enabled: _, ...off } = form;
  await ana.send("POST", "/bot/incidents", off);
  const id = (await listIncidents(desk.recado.db))[0]?.id;
  const switched = await ana.send("PUT", `/bot/incidents/${id}/enabled`, { enabled: "1" }, htmx);
  const list = await parse(switched);
  expect(words(list, ".toast.error")[0]).toContain("“Prices”");
  expect(list.querySelector(`#incident-${id}-enabled`)?.hasAttribute("checked")).toBe(false);
  expect((await saved())[0]?.enabled).toBe(false);
  const right = { ...form, "answers.en": "Please ask Bruno." };
  expect((await ana.send("POST", `/bot/incidents/${id}`, right)).status).toBe(303);
  expect((await saved())[0]?.enabled).toBe(true);
});

test("what a customer or an owner wrote is text, never markup", async () => {
  const evil = `<img src=x onerror="alert(1)">`;
  const { id } = await addIncident(desk, {
    name: evil,
    category: evil,
    phrasings: { en: [evil] },
    terms: { answers: { en: evil }, fields: [] },
  });
  for (const path of ["/bot/incidents", `/bot/incidents/${id}`, `/bot/incidents/${id}/versions`])
    expect((await parse(await ana.get(path))).querySelector("img[onerror]")).toBeNull();
});
