import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { DAY } from "../../src/clock.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { parse, words } from "../support/html.ts";
import { textWebhook } from "../support/messages.ts";

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

const say = (text: string, name = "Clara", from = "5511988887777") =>
  desk.deliver(textWebhook(text, { name, from, at: desk.clock.now() }));

async function lines(address = "/consent") {
  const { get } = await desk.browserOf(desk.people.ana);
  return words(await parse(await get(address)), ".entries > li");
}

describe("The page of the consent log", () => {
  test("says what will stand there before there is a record", async () => {
    const { get } = await desk.browserOf(desk.people.ana);
    const page = await parse(await get("/consent"));
    expect(words(page, ".empty-title")).toEqual(["Nobody was asked yet"]);
  });

  test("shows who did what, how and for which purpose, the newest first", async () => {
    await say("START");
    desk.clock.advance(DAY);
    await say("PARAR", "Dora", "5511933334444");
    const shown = await lines();
    expect(shown).toHaveLength(4);
    expect(shown[0]).toContain("Withdrawn");
    expect(shown[0]).toContain("Dora");
    expect(shown[3]).toContain("Asked");
    expect(shown[3]).toContain("Clara");
    expect(shown[3]).toContain("News and offers");
  });

  test("is narrowed by purpose, event, method, period and person", async () => {
    await say("START");
    desk.clock.advance(3 * DAY);
    await say("PARAR", "Dora", "5511933334444");
    expect(await lines("/consent?purpose=reviews")).toHaveLength(1);
    expect(await lines("/consent?event=requested")).toHaveLength(1);
    expect(await lines("/consent?event=requested&purpose=reviews")).toHaveLength(0);
    expect(await lines("/consent?method=keyword")).toHaveLength(4);
    expect(await lines("/consent?method=ad")).toHaveLength(0);
    expect(await lines("/consent?person=clara")).toHaveLength(1);
    expect(await lines("/consent?person=933334444&purpose=marketing")).toHaveLength(1);
    expect(await lines("/consent?person=nobody")).toHaveLength(0);
    expect(await lines("/consent?until=2026-09-21")).toHaveLength(1);
    expect(await lines("/consent?from=2026-09-22")).toHaveLength(3);
    expect(await lines("/consent?from=2026-02-30&event=nonsense")).toHaveLength(4);
  });

  test("goes on page by page, and no record is shown twice or missed", async () => {
    for (let n = 0; n < 40; n += 1) await say("PARAR", `Cliente ${n}`, `55119222${1000 + n}`);
    const { get } = await desk.browserOf(desk.people.ana);
    const seen: string[] = [];
    for (let address: string | null = "/consent?method=keyword"; address;) {
      const page = await parse(await get(address));
      seen.push(...words(page, ".entries .consent-number"));
      address = page.querySelector("a[rel=next]")?.getAttribute("href") ?? null;
    }
    expect(seen).toEqual(Array.from({ length: 120 }, (_, n) => `#${120 - n}`));
  });

  test("counts who agrees to each purpose, and what the last week brought", async () => {
    await say("START");
    desk.clock.advance(1000);
    await say("SIM");
    desk.clock.advance(8 * DAY);
    await say("PARAR", "Dora", "5511933334444");
    const { get } = await desk.browserOf(desk.people.ana);
    const figures = words(await parse(await get("/consent")), ".consent-figures li");
    expect(figures).toHaveLength(3);
    expect(figures[0]).toStartWith("News and offers1 person agrees");
    expect(figures[0]).toContain("Last 7 days: 0 yes, 1 no");
    expect(figures[1]).toContain("0 people agree");
  });

  test("does not count the people of the simulator", async () => {
    await say("START");
    desk.clock.advance(1000);
    await say("SIM");
    await desk.recado.write((tx) => tx.updateTable("contacts").set({ is_simulated: 1 }).execute());
    const { get } = await desk.browserOf(desk.people.ana);
    const page = await parse(await get("/consent"));
    const [marketing] = words(page, ".consent-figures li");
    expect(marketing).toStartWith("News and offers0 people agree");
    expect(marketing).toContain("Last 7 days: 0 yes, 0 no");
    expect(words(page, ".entries > li")).toHaveLength(2);
  });

  test("is there for an auditor, who finds nobody by their number, and not for an agent", async () => {
    await say("START");
    const bruno = await desk.browserOf(desk.people.bruno);
    expect((await bruno.get("/consent")).status).toBe(403);
    await desk.recado.write((tx) =>
      tx
        .updateTable("users")
        .set({ role: "auditor" })
        .where("id", "=", desk.people.bruno)
        .execute(),
    );
    const audit = await desk.browserOf(desk.people.bruno);
    expect(words(await parse(await audit.get("/consent")), ".entries > li")).toHaveLength(1);
    const sought = await parse(await audit.get("/consent?person=988887777"));
    expect(words(sought, ".entries > li")).toHaveLength(0);
  });
});
