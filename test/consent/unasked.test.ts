import { afterEach, beforeEach, expect, test } from "bun:test";
import { askForConsent } from "../../src/consent/ask-for-consent.ts";
import { findConsentState } from "../../src/consent/states.ts";
import { getTicket } from "../../src/inbox/tickets.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { textWebhook } from "../support/messages.ts";

const MINUTE = 60_000;
let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
  await desk.deliver(textWebhook("Olá", { at: desk.clock.now() }));
  desk.clock.advance(10 * MINUTE);
});
afterEach(() => desk.close());

const says = (text: string, at = desk.clock.now()) => desk.deliver(textWebhook(text, { at }));
const state = () => findConsentState(desk.recado.db, 1, "marketing", desk.clock.now());

/** Bruno presses "Ask for consent"; what becomes of the question before anything leaves. */
async function ask(fate?: "queued" | "failed"): Promise<void> {
  await desk.recado.write(async (tx) => {
    const bruno = { type: "agent", id: desk.people.bruno } as const;
    await askForConsent(tx, await getTicket(tx, 1), ["marketing"], bruno, desk.clock.now());
    if (!fate) return;
    const until = fate === "queued" ? desk.clock.now() + 60 * MINUTE : null;
    await tx.updateTable("outbox").set({ state: fate, next_attempt_at: until }).execute();
    await tx.updateTable("messages").set({ status: fate }).where("direction", "=", "out").execute();
  });
  await (fate ? undefined : desk.sendAll());
}

test("a yes to a question that reached the person is consent", async () => {
  await ask();
  await says("yes");
  expect(await state()).toBe("given");
});

test("a yes that was written before the question, and comes late, is none", async () => {
  const written = desk.clock.now();
  desk.clock.advance(MINUTE);
  await ask();
  await says("yes", written);
  expect(await state()).toBe("none");
});

test("a yes while the question is held up in the queue is none", async () => {
  await ask("queued");
  desk.clock.advance(MINUTE);
  await says("yes");
  expect(await state()).toBe("none");
});

test("a yes after a question that could not be sent is none", async () => {
  await ask("failed");
  await says("yes");
  expect(await state()).toBe("none");
});
