import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { Database } from "bun:sqlite";
import { join } from "node:path";
import { makeCheckpoint } from "../../src/proof/checkpoints.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { parse, words } from "../support/html.ts";
import { textWebhook } from "../support/messages.ts";

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
  for (const text of ["START", "SIM", "PARAR", "START"]) {
    desk.clock.advance(1000);
    await desk.deliver(textWebhook(text, { name: "Clara", at: desk.clock.now() }));
  }
});
afterEach(() => desk.close());

async function look(seq: number, userId = desk.people.ana) {
  const { get } = await desk.browserOf(userId);
  return parse(await get(`/consent/records/${seq}`));
}

/** What the checks of the page say, by how they came out. */
async function checks(seq: number): Promise<string[]> {
  const page = await look(seq);
  return [...page.querySelectorAll(".consent-check")].map(
    (check) => check.getAttribute("class")?.split(" ").at(-1) ?? "",
  );
}

/** With the triggers gone, as somebody with the file alone would do it. */
function tamper(...statements: string[]): void {
  const file = new Database(join(desk.recado.config.dataFolder, "recado.db"));
  file.run("DROP TRIGGER consent_records_update");
  file.run("DROP TRIGGER consent_private_update");
  file.run("DROP TRIGGER shown_texts_update");
  for (const statement of statements) file.run(statement);
  file.close();
}

describe("The page of a record", () => {
  test("tells who agreed to what, to which words, and what proves it", async () => {
    const page = await look(2);
    expect(words(page, "h2")[0]).toBe("Record 2");
    expect(words(page, "#facts dd")).toContain("Clara");
    expect(words(page, "#facts dd")).toContain("Loja Azul");
    expect(words(page, "#text blockquote")[0]).toContain("Loja Azul");
    expect(words(page, "#evidence dd")[0]).toBe("SIM");
    const message = page.querySelector("#evidence a")?.getAttribute("href");
    expect(message).toStartWith("/tickets/1?message=");
    expect(words(page, "#others .consent-number")).toEqual(["#6", "#5", "#4", "#3", "#1"]);
  });

  test("has checked it up to the signed head, and to the checkpoint once there is one", async () => {
    expect(await checks(2)).toEqual(["good", "good", "good", "good", "good", "good", "none"]);
    expect(await checks(3)).toEqual(["good", "good", "good", "good", "none", "good", "none"]);
    await desk.recado.write((tx) =>
      makeCheckpoint(tx, desk.recado.signer, "manual", desk.clock.now()),
    );
    desk.clock.advance(1000);
    await desk.deliver(textWebhook("PARAR", { at: desk.clock.now() }));
    for (const seq of [1, 2, 5, 6]) expect((await checks(seq)).at(-1)).toBe("good");
    expect((await checks(7)).at(-1)).toBe("none");
  });

  test.each([
    ["a purpose in its column", "UPDATE consent_records SET purpose = 'reviews' WHERE seq = 2", 0],
    ["an instant", "UPDATE consent_records SET event_at = event_at - 1 WHERE seq = 2", 0],
    [
      "its line",
      `UPDATE consent_records SET leaf = replace(leaf, '"given"', '"gives"') WHERE seq = 2`,
      0,
    ],
    ["the line before it", "UPDATE consent_records SET leaf = leaf || ' ' WHERE seq = 1", 1],
    ["whom it is about", `UPDATE consent_private SET subject = '{"name":"Dora"}' WHERE seq = 2`, 2],
    ["what they said", `UPDATE consent_private SET evidence = '{"said":"NO"}' WHERE seq = 2`, 3],
    ["the text shown", "UPDATE shown_texts SET body = 'Free soup?'", 4],
    ["the tree", "UPDATE log_nodes SET hash = zeroblob(32) WHERE level = 1 AND position = 1", 5],
    ["the signature of the head", "UPDATE log_heads SET signature = 'AAAA'", 5],
  ])("says so when somebody changed %s", async (_, statement, place) => {
    tamper(statement);
    expect((await checks(2))[place]).toBe("bad");
    expect(words(await look(2), "#checks [role=alert]")).toHaveLength(1);
  });

  test("of somebody erased has no name and no evidence, and still verifies", async () => {
    await desk.recado.write((tx) =>
      tx.updateTable("consent_subjects").set({ contact_id: null }).execute(),
    );
    const page = await look(2);
    expect(page.body.textContent).not.toContain("Clara");
    expect(words(page, "#evidence .hint")[0]).toContain("Erased with the person");
    expect(await checks(2)).toEqual(["good", "good", "erased", "erased", "good", "good", "none"]);
    expect(words(page, "#others .consent-number")).toHaveLength(5);
  });

  test("shows an auditor the evidence, but no number, ticket or contact", async () => {
    await desk.recado.write((tx) =>
      tx
        .updateTable("users")
        .set({ role: "auditor" })
        .where("id", "=", desk.people.bruno)
        .execute(),
    );
    const page = await look(2, desk.people.bruno);
    expect(words(page, "#evidence dd")[0]).toBe("SIM");
    expect(page.body.innerHTML).not.toContain("wamid");
    expect(page.querySelector('main a[href^="/tickets"], main a[href^="/contacts"]')).toBeNull();
  });

  test("is not found for a number that no record has", async () => {
    const { get } = await desk.browserOf(desk.people.ana);
    for (const seq of ["99", "0", "x"])
      expect((await get(`/consent/records/${seq}`)).status).toBe(404);
  });
});
