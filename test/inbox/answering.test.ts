import { afterEach, beforeEach, expect, test } from "bun:test";
import { listMessagesOf } from "../support/rows.ts";
import { appendConsentRecord } from "../../src/consent/records.ts";
import { closeChannel } from "../../src/whatsapp/channels.ts";
import { getTicket } from "../../src/inbox/tickets.ts";
import { type Desk, openDesk, until, WABA_ID } from "../support/desk.ts";
import { parse, words } from "../support/html.ts";
import { textWebhook } from "../support/messages.ts";

const HOUR = 3_600_000;
const htmx = { "hx-request": "true" };
let desk: Desk;
let ana: Awaited<ReturnType<Desk["browserOf"]>>;
let bruno: Awaited<ReturnType<Desk["browserOf"]>>;

beforeEach(async () => {
  desk = await openDesk();
  ana = await desk.browserOf(desk.people.ana);
  bruno = await desk.browserOf(desk.people.bruno);
  await say("Tem M?");
});
afterEach(() => desk.close());

function say(text: string) {
  return desk.deliver(textWebhook(text, { name: "Carla", at: desk.clock.now() }));
}
const ticket = () => getTicket(desk.recado.db, 1);
const send = (path: string, form: Record<string, string> = {}) =>
  ana.send("POST", path, form, htmx);
const put = (path: string, form: Record<string, string> = {}) => ana.send("PUT", path, form, htmx);
const remove = (path: string) => ana.send("DELETE", path, {}, htmx);
const ticketPage = async () => parse(await ana.get("/tickets/1"));

test("an answer is in the thread at once and leaves by itself", async () => {
  const response = await send("/tickets/1/messages", { text: "Temos, em azul" });
  expect(response.status).toBe(200);
  expect(await response.text()).toContain("Temos, em azul");
  const sent = await until(async () =>
    (await listMessagesOf(desk, 1)).find((row) => row.direction === "out" && row.wamid),
  );
  expect(sent).toMatchObject({
    author_type: "agent",
    author_id: desk.people.ana,
    text: "Temos, em azul",
  });
  expect(await ticket()).toMatchObject({ status: "open", bot_state: "off" });
});

test("without script the form works too and comes back to the ticket", async () => {
  const response = await ana.send("POST", "/tickets/1/messages", { text: "Temos" });
  expect(response.status).toBe(303);
  expect(response.headers.get("location")).toBe("/tickets/1");
  expect(words(await ticketPage(), ".message.out .bubble-text")).toEqual(["Temos"]);
});

test("a quoted answer names the message it quotes", async () => {
  await send("/tickets/1/messages", { text: "Sim", reply_to: "1" });
  const [question, answer] = await listMessagesOf(desk, 1);
  expect(answer?.reply_to_wamid).toBe(question?.wamid ?? "");
});

test("who answers without having seen the newest message is asked first, and nothing is sent", async () => {
  await say("Esqueça");
  const response = await send("/tickets/1/messages", { text: "Temos", seen: "1" });
  expect(response.status).toBe(409);
  expect(await response.text()).toContain("1 message arrived since you started");
  expect((await listMessagesOf(desk, 1)).filter((row) => row.direction === "out")).toEqual([]);
  expect(
    (await send("/tickets/1/messages", { text: "Temos", seen: "1", anyway: "1" })).status,
  ).toBe(200);
});

test("a gap in a quick reply blocks sending", async () => {
  const response = await send("/tickets/1/messages", { text: "Seu pedido {{number}} saiu" });
  expect(response.status).toBe(422);
  expect(response.headers.get("hx-retarget")).toBe("#toasts");
});

test("after 24 hours the composer is the template picker and says why", async () => {
  expect((await ticketPage()).querySelector("#reply-form")).not.toBeNull();
  desk.clock.advance(24 * HOUR);
  const page = await ticketPage();
  expect(page.querySelector("#reply-form")).toBeNull();
  expect(words(page, ".composer-why strong")).toEqual(["The 24-hour window is closed"]);
  expect((await send("/tickets/1/messages", { text: "Oi" })).status).toBe(409);
});

test("a closed channel and a blocked contact say what is the matter instead of a form", async () => {
  await desk.recado.write((tx) => closeChannel(tx, 1, "190", desk.clock.now()));
  expect(words(await ticketPage(), ".composer-stopped strong")).toEqual([
    "This number cannot send now",
  ]);
  await put("/tickets/1/block");
  expect(words(await ticketPage(), ".composer-stopped strong")).toEqual([
    "You blocked this contact",
  ]);
});

test("a draft is kept for its writer alone and goes when it is sent", async () => {
  expect((await put("/tickets/1/draft", { text: "Temos em" })).status).toBe(204);
  const draftOf = async (browser: typeof ana) =>
    words(await parse(await browser.get("/tickets/1")), "#reply-text");
  expect(await draftOf(ana)).toEqual(["Temos em"]);
  expect(await draftOf(bruno)).toEqual([""]);
  expect(words(await parse(await ana.get("/inbox")), ".row-words em")).toEqual(["Draft:"]);
  await send("/tickets/1/messages", { text: "Temos em azul" });
  expect(await draftOf(ana)).toEqual([""]);
});

test("a note is yellow, mentions a colleague, and its tasks can be ticked off", async () => {
  await send("/tickets/1/notes", { text: "@Bruno veja isto\n[ ] ligar\n[ ] trocar" });
  const page = await ticketPage();
  expect(words(page, ".note mark")).toEqual(["@Bruno"]);
  expect(words(page, ".note-item")).toEqual(["ligar", "trocar"]);
  await put("/tickets/1/notes/1/items/2", { done: "1" });
  expect(words(await ticketPage(), ".note-item.is-done")).toEqual(["trocar"]);
  const unseen = () =>
    desk.recado.db.selectFrom("mentions").selectAll().where("seen_at", "is", null).execute();
  expect((await unseen()).map((row) => row.user_id)).toEqual([desk.people.bruno]);
  await bruno.get("/tickets/1");
  await until(async () => (await unseen()).length === 0);
});

test("resolving can be undone by what its toast offers", async () => {
  const done = await parse(await put("/tickets/1/resolution"));
  expect((await ticket()).status).toBe("resolved");
  const undo = done.querySelector("hx-partial .toast-undo") ?? done.querySelector(".toast-undo");
  expect(undo?.getAttribute("hx-delete")).toBe("/tickets/1/resolution");
  await remove("/tickets/1/resolution");
  expect((await ticket()).status).toBe("open");
});

test("snoozing takes the business's clock, and refuses the past", async () => {
  await put("/tickets/1/snooze", { local: "2026-09-22T09:00" });
  expect(await ticket()).toMatchObject({
    status: "snoozed",
    snoozed_until: Date.UTC(2026, 8, 22, 12),
  });
  expect((await put("/tickets/1/snooze", { until: "2020-01-01T00:00:00Z" })).status).toBe(422);
});

test("the second of two who take at once learns who was first", async () => {
  await put("/tickets/1/assignee", { user: "me", owner: "" });
  const response = await bruno.send("PUT", "/tickets/1/assignee", { user: "me", owner: "" }, htmx);
  expect(response.status).toBe(409);
  expect(await response.text()).toContain("Ana has just taken it");
  expect((await ticket()).assignee_id).toBe(desk.people.ana);
});

test("handing over leaves a note that mentions the other", async () => {
  await put("/tickets/1/assignee", { user: String(desk.people.bruno), note: "você conhece" });
  expect((await ticket()).assignee_id).toBe(desk.people.bruno);
  const page = await ticketPage();
  expect(words(page, ".note p")[1]).toBe("@Bruno você conhece");
  expect(words(page, ".event")).toContainEqual(
    expect.stringContaining("Ana handed it over to Bruno"),
  );
});

test("tags are added and taken away one by one", async () => {
  await put("/tickets/1/tags", { tags: "vip" });
  expect(words(await ticketPage(), ".ticket-state .tag")).toEqual(["vip"]);
  await put("/tickets/1/tags", { tags: "vip", remove: "vip" });
  expect(words(await ticketPage(), ".ticket-state .tag")).toEqual([]);
});

test("marked as unread it stays so until somebody opens it again", async () => {
  await ana.get("/tickets/1");
  await until(async () => (await ticket()).unread_count === 0);
  const response = await put("/tickets/1/unread", { view: "mine" });
  expect(response.headers.get("hx-redirect")).toBe("/inbox?view=mine");
  await ana.get("/tickets/1/live?last=1", htmx);
  expect((await ticket()).unread_count).toBe(1);
});

test("a reaction goes to Meta and stands on the bubble; taken back it is gone", async () => {
  await put("/messages/1/reaction", { emoji: "👍" });
  expect(words(await ticketPage(), "#m-1 .reactions")).toEqual(["👍"]);
  await remove("/messages/1/reaction");
  expect(words(await ticketPage(), "#m-1 .reactions")).toEqual([]);
});

test("the history tells every change, and who made it", async () => {
  await put("/tickets/1/priority", { priority: "urgent" });
  await put("/tickets/1/category", { category: "Envio" });
  await put("/tickets/1/resolution");
  const history = words(await parse(await ana.get("/tickets/1/history")), ".history span");
  expect(history).toEqual([
    "Ticket #1 opened",
    "Ana set priority to Urgent",
    "Ana set the category: Envio",
    "Ticket #1 resolved by Ana",
  ]);
});

test("what does not exist is said, not broken", async () => {
  for (const path of ["/tickets/99", "/tickets/abc", "/tickets/99/live", "/tickets/1e3"]) {
    expect((await ana.get(path)).status).toBe(404);
  }
  expect((await put("/messages/99/reaction", { emoji: "x" })).status).toBe(404);
  expect((await put("/tickets/1/priority", { priority: "huge" })).status).toBe(422);
  expect((await put("/tickets/1/language", { language: "constructor" })).status).toBe(422);
});

test("live events tell every open page which ticket changed", async () => {
  const told: unknown[] = [];
  const announce = desk.recado.live.announce.bind(desk.recado.live);
  desk.recado.live.announce = (event) => {
    told.push(event);
    announce(event);
  };
  await put("/tickets/1/draft", { text: "Te" });
  await put("/tickets/1/draft", { text: "Temos" });
  await send("/tickets/1/messages", { text: "Temos" });
  expect(told).toContainEqual({
    name: "ticket",
    detail: { ticket: 1, thread: 1, kinds: ["message"] },
  });
  expect(told.filter((event) => (event as { name: string }).name === "typing")).toEqual([
    { name: "typing", detail: { ticket: 1, user: "Ana" } },
  ]);
});

test("outside the window an approved template is chosen, filled and sent", async () => {
  desk.clock.advance(25 * HOUR);
  await approve(WABA_ID);
  const page = await ticketPage();
  expect(words(page, ".template-choice strong")).toEqual(["order update"]);
  const step = await parse(
    await ana.get(page.querySelector(".template-choice")?.getAttribute("hx-get") ?? "", htmx),
  );
  expect(
    [...step.querySelectorAll(".template-fields input")].map((input) => [
      input.getAttribute("name"),
      input.getAttribute("value"),
    ]),
  ).toEqual([
    ["body.first_name", "Carla"],
    ["body.order", ""],
  ]);
  const incomplete = await send("/tickets/1/messages", {
    template: "1",
    "body.first_name": "Carla",
    "body.order": "",
  });
  expect(incomplete.status).toBe(422);
  const sent = await parse(await send("/tickets/1/messages", filled));
  expect(words(sent, "[hx-target$='#template-step'] .template-choice strong")).toEqual([
    "order update",
  ]);
  expect(words(await ticketPage(), ".message.out .bubble-text")).toEqual([
    "Olá Carla, o pedido 4512 saiu.",
  ]);
});

test("another account's template is none here: neither its form nor its words", async () => {
  desk.clock.advance(25 * HOUR);
  await approve("999");
  expect((await ana.get("/tickets/1/templates?template=1", htmx)).status).toBe(404);
  expect((await send("/tickets/1/messages", filled)).status).toBe(404);
  expect((await listMessagesOf(desk, 1)).filter((row) => row.direction === "out")).toEqual([]);
});

test("a closed window's first composer waits for Meta's list", async () => {
  desk.clock.advance(25 * HOUR);
  expect(words(await ticketPage(), ".template-choice strong")).toContain("order shipped");
});

test("a sync says how many templates there are, or what Meta said", async () => {
  const sync = async () => parse(await send("/tickets/1/templates"));
  expect(words(await sync(), ".toast .grow")).toEqual(["4 templates fetched from Meta."]);
  desk.recado.graph.listTemplates = async () => ({
    kind: "failed",
    code: 190,
    detail: "Token expired",
  });
  expect(words(await sync(), ".toast.error .grow")).toEqual([
    "Meta did not hand out the templates: Token expired",
  ]);
});

/** What an agent fills in. */
const filled = { template: "1", "body.first_name": "Carla", "body.order": "4512" };

test("marketing without consent cannot be chosen, says why, and can once it is given", async () => {
  desk.clock.advance(25 * HOUR);
  await approve(WABA_ID, { name: "black_friday", category: "MARKETING", meta_id: "2" });
  await approve(WABA_ID);
  const page = await ticketPage();
  expect(words(page, ".template-choice:not([disabled]) strong")).toEqual(["order update"]);
  const refused = page.querySelector(".template-choice[disabled]");
  expect(words(page, ".template-choice[disabled] strong")).toEqual(["black friday"]);
  expect(words(page, `#${refused?.getAttribute("aria-describedby")}`)).toEqual([
    "Marketing: the customer has not agreed to receive any.",
  ]);
  const sent = await send("/tickets/1/messages", { ...filled, template: "1" });
  expect(sent.status).toBe(409);

  const now = desk.clock.now();
  const consent = {
    contactId: 1,
    purpose: "marketing",
    event: "given",
    method: "agent",
    actor: { type: "agent", id: 1 },
  } as const;
  await desk.recado.write((tx) => appendConsentRecord(tx, { ...consent, eventAt: now }, now));
  const after = await ticketPage();
  expect(words(after, ".template-choice:not([disabled]) strong")).toEqual([
    "black friday",
    "order update",
  ]);
  expect(after.querySelector("#templates-refused")).toBeNull();
});

function approve(
  wabaId: string,
  { name = "order_update", category = "UTILITY", meta_id = "1" } = {},
) {
  const components = [{ type: "BODY", text: "Olá {{first_name}}, o pedido {{order}} saiu." }];
  return desk.recado.write((tx) =>
    tx
      .insertInto("templates")
      .values({
        waba_id: wabaId,
        meta_id,
        name,
        language: "pt_BR",
        status: "APPROVED",
        category,
        parameter_format: "NAMED",
        components: JSON.stringify(components),
        synced_at: desk.clock.now(),
      })
      .execute(),
  );
}

test("a file leaves with its words as caption; what WhatsApp does not take is refused in plain words", async () => {
  const form = new FormData();
  form.set("text", "Olha");
  form.append("files", new File([onePixel], "foto.png", { type: "image/png" }));
  expect((await ana.send("POST", "/tickets/1/messages", form, htmx)).status).toBe(200);
  const sent = (await listMessagesOf(desk, 1)).filter((row) => row.direction === "out");
  expect(sent).toMatchObject([{ type: "image", text: "Olha" }]);
  const page = await ticketPage();
  expect(page.querySelector(".message.out img.media")?.getAttribute("src")).toMatch(/^\/media\/1/);

  const wrong = new FormData();
  wrong.append("files", new File(["<svg/>"], "x.exe", { type: "application/x-msdownload" }));
  const refused = await ana.send("POST", "/tickets/1/messages", wrong, htmx);
  expect(refused.status).toBeGreaterThanOrEqual(400);
  expect(refused.headers.get("hx-retarget")).toBe("#toasts");
});

const onePixel = Uint8Array.fromBase64(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
);
