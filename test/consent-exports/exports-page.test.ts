import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { requestExport } from "../../src/consent-exports/exports.ts";
import { expireExports, KEPT, makeExports } from "../../src/consent-exports/make-exports.ts";
import { hashPassword } from "../../src/users/passwords.ts";
import { insertUser } from "../../src/users/users.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { addRecords, verifyBoth } from "./round-trip.ts";

let desk: Desk;
let ana: Awaited<ReturnType<Desk["browserOf"]>>;
beforeEach(async () => {
  desk = await openDesk();
  await addRecords(desk, 12);
  ana = await desk.browserOf(desk.people.ana);
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
        language: "fr",
      },
      desk.clock.now(),
    ),
  );

const stateOf = async (id = 1) =>
  (
    await desk.recado.db
      .selectFrom("consent_exports")
      .selectAll()
      .where("id", "=", id)
      .executeTakeFirstOrThrow()
  ).state;

describe("an export of the consent log on the page", () => {
  test("is asked for by one person, approved by another, written and fetched", async () => {
    const clara = await desk.browserOf(await add("clara", "auditor"));
    const asked = await clara.send("POST", "/consent/exports", { reason: "CNIL asks" });
    expect(asked.headers.get("location")).toBe("/consent/exports/1");
    expect(await (await clara.get("/consent/exports/1")).text()).toContain("CNIL asks");
    expect((await clara.send("POST", "/consent/exports/1/approval")).status).toBe(403);
    expect(await stateOf()).toBe("waiting");

    const approved = await ana.send("POST", "/consent/exports/1/approval");
    expect(approved.status).toBe(303);
    await makeExports(desk.recado);
    expect(await stateOf()).toBe("ready");
    const file = await clara.get("/consent/exports/1/file");
    expect(file.headers.get("content-type")).toBe("application/zip");
    const path = join(desk.folder, "fetched.zip");
    await Bun.write(path, await file.bytes());
    const key = desk.recado.signer.fingerprint;
    expect(await verifyBoth(path, { key })).toMatchObject({
      ok: true,
      records: 12,
      reason: "CNIL asks",
      made_by: "clara",
    });
    const audited = await desk.recado.db
      .selectFrom("audit_records")
      .select("object_type")
      .where("action", "=", "exported")
      .execute();
    expect(audited.map((row) => row.object_type)).toEqual([
      "consent export",
      "consent export file",
    ]);
  });

  test("of a sole admin takes the password again, and not a wrong one", async () => {
    const hash = await hashPassword("a long password");
    await desk.recado.write((tx) =>
      tx
        .updateTable("users")
        .set({ password_hash: hash })
        .where("id", "=", desk.people.ana)
        .execute(),
    );
    await ana.send("POST", "/consent/exports", { reason: "my own" });
    const wrong = await ana.send("POST", "/consent/exports/1/approval", { password: "guess" });
    expect(wrong.status).toBe(422);
    expect(await stateOf()).toBe("waiting");
    const guesses = desk.recado.db
      .selectFrom("audit_records")
      .select("object_id")
      .where("action", "=", "sign-in-failed");
    expect(await guesses.execute()).toEqual([{ object_id: desk.people.ana }]);
    await ana.send("POST", "/consent/exports/1/approval", { password: "a long password" });
    await makeExports(desk.recado);
    expect(await stateOf()).toBe("ready");
  });

  test("of one's own is left to the other admin while there is one", async () => {
    await add("clara", "admin");
    await ana.send("POST", "/consent/exports", { reason: "my own" });
    expect((await ana.send("POST", "/consent/exports/1/approval")).status).toBe(403);
    expect(await stateOf()).toBe("waiting");
  });

  test("says what cannot be read, and keeps what was typed", async () => {
    const form = { reason: "why not", from: "2026-09-09", to: "2026-09-01" };
    const answer = await ana.send("POST", "/consent/exports", form);
    const html = await answer.text();
    expect([answer.status, html.includes("2026-09-09"), html.includes("why not")]).toEqual([
      422,
      true,
      true,
    ]);
    const nobody = await ana.send("POST", "/consent/exports", {
      reason: "x",
      contact: "+33612345678",
    });
    expect(await nobody.text()).toContain("We know nobody with this number");
  });

  test("is not signed when the data file was changed behind our back, and says where", async () => {
    const { Database } = await import("bun:sqlite");
    const raw = new Database(desk.config.dataFile);
    raw.run("DROP TRIGGER consent_records_update");
    raw.run(
      "UPDATE consent_records SET leaf = replace(leaf, '\"given\"', '\"refused\"') WHERE seq = 5",
    );
    raw.close();
    await desk.recado.write((tx) =>
      tx
        .insertInto("consent_exports")
        .values({ filter: "{}", reason: "x", state: "queued", language: "en", created_at: 1 })
        .execute(),
    );
    await makeExports(desk.recado);
    const row = await desk.recado.db
      .selectFrom("consent_exports")
      .selectAll()
      .executeTakeFirstOrThrow();
    expect(row).toMatchObject({ state: "failed", file: null });
    expect(row.error).toContain("(5)");
    const signed = await desk.recado.db.selectFrom("checkpoints").selectAll().execute();
    expect(signed).toEqual([]);
  });

  test("is deleted after its time, and stays in the list", async () => {
    await desk.recado.write((tx) =>
      tx
        .insertInto("consent_exports")
        .values({ filter: "{}", reason: "x", state: "queued", language: "pt", created_at: 1 })
        .execute(),
    );
    await makeExports(desk.recado);
    const folder = join(desk.folder, "exports");
    expect(readdirSync(folder)).toHaveLength(1);
    desk.clock.advance(KEPT);
    await expireExports(desk.recado);
    expect(readdirSync(folder)).toEqual([]);
    expect(await stateOf()).toBe("expired");
    expect((await ana.get("/consent/exports/1/file")).status).toBe(404);
  });

  test("is asked for by a program and approved by a person", async () => {
    const api = await desk.apiOf(["consent:read", "consent:write"]);
    const made = await api.call("POST", "/consent/exports", {
      reason: "archive",
      purpose: "reviews",
      language: "es",
    });
    expect([made.status, made.body.state]).toEqual([201, "waiting"]);
    expect((await api.get("/consent/exports/1/file")).status).toBe(404);
    await ana.send("POST", "/consent/exports/1/approval");
    await makeExports(desk.recado);
    expect((await api.get("/consent/exports/1")).body).toMatchObject({
      state: "ready",
      filter: { purpose: "reviews" },
    });
    const reader = await desk.apiOf(["consent:read"]);
    expect((await reader.get("/consent/exports/1/file")).status).toBe(403);
  });

  test("of the audit log is nothing that a program with consent scopes gets", async () => {
    const wanted = { log: "audit", filter: {}, reason: "x", requestedBy: 1 } as const;
    await desk.recado.write((tx) =>
      requestExport(tx, { ...wanted, language: "en" }, desk.clock.now()),
    );
    await ana.send("POST", "/consent/exports", { reason: "y" });
    const api = await desk.apiOf(["consent:read", "consent:write"]);
    expect((await api.get("/consent/exports/1")).status).toBe(404);
    expect((await api.get("/consent/exports/1/file")).status).toBe(404);
    const { body } = await api.get("/consent/exports");
    expect(body.data.map(({ id }: { id: number }) => id)).toEqual([2]);
  });

  test("is verified by uploading it, and a damaged one is told apart", async () => {
    await desk.recado.write((tx) =>
      tx
        .insertInto("consent_exports")
        .values({ filter: "{}", reason: "x", state: "queued", language: "en", created_at: 1 })
        .execute(),
    );
    await makeExports(desk.recado);
    const [name = ""] = readdirSync(join(desk.folder, "exports"));
    const bytes = await Bun.file(join(desk.folder, "exports", name)).bytes();
    const upload = async (content: Uint8Array<ArrayBuffer>) => {
      const form = new FormData();
      form.set("file", new File([content], "export.zip"));
      form.set("key", desk.recado.signer.fingerprint);
      return (await ana.send("POST", "/consent/verify", form)).text();
    };
    expect(await upload(bytes)).toContain("Everything fits");
    const cut = bytes.slice(0, bytes.length - 30);
    expect(await upload(cut)).toContain("This file is no export, or it is damaged");
    expect(readdirSync(join(desk.folder, "exports"))).toEqual([name]);
    expect(existsSync(join(desk.folder, "exports", name))).toBe(true);
  });
});
