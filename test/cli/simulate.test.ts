import { afterAll, beforeAll, expect, setDefaultTimeout, test } from "bun:test";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadConfig } from "../../src/config.ts";
import { closeRecado, openRecado } from "../../src/recado.ts";
import { until } from "../support/desk.ts";
import { type Server, startProgram } from "../support/server.ts";

setDefaultTimeout(40_000);

const main = join(import.meta.dir, "../../src/main.ts");
const folder = mkdtempSync(join(tmpdir(), "recado-simulate-"));
let server: Server;
beforeAll(async () => {
  server = await startProgram({ dataFolder: folder });
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** As the support starts it. */
const KEY_OF_SERVER = { RECADO_SECRET_KEY: "test key" };

async function simulate(words: string[], key = KEY_OF_SERVER.RECADO_SECRET_KEY) {
  const child = Bun.spawn([process.execPath, main, "simulate", "--json", ...words], {
    env: { PATH: process.env.PATH ?? "", RECADO_DATA_DIR: folder, RECADO_SECRET_KEY: key },
    stdout: "pipe",
    stderr: "pipe",
  });
  const [out, err] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
  ]);
  return { status: await child.exited, out, err };
}

test("simulate floods a running server, which processes every message once", async () => {
  const { status, out } = await simulate([
    "--url",
    server.url,
    "--rate",
    "80",
    "--seconds",
    "1",
    "--contacts",
    "5",
    "--statuses",
    "3",
  ]);
  expect(status).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    sent: 80,
    acknowledged: 80,
    errors: 0,
    p50: expect.any(Number),
    p99: expect.any(Number),
  });
  const recado = await openRecado(
    loadConfig({ RECADO_DATA_DIR: folder, RECADO_LOG_LEVEL: "error", ...KEY_OF_SERVER }),
  );
  const count = async (table: "messages" | "contacts" | "webhook_events") =>
    (
      await recado.db
        .selectFrom(table)
        .select((select) => select.fn.countAll<number>().as("n"))
        .executeTakeFirstOrThrow()
    ).n;
  const isProcessed = async () =>
    (
      await recado.db
        .selectFrom("webhook_events")
        .select("id")
        .where("state", "=", "received")
        .execute()
    ).length === 0;
  await until(isProcessed, 10_000);
  expect([await count("webhook_events"), await count("messages"), await count("contacts")]).toEqual(
    [80, 20, 5],
  );
  await closeRecado(recado);
});

test("simulate says what is wrong: no server, another key, a senseless number", async () => {
  expect(await simulate(["--url", "http://127.0.0.1:9"])).toMatchObject({
    status: 1,
    err: expect.stringContaining("Nothing healthy answers"),
  });
  expect(await simulate(["--rate", "many"])).toMatchObject({
    status: 1,
    err: expect.stringContaining('--rate is "many"'),
  });
  const refused = await simulate(
    ["--url", server.url, "--rate", "5", "--seconds", "1"],
    "another key",
  );
  expect(refused).toMatchObject({ status: 1, err: expect.stringContaining("RECADO_SECRET_KEY") });
});
