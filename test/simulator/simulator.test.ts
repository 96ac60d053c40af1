import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { findTicket } from "../../src/inbox/tickets.ts";
import { queueReply, textReply } from "../../src/inbox/queue-reply.ts";
import { exampleValues } from "../../src/packs/example-values.ts";
import { faq } from "../../src/packs/faq.ts";
import { switchPackOn } from "../../src/packs/switch-packs.ts";
import { cast } from "../../src/simulator/people.ts";
import { playStatuses } from "../../src/simulator/play-statuses.ts";
import { type Desk, openDesk, until } from "../support/desk.ts";

const [ana, , lucia] = cast as [(typeof cast)[0], (typeof cast)[0], (typeof cast)[0]];
const fragment = { "hx-request": "true" };

let desk: Desk;
let browser: Awaited<ReturnType<Desk["browserOf"]>>;

beforeEach(async () => {
  desk = await openDesk();
  browser = await desk.browserOf(desk.people.ana);
  // A phone in a quicker hand than the page's own.
  playStatuses({ recado: desk.recado, post: desk.app.fetch }, [
    { status: "sent", after: 0 },
    { status: "delivered", after: 5 },
    { status: "read", after: 10 },
  ]);
});
afterEach(() => desk.close());

const tap = (path: string, form: Record<string, string> = {}) =>
  browser.send("POST", `/simulator/${path}`, { who: ana.key, ...form }, fragment);
const write = (text: string, who = ana.key) => tap("messages", { text, who });
const messages = () => desk.recado.db.selectFrom("messages").selectAll().orderBy("id").execute();
const sentStatus = async () =>
  (await messages()).findLast(({ direction, type }) => direction === "out" && type !== "reaction")
    ?.status;

/** Answers Ana's ticket as the agent Bruno. */
async function answer(text = "Olá, Ana!"): Promise<void> {
  const now = desk.recado.clock.now();
  await desk.recado.write(async (tx) => {
    const ticket = await tx
      .selectFrom("tickets")
      .selectAll()
      .orderBy("id")
      .executeTakeFirstOrThrow();
    await queueReply(tx, ticket, textReply({ type: "agent", id: desk.people.bruno }, text), now);
  });
  desk.work.sender.kick();
}

describe("a simulated customer", () => {
  test("writes by a signed webhook that the usual door verifies, stores and processes", async () => {
    expect((await browser.get("/simulator")).status).toBe(200);
    const response = await write("Oi, cadê meu pedido?");
    expect(response.status).toBe(200);
    expect(await response.text()).toContain("Oi, cadê meu pedido?");
    const events = await desk.recado.db.selectFrom("webhook_events").selectAll().execute();
    expect(events).toMatchObject([{ source: "simulator", state: "processed", fields: "messages" }]);
    expect(await messages()).toMatchObject([{ direction: "in", text: "Oi, cadê meu pedido?" }]);
    const contacts = await desk.recado.db.selectFrom("contacts").selectAll().execute();
    expect(contacts).toMatchObject([
      { name: "Ana Souza", phone: "+5511955550101", is_simulated: 1 },
    ]);
    expect(await findTicket(desk.recado.db, 1)).toMatchObject({ status: "new", unread_count: 1 });
  });

  test("may hide the number behind a username", async () => {
    await write("hola", lucia.key);
    const [contact] = await desk.recado.db.selectFrom("contacts").selectAll().execute();
    expect(contact).toMatchObject({ phone: null, user_id: lucia.userId, username: "lucia.romero" });
  });

  test("may be somebody new each time", async () => {
    const key = /who=(447700900\d+)/.exec(
      await (await browser.get("/simulator")).text(),
    )?.[1] as string;
    await write("hello", key);
    const page = await (await browser.get(`/simulator?who=${key}`)).text();
    expect(page).toContain("hello");
    expect(page).not.toContain(`<a href="/simulator?who=${key}"><svg`);
  });

  test("sends a photo, a voice note, a location, a list answer and STOP", async () => {
    for (const action of ["image", "voice", "location", "list", "stop"])
      await tap("messages", { action });
    expect((await messages()).filter(({ direction }) => direction === "in")).toMatchObject([
      { type: "image", text: "It arrived like this" },
      { type: "audio" },
      { type: "location" },
      { type: "interactive", text: "Where is my order?" },
      { type: "text", text: "STOP" },
    ]);
    const media = await until(async () => {
      const rows = await desk.recado.db.selectFrom("media").selectAll().orderBy("id").execute();
      return rows.every(({ state }) => state === "ready") && rows;
    });
    expect(media).toMatchObject([
      { mime_type: "image/jpeg", width: 480, height: 360 },
      { mime_type: "audio/ogg; codecs=opus", is_voice: 1 },
    ]);
    const consent = await desk.recado.db.selectFrom("consent_records").selectAll().execute();
    expect(consent[0]).toMatchObject({ event: "withdrawn" });
  });

  test("taps a row of a list, which is the answer to its question alone", async () => {
    await desk.recado.write((tx) =>
      switchPackOn(tx, faq, exampleValues(faq), { by: null, language: "en", now: 1 }),
    );
    await write("hello, i need some information");
    const asked = await until(async () =>
      (await messages()).find(({ direction, status }) => direction === "out" && status === "read"),
    );
    const page = await (await browser.get(`/simulator?who=${ana.key}`)).text();
    expect(page).toContain(`id="sim-o-${asked.id}-1"`);
    await tap("messages", { message: String(asked.id), option: "1" });
    const [, said, answered] = (await messages()).slice(-3);
    expect(said).toMatchObject({ direction: "in", type: "interactive", text: "Address" });
    expect(answered?.text).toContain("12 Blue Street");
    const before = (await messages()).length;
    await tap("messages", { message: String(asked.id), option: "99" });
    await tap("messages", { message: String(asked.id), option: "1", who: lucia.key });
    expect(await messages()).toHaveLength(before);
  });

  test("sees an answer once it has arrived, and its ticks climb to read", async () => {
    await write("oi");
    await answer();
    expect(await until(async () => (await sentStatus()) === "read")).toBe(true);
    const seen = await (
      await browser.get(`/simulator/live?who=${ana.key}&shown=1`, fragment)
    ).text();
    expect(seen).toContain("Olá, Ana!");
  });

  test("reacts to the last answer, and takes it back with a second tap", async () => {
    await write("oi");
    expect(await (await tap("messages", { action: "reaction" })).text()).toContain(
      "Answer Ana first",
    );
    await answer();
    await until(async () => (await sentStatus()) === "read");
    expect(await (await tap("messages", { action: "reaction" })).text()).toContain(
      'class="reactions">❤️',
    );
    expect(await (await tap("messages", { action: "reaction" })).text()).not.toContain(
      'class="reactions"',
    );
  });
});

describe("WhatsApp's own tricks", () => {
  test("the same delivery twice is stored once", async () => {
    expect(await (await tap("deliveries")).text()).toContain("has sent nothing");
    await write("uma vez");
    await tap("deliveries");
    expect(await messages()).toHaveLength(1);
    const events = await desk.recado.db.selectFrom("webhook_events").select("body").execute();
    expect(events).toHaveLength(2);
    expect(events[1]?.body).toEqual(events[0]?.body as Uint8Array);
  });

  test("a late tick takes nothing back", async () => {
    await write("oi");
    await answer();
    await until(async () => (await sentStatus()) === "read");
    await tap("statuses");
    expect(await sentStatus()).toBe("read");
  });

  test("25 hours later the window is closed, and the next message opens it", async () => {
    await write("oi");
    await tap("time");
    await expect(answer("tarde demais")).rejects.toMatchObject({ code: "window-closed" });
    await write("voltei");
    await answer("a tempo");
    expect((await messages()).map(({ text }) => text)).toEqual(["oi", "voltei", "a tempo"]);
  });

  test("a fault stays on, shown, until it is switched off", async () => {
    await write("oi");
    const form = { who: ana.key, fault: "rate-limited" };
    expect(await (await browser.send("PUT", "/simulator/fault", form, fragment)).text()).toContain(
      "answers 429",
    );
    await answer();
    await until(() => desk.log.some((line) => line.includes("outbox.not-accepted")));
    expect(await until(async () => (await sentStatus()) === "queued")).toBe(true);
    expect(await (await browser.get("/simulator")).text()).toContain("answers 429");
    await browser.send("DELETE", `/simulator/fault?who=${ana.key}`, {}, fragment);
    expect(await (await browser.get("/simulator")).text()).not.toContain("answers 429");
    desk.clock.advance(5_000);
    desk.work.sender.kick();
    expect(await until(async () => (await sentStatus()) === "read")).toBe(true);
  });
});

describe("the simulator", () => {
  test("is the owner's alone", async () => {
    const agent = await desk.browserOf(desk.people.bruno);
    expect((await agent.get("/simulator")).status).toBe(403);
    expect((await agent.send("DELETE", "/simulator/data")).status).toBe(403);
  });

  test("ticks the four steps by what is there, until they are dismissed", async () => {
    await desk.recado.write((tx) =>
      tx.deleteFrom("channels").where("is_simulated", "=", 0).execute(),
    );
    const done = async () =>
      (await (await browser.get("/simulator")).text()).match(/sim-step is-done/g)?.length ?? 0;
    expect(await done()).toBe(0);
    await write("oi");
    expect(await done()).toBe(1);
    await answer();
    expect(await done()).toBe(2);
    await browser.send("DELETE", `/simulator/checklist?who=${ana.key}`, {}, fragment);
    expect(await (await browser.get("/simulator")).text()).not.toContain("sim-step-mark");
  });

  test("refuses somebody it does not know", async () => {
    expect((await write("oi", "5511999999999")).status).toBe(404);
    expect(await messages()).toEqual([]);
  });
});
