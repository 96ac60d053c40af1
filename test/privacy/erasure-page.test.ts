import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { confirmIdentity, openRequest } from "../../src/privacy/handle-request.ts";
import { finishErasure } from "../../src/privacy/erase-person.ts";
import { getRequest } from "../../src/privacy/requests.ts";
import { isSuppressed } from "../../src/privacy/suppress.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { parse, words } from "../support/html.ts";
import { textWebhook } from "../support/messages.ts";

let desk: Desk;
let ana: Awaited<ReturnType<Desk["browserOf"]>>;
beforeEach(async () => {
  desk = await openDesk({ timezone: "Europe/Lisbon" });
  ana = await desk.browserOf(desk.people.ana);
  await desk.deliver(textWebhook("O meu pedido secreto", { name: "Clara Antunes" }));
  const asked = {
    kind: "erasure",
    contactId: 1,
    jurisdiction: "PT",
    source: "whatsapp",
    note: "",
    receivedAt: desk.clock.now(),
    createdBy: desk.people.ana,
  } as const;
  await desk.recado.write((tx) => openRequest(tx, asked, desk.clock.now()));
});
afterEach(() => desk.close());

const PATH = "/consent/requests/1/erasure";
const identified = () =>
  desk.recado.write((tx) =>
    confirmIdentity(tx, 1, { how: "known-number", actorId: 1, now: desk.clock.now() }),
  );

describe("the page of an erasure", () => {
  test("opens only when somebody has made sure that it is the person", async () => {
    expect((await ana.get(PATH)).status).toBe(409);
    expect((await ana.send("POST", PATH, { word: "ERASE" })).status).toBe(409);
    await identified();
    expect((await ana.get(PATH)).status).toBe(200);
  });

  test("shows what goes and what stays, and erases nothing before the word is typed", async () => {
    await identified();
    const page = await parse(await ana.get(PATH));
    expect(words(page, "#goes dt")).toContain("Messages: 2");
    expect(words(page, "#goes dd").join()).toContain("O meu pedido secreto");
    expect(words(page, "#stays").join()).toContain("A code made from the number");
    const wrong = await ana.send("POST", PATH, { word: "yes" });
    expect(wrong.status).toBe(422);
    expect(await desk.recado.db.selectFrom("erasures").selectAll().execute()).toEqual([]);
  });

  test("begins with the word, tells how far it is, and ends with a receipt", async () => {
    const { recado } = desk;
    await identified();
    const begun = await ana.send("POST", PATH, { word: "effacer" });
    expect(begun.headers.get("location")).toBe(PATH);
    await finishErasure(recado, 1);
    const page = await parse(await ana.get(PATH));
    expect(words(page, ".notice")).toEqual(["Erased"]);
    expect(words(page, "#receipt dt")).toContain("Messages: 2");
    expect(await isSuppressed(recado.db, { phone: "+5511987654321" })).toBe(true);
    const request = await getRequest(recado.db, 1);
    expect(request.contact_id).toBeNull();
    const shown = await (await ana.get("/consent/requests/1")).text();
    expect(shown).toContain("Erased person");
    expect(shown).not.toContain("Clara");
    expect((await ana.send("POST", PATH, { word: "ERASE" })).status).toBe(409);
  });
});

describe("the list of numbers never to write to", () => {
  const ask = async (what: string, phone = "+55 11 8765-4321") =>
    words(
      await parse(await ana.send("POST", "/consent/suppressed", { phone, do: what })),
      ".notice",
    );

  test("can be asked, added to and taken off from, in any way of writing a number", async () => {
    expect(await ask("check")).toEqual(["This number is not on the list."]);
    expect(await ask("add")).toEqual(["The number is on the list now."]);
    expect(await ask("check", "+5511987654321")).toEqual(["This number is on the list."]);
    expect(await ask("drop")).toEqual(["The number is off the list."]);
    expect(await ask("check")).toEqual(["This number is not on the list."]);
  });

  test("says what a number looks like, and keeps what was typed", async () => {
    const answer = await ana.send("POST", "/consent/suppressed", { phone: "Clara", do: "add" });
    expect(answer.status).toBe(422);
    const page = await parse(answer);
    expect(page.querySelector("#phone")!.getAttribute("value")).toBe("Clara");
  });
});
