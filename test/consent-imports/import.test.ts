import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { DAY } from "../../src/clock.ts";
import { listConsentRecords } from "../../src/consent/records.ts";
import { findConsentState } from "../../src/consent/states.ts";
import { dropWaitingLists } from "../../src/consent-imports/drop-waiting.ts";
import { getImport } from "../../src/consent-imports/imports.ts";
import { runImports, sweepImports } from "../../src/consent-imports/run-imports.ts";
import { suppress } from "../../src/privacy/suppress.ts";
import { bringList, said, takeList, tryList } from "../support/consent-imports.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { parse, words } from "../support/html.ts";
import { textWebhook } from "../support/messages.ts";

const CLARA = "11 98888-7777;Clara;01/03/2026;Balcão do Centro";
const DORA = "+5511933334444;Dora;2026-03-02;Balcão do Centro";

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

const files = () => readdirSync(join(desk.folder, "imports"));
const count = async () =>
  (await desk.recado.db.selectFrom("consent_records").select("seq").execute()).length;

async function contactOf(phone: string) {
  const found = desk.recado.db.selectFrom("contacts").selectAll().where("phone", "=", phone);
  return found.executeTakeFirstOrThrow();
}
async function stateOf(phone: string) {
  const { id } = await contactOf(phone);
  return findConsentState(desk.recado.db, id, "marketing", desk.clock.now());
}
async function reasonsOf(id: number) {
  return (await getImport(desk.recado.db, id)).report.reasons;
}

describe("A list with declared consent", () => {
  test("is tried out first, and nothing is kept by that", async () => {
    const id = await bringList(desk, [CLARA, DORA]);
    await tryList(desk, id);
    expect(await getImport(desk.recado.db, id)).toMatchObject({
      state: "checked",
      filename: "balcão.csv",
      total: 2,
      accepted: 2,
      refused: 0,
    });
    expect(await count()).toBe(0);
    expect(await desk.recado.db.selectFrom("contacts").selectAll().execute()).toEqual([]);
  });

  test("becomes one record for each line, with its date, source, text and line", async () => {
    const id = await bringList(desk, [CLARA, DORA]);
    await tryList(desk, id);
    await takeList(desk, id);
    expect(await getImport(desk.recado.db, id)).toMatchObject({
      state: "done",
      accepted: 2,
      file: null,
    });
    expect(files()).toEqual([]);
    const clara = await contactOf("+5511988887777");
    expect(clara.name).toBe("Clara");
    const [record] = await listConsentRecords(desk.recado.db, clara.id);
    expect(record).toMatchObject({
      event: "given",
      method: "import",
      purpose: "marketing",
      event_at: Date.UTC(2026, 2, 1, 3),
      text_shown: said.text,
    });
    expect(JSON.parse(record?.evidence ?? "")).toEqual({
      source: "Balcão do Centro",
      import: { file: "balcão.csv", line: 2 },
    });
    expect(JSON.parse(record?.leaf ?? "").actor).toEqual({ type: "agent", id: desk.people.ana });
    expect(record?.leaf).not.toContain("Balc");
  });

  test("says why each line is refused that says too little", async () => {
    const id = await bringList(desk, [
      "nobody;A;01/03/2026;Balcão",
      "11988880001;B;;Balcão",
      "11988880002;C;31/02/2026;Balcão",
      "11988880003;D;01/03/2030;Balcão",
      "11988880004;E;01/03/2026;",
    ]);
    await tryList(desk, id);
    expect(await reasonsOf(id)).toEqual({ phone: 1, date: 2, future: 1, source: 1 });
    const ana = await desk.browserOf(desk.people.ana);
    const report = await ana.get(`/consent/imports/${id}/report.csv`);
    expect(await report.text()).toBe(
      "Line,Reason\r\n2,No number that could be one\r\n3,No date that can be read\r\n4,No date that can be read\r\n5,The date is in the future\r\n6,Does not say where they agreed\r\n",
    );
  });

  test("never over a withdrawal, whichever is newer", async () => {
    const at = desk.clock.now();
    await desk.deliver(textWebhook("STOP", { name: "Clara", from: "5511988887777", at }));
    desk.clock.advance(10 * DAY);
    const id = await bringList(desk, [CLARA, "11988887777;Clara;30/09/2026;Balcão"]);
    await tryList(desk, id);
    expect(await reasonsOf(id)).toEqual({ withdrawn: 2 });
    await takeList(desk, id);
    expect(await stateOf("+5511988887777")).toBe("withdrawn");
  });

  test("not over a STOP that comes between the trial and the import either", async () => {
    const id = await bringList(desk, [CLARA, DORA]);
    await tryList(desk, id);
    const at = desk.clock.now();
    await desk.deliver(textWebhook("STOP", { name: "Clara", from: "5511988887777", at }));
    await takeList(desk, id);
    expect(await getImport(desk.recado.db, id)).toMatchObject({ accepted: 1, refused: 1 });
    expect(await stateOf("+5511988887777")).toBe("withdrawn");
    expect(await stateOf("+5511933334444")).toBe("given");
  });

  test("nobody who must not be taken in again, in whatever form the number is written", async () => {
    const now = desk.clock.now();
    await desk.recado.write((tx) => suppress(tx, { phone: "551188887777" }, "erased", now));
    const id = await bringList(desk, [CLARA]);
    await tryList(desk, id);
    expect(await reasonsOf(id)).toEqual({ suppressed: 1 });
  });

  test("nobody whose data are restricted", async () => {
    const first = await bringList(desk, [CLARA]);
    await tryList(desk, first);
    await takeList(desk, first);
    await desk.recado.write((tx) => tx.updateTable("contacts").set({ restricted_at: 1 }).execute());
    const id = await bringList(desk, [CLARA]);
    await tryList(desk, id);
    expect(await reasonsOf(id)).toEqual({ restricted: 1 });
  });

  test("nobody twice: not in one file, not in the next", async () => {
    const id = await bringList(desk, [CLARA, "+55 11 98888-7777;Clara;02/03/2026;Balcão"]);
    await tryList(desk, id);
    expect(await reasonsOf(id)).toEqual({ already: 1 });
    await takeList(desk, id);
    const again = await bringList(desk, [CLARA]);
    await tryList(desk, again);
    expect(await reasonsOf(again)).toEqual({ already: 1 });
    expect(await count()).toBe(1);
  });

  test("keeps the name that a person has here", async () => {
    const at = desk.clock.now();
    await desk.deliver(textWebhook("Oi", { name: "Clarinha", from: "5511988887777", at }));
    const id = await bringList(desk, [CLARA]);
    await tryList(desk, id);
    await takeList(desk, id);
    expect((await contactOf("+5511988887777")).name).toBe("Clarinha");
    expect(await stateOf("+5511988887777")).toBe("given");
  });

  test("with columns for everything, also purposes and languages by name", async () => {
    const head = "phone,date,purpose,text,lang,source";
    const terms = {
      "col-phone": "0",
      "col-date": "1",
      "col-purpose": "2",
      "col-text": "3",
      "col-language": "4",
      "col-source": "5",
      declared: "1",
      order: "mdy",
    };
    const lines = [
      '+5511988887777,03/01/2026,Reviews,"Yes, ""ask"" me",EN,Shop',
      "+5511988887777,03/01/2026,astrology,Yes,en,Shop",
      "+5511988887777,03/01/2026,marketing,,en,Shop",
      "+5511988887777,03/01/2026,marketing,Ja,de,Shop",
    ];
    const id = await bringList(desk, lines, head);
    await tryList(desk, id, terms);
    expect(await reasonsOf(id)).toEqual({ purpose: 1, text: 1, language: 1 });
    await takeList(desk, id);
    const [record] = await listConsentRecords(desk.recado.db, 1);
    expect(record).toMatchObject({ purpose: "reviews", text_shown: 'Yes, "ask" me' });
    expect(record?.event_at).toBe(Date.UTC(2026, 2, 1, 3));
  });

  test("not with more than twenty texts: they would stay for ever", async () => {
    const lines = Array.from(
      { length: 23 },
      (_, n) => `+551198888${1000 + n};2026-03-01;Yes, ${n}`,
    );
    const id = await bringList(desk, lines, "phone;date;text");
    await tryList(desk, id, {
      ...said,
      "col-name": "",
      "col-source": "",
      "col-date": "1",
      "col-text": "2",
      source: "Shop",
    });
    expect(await reasonsOf(id)).toEqual({ texts: 3 });
  });

  test("a consent that would have expired by now is none", async () => {
    await desk.recado.write((tx) =>
      tx
        .updateTable("consent_purposes")
        .set({ expires_months: 6 })
        .where("key", "=", "marketing")
        .execute(),
    );
    const id = await bringList(desk, [CLARA, "11988880001;E;01/08/2026;Balcão"]);
    await tryList(desk, id);
    expect(await reasonsOf(id)).toEqual({ expired: 1 });
    await takeList(desk, id);
    expect(await stateOf("+5511988880001")).toBe("given");
    desk.clock.advance(180 * DAY);
    expect(await stateOf("+5511988880001")).toBe("none");
  });

  test("goes on after a break with the line after the last, and takes none twice", async () => {
    const lines = Array.from({ length: 60 }, (_, n) => `1198888${1000 + n};P;01/03/2026;Balcão`);
    const id = await bringList(desk, lines);
    await tryList(desk, id);
    const ana = await desk.browserOf(desk.people.ana);
    await ana.send("POST", `/consent/imports/${id}/run`);
    const { write } = desk.recado;
    let jobs = 0;
    const failing = {
      ...desk.recado,
      write: ((job, options) => {
        jobs += 1;
        if (jobs === 3) return Promise.reject(new Error("the machine went down"));
        return write(job, options);
      }) as typeof write,
    };
    await expect(runImports(failing)).rejects.toThrow("went down");
    expect(await count()).toBe(50);
    await runImports(desk.recado);
    expect(await getImport(desk.recado.db, id)).toMatchObject({
      state: "done",
      accepted: 60,
      done: 60,
    });
    expect(await count()).toBe(60);
  });

  test("that waits is deleted when somebody is erased who may stand on it; what was taken in stays", async () => {
    const taken = await bringList(desk, [DORA]);
    await tryList(desk, taken);
    await takeList(desk, taken);
    const waiting = await bringList(desk, [CLARA]);
    await tryList(desk, waiting);
    expect(await dropWaitingLists(desk.recado)).toBe(1);
    expect(files()).toEqual([]);
    expect((await getImport(desk.recado.db, taken)).state).toBe("done");
    const ana = await desk.browserOf(desk.people.ana);
    const page = await parse(await ana.get(`/consent/imports/${waiting}`));
    expect(words(page, ".notice.danger")[0]).toContain("Import it anew");
  });

  test("is left alone for a day and then forgotten, file and all", async () => {
    await bringList(desk, [CLARA]);
    desk.clock.advance(DAY);
    await sweepImports(desk.recado);
    expect(files()).toHaveLength(1);
    desk.clock.advance(1);
    await sweepImports(desk.recado);
    expect(files()).toEqual([]);
    expect(await desk.recado.db.selectFrom("consent_imports").selectAll().execute()).toEqual([]);
  });
});

describe("The pages of imports", () => {
  test("ask for what is missing and keep what was chosen", async () => {
    const id = await bringList(desk, [CLARA]);
    const { declared: _, text: __, ...rest } = said;
    const answer = await tryList(desk, id, rest);
    expect(answer.status).toBe(422);
    const page = await parse(answer);
    expect(words(page, ".error")).toEqual([
      "Choose a column, or fill it in below for all lines.",
      "Without this declaration nothing can be imported.",
    ]);
    expect(page.querySelector("#col-source option[selected]")?.textContent).toBe("Origem");
    expect((await getImport(desk.recado.db, id)).state).toBe("uploaded");
  });

  test("guess the columns, and show how the file begins", async () => {
    const id = await bringList(desk, [CLARA]);
    const ana = await desk.browserOf(desk.people.ana);
    const page = await parse(await ana.get(`/consent/imports/${id}`));
    const chosen = ["phone", "name", "date", "source"].map(
      (field) => page.querySelector(`#col-${field} option[selected]`)?.textContent,
    );
    expect(chosen).toEqual(["Telefone", "Nome", "Data do aceite", "Origem"]);
    expect(words(page, "td")).toEqual(["11 98888-7777", "Clara", "01/03/2026", "Balcão do Centro"]);
  });

  test("say that it can't be undone, import once, and take no file that is none", async () => {
    const id = await bringList(desk, [CLARA]);
    await tryList(desk, id);
    const ana = await desk.browserOf(desk.people.ana);
    const page = await parse(await ana.get(`/consent/imports/${id}`));
    expect(words(page, ".notice.warning")[0]).toContain("can’t be undone");
    await takeList(desk, id);
    expect((await ana.send("POST", `/consent/imports/${id}/run`)).status).toBe(409);
    expect((await ana.send("POST", `/consent/imports/${id}/discard`)).status).toBe(409);
    const form = new FormData();
    form.append("file", new File([new Uint8Array([0, 1, 2])], "x.csv"));
    expect((await ana.send("POST", "/consent/imports", form)).status).toBe(422);
    expect(files()).toEqual([]);
  });

  test("show how far it is, and lead on when it is done", async () => {
    const id = await bringList(desk, [CLARA]);
    const ana = await desk.browserOf(desk.people.ana);
    await ana.send("POST", `/consent/imports/${id}/check`, said);
    const page = await parse(await ana.get(`/consent/imports/${id}`));
    expect(words(page, "#import-progress h2")).toEqual(["The list is being tried out"]);
    await runImports(desk.recado);
    const next = await ana.get(`/consent/imports/${id}/progress`, { "hx-request": "true" });
    expect(next.headers.get("hx-redirect")).toBe(`/consent/imports/${id}`);
  });
});
