import { afterEach, beforeEach, expect, test } from "bun:test";
import { type Desk, openDesk, until } from "../support/desk.ts";
import { textWebhook } from "../support/messages.ts";
import { closeChannel } from "../../src/whatsapp/channels.ts";
import { forgetSending } from "../../src/whatsapp/outbox.ts";

const DAY = 86_400_000;
let desk: Desk;
let api: Awaited<ReturnType<Desk["apiOf"]>>;

/** A message to Ana whose fate nobody knows. */
beforeEach(async () => {
  desk = await openDesk();
  api = await desk.apiOf();
  await desk.deliver(textWebhook("Tem M?", { name: "Ana", at: desk.clock.now() }));
  desk.graph.faults.set("hang", { times: 1 });
  await api.call("POST", "/tickets/1/messages", { text: "Temos" }, { "idempotency-key": "1" });
  await until(async () => (await state()) === "sending");
  await desk.recado.write((tx) => forgetSending(tx, desk.clock.now()));
});
afterEach(() => desk.close());

const state = async () => (await api.get("/outbox")).body.data[0].state;
const retry = async () => {
  const { status, body } = await api.call("POST", "/outbox/1/retry");
  return [status, body.code];
};

test("a retry in a closed window is refused like a new message, and unknown stays unknown", async () => {
  desk.clock.advance(DAY);
  expect(await retry()).toEqual([409, "window-closed"]);
  expect(await state()).toBe("unknown");
});

test("a retry on a closed channel is refused, and unknown stays unknown", async () => {
  await desk.recado.write((tx) => closeChannel(tx, 1, "190", desk.clock.now()));
  expect(await retry()).toEqual([409, "channel-closed"]);
  expect(await state()).toBe("unknown");
});
