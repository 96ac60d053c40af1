import { afterEach, beforeEach, expect, test } from "bun:test";
import { MINUTE } from "../../src/clock.ts";
import { type Desk, openDesk, until } from "../support/desk.ts";
import { parse } from "../support/html.ts";

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

const seenAt = async () =>
  (
    await desk.recado.db
      .selectFrom("users")
      .select("page_seen_at")
      .where("id", "=", desk.people.bruno)
      .executeTakeFirstOrThrow()
  ).page_seen_at;

test("a request is a sign of an open page, written at most once a minute", async () => {
  const bruno = await desk.browserOf(desk.people.bruno);
  const first = desk.clock.now();
  await bruno.get("/inbox/list");
  await until(async () => (await seenAt()) === first);
  desk.clock.advance(MINUTE - 1);
  await bruno.get("/inbox/list");
  await desk.recado.store.queue.drain();
  expect(await seenAt()).toBe(first);
  desk.clock.advance(1);
  await bruno.get("/inbox/list");
  await until(async () => (await seenAt()) === first + MINUTE);
});

test("a program with a token is nobody's page", async () => {
  const api = await desk.apiOf();
  await api.get("/tickets");
  await desk.recado.store.queue.drain();
  expect(await seenAt()).toBeNull();
});

test("who listens to the live stream is known, each once", async () => {
  const bruno = await desk.browserOf(desk.people.bruno);
  const streams = [await bruno.get("/live"), await bruno.get("/live")];
  expect(desk.recado.live.people).toEqual([desk.people.bruno]);
  for (const stream of streams) await stream.body?.cancel();
  expect(desk.recado.live.people).toEqual([]);
});

test("one's presence is chosen in the menu of the account, and shown there", async () => {
  const bruno = await desk.browserOf(desk.people.bruno);
  const answer = await bruno.send("PUT", "/presence", { presence: "away", field: "bar-presence" });
  expect(answer.status).toBe(200);
  expect(await answer.text()).toContain("You are away");
  const page = await parse(await bruno.get("/contacts"));
  const choice = page.querySelector("#rail-presence option[selected]");
  expect(choice?.getAttribute("value")).toBe("away");
  expect(page.querySelector("#account-menu summary .presence")?.className).toContain("away");
});

test("a presence that is none is refused", async () => {
  const bruno = await desk.browserOf(desk.people.bruno);
  expect((await bruno.send("PUT", "/presence", { presence: "asleep" })).status).toBe(422);
});
