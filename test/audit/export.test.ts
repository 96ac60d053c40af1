import { Database } from "bun:sqlite";
import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { join } from "node:path";
import { writeAuditExport } from "../../src/audit/write-audit-export.ts";
import { DAY } from "../../src/clock.ts";
import { readZip, rewriteZip } from "../support/zips.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { textWebhook } from "../support/messages.ts";

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
  await desk.deliver(textWebhook("Olá", { name: "Clara" }));
  const ana = await desk.browserOf(desk.people.ana);
  await ana.send("POST", "/contacts/1", { name: "=Clara Nunes", language: "pt" });
  desk.clock.advance(2 * DAY);
  await ana.send("POST", "/contacts/1/tags", { tag: "vip" });
  await ana.send("POST", "/contacts/1/tags", { tag: "antiga" });
});
afterEach(() => desk.close());

const noPeriod = { from: null, until: null };

async function write(period: { from: number | null; until: number | null } = noPeriod) {
  const path = join(desk.folder, `audit-${crypto.randomUUID()}.zip`);
  const order = {
    period,
    reason: "Yearly audit",
    madeBy: "Ana",
    language: "pt",
    timezone: "UTC",
    now: desk.clock.now(),
  } as const;
  await writeAuditExport(desk.recado, order, path);
  return path;
}

/** By plain Python, as an auditor would. */
async function verify(path: string, ...more: string[]) {
  const files = await readZip(path);
  const script = join(desk.folder, "verify.py");
  await Bun.write(script, files.get("verify.py") ?? "");
  const ran = Bun.spawnSync(["python3", script, path, ...more]);
  return { status: ran.exitCode, said: ran.stdout.toString() + ran.stderr.toString() };
}

describe("an export of the audit log", () => {
  test("is verified by plain Python", async () => {
    const path = await write();
    const { status, said } = await verify(path, "--key", desk.recado.signer.fingerprint);
    expect(said).toContain("Everything fits: 3 records, 3 with details.");
    expect(status).toBe(0);
    expect((await verify(path, "--key", "00")).status).toBe(1);
  });

  test("tells people in their language, without a live formula", async () => {
    const files = await readZip(await write());
    const csv = files.get("audit.csv")?.toString() ?? "";
    expect(csv).toStartWith("\uFEFF#;Quando;Quem;");
    expect(csv).toContain("Ana");
    expect(csv).not.toMatch(/(^|;|")=/m);
  });

  test("holds the details of a period alone, and the whole chain", async () => {
    const path = await write({ from: desk.clock.now() - DAY, until: null });
    expect((await verify(path)).said).toContain("3 records, 2 with details");
    expect((await readZip(path)).get("details.jsonl")?.toString()).not.toContain("Nunes");
  });

  const changes: Record<string, (files: Map<string, Buffer>) => void> = {
    "a line": (files) => edit(files, "log.jsonl", (text) => text.replace('"id":1', '"id":2')),
    "a detail": (files) => edit(files, "details.jsonl", (text) => text.replace("vip", "pip")),
    "the last line": (files) =>
      edit(files, "log.jsonl", (text) => text.split("\n").slice(0, -2).join("\n") + "\n"),
    "the table": (files) => edit(files, "audit.csv", (text) => text.replace("Ana", "Bia")),
    "a missing file": (files) => void files.delete("audit.csv"),
  };
  for (const [what, change] of Object.entries(changes))
    test(`does not fit any more when somebody changes ${what}`, async () => {
      const path = await write();
      const files = await readZip(path);
      change(files);
      await rewriteZip(path, files);
      expect((await verify(path)).status).toBe(1);
    });

  test("of a data file that somebody bent does not fit", async () => {
    const raw = new Database(join(desk.folder, "recado.db"));
    raw.run("DROP TRIGGER audit_records_update");
    raw.run("UPDATE audit_records SET leaf = replace(leaf, 'changed', 'created') WHERE seq = 1");
    raw.close();
    const { status, said } = await verify(await write());
    expect({ status, said }).toMatchObject({
      status: 1,
      said: expect.stringContaining("record 2"),
    });
  });
});

function edit(files: Map<string, Buffer>, name: string, change: (text: string) => string): void {
  const before = files.get(name)?.toString() ?? "";
  const after = change(before);
  expect(after).not.toBe(before);
  files.set(name, Buffer.from(after));
}
