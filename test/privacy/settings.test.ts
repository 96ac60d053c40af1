import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { appendConsentRecord } from "../../src/consent/records.ts";
import { evidenceMonths, purposesThatStopEnds } from "../../src/privacy/jurisdictions.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { parse, words } from "../support/html.ts";
import { textWebhook } from "../support/messages.ts";

let desk: Desk;
let ana: Awaited<ReturnType<Desk["browserOf"]>>;
beforeEach(async () => {
  desk = await openDesk();
  ana = await desk.browserOf(desk.people.ana);
});
afterEach(() => desk.close());

const form = {
  jurisdiction: "AU",
  controller: "Loja Azul Pty Ltd",
  contact: "privacy@loja-azul.example",
  stopEnds: "marketing",
  evidenceMonths: "36",
};

describe("the rules of the business", () => {
  test("are chosen by country, and the page says what that country asks for", async () => {
    await ana.send("POST", "/consent/settings", form);
    const page = await parse(await ana.get("/consent/settings"));
    expect(words(page, "#profile h2")).toEqual(["What Australia asks for"]);
    expect(words(page, "#profile dd")).toContain("5 working days by law; here at once");
    expect(words(page, "#profile dd").join()).toContain("ACMA");
    expect(await purposesThatStopEnds(desk.recado.db)).toEqual(["marketing"]);
    expect(await evidenceMonths(desk.recado.db)).toBe(36);
  });

  test("name the controller in each record of consent from then on", async () => {
    await ana.send("POST", "/consent/settings", form);
    await desk.deliver(textWebhook("Olá"));
    const { recado, clock } = desk;
    const record = {
      contactId: 1,
      purpose: "marketing",
      event: "given",
      method: "in-person",
      actor: { type: "agent", id: 1 },
      eventAt: clock.now(),
    } as const;
    await recado.write((tx) => appendConsentRecord(tx, record, clock.now()));
    const { leaf } = await recado.db
      .selectFrom("consent_records")
      .select("leaf")
      .executeTakeFirstOrThrow();
    expect(JSON.parse(leaf)).toMatchObject({
      controller: { name: "Loja Azul Pty Ltd", contact: "privacy@loja-azul.example" },
      jurisdiction: "AU",
    });
  });

  test("keep proof for two years at least", async () => {
    const answer = await ana.send("POST", "/consent/settings", { ...form, evidenceMonths: "23" });
    expect(answer.status).toBe(422);
    const page = await parse(answer);
    expect(words(page, ".error")).toEqual(["Write a number from 24 to 240."]);
    expect(page.querySelector("#contact")!.getAttribute("value")).toBe(form.contact);
    expect(await evidenceMonths(desk.recado.db)).toBe(24);
  });
});
