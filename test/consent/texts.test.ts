import { afterEach, beforeEach, expect, test } from "bun:test";
import { findApprovedText } from "../../src/consent/texts.ts";
import { readDeskRules } from "../../src/inbox/desk-rules.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { textWebhook } from "../support/messages.ts";

let desk: Desk;
let ana: Awaited<ReturnType<Desk["browserOf"]>>;
beforeEach(async () => {
  desk = await openDesk();
  ana = await desk.browserOf(desk.people.ana);
});
afterEach(() => desk.close());

const body =
  "I agree that {business} writes about its club from {number}, once a month. STOP ends it.";
const draft = (purpose = "marketing", text = body) =>
  ana.send("POST", "/consent/texts", { purpose, language: "en", body: text });
const shown = (purpose = "marketing", language: "en" | "fr" = "en") =>
  findApprovedText(desk.recado.db, purpose, language, { number: "15550783881" });

test("a draft is shown to nobody; once approved it is, and the version before retires", async () => {
  expect(await shown()).toMatchObject({ id: null, version: 0 });
  expect((await draft()).headers.get("location")).toBe("/consent/texts/1?done=text-draft");
  expect(await shown()).toMatchObject({ id: null, version: 0 });
  await ana.send("POST", "/consent/texts/1/approval");
  expect(await shown()).toEqual({
    purpose: "marketing",
    language: "en",
    body: "I agree that Loja Azul writes about its club from +15550783881, once a month. STOP ends it.",
    id: 1,
    version: 1,
  });
  expect((await shown("marketing", "fr"))?.version).toBe(0);
  await draft();
  await ana.send("POST", "/consent/texts/2/approval");
  expect(await shown()).toMatchObject({ id: 2, version: 2 });
  const states = await desk.recado.db.selectFrom("consent_texts").select("state").execute();
  expect(states.map(({ state }) => state)).toEqual(["retired", "approved"]);
});

test("an approved version cannot be changed or thrown away, and asking names its version", async () => {
  await draft();
  await ana.send("POST", "/consent/texts/1/approval");
  expect((await ana.send("POST", "/consent/texts/1", { body: "Other" })).status).toBe(409);
  expect((await ana.send("POST", "/consent/texts/1/deletion")).status).toBe(409);
  await desk.deliver(textWebhook("START"));
  await desk.recado.write((tx) => tx.updateTable("contacts").set({ language: "en" }).execute());
  await desk.deliver(textWebhook("START"));
  const { leaf } = await desk.recado.db
    .selectFrom("consent_records")
    .select("leaf")
    .orderBy("seq", "desc")
    .executeTakeFirstOrThrow();
  expect(JSON.parse(leaf).text).toMatchObject({ id: 1, version: 1, language: "en" });
});

for (const [what, text, word] of [
  ["who sends", "I agree to news. STOP ends it.", "{business}"],
  ["how to stop", "I agree that {business} sends me news.", "STOP"],
] as const)
  test(`a text that does not say ${what} is not approved, and stays as written`, async () => {
    await draft("marketing", text);
    const answer = await ana.send("POST", "/consent/texts/1/approval");
    expect(answer.status).toBe(422);
    const page = await answer.text();
    expect(page).toContain(text);
    expect(page).toContain(word);
    expect((await shown())?.version).toBe(0);
  });

test("a text that is too long comes back with the reason", async () => {
  const answer = await draft("marketing", "x".repeat(901));
  expect(answer.status).toBe(422);
  expect(await answer.text()).toContain("at most 900 characters");
});

test("an own purpose has names, an end and keywords; it is asked for once its text is approved", async () => {
  const made = await ana.send("POST", "/consent/purposes", {
    "name-en": "Club news!",
    months: "12",
    keywords: "club\nCLUBE",
  });
  expect(made.headers.get("location")).toBe("/consent/texts?done=purpose-saved");
  expect((await readDeskRules(desk.recado.db)).consent.keywords.get("clube")).toBe("club_news");
  expect(await shown("club_news")).toBeUndefined();
  await desk.deliver(textWebhook("hello"));
  await draft("club_news");
  await ana.send("POST", "/consent/texts/1/approval");
  await desk.deliver(textWebhook("Club!", { at: desk.clock.now() }));
  await desk.deliver(textWebhook("yes", { at: desk.clock.now() }));
  const row = await desk.recado.db
    .selectFrom("consent_states")
    .selectAll()
    .where("purpose", "=", "club_news")
    .executeTakeFirstOrThrow();
  expect(row.state).toBe("given");
  expect(new Date(row.expires_at ?? 0).toISOString().slice(0, 7)).toBe("2027-09");
});

for (const word of ["STOP", "sim", "no", "start"])
  test(`"${word}" cannot be a keyword, and what was typed stays`, async () => {
    const form = { "name-en": "Club", keywords: `club\n${word}` };
    const answer = await ana.send("POST", "/consent/purposes", form);
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain(`club\n${word}`);
    expect((await readDeskRules(desk.recado.db)).consent.keywords.size).toBe(0);
  });

test("words are saved, and none that a record names is lost", async () => {
  const words = { stop: "Enough\nBasta", start: "Again", ads: "1" };
  await ana.send("POST", "/consent/words", words);
  expect((await readDeskRules(desk.recado.db)).consent).toMatchObject({
    stop: ["STOP", "PARAR", "BAJA", "ARRET", "Enough", "Basta"],
    start: ["Again"],
    asksAds: true,
  });
  const page = await (await ana.get("/consent/words")).text();
  expect(page).toContain("ARRET\nEnough\nBasta");
  const both = await ana.send("POST", "/consent/words", { stop: "Again", start: "Again" });
  expect(both.status).toBe(422);
});

test("who may not change privacy changes nothing here", async () => {
  await draft();
  const bruno = await desk.browserOf(desk.people.bruno);
  expect((await bruno.get("/consent/texts")).status).toBe(403);
  expect((await bruno.send("POST", "/consent/texts/1/approval")).status).toBe(403);
});
