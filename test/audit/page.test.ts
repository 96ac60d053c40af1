import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { auditedTables } from "../../src/audit/audited-tables.ts";
import { DAY } from "../../src/clock.ts";
import { insertUser } from "../../src/users/users.ts";
import { auditObjectStrings } from "../../views/consent/audit-object-strings.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { parse, words } from "../support/html.ts";
import { textWebhook } from "../support/messages.ts";

type Browser = Awaited<ReturnType<Desk["browserOf"]>>;
let desk: Desk;
let ana: Browser;
beforeEach(async () => {
  desk = await openDesk();
  ana = await desk.browserOf(desk.people.ana);
  await desk.deliver(textWebhook("Olá", { name: "Clara" }));
});
afterEach(() => desk.close());

async function auditor(): Promise<Browser> {
  const person = {
    email: "audra@loja-azul.example",
    name: "Audra",
    role: "auditor" as const,
    passwordHash: "$argon2id$none",
    language: "en" as const,
  };
  const id = await desk.recado.write((tx) => insertUser(tx, person, desk.clock.now()));
  return desk.browserOf(id);
}

async function lines(address = "/consent/audit", browser = ana): Promise<string[]> {
  return words(await parse(await browser.get(address)), ".entries > li");
}

const rename = (name: string) => ana.send("POST", "/contacts/1", { name, language: "pt" });

describe("the page of the audit log", () => {
  test("says what will stand there before anything happened", async () => {
    const page = await parse(await ana.get("/consent/audit"));
    expect(words(page, ".empty-title")).toEqual(["Nothing was changed yet"]);
  });

  test("shows who changed what, and what it was before", async () => {
    await rename("Clara Nunes");
    const [line] = await lines();
    for (const word of ["Changed", "Ana", "contact #1", "name: Clara → Clara Nunes"])
      expect(line).toContain(word);
  });

  test("is narrowed by person, action, object, number and period", async () => {
    await rename("Clara Nunes");
    desk.clock.advance(3 * DAY);
    await ana.send("POST", "/contacts/1/tags", { tag: "vip" });
    const all = await lines();
    expect(all).toHaveLength(2);
    expect(await lines("/consent/audit?action=created")).toEqual([all[0]!]);
    expect(await lines("/consent/audit?object=contact&number=1")).toHaveLength(1);
    expect(await lines("/consent/audit?object=contact&number=2")).toHaveLength(0);
    expect(await lines(`/consent/audit?actor=person:${desk.people.bruno}`)).toHaveLength(0);
    expect(await lines(`/consent/audit?actor=person:${desk.people.ana}&contact=1`)).toHaveLength(2);
    expect(await lines("/consent/audit?until=2026-09-22")).toHaveLength(1);
    expect(await lines("/consent/audit?from=2026-09-22")).toHaveLength(1);
  });

  test("goes on page by page, with nothing left out", async () => {
    for (let n = 0; n < 60; n += 1) await rename(`Clara ${n}`);
    const first = await parse(await ana.get("/consent/audit"));
    const older = first.querySelector("a[rel=next]")?.getAttribute("href") ?? "";
    const rest = await lines(older);
    expect(words(first, ".entries > li")).toHaveLength(50);
    expect(rest).toHaveLength(10);
    expect(rest.at(-1)).toContain("Clara 0");
  });

  test("lets the auditor read, with numbers masked", async () => {
    await ana.send("POST", "/contacts/1", { name: "+55 11 98888-7777", language: "pt" });
    const audra = await auditor();
    const shown = [...(await lines("/consent/audit", audra))];
    shown.push(await (await audra.get("/consent/audit/1")).text());
    expect(shown[0]).toContain("contact #1");
    expect(shown.join(" ")).not.toContain("98888");
    expect((await lines())[0]).toContain("98888-7777");
  });

  test("is closed to who may not audit", async () => {
    const bruno = await desk.browserOf(desk.people.bruno);
    expect((await bruno.get("/consent/audit")).status).toBe(403);
  });

  test("names everything that is watched", () => {
    const named = Object.keys(auditObjectStrings);
    for (const { object } of Object.values(auditedTables))
      expect(named).toContain(`audit.object.${object}`);
  });
});

describe("one record", () => {
  test("shows before and after, and checks itself", async () => {
    await rename("Clara Nunes");
    const page = await parse(await ana.get("/consent/audit/1"));
    expect(words(page, ".differences del")).toContain("before: Clara");
    expect(words(page, ".consent-checks li")).toEqual([
      "The line is as it was written.",
      "It follows the record before it.",
      "The details are those it was made with.",
    ]);
  });

  test("says so when somebody bent it in the data file", async () => {
    await rename("Clara Nunes");
    const { Database } = await import("bun:sqlite");
    const raw = new Database(`${desk.folder}/recado.db`);
    raw.run("DROP TRIGGER audit_private_update");
    raw.run("UPDATE audit_private SET body = replace(body, 'Nunes', 'Lopes')");
    raw.close();
    const page = await parse(await ana.get("/consent/audit/1"));
    expect(words(page, ".consent-checks .bad")).toEqual([
      "The details are not those it was made with.",
    ]);
  });

  test("tells that its details were deleted with the customer", async () => {
    await rename("Clara Nunes");
    await desk.recado.write((tx) => tx.deleteFrom("contacts").where("id", "=", 1).execute());
    const page = await parse(await ana.get("/consent/audit/1"));
    expect(words(page, ".consent-checks .erased")).toHaveLength(1);
    expect(page.body.textContent).not.toContain("Clara");
  });
});

describe("a download", () => {
  test("is on record with who took it", async () => {
    await ana.get("/sla/compliance.csv");
    await ana.get("/bot/figures.csv");
    const [figures, promises] = await lines("/consent/audit?action=exported");
    expect(figures).toContain("figures of the bot (CSV)");
    expect(promises).toContain("promised times (CSV)");
    expect(promises).toContain("Ana");
  });
});
