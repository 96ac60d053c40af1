import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { join } from "node:path";
import { makeExports } from "../../src/consent-exports/make-exports.ts";
import { insertUser } from "../../src/users/users.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { textWebhook } from "../support/messages.ts";
import { readZip } from "../support/zips.ts";

let desk: Desk;
let ana: Awaited<ReturnType<Desk["browserOf"]>>;
beforeEach(async () => {
  desk = await openDesk();
  await desk.deliver(textWebhook("Olá", { name: "Clara" }));
  ana = await desk.browserOf(desk.people.ana);
  await ana.send("POST", "/contacts/1/tags", { tag: "vip" });
});
afterEach(() => desk.close());

const add = (name: string, role: "admin" | "auditor") =>
  desk.recado.write((tx) =>
    insertUser(
      tx,
      {
        email: `${name}@loja-azul.example`,
        name,
        role,
        passwordHash: "$argon2id$none",
        language: "en",
      },
      desk.clock.now(),
    ),
  );

describe("an export of the audit log on the page", () => {
  test("is asked for by the auditor, approved by an admin, written, fetched and verified", async () => {
    const audra = await desk.browserOf(await add("audra", "auditor"));
    const asked = await audra.send("POST", "/consent/audit/exports", { reason: "Yearly audit" });
    expect(asked.headers.get("location")).toBe("/consent/exports/1");
    expect((await audra.send("POST", "/consent/exports/1/approval")).status).toBe(403);
    expect((await audra.get("/consent/exports/1/file")).status).toBe(404);
    expect((await ana.send("POST", "/consent/exports/1/approval")).status).toBe(303);
    await makeExports(desk.recado);

    const file = await audra.get("/consent/exports/1/file");
    expect(file.headers.get("content-disposition")).toContain("audit-1.zip");
    const path = join(desk.folder, "fetched.zip");
    await Bun.write(path, await file.bytes());
    const files = await readZip(path);
    expect(JSON.parse(String(files.get("manifest.json")))).toMatchObject({
      format: "recado audit export 1",
      made_by: "audra",
      reason: "Yearly audit",
    });
    const script = join(desk.folder, "verify.py");
    await Bun.write(script, String(files.get("verify.py")));
    const ran = Bun.spawnSync(["python3", script, path, "--key", desk.recado.signer.fingerprint]);
    expect(ran.stdout.toString()).toContain("Everything fits");
    const exported = await (await ana.get("/consent/audit?action=exported")).text();
    expect(exported).toContain("file of an audit export");
    expect(exported).toContain("Yearly audit");
  });

  test("needs a reason, and keeps what was typed", async () => {
    const again = await ana.send("POST", "/consent/audit/exports", { "export-from": "2026-01-31" });
    expect(again.status).toBe(422);
    const text = await again.text();
    expect(text).toContain("Say what the export is for.");
    expect(text).toContain('value="2026-01-31"');
  });

  test("is for nobody who may not audit, also not as a file", async () => {
    const bruno = await desk.browserOf(desk.people.bruno);
    expect((await bruno.send("POST", "/consent/audit/exports", { reason: "x" })).status).toBe(403);
  });
});
