import { afterEach, beforeEach, expect, test } from "bun:test";
import { type Desk, openDesk } from "../support/desk.ts";
import { textWebhook } from "../support/messages.ts";

let desk: Desk;
let api: Awaited<ReturnType<Desk["apiOf"]>>;
beforeEach(async () => {
  desk = await openDesk();
  await desk.deliver(textWebhook("Olá", { at: desk.clock.now() }));
  api = await desk.apiOf();
});
afterEach(() => desk.close());

const says = async (text: string) => {
  await desk.sendAll();
  await desk.deliver(textWebhook(text, { at: desk.clock.now() }));
};
const ask = (purposes: string[]) => api.call("POST", "/tickets/1/consent", { purposes });

test("a program asks, the person's answer is what counts", async () => {
  const { status, body } = await ask(["marketing", "reviews"]);
  expect({ status, body }).toEqual({
    status: 201,
    body: { ticket_number: 1, asked: "marketing" },
  });
  await says("sim");
  await says("não");
  expect((await api.get("/contacts/1/consent")).body.consent).toMatchObject({
    marketing: "given",
    reviews: "withdrawn",
  });
});

test("nobody is asked after a STOP, nor for nothing", async () => {
  await says("STOP");
  expect((await ask(["marketing"])).body).toMatchObject({ status: 409, code: "consent-missing" });
  const refused = await desk.recado.db.selectFrom("consent_refusals").selectAll().execute();
  expect(refused).toMatchObject([
    { purpose: "marketing", reason: "withdrawn", actor_type: "token", actor_id: api.id },
  ]);
  expect((await ask([])).status).toBe(422);
  expect((await ask(["unheard_of"])).status).toBe(409);
});

test("texts are listed with their versions", async () => {
  const ana = await desk.browserOf(desk.people.ana);
  const body = "I agree that {business} writes. STOP ends it.";
  await ana.send("POST", "/consent/texts", { purpose: "reviews", language: "en", body });
  expect((await api.get("/consent/texts")).body.data).toEqual([
    { id: 1, purpose: "reviews", language: "en", version: 1, state: "draft", body },
  ]);
});
