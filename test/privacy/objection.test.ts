import { afterEach, beforeEach, expect, test } from "bun:test";
import { appendConsentRecord } from "../../src/consent/records.ts";
import { findConsentState } from "../../src/consent/states.ts";
import { DAY } from "../../src/clock.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { textWebhook } from "../support/messages.ts";

let desk: Desk;
let ana: Awaited<ReturnType<Desk["browserOf"]>>;
beforeEach(async () => {
  desk = await openDesk();
  ana = await desk.browserOf(desk.people.ana);
  await desk.deliver(textWebhook("Olá"));
});
afterEach(() => desk.close());

/** By the person themselves, now. */
const agree = () =>
  desk.recado.write((tx) =>
    appendConsentRecord(
      tx,
      {
        contactId: 1,
        purpose: "marketing",
        event: "given",
        method: "keyword",
        actor: { type: "contact" },
        eventAt: desk.clock.now(),
      },
      desk.clock.now(),
    ),
  );

async function object(received: string): Promise<void> {
  const request = { kind: "objection", source: "letter", received, jurisdiction: "BR" };
  await ana.send("POST", "/consent/requests", { ...request, contact: "1" });
  await ana.send("POST", "/consent/requests/1/objection", { purpose: "marketing" });
}

const state = () => findConsentState(desk.recado.db, 1, "marketing", desk.clock.now());

test("an objection ends what was agreed to earlier on the day it came in", async () => {
  await agree();
  desk.clock.advance(60_000);
  await object("2026-09-21");
  expect(await state()).toBe("withdrawn");
});

test("an objection ends nothing that the person agreed to on a later day", async () => {
  await agree();
  desk.clock.advance(DAY);
  await object("2026-09-20");
  expect(await state()).toBe("given");
});
