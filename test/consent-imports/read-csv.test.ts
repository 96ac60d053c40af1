import { afterEach, beforeEach, expect, test } from "bun:test";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { importPath } from "../../src/consent-imports/import-files.ts";
import { readCsv, readHead } from "../../src/consent-imports/read-csv.ts";
import { runImports } from "../../src/consent-imports/run-imports.ts";
import { bringList, tryList } from "../support/consent-imports.ts";
import { openDesk } from "../support/desk.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "recado-csv-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

test("the first lines of a long file leave no open file behind", async () => {
  const path = join(folder, "list.csv");
  await Bun.write(path, "phone;name\n".repeat(50_000));
  const count = () => readdirSync("/proc/self/fd").length;
  const before = count();
  for (let n = 0; n < 20; n += 1) expect(await readHead(path, ";", 2)).toHaveLength(2);
  expect(count() - before).toBeLessThan(10);
});

test("a file that is gone is an error to whoever reads it, not the end of the program", async () => {
  const lines = readCsv(join(folder, "gone.csv"), ";");
  expect(lines.next()).rejects.toMatchObject({ code: "ENOENT" });
});

test("a list whose file a backup did not hold fails, and its page opens", async () => {
  const desk = await openDesk();
  const ana = await desk.browserOf(desk.people.ana);
  const id = await bringList(desk, ["11 98888-7777;Clara;01/03/2026;Balcão"]);
  const row = await desk.recado.db.selectFrom("consent_imports").select("file").execute();
  rmSync(importPath(desk.config, row[0]?.file ?? ""));
  expect((await ana.get(`/consent/imports/${id}`)).status).toBe(200);
  await tryList(desk, id);
  await runImports(desk.recado);
  const { state } = await desk.recado.db
    .selectFrom("consent_imports")
    .select("state")
    .executeTakeFirstOrThrow();
  expect(state).toBe("failed");
  await desk.close();
});
