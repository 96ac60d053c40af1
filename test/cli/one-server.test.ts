import { afterEach, beforeEach, expect, setDefaultTimeout, test } from "bun:test";
import type { Subprocess } from "bun";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { until } from "../support/desk.ts";

const main = join(import.meta.dir, "../../src/main.ts");
setDefaultTimeout(30_000);

let folder: string;
let children: Subprocess[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "recado-one-"));
});
afterEach(async () => {
  for (const child of children) child.kill("SIGKILL");
  await Promise.all(children.map((child) => child.exited));
  children = [];
  rmSync(folder, { recursive: true, force: true });
});

/** Starts `recado` and reads its log until it has started or ended. */
async function serve(dataFolder: string, port = "0") {
  const env = { PATH: process.env.PATH ?? "", RECADO_DATA_DIR: dataFolder, RECADO_PORT: port };
  const child = Bun.spawn([process.execPath, main, "serve"], {
    env,
    stderr: "pipe",
    stdout: "ignore",
  });
  children.push(child);
  let log = "";
  void (async () => {
    const decoder = new TextDecoder();
    for await (const chunk of child.stderr) log += decoder.decode(chunk, { stream: true });
  })();
  await until(() => log.includes('"started"') || child.exitCode !== null, 20_000);
  const address = /"address":"http:\/\/127\.0\.0\.1:(\d+)/.exec(log)?.[1] ?? "";
  return { child, log: () => log, port: address };
}

test("a second server on the same data folder is refused, and says what to do", async () => {
  await serve(folder);
  const second = await serve(folder);
  expect(await second.child.exited).toBe(1);
  expect(second.log()).toBe(
    `recado: Another recado serves ${folder}. Stop it first, or name another folder with RECADO_DATA_DIR.\n`,
  );
});

test.each(["SIGTERM", "SIGKILL"] as const)(
  "after a %s the next one takes the folder at once",
  async (signal) => {
    const first = await serve(folder);
    first.child.kill(signal);
    const second = await serve(folder);
    expect(second.port).not.toBe("");
  },
);

test("a port that is taken is a sentence, not a stack trace", async () => {
  const first = await serve(folder);
  const second = await serve(join(folder, "other"), first.port);
  expect(await second.child.exited).toBe(1);
  expect(second.log()).toContain(
    `port ${first.port} (EADDRINUSE). Stop what uses it, or set RECADO_PORT.`,
  );
  expect(second.log()).not.toContain(" at ");
});
