import { afterEach, beforeEach, expect, test } from "bun:test";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readFiles, changeFile } from "../trust/tamper-zip.ts";
import { signEnd } from "../../src/consent-exports/sign-end.ts";
import { writeExport } from "../../src/consent-exports/write-export.ts";
import { copyText } from "../../src/proof/checkpoint-copy.ts";
import { makeCheckpoint } from "../../src/proof/checkpoints.ts";
import { headOf } from "../../src/proof/log.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { addRecords, verifyBoth } from "./round-trip.ts";

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
  await addRecords(desk, 9);
});
afterEach(() => desk.close());

const hasTools = Bun.which("openssl") !== null && Bun.which("sha256sum") !== null;
if (!hasTools) {
  if (process.env.CI === "true") throw new Error("The steps of HOW-TO-VERIFY.txt need openssl.");
  console.warn("The steps of HOW-TO-VERIFY.txt are not tried: no openssl or sha256sum found.");
}

async function write(name: string): Promise<string> {
  const { recado, clock } = desk;
  const head = await headOf(recado.db, "consent");
  const end = await recado.write((tx) => signEnd(tx, recado.signer, head, clock.now()));
  const path = join(desk.folder, name);
  const who = { madeBy: "Ana", business: "Loja Azul", language: "fr" as const };
  await writeExport(recado, { filter: {}, reason: "audit", ...who, now: clock.now() }, end, path);
  return path;
}

/** The commands of HOW-TO-VERIFY.txt as they stand there, but for the unpacking. */
async function follow(folder: string): Promise<{ said: string; status: number }[]> {
  const text = await Bun.file(join(folder, "HOW-TO-VERIFY.txt")).text();
  const french = text.slice(0, text.indexOf("HOW TO VERIFY THIS EXPORT"));
  const commands = [...french.matchAll(/^ {4}(.+)$/gm)].map(([, command = ""]) => command);
  return commands
    .filter((command) => !command.startsWith("unzip"))
    .map((command) => {
      const { stdout, exitCode } = Bun.spawnSync(["sh", "-c", command], { cwd: folder });
      return { said: stdout.toString(), status: exitCode };
    });
}

async function unpack(path: string, change = (bytes: Buffer) => bytes): Promise<string> {
  const folder = join(desk.folder, "export");
  mkdirSync(folder, { recursive: true });
  for (const [name, content] of changeFile(await readFiles(path), "log.jsonl", change))
    writeFileSync(join(folder, name), content);
  return folder;
}

test.skipIf(!hasTools)(
  "the steps beside an export are followed with sha256sum and openssl",
  async () => {
    const path = await write("EXPORT.zip");
    const steps = await follow(await unpack(path));
    const [sums, key, signature, checkpoint, last, chain, tree, all] = steps;
    expect(steps.map(({ status }) => status)).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
    expect(sums!.said).toContain("log.jsonl: OK");
    expect(key!.said).toStartWith(desk.recado.signer.fingerprint);
    expect(signature!.said).toContain("Verified Successfully");
    expect(checkpoint!.said).toContain("Verified Successfully");
    const [lines, hash, line] = last!.said.split("\n");
    expect(lines).toStartWith("9 ");
    expect(line).toEndWith(hash!.slice(0, 64));
    const [first, second] = chain!.said.split("\n");
    expect(second).toBe(`"prev":"${first!.slice(0, 64)}"`);
    expect(tree!.said).toBe("OK 9 lines are what checkpoint.txt says\n");
    expect(all!.said).toContain("OK  9 records");
  },
);

test.skipIf(!hasTools)("the steps tell a changed file apart", async () => {
  const path = await write("EXPORT.zip");
  const folder = await unpack(path, (bytes) =>
    Buffer.from(bytes.toString().replace("given", "never")),
  );
  const steps = await follow(folder);
  const [sums, , , , , , tree] = steps.map(({ status }) => status);
  expect([sums, tree]).not.toContain(0);
});

test("a checkpoint that was sent before is held against a log that its owner has written anew", async () => {
  const { recado, clock } = desk;
  const sent = await recado.write((tx) => makeCheckpoint(tx, recado.signer, "daily", clock.now()));
  const mail = copyText(sent, recado.signer)
    .split("\n")
    .map((line) => `> ${line}`)
    .join("\r\n");
  const copy = join(desk.folder, "mail.txt");
  await Bun.write(copy, `Hello Ana,\r\n\r\n${mail}\r\n`);
  await addRecords(desk, 4);
  const path = await write("later.zip");
  expect(await verifyBoth(path, { checkpointFile: copy })).toMatchObject({ ok: true });

  await Bun.write(copy, mail.replace(sent.root, "0".repeat(64)));
  const verdict = await verifyBoth(path, { checkpointFile: copy });
  expect(verdict.problems.map(({ code }) => code)).toEqual(["given", "root"]);

  const other = await openDesk();
  const stranger = await other.recado.write((tx) =>
    makeCheckpoint(tx, other.recado.signer, "daily", clock.now()),
  );
  await Bun.write(copy, copyText(stranger, other.recado.signer));
  await other.close();
  expect((await verifyBoth(path, { checkpointFile: copy })).problems).toEqual([
    { code: "given", where: "log" },
  ]);
});

test("an erased person leaves an export that verifies, without a word about them", async () => {
  await desk.recado.write((tx) =>
    tx
      .updateTable("consent_subjects")
      .set({ contact_id: null })
      .where("contact_id", "=", 1)
      .execute(),
  );
  const path = await write("erased.zip");
  expect(await verifyBoth(path)).toMatchObject({ ok: true, records: 9, openings: 6 });
  for (const [name, content] of await readFiles(path))
    expect([name, content.includes("Clara"), content.includes("987650001")]).toEqual([
      name,
      false,
      false,
    ]);
});
