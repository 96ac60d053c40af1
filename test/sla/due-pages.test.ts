import { afterEach, beforeEach, expect, test } from "bun:test";
import { HOUR, MINUTE } from "../../src/clock.ts";
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

const htmx = { "hx-request": "true" };

/** Clara at 0 min, Davi at 10: with 15 minutes for a first answer she is late at 20 and he is not. */
async function twoWait(): Promise<void> {
  await ana.send("POST", "/sla/policies/defaults");
  await write("Clara", 0);
  desk.clock.advance(10 * MINUTE);
  await write("Davi", 1);
  desk.clock.advance(10 * MINUTE);
}

function write(name: string, index: number): Promise<void> {
  const from = `551198888000${index}`;
  return desk.deliver(textWebhook("Oi!", { name, from, at: desk.clock.now() }));
}

const rows = async (path: string, selector: string) =>
  words(await parse(await ana.get(path)), selector);

test("the board has what is late and what is due next, each with its countdown and in words", async () => {
  await twoWait();
  const page = await parse(await ana.get("/sla/live"));
  const late = page.querySelector("#due-1-first-response .clock-mark");
  expect(late?.className).toBe("clock-mark breached");
  expect(late?.textContent).toBe("First answer: 5 min late 5 min late");
  const next = page.querySelector("#due-2-first-response .clock-mark");
  expect(next?.className).toBe("clock-mark ok");
  expect(next?.getAttribute("data-left")).toBe(String(5 * MINUTE));
  expect(words(page, "#sla-board tbody tr")).toEqual(["No team11", "Nobody11"]);
});

test("the board is narrowed to a person", async () => {
  await twoWait();
  await ana.send("PUT", "/tickets/1/assignee", { user: "me" }, htmx);
  const names = (query: string) => rows(`/sla/live/board?${query}`, ".due-link strong");
  expect(await names(`agent=${desk.people.ana}`)).toEqual(["Clara"]);
  expect(await names("agent=none")).toEqual(["Davi"]);
  expect(await names("")).toEqual(["Clara", "Davi"]);
});

test("the list by deadline begins with what is due first and ends with what has none", async () => {
  await write("Bia", 2);
  desk.clock.advance(HOUR);
  await twoWait();
  await write("Edu", 3);
  await ana.send("PUT", "/tickets/4/pending", {}, htmx);
  const name = ".row-top strong";
  expect(await rows("/inbox?view=all&sort=due", name)).toEqual(["Clara", "Davi", "Edu", "Bia"]);
  expect(await rows("/inbox?view=all", name)).toEqual(["Edu", "Davi", "Clara", "Bia"]);
});

test("pages of the list by deadline follow each other without a gap", async () => {
  await write("Bia", 0);
  await ana.send("POST", "/sla/policies/defaults");
  for (let n = 1; n < 60; n++) {
    desk.clock.advance(1000);
    const from = `5511977770${String(n).padStart(3, "0")}`;
    await desk.deliver(textWebhook("Oi!", { name: `Cliente ${n}`, from, at: desk.clock.now() }));
  }
  const seen: string[] = [];
  let path: string | null = "/inbox?view=all&sort=due";
  while (path) {
    const page = await parse(await ana.get(path));
    seen.push(...words(page, ".row-top strong"));
    path = page.querySelector(".older-link")?.getAttribute("href") ?? null;
  }
  expect(seen).toHaveLength(60);
  expect(new Set(seen).size).toBe(60);
  expect(seen[0]).toBe("Cliente 1");
});

test("a ticket says what was promised, that it stands still while pending, and why", async () => {
  await twoWait();
  const before = await parse(await ana.get("/tickets/2"));
  expect(words(before, ".ticket-state .clock-mark [data-clock-text]")).toEqual(["5 min"]);
  expect(words(before, ".sla-clocks li")[0]).toBe(
    "First answerFirst answer: 5 min left 5 min15 min, in the team’s hours · Everybody else · until 11:25Pauses while waiting for the customer or snoozed.",
  );
  await ana.send("PUT", "/tickets/2/pending", {}, htmx);
  const after = await parse(await ana.get("/tickets/2"));
  expect(words(after, ".sla-clocks li")[0]).toContain(
    "Paused: we wait for the customer. 5 min are left.",
  );
});

test("kept promises are counted by policy and person, and come as a file that spreadsheets open", async () => {
  await twoWait();
  await ana.send("PUT", "/tickets/1/assignee", { user: "me" }, htmx);
  await ana.send("POST", "/tickets/1/messages", { text: "Oi Clara" });
  await ana.send("POST", "/tickets/2/messages", { text: "Oi Davi" });
  const page = await parse(await ana.get("/sla/compliance?days=7&metric=first-response"));
  expect(words(page, "#over-time")).toEqual(["50% of promises kept"]);
  expect(page.querySelectorAll(".sla-chart rect")).toHaveLength(1);
  const tables = words(page, ".sla-columns tbody tr");
  expect(tables).toEqual(["Everybody else50%11", "No team50%11", "Ana0%01", "Nobody100%10"]);
  const file = await ana.get("/sla/compliance.csv?days=7&metric=first-response");
  expect(file.headers.get("content-type")).toBe("text/csv; charset=utf-8");
  const bytes = await file.bytes();
  expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(new TextDecoder().decode(bytes)).toContain("By person,Ana,0,0,1\r\n");
});
