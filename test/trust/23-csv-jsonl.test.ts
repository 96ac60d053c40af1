import { afterAll, beforeAll, expect, test } from "bun:test";
import { parse } from "csv-parse/sync";
import { join } from "node:path";
import { appendConsentRecord } from "../../src/consent/records.ts";
import { signEnd } from "../../src/consent-exports/sign-end.ts";
import { writeExport } from "../../src/consent-exports/write-export.ts";
import { headOf } from "../../src/proof/log.ts";
import { verifyBoth } from "../consent-exports/round-trip.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { textWebhook } from "../support/messages.ts";
import { brokenCopy, countOf, dice, patience, report } from "./battery.ts";
import { type Files, readFiles } from "./tamper-zip.ts";

const rows = countOf(10_000, 1_000);
const starts = [
  "=",
  "+",
  "-",
  "@",
  "\t",
  "\r",
  "＝",
  "＋",
  "－",
  "＠",
  "=1+1;",
  '="',
  "'=",
  " =",
  "\n=",
];
const middles = [
  "cmd|' /C calc'!A0",
  'HYPERLINK("http://x.example")',
  'a"b',
  "a;b,c",
  "é\u0000ü",
  "🌻",
  "line\nbreak",
  "\r\n",
  "1e5",
  "",
];

/** What a customer or an agent could have typed. */
const wordsOf = (n: number) => {
  const roll = dice(n);
  return `${starts[roll(starts.length)]}${middles[roll(middles.length)]}${n}`;
};

let desk: Desk;
let files: Files;
beforeAll(async () => {
  desk = await openDesk();
  await desk.deliver(textWebhook("Olá", { name: "=1+1" }));
  for (let done = 0; done < rows; done += 500)
    await desk.recado.write(async (tx) => {
      for (let n = done; n < Math.min(done + 500, rows); n += 1)
        await appendConsentRecord(
          tx,
          {
            contactId: 1,
            purpose: "marketing",
            event: "given",
            method: "agent",
            actor: { type: "agent", id: 1 },
            evidence: { note: wordsOf(n), said: wordsOf(n + rows) },
            text: { body: wordsOf(n % 50), language: "pt" },
            eventAt: desk.clock.now() - n,
          },
          desk.clock.now(),
        );
    });
  files = await write("whole.zip", writeExport);
}, patience);
afterAll(() => desk.close());

const pathOf = (name: string) => join(desk.folder, name);

async function write(name: string, by: typeof writeExport): Promise<Files> {
  const { recado, clock } = desk;
  const head = await headOf(recado.db, "consent");
  const end = await recado.write((tx) => signEnd(tx, recado.signer, head, clock.now()));
  const order = {
    filter: {},
    reason: "battery",
    madeBy: "Ana",
    language: "pt" as const,
    business: "Loja Azul",
    now: clock.now(),
  };
  await by(recado, order, end, pathOf(name));
  return readFiles(pathOf(name));
}

const fileOf = (all: Files, name: string) => all.find(([each]) => each === name)![1];

/** What a spreadsheet would run: it looks at the first character of a cell, quoted or not. */
const isLive = (cell: string) => /^[=+\-@\t\r＝＋－＠]/.test(cell);

function readCsv(all: Files): string[][] {
  const text = fileOf(all, "records.csv").toString();
  expect(text.startsWith("\uFEFF")).toBe(true);
  return parse(text.slice(1), { delimiter: ";", record_delimiter: "\r\n" }) as string[][];
}

test("no cell of the table is a formula, and each says what was recorded", () => {
  const [head = [], ...lines] = readCsv(files);
  const live = lines.flat().filter(isLive);
  const at = head.indexOf("Prova");
  const wrong = lines.filter((line, n) => {
    const { note, said } = JSON.parse(line[at]!) as { note: string; said: string };
    return note !== wordsOf(n) || said !== wordsOf(n + rows);
  });
  const texts = head.indexOf("Texto mostrado");
  const asTyped = (cell: string) =>
    cell.startsWith("'") && isLive(cell.slice(1)) ? cell.slice(1) : cell;
  const wrongTexts = lines.filter(
    (line, n) =>
      ![wordsOf(n % 50), `'${wordsOf(n % 50)}`].includes(line[texts]!) &&
      asTyped(line[texts]!) !== wordsOf(n % 50),
  );
  report("23 csv", {
    rows: lines.length,
    cells: lines.flat().length,
    live: live.length,
    wrong: wrong.length + wrongTexts.length,
  });
  expect([lines.length, live, wrong, wrongTexts]).toEqual([rows, [], [], []]);
  expect(lines.every((line) => line[head.indexOf("Nome")] === "'=1+1")).toBe(true);
});

test("each line of the log leaves byte for byte as it was hashed", async () => {
  const lines = fileOf(files, "log.jsonl").toString().split("\n").slice(0, -1);
  const leaves = await desk.recado.db
    .selectFrom("consent_records")
    .select("leaf")
    .orderBy("seq")
    .execute();
  const wrong = lines.filter((line, n) => line !== leaves[n]!.leaf).length;
  const openings = fileOf(files, "private.jsonl").toString().split("\n").slice(0, -1);
  const said = openings.map(
    (line) =>
      (
        JSON.parse((JSON.parse(line) as { evidence: { value: string } }).evidence.value) as {
          note: string;
        }
      ).note,
  );
  const wrongSaid = said.filter((note, n) => note !== wordsOf(n)).length;
  report("23 jsonl", { lines: lines.length, wrong, "wrong openings": wrongSaid });
  expect([lines.length, wrong, wrongSaid]).toEqual([rows, 0, 0]);
  expect(await verifyBoth(pathOf("whole.zip"))).toMatchObject({ ok: true, records: rows });
});

test(
  "a table without its guard is caught",
  async () => {
    const broken = brokenCopy({
      file: "src/consent-exports/records-csv.ts",
      replace: /escape_formulas: true/,
      by: "escape_formulas: false",
    });
    try {
      const script = `
        const { csvOf } = await import(${JSON.stringify(join(broken.root, "src/consent-exports/records-csv.ts"))});
        process.stdout.write(csvOf([["=1+1", "+2"]], "pt"));`;
      const run = Bun.spawnSync([process.execPath, "-e", script], { cwd: broken.root });
      const cells = parse(run.stdout.toString(), { delimiter: ";" }).flat() as string[];
      report("23 broken on purpose", { live: cells.filter(isLive).length });
      expect(cells.filter(isLive)).toHaveLength(2);
    } finally {
      broken.remove();
    }
  },
  patience,
);
