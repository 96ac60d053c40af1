import { afterEach, beforeEach, expect, test } from "bun:test";
import { insertSample } from "../../src/rehearsals/sample-rows.ts";
import type { Flow, SayStep } from "../../src/flows/flow.ts";
import { draftOf, getFlow, listFlowVersions, publishFlow } from "../../src/flows/flows.ts";
import { fieldsOf } from "../../src/flows/step-fields.ts";
import { insertUser } from "../../src/users/users.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { addFlow, everyKind, leadToFlow, smallFlow } from "../support/flows.ts";
import { parse, words } from "../support/html.ts";
import { picture } from "../support/media-samples.ts";
import { textWebhook } from "../support/messages.ts";

let desk: Desk;
let ana: Awaited<ReturnType<Desk["browserOf"]>>;
beforeEach(async () => {
  desk = await openDesk();
  ana = await desk.browserOf(desk.people.ana);
});
afterEach(() => desk.close());

const htmx = { "hx-request": "true" };

async function clara() {
  const id = await desk.recado.write((tx) =>
    insertUser(
      tx,
      {
        email: "clara@loja-azul.example",
        name: "Clara",
        role: "admin",
        passwordHash: "$argon2id$none",
        language: "en",
      },
      desk.clock.now(),
    ),
  );
  return desk.browserOf(id);
}

const draft = async (id = 1): Promise<Flow> => draftOf(await getFlow(desk.recado.db, id));
const stepIn = (flow: Flow, id: string) => flow.steps.find((step) => step.id === id);

/** The print that the open form has of its step. */
async function wasOf(address: string): Promise<string> {
  const page = await parse(await ana.get(address));
  return page.querySelector("#step-was")?.getAttribute("value") ?? "";
}

test("a desk without flows says what they are good for, and where to begin", async () => {
  const page = await parse(await ana.get("/bot/flows"));
  expect(words(page, ".empty-title")).toEqual(["Let the bot lead the conversation"]);
  const links = [...page.querySelectorAll(".empty a")].map((link) => link.getAttribute("href"));
  expect(links).toEqual(["/bot/packs", "/bot/flows/new"]);
});

test("a new flow has a name, no steps, and asks what happens first", async () => {
  expect((await ana.send("POST", "/bot/flows", { name: " " })).status).toBe(422);
  const answer = await ana.send("POST", "/bot/flows", { name: "Orders" });
  expect(answer.headers.get("location")).toBe("/bot/flows/1");
  const page = await parse(await ana.get("/bot/flows/1"));
  expect(words(page, "h1")).toEqual(["Orders"]);
  expect(page.querySelectorAll(".kind")).toHaveLength(12);
  await ana.send("POST", "/bot/flows/1/steps", { kind: "say", at: "", slot: "next" });
  expect((await draft()).steps).toEqual([{ id: "say-1", kind: "say", text: {}, next: null }]);
});

test("the list tells steps, version, and how often real customers began and finished it", async () => {
  const row = await addFlow(desk);
  await desk.recado.write((tx) => publishFlow(tx, row.id, { by: 1 }, desk.clock.now()));
  const page = await parse(await ana.get("/bot/flows"));
  expect(words(page, "#flow-1 .badge")).toEqual(["Version 1"]);
  expect(words(page, "#flow-1 .quiet-text")).toEqual(["5 steps · not started in the last 30 days"]);
  const off = await ana.send("PUT", "/bot/flows/1/enabled", {}, htmx);
  expect(await off.text()).toContain("is not started any more");
  expect((await getFlow(desk.recado.db, 1)).is_enabled).toBe(0);
});

test("each card says where its step leads by the name of the next one", async () => {
  await addFlow(desk);
  const page = await parse(await ana.get("/bot/flows/1"));
  expect(words(page, "#step-topic .exit-way")).toEqual([
    "Yes4 · A person takes over",
    "No5 · Goodbye!",
    "No fitting answerA person takes over",
  ]);
  expect(page.querySelector("#step-hello .exit-to")?.getAttribute("href")).toBe("#step-name");
});

test("a change of a field is saved, and answered with all but the form", async () => {
  await addFlow(desk);
  const step = stepIn(smallFlow, "hello");
  if (!step) throw new Error("there is one");
  const was = await wasOf("/bot/flows/1?step=hello");
  const sent = { ...fieldsOf(step), "text.fr": "Bienvenue !", lang: "fr", was };
  const answer = await ana.send("POST", "/bot/flows/1/steps/hello", sent, htmx);
  const text = await answer.text();
  expect(text).toContain("Saved");
  expect(text).not.toContain('<form class="stack step-form');
  expect(stepIn(await draft(), "hello")).toMatchObject({
    text: { en: "Welcome to Loja Azul!", fr: "Bienvenue !" },
  });
});

test("without the script the form saves, too, and comes back to its step", async () => {
  await addFlow(desk);
  const step = stepIn(smallFlow, "bye");
  if (!step) throw new Error("there is one");
  const sent = { ...fieldsOf(step), "text.en": "See you!", done: "1" };
  const answer = await ana.send("POST", "/bot/flows/1/steps/bye", sent);
  expect(answer.headers.get("location")).toBe("/bot/flows/1#step-bye");
  expect(stepIn(await draft(), "bye")).toMatchObject({ text: { en: "See you!" } });
});

test("who saves over somebody else's change is told whose it is, and loses nothing", async () => {
  await addFlow(desk);
  const step = stepIn(smallFlow, "hello");
  if (!step) throw new Error("there is one");
  const was = await wasOf("/bot/flows/1?step=hello");
  const other = await clara();
  const theirs = { ...fieldsOf(step), "text.en": "Clara's words", was };
  await other.send("POST", "/bot/flows/1/steps/hello", theirs, htmx);
  const mine = { ...fieldsOf(step), "text.en": "Ana's words", was };
  const answer = await ana.send("POST", "/bot/flows/1/steps/hello", mine, htmx);
  expect(answer.status).toBe(409);
  const page = await parse(answer);
  expect(words(page, ".step-form .notice")[0]).toStartWith("Clara changed this meanwhile.");
  expect(page.querySelector("#f-text-en")?.textContent).toBe("Ana's words");
  expect(stepIn(await draft(), "hello")).toMatchObject({ text: { en: "Clara's words" } });
  const again = page.querySelector("#step-was")?.getAttribute("value") ?? "";
  await ana.send("POST", "/bot/flows/1/steps/hello", { ...mine, was: again }, htmx);
  expect(stepIn(await draft(), "hello")).toMatchObject({ text: { en: "Ana's words" } });
});

test("two people change two steps at once, and both changes stay", async () => {
  await addFlow(desk);
  const [hello, bye] = [stepIn(smallFlow, "hello"), stepIn(smallFlow, "bye")];
  if (!hello || !bye) throw new Error("there are");
  const [wasHello, wasBye] = [
    await wasOf("/bot/flows/1?step=hello"),
    await wasOf("/bot/flows/1?step=bye"),
  ];
  const other = await clara();
  await other.send(
    "POST",
    "/bot/flows/1/steps/hello",
    { ...fieldsOf(hello), "text.en": "One", was: wasHello },
    htmx,
  );
  const answer = await ana.send(
    "POST",
    "/bot/flows/1/steps/bye",
    { ...fieldsOf(bye), "text.en": "Two", was: wasBye },
    htmx,
  );
  expect(answer.status).toBe(200);
  const flow = await draft();
  expect([stepIn(flow, "hello"), stepIn(flow, "bye")]).toMatchObject([
    { text: { en: "One" } },
    { text: { en: "Two" } },
  ]);
});

test("who moves a step on a page that is no longer what it shows is told whose change came between", async () => {
  await addFlow(desk);
  const shown = await parse(await ana.get("/bot/flows/1"));
  const revision = shown.querySelector("#flow-revision")?.getAttribute("value") ?? "";
  const sent = { direction: "up", revision };
  const first = await ana.send("PUT", "/bot/flows/1/steps/name/position", sent, htmx);
  expect(words(await parse(first), ".flow-list > .notice")).toEqual([]);
  await (await clara()).send("POST", "/bot/flows/1/steps/bye/copy", {}, htmx);
  const gone = await ana.send("DELETE", `/bot/flows/1/steps/hello?revision=${revision}`, {}, htmx);
  expect(words(await parse(gone), ".flow-list > .notice")).toEqual([
    "Clara changed this flow meanwhile; below are both changes.",
  ]);
  expect((await draft()).steps.map(({ id }) => id)).toEqual([
    "name",
    "topic",
    "person",
    "bye",
    "end-1",
  ]);
});

test("a step that somebody deleted while it was written is kept, with nothing that leads to it", async () => {
  await addFlow(desk);
  const step = stepIn(smallFlow, "bye");
  if (!step) throw new Error("there is one");
  await (await clara()).send("DELETE", "/bot/flows/1/steps/bye", {}, htmx);
  const sent = { ...fieldsOf(step), "text.en": "Long thought about" };
  const answer = await ana.send("POST", "/bot/flows/1/steps/bye", sent, htmx);
  expect(words(await parse(answer), ".flow-list > .notice")[0]).toStartWith(
    "Somebody deleted this",
  );
  expect(stepIn(await draft(), "bye")).toMatchObject({ text: { en: "Long thought about" } });
});

test("“new step…” leads to a place to choose it, and the way stays until then", async () => {
  await addFlow(desk);
  const step = stepIn(smallFlow, "topic");
  if (!step) throw new Error("there is one");
  const sent = { ...fieldsOf(step), "option.2.next": "new:", was: "" };
  const answer = await ana.send("POST", "/bot/flows/1/steps/topic", sent, htmx);
  expect(answer.headers.get("hx-retarget")).toBe("#flow-editor");
  const page = await parse(answer);
  expect(page.querySelector("#add-topic-option-2")).not.toBeNull();
  expect(stepIn(await draft(), "topic")).toEqual(step);
  const add = { kind: "say", at: "topic", slot: "option:2" };
  await ana.send("POST", "/bot/flows/1/steps", add, htmx);
  expect(stepIn(await draft(), "say-1")).toMatchObject({ next: "bye" });
});

test("a deleted step comes back with Undo, and all ways to it", async () => {
  await addFlow(desk, everyKind);
  const answer = await ana.send("DELETE", "/bot/flows/1/steps/person", {}, htmx);
  const page = await parse(answer);
  const undo = page.querySelector(".toast-undo");
  const values = JSON.parse(undo?.getAttribute("hx-vals") ?? "{}") as Record<string, string>;
  expect(stepIn(await draft(), "person")).toBeUndefined();
  await ana.send("PUT", undo?.getAttribute("hx-put") ?? "", values, htmx);
  expect(await draft()).toEqual(everyKind);
});

test("a picture goes with what a step says, and only with that", async () => {
  await addFlow(desk);
  const bytes = await picture(60, 40, "png");
  const form = () => {
    const data = new FormData();
    data.append("file", new File([bytes], "map.png", { type: "image/png" }));
    return data;
  };
  const answer = await ana.send("POST", "/bot/flows/1/steps/hello/file", form(), htmx);
  expect(answer.status).toBe(200);
  expect(stepIn(await draft(), "hello")).toEqual({
    ...(stepIn(smallFlow, "hello") as SayStep),
    assetId: 1,
  });
  const page = await parse(answer);
  expect(page.querySelector("#f-asset [selected]")?.textContent).toBe("map.png");
  expect((await ana.send("POST", "/bot/flows/1/steps/name/file", form(), htmx)).status).toBe(404);
  const none = await ana.send("POST", "/bot/flows/1/steps/hello/file", new FormData(), htmx);
  expect(none.status).toBe(422);
});

test("steps are copied, moved, and made the first", async () => {
  await addFlow(desk);
  await ana.send("POST", "/bot/flows/1/steps/name/copy", {}, htmx);
  expect(stepIn(await draft(), "name")).toMatchObject({ next: "ask-1" });
  const moved = await ana.send(
    "PUT",
    "/bot/flows/1/steps/name/position",
    { direction: "up" },
    htmx,
  );
  expect(await moved.text()).toContain("have changed places");
  expect((await draft()).start).toBe("name");
  await ana.send("PUT", "/bot/flows/1/start", { step: "topic" }, htmx);
  expect((await draft()).start).toBe("topic");
  expect((await ana.send("PUT", "/bot/flows/1/start", { step: "none" }, htmx)).status).toBe(404);
});

test("a draft with problems is not published; its problems lead to their steps", async () => {
  await addFlow(desk, everyKind);
  const page = await parse(await ana.get("/bot/flows/1"));
  expect(page.querySelector(".publish")).toBeNull();
  expect(page.querySelector(".flow-problem")?.getAttribute("href")).toMatch(/\?step=[a-z]+#step-/);
  const answer = await ana.send("POST", "/bot/flows/1/versions", { note: "" });
  expect(answer.status).toBe(409);
  expect(await listFlowVersions(desk.recado.db, 1)).toEqual([]);
});

test("a sample conversation that fails with the draft blocks it, by its name", async () => {
  await addFlow(desk);
  await ana.send("POST", "/bot/flows/1/versions", {});
  await leadToFlow(desk, 1);
  const sample = {
    name: "Diana orders",
    language: "en" as const,
    flowId: 1,
    turns: [{ say: "I want to order", expect: { contains: ["Welcome to Loja Azul"] } }],
  };
  await desk.recado.write((tx) => insertSample(tx, sample, desk.clock.now()));
  const hello = stepIn(smallFlow, "hello");
  if (!hello) throw new Error("there is one");
  const write = (text: string) =>
    ana.send("POST", "/bot/flows/1/steps/hello", { ...fieldsOf(hello), "text.en": text });
  await write("Good morning!");
  const refused = await ana.send("POST", "/bot/flows/1/versions", {});
  expect(refused.status).toBe(409);
  expect(words(await parse(refused), ".notice").join(" ")).toContain("Diana orders");
  expect(await listFlowVersions(desk.recado.db, 1)).toHaveLength(1);
  await write("Good morning, and welcome to Loja Azul!");
  expect((await ana.send("POST", "/bot/flows/1/versions", {})).status).toBe(303);
});

test("versions tell what changed, who is still on the way with them, and lead back", async () => {
  await addFlow(desk);
  await ana.send("POST", "/bot/flows/1/versions", { note: "First" });
  const bye = stepIn(smallFlow, "bye");
  if (!bye) throw new Error("there is one");
  await ana.send("POST", "/bot/flows/1/steps/bye", { ...fieldsOf(bye), "text.en": "Bye!" });
  await ana.send("POST", "/bot/flows/1/steps", { kind: "say", at: "hello", slot: "next" });
  await ana.send("POST", "/bot/flows/1/steps/say-1", {
    kind: "say",
    "text.en": "We are open.",
    next: "name",
  });
  const second = await ana.send("POST", "/bot/flows/1/versions", { note: "Friendlier" });
  expect(second.headers.get("location")).toBe("/bot/flows/1/versions?published=2");
  const page = await parse(await ana.get("/bot/flows/1/versions?published=2"));
  expect(words(page, ".flow-changes").map((text) => text.replaceAll(/\s+/g, " "))).toEqual([
    "Leads elsewhere: Welcome to Loja Azul!Added: We are open.Changed: Bye!",
    "First version: 5 steps",
  ]);
  const back = await ana.send("POST", "/bot/flows/1/versions/1", {});
  expect(back.headers.get("location")).toBe("/bot/flows/1/versions?published=3&back=1");
  expect(await draft()).toEqual(smallFlow);
  expect((await ana.send("POST", "/bot/flows/1/versions/9", {})).status).toBe(404);
});

test("a dialogue under way is counted with the version it began with, and finishes on it", async () => {
  await addFlow(desk);
  await ana.send("POST", "/bot/flows/1/versions", { note: "First" });
  await leadToFlow(desk, 1);
  const write = (text: string) =>
    desk.deliver(textWebhook(text, { name: "Diana", from: "5511922223333", at: desk.clock.now() }));
  await write("I want to order");
  const bye = stepIn(smallFlow, "bye");
  if (!bye) throw new Error("there is one");
  await ana.send("POST", "/bot/flows/1/steps/bye", { ...fieldsOf(bye), "text.en": "Changed!" });
  await ana.send("POST", "/bot/flows/1/versions", { note: "Second" });
  const page = await parse(await ana.get("/bot/flows/1/versions"));
  expect(words(page, ".flow-version .badge")).toEqual(["Live", "1 dialogue under way"]);
  const list = await parse(await ana.get("/bot/flows"));
  expect(words(list, "#flow-1 .quiet-text")).toEqual([
    "5 steps · started 1 time in 30 days, finished 0 times",
  ]);
  await write("Diana");
  await write("No");
  const said = await desk.recado.db
    .selectFrom("messages")
    .select("text")
    .where("direction", "=", "out")
    .orderBy("id", "desc")
    .executeTakeFirst();
  expect(said?.text).toContain("Goodbye!");
  const after = await parse(await ana.get("/bot/flows"));
  expect(words(after, "#flow-1 .quiet-text")[0]).toEndWith("finished 1 time");
});

test("name, patience and fixed values are kept; a conflict keeps what was written", async () => {
  await addFlow(desk);
  const page = await parse(await ana.get("/bot/flows/1/settings"));
  const was = page.querySelector("[name=was]")?.getAttribute("value") ?? "";
  const sent = {
    name: "Shop orders",
    description: "For the shop",
    timeout: "90",
    "timeout-text.en": "Write again!",
    constants: "c1",
    "constant.c1.name": "Our address",
    "constant.c1.en": "12 Blue Street",
    was,
  };
  const more = await ana.send("POST", "/bot/flows/1/settings", { ...sent, edit: "add-constant" });
  expect((await parse(more)).querySelectorAll(".flow-row")).toHaveLength(2);
  expect((await draft()).constants).toBeUndefined();
  expect((await ana.send("POST", "/bot/flows/1/settings", sent)).status).toBe(200);
  expect(await draft()).toEqual({
    ...smallFlow,
    timeoutMinutes: 90,
    timeoutText: { en: "Write again!" },
    constants: { our_address: { en: "12 Blue Street" } },
  });
  expect((await getFlow(desk.recado.db, 1)).name).toBe("Shop orders");
  const late = await (
    await clara()
  ).send("POST", "/bot/flows/1/settings", { ...sent, name: "Late" });
  expect(late.status).toBe(409);
  expect(words(await parse(late), ".notice")[0]).toStartWith("Ana changed this meanwhile");
});

test("a flow goes out as a file and comes in again; a broken file says where", async () => {
  await addFlow(desk);
  const file = await ana.get("/bot/flows/1/export");
  expect(file.headers.get("content-disposition")).toBe('attachment; filename="Orders.json"');
  const text = await file.text();
  const form = (content: string) => {
    const data = new FormData();
    data.append("file", new File([content], "orders.json", { type: "application/json" }));
    return data;
  };
  const answer = await ana.send("POST", "/bot/flows/import", form(text));
  expect(answer.headers.get("location")).toBe("/bot/flows/2?done=imported");
  expect(await draft(2)).toEqual(smallFlow);
  const broken = text.replace('"retries": 2', '"retries": "two"');
  const refused = await ana.send("POST", "/bot/flows/import", form(broken));
  expect(refused.status).toBe(422);
  expect(words(await parse(refused), ".notice")[0]).toContain("flow.steps.1.retries");
  expect((await ana.send("POST", "/bot/flows/import", new FormData())).status).toBe(422);
});

test("an archived flow comes back with Undo", async () => {
  await addFlow(desk);
  const answer = await ana.send("DELETE", "/bot/flows/1", {}, htmx);
  expect(await answer.text()).toContain("dialogues under way go on");
  expect(words(await parse(await ana.get("/bot/flows")), ".line")).toEqual([]);
  await ana.send("PUT", "/bot/flows/1", {}, htmx);
  expect(words(await parse(await ana.get("/bot/flows")), ".line-title a")).toEqual(["Orders"]);
});

test("the draft is talked to, and nothing of it is kept", async () => {
  await addFlow(desk);
  const page = await parse(await ana.get("/bot/flows/1/try"));
  expect(words(page, ".bubble-text").join(" ")).toContain("What is your name?");
  const data = new FormData();
  data.append("language", "en");
  for (const text of ["Diana"]) data.append("said", text);
  data.append("say", "No");
  const answer = await ana.send("POST", "/bot/flows/1/try", data, htmx);
  const said = words(await parse(answer), ".bubble-text").join(" ");
  expect(said).toContain("Is it about an order?");
  expect(said).toContain("Goodbye!");
  expect(await desk.recado.db.selectFrom("incidents").select("id").execute()).toEqual([]);
  expect(await desk.recado.db.selectFrom("flow_runs").select("id").execute()).toEqual([]);
  expect((await getFlow(desk.recado.db, 1)).published_version).toBeNull();
});

test("a draft that asks another system is answered with what is typed, or not at all", async () => {
  await ana.send("POST", "/bot/connections", {
    name: "Shop",
    "base-url": "https://shop.example.com",
  });
  await addFlow(desk, {
    ...smallFlow,
    start: "shop",
    steps: [
      {
        id: "shop",
        kind: "look-up",
        connectionId: 1,
        method: "GET",
        path: "/orders",
        map: [{ path: "orders.0.status", save: "status" }],
        timeoutSeconds: 5,
        next: "found",
        notFound: "none",
        failed: "down",
      },
      { id: "found", kind: "end", text: { en: "It is {status}." } },
      { id: "none", kind: "end", text: { en: "There is none." } },
      { id: "down", kind: "end", text: { en: "The shop sleeps." } },
    ],
  });
  const page = await parse(await ana.get("/bot/flows/1/try"));
  expect(JSON.parse(page.querySelector("#try-answer")?.textContent ?? "")).toEqual({
    orders: [{ status: "status" }],
  });
  expect(words(page, ".bubble-text").join(" ")).toContain("It is status.");
  const said = async (answer: string) => {
    const sent = { language: "en", answer };
    const part = await parse(await ana.send("POST", "/bot/flows/1/try", sent, htmx));
    return [...words(part, ".bubble-text"), ...words(part, ".error")].join(" ");
  };
  expect(await said('{"orders": [{"status": "on its way"}]}')).toContain("It is on its way.");
  expect(await said('{"orders": []}')).toContain("There is none.");
  expect(await said("")).toContain("The shop sleeps.");
  expect(await said("{orders")).toContain("This is no JSON object");
});

test("a draft that cannot be played yet says so instead of breaking", async () => {
  await addFlow(desk, everyKind);
  const page = await parse(await ana.get("/bot/flows/1/try"));
  expect(words(page, ".notice")[0]).toStartWith("Put right what is wrong first");
});

test("the map draws every step, and each box leads to its step", async () => {
  await addFlow(desk, everyKind);
  const page = await parse(await ana.get("/bot/flows/1/map"));
  const hrefs = [...page.querySelectorAll(".map-box")].map((box) => box.getAttribute("href"));
  expect(hrefs).toEqual(everyKind.steps.map(({ id }) => `/bot/flows/1?step=${id}#step-${id}`));
});

test("a fragment that htmx asks for is the editor alone, and Back gets the whole page", async () => {
  await addFlow(desk);
  const part = await (await ana.get("/bot/flows/1?step=name", htmx)).text();
  expect(part).toStartWith('<div id="flow-editor"');
  const back = { ...htmx, "hx-history-restore-request": "true" };
  expect(await (await ana.get("/bot/flows/1", back)).text()).toStartWith("<!doctype html>");
});
