import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { join } from "node:path";
import { main, addRecords, verifyBoth } from "./round-trip.ts";
import { type Desk, openDesk } from "../support/desk.ts";

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
  await addRecords(desk, 23);
});
afterEach(() => desk.close());

/** As somebody at the server does it, while the desk runs. */
function run(...words: string[]) {
  const { stdout, stderr, exitCode } = Bun.spawnSync([process.execPath, main, ...words], {
    env: { ...process.env, RECADO_DATA_DIR: desk.folder, RECADO_SECRET_KEY: "test key" },
  });
  return { status: exitCode, out: stdout.toString(), err: stderr.toString() };
}

const at = (name: string) => join(desk.folder, name);

describe("an export of the consent log", () => {
  test("of everything is verified by recado and by plain python, with the same answers", async () => {
    const made = run("consent", "export", "--out", at("all.zip"), "--reason", "audit", "--json");
    expect(made.err).toBe("");
    const said = JSON.parse(made.out);
    expect(said).toMatchObject({ records: 23, key: desk.recado.signer.fingerprint });
    const verdict = await verifyBoth(at("all.zip"), { key: said.key });
    expect(verdict).toMatchObject({
      ok: true,
      problems: [],
      records: 23,
      openings: 23,
      texts: 1,
      checkpoints: 1,
      reason: "audit",
    });
    expect(run("consent", "verify", at("all.zip"), "--key", said.key).status).toBe(0);
  });

  test("is refused with another key than the one that was named", async () => {
    run("consent", "export", "--out", at("all.zip"));
    const verdict = await verifyBoth(at("all.zip"), { key: "0".repeat(64) });
    expect(verdict.problems).toMatchObject([{ code: "key" }]);
    expect(run("consent", "verify", at("all.zip"), "--key", "0".repeat(64)).status).toBe(1);
  });

  for (const [name, words, records] of [
    ["of one purpose", ["--purpose", "reviews"], 4],
    ["of one person", ["--contact", "+55 11 98765-0001"], 8],
    ["of a period", ["--from", "2026-09-21", "--to", "2026-09-21"], 23],
    ["of a period without records", ["--to", "2020-01-01"], 0],
  ] as const)
    test(`${name} proves each of its records by a path to the checkpoint`, async () => {
      const made = run("consent", "export", "--out", at("part.zip"), ...words, "--json");
      expect(JSON.parse(made.out)).toMatchObject({ records });
      expect(await verifyBoth(at("part.zip"))).toMatchObject({ ok: true, records });
    });

  test("does not overwrite a file, and says what it takes", async () => {
    await Bun.write(at("all.zip"), "mine");
    expect(run("consent", "export", "--out", at("all.zip")).err).toContain("there already");
    expect(await Bun.file(at("all.zip")).text()).toBe("mine");
    expect(run("consent", "export").err).toContain("Say which file to write");
    expect(run("consent", "export", "--out", at("b.zip"), "--purpose", "spam").status).toBe(1);
  });
});
