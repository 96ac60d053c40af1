import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { DAY, HOUR } from "../../src/clock.ts";
import { forgetUnconfirmed } from "../../src/consent-forms/forget-unconfirmed.ts";
import { addConsentForm, fieldsOf, fillIn, openForm, sendForm } from "../support/consent-forms.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { parse, words } from "../support/html.ts";

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
  await addConsentForm(desk);
});
afterEach(() => desk.close());

const waiting = () => desk.recado.db.selectFrom("consent_submissions").selectAll().execute();

describe("The form that anybody may fill in", () => {
  test("has no box ticked, and beside each who writes, from where, how often, what it costs and how to stop", async () => {
    const page = await openForm(desk);
    const boxes = [...page.querySelectorAll("input[type=checkbox]")];
    expect(boxes.map((box) => box.hasAttribute("checked"))).toEqual([false, false]);
    const [first = ""] = words(page, ".public-boxes label");
    for (const said of ["Loja Azul", "+1 555 078 3881", "at most 4", "charge", "STOP"])
      expect(first).toContain(said);
    expect(words(page, ".public-responsible")[0]).toContain("complain");
  });

  test("needs no script and asks no other host", async () => {
    const html = await (await desk.send("/c/counter")).text();
    expect(html).not.toContain("<script");
    expect([...html.matchAll(/(?:src|href)="https?:/g)]).toHaveLength(0);
  });

  test("speaks the browser's language, else the one that was chosen, in all four", async () => {
    const french = await desk.send("/c/counter", { headers: { "accept-language": "fr-CA,en" } });
    expect(await french.text()).toContain('<html lang="fr"');
    for (const [language, word] of Object.entries({
      en: "STOP",
      fr: "STOP",
      pt: "PARAR",
      es: "BAJA",
    }))
      expect(
        words(await openForm(desk, `language=${language}`), ".public-boxes label")[0],
      ).toContain(word);
  });

  test("takes what another site sends, and keeps it until the person writes", async () => {
    const said = await fillIn(desk, ["marketing"], { name: "Clara" });
    expect(said).toMatch(/[2-9A-Z]{4}-[2-9A-Z]{4}$/);
    expect(await waiting()).toMatchObject([
      { name: "Clara", purposes: '["marketing"]', phone: null },
    ]);
    expect(JSON.stringify(await waiting())).not.toContain(said.slice(-9));
    const log = await desk.recado.db.selectFrom("consent_records").selectAll().execute();
    expect(log).toEqual([]);
  });

  test("without a tick it asks for one and keeps the name", async () => {
    const answer = await sendForm(
      desk,
      await fieldsOf(desk, []).then((form) => (form.set("name", "Clara"), form)),
    );
    expect(answer.status).toBe(422);
    const page = await parse(answer);
    expect(words(page, "[role=alert]")).toEqual(["Tick what you agree to first."]);
    expect(page.querySelector("#name")?.getAttribute("value")).toBe("Clara");
    expect(await waiting()).toEqual([]);
  });

  test("an old copy of the text is shown anew, unticked, before anything counts", async () => {
    const form = await fieldsOf(desk, ["marketing"]);
    form.set("shown-marketing", "0".repeat(64));
    const answer = await sendForm(desk, form);
    expect(answer.status).toBe(422);
    const page = await parse(answer);
    expect(words(page, "[role=alert]")[0]).toContain("text has changed");
    expect(page.querySelectorAll("input[checked]")).toHaveLength(0);
    expect(await waiting()).toEqual([]);
  });

  test("a machine that fills in every field gets a page and leaves nothing", async () => {
    expect(await fillIn(desk, ["marketing"], { website: "https://spam.example" })).not.toBe("");
    expect(await waiting()).toEqual([]);
  });

  test("a purpose that the form does not ask for is not taken", async () => {
    await fillIn(desk, ["marketing", "reviews"]);
    expect((await waiting())[0]?.purposes).toBe('["marketing"]');
  });

  test("one address sends so many and no more", async () => {
    const form = await fieldsOf(desk, ["marketing"]);
    let last = 200;
    for (let n = 0; n < 25; n += 1) last = (await sendForm(desk, form)).status;
    expect(last).toBe(429);
    expect(await waiting()).toHaveLength(20);
    for (let n = 0; n < 3; n += 1) {
      desk.clock.advance(60_000);
      for (let m = 0; m < 20; m += 1) last = (await sendForm(desk, form)).status;
    }
    expect(last).toBe(429);
    expect(await waiting()).toHaveLength(60);
    desk.clock.advance(HOUR);
    expect((await sendForm(desk, form)).status).toBe(200);
  });

  test("what nobody confirms is forgotten after a day", async () => {
    await fillIn(desk, ["marketing"]);
    desk.clock.advance(DAY - 1);
    await forgetUnconfirmed(desk.recado);
    expect(await waiting()).toHaveLength(1);
    desk.clock.advance(1);
    await forgetUnconfirmed(desk.recado);
    expect(await waiting()).toEqual([]);
  });

  test("on a tablet it goes back by itself and keeps nothing of whoever stood there", async () => {
    const form = await fieldsOf(desk, ["marketing"], "language=en&tablet=1");
    form.set("name", "Clara");
    const answer = await sendForm(desk, form);
    expect(answer.headers.get("refresh")).toBe("90;url=/c/counter?language=en&tablet=1");
    expect(answer.headers.get("cache-control")).toBe("no-store");
    const page = await parse(answer);
    expect(page.querySelectorAll("svg.qr")).toHaveLength(1);
    expect(page.querySelector("a[href^='https://wa.me']")).toBeNull();
    const next = await openForm(desk, "language=en&tablet=1");
    expect(next.querySelector("#name")?.getAttribute("value")).toBe("");
    expect(next.querySelector("form")?.getAttribute("autocomplete")).toBe("off");
  });

  test("says when it is closed, and that there is none", async () => {
    const ana = await desk.browserOf(desk.people.ana);
    await ana.send("POST", "/consent/forms/1/closing");
    expect((await desk.send("/c/counter")).status).toBe(410);
    await ana.send("POST", "/consent/forms/1/opening");
    expect((await desk.send("/c/counter")).status).toBe(200);
    expect((await desk.send("/c/nothing")).status).toBe(404);
  });
});
