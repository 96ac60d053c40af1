import { afterEach, beforeEach, expect, test } from "bun:test";
import { insertFlow, publishFlow, saveDraft } from "../../src/flows/flows.ts";
import type { Flow } from "../../src/flows/flow.ts";
import { noTerms } from "../../src/incidents/incident.ts";
import { insertIncident } from "../../src/incidents/incidents.ts";
import { cast } from "../../src/simulator/people.ts";
import { type Desk, openDesk, until } from "../support/desk.ts";
import { textWebhook } from "../support/messages.ts";

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

const saying = (text: string): Flow => ({
  start: "say",
  timeoutMinutes: 60,
  steps: [{ id: "say", kind: "say", text: { pt: text }, next: null }],
});

test("simulated customers talk to the draft where that is chosen, real ones never", async () => {
  const now = desk.clock.now();
  await desk.recado.write(async (tx) => {
    const input = { name: "Horário", description: "", flow: saying("Abrimos às 9h.") };
    const flow = await insertFlow(tx, input, now);
    await publishFlow(tx, flow.id, { by: null }, now);
    await saveDraft(tx, flow.id, saying("Abrimos às 10h."), flow.draft_revision, now);
    const terms = { ...noTerms, flowId: flow.id };
    const phrasings = { pt: ["qual o horário de vocês?", "que horas abrem?"] };
    const incident = { name: "Horário", category: "", phrasings, terms, enabled: true };
    await insertIncident(tx, incident, null, now);
  });
  const who = cast[0]?.key ?? "";
  const ana = await desk.browserOf(desk.people.ana);
  await ana.get("/simulator");
  const heard = async () => {
    const rows = await desk.recado.db
      .selectFrom("messages")
      .innerJoin("tickets", "tickets.id", "messages.ticket_id")
      .innerJoin("channels", "channels.id", "tickets.channel_id")
      .select(["messages.text", "channels.is_simulated"])
      .where("author_type", "=", "bot")
      .orderBy("messages.id")
      .execute();
    return rows.map(({ text, is_simulated }) => `${is_simulated} ${text?.split("\n").at(-1)}`);
  };
  const say = async (text: string, answers: number) => {
    await ana.send("POST", "/simulator/messages", { text, who });
    await until(async () => (await heard()).length === answers);
  };
  await say("que horas abrem?", 1);
  await ana.send("PUT", "/simulator/drafts", { who });
  await say("qual o horário de vocês?", 2);
  await desk.deliver(textWebhook("que horas abrem?", { at: desk.clock.now() }));
  await ana.send("DELETE", `/simulator/drafts?who=${encodeURIComponent(who)}`);
  await say("qual o horário de vocês?", 4);
  expect(await heard()).toEqual([
    "1 Abrimos às 9h.",
    "1 Abrimos às 10h.",
    "0 Abrimos às 9h.",
    "1 Abrimos às 9h.",
  ]);
});
