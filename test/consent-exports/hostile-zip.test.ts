import { afterAll, beforeAll, expect, test } from "bun:test";
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { signEnd } from "../../src/consent-exports/sign-end.ts";
import { writeExport } from "../../src/consent-exports/write-export.ts";
import { headOf } from "../../src/proof/log.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { type Files, readFiles, writeFiles } from "../trust/tamper-zip.ts";
import { addRecords, verifyBoth } from "./round-trip.ts";

let desk: Desk;
let files: Files;
const path = () => join(desk.folder, "hostile.zip");
beforeAll(async () => {
  desk = await openDesk();
  await addRecords(desk, 3);
  const { recado, clock } = desk;
  const head = await headOf(recado.db, "consent");
  const end = await recado.write((tx) => signEnd(tx, recado.signer, head, clock.now()));
  const who = { reason: "test", madeBy: "Ana", business: "Loja Azul", language: "en" as const };
  await writeExport(recado, { filter: {}, ...who, now: clock.now() }, end, path());
  files = await readFiles(path());
});
afterAll(() => desk.close());

/** The same zip with one name in it written over: no library writes such names. */
async function renamed(from: string, to: string): Promise<void> {
  await writeFiles(path(), files);
  const bytes = Buffer.from(await Bun.file(path()).bytes());
  for (let at = bytes.indexOf(from); at >= 0; at = bytes.indexOf(from, at + 1)) {
    if (bytes.toString("latin1", at - 30, at - 26) === "PK\u0003\u0004") bytes.write(to, at);
    if (bytes.toString("latin1", at - 46, at - 42) === "PK\u0001\u0002") bytes.write(to, at);
  }
  writeFileSync(path(), bytes);
}

for (const name of ["../../a.jsonl", "/etc/passwd.x", "C:\\Windows.xx", "\u200Blog.jsonl.xx"])
  test(`a file called ${JSON.stringify(name)} is refused, and nothing is unpacked`, async () => {
    const from = "private.jsonl".padEnd(13).slice(0, Buffer.byteLength(name));
    await renamed(from, name);
    const before = readdirSync(desk.folder);
    const verdict = await verifyBoth(path()).catch(() => undefined);
    expect(verdict?.ok ?? false).toBe(false);
    expect(readdirSync(desk.folder)).toEqual(before);
    expect(existsSync(join(desk.folder, "../../a.jsonl"))).toBe(false);
  });

test("a file that unpacks to very much is refused before it is read", async () => {
  const bomb = Buffer.alloc(200 * 1024 * 1024);
  await writeFiles(
    path(),
    files.map(([name, content]) => [name, name === "records.html" ? bomb : content]),
  );
  expect((await Bun.file(path()).bytes()).length).toBeLessThan(1024 * 1024);
  const begun = performance.now();
  expect((await verifyBoth(path())).problems).toContainEqual({ code: "zip", where: "size" });
  expect(performance.now() - begun).toBeLessThan(5_000);
});

test("a line without an end is refused, however long", async () => {
  const long = Buffer.alloc(6 * 1024 * 1024, "a1b2c3d4");
  await writeFiles(
    path(),
    files.map(([name, content]) => [name, name === "log.jsonl" ? long : content]),
  );
  const { problems } = await verifyBoth(path());
  expect(problems.map(({ code }) => code)).toContain("unreadable");
});

for (const [what, content] of Object.entries({
  "an empty file": "",
  "a text": "Dear Ana, please find attached",
  "a zip of nothing": `PK\u0005\u0006${"\0".repeat(18)}`,
}))
  test(`${what} is no export`, async () => {
    await Bun.write(path(), content);
    expect((await verifyBoth(path()).catch(() => undefined))?.ok ?? false).toBe(false);
  });

test("values of odd kinds are problems, never a crash", async () => {
  for (const [name, text] of [
    ["log.jsonl", "[]\n"],
    ["log.jsonl", '{"seq":"1","prev":null,"text":7}\n'],
    ["log.jsonl", "null\n"],
    ["private.jsonl", '{"seq":1,"subject":null,"evidence":[]}\n'],
    ["texts.jsonl", '{"sha256":{},"body":null}\n'],
    ["checkpoints.jsonl", '{"body":7,"signature":{}}\n'],
    ["manifest.json", "null\n"],
    ["manifest.json", '{"filter":[]}\n'],
    ["public-key.pem", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n"],
    ["checkpoint.txt", "\n"],
    ["SHA256SUMS", "\xff\n"],
  ] as const) {
    await writeFiles(
      path(),
      files.map(([each, content]) => [each, each === name ? Buffer.from(text, "latin1") : content]),
    );
    const verdict = await verifyBoth(path()).catch((error: unknown) => String(error));
    expect([name, text, typeof verdict === "string" ? verdict : verdict.ok]).toEqual([
      name,
      text,
      false,
    ]);
  }
});
