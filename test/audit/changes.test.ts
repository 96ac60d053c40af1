import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { withRecado } from "../../src/cli/with-recado.ts";
import { runAs } from "../../src/db/actor.ts";
import { auditExport } from "../../src/audit/audit-export.ts";
import { headText } from "../../src/proof/checkpoints.ts";
import { commitmentTo, sha256 } from "../../src/proof/commitment.ts";
import { headOf } from "../../src/proof/log.ts";
import { hexOf, leafHash, RunningRoot } from "../../src/proof/merkle.ts";
import { isSigned } from "../../src/proof/signer.ts";
import { saveSetting } from "../../src/settings/settings.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { textWebhook } from "../support/messages.ts";

type Browser = Awaited<ReturnType<Desk["browserOf"]>>;
let desk: Desk;
let ana: Browser;
beforeEach(async () => {
  desk = await openDesk();
  ana = await desk.browserOf(desk.people.ana);
  await desk.deliver(textWebhook("Olá, quero saber do meu pedido"));
});
afterEach(() => desk.close());

async function records() {
  const rows = await desk.recado.db
    .selectFrom("audit_records")
    .leftJoin("audit_private", "audit_private.seq", "audit_records.seq")
    .selectAll("audit_records")
    .select(["audit_private.contact_id", "audit_private.salt", "audit_private.body"])
    .orderBy("audit_records.seq")
    .execute();
  return rows.map((row) => ({ ...row, details: JSON.parse(row.body ?? "null") }));
}
const last = async () => (await records()).at(-1);

const asAna = () => ({ type: "person", id: desk.people.ana, address: "192.0.2.7" }) as const;
const anaWrites = <T>(job: Parameters<typeof desk.recado.write<T>>[0]) =>
  runAs(asAna(), () => desk.recado.write(job));

describe("the audit log", () => {
  test("holds nothing of what customers and the program do", async () => {
    expect(await records()).toEqual([]);
  });

  test("tells who changed a contact, from where, and what it was before", async () => {
    await ana.send("POST", "/contacts/1", { name: "Clara Nunes", language: "pt" });
    const record = (await records()).find(({ object_type }) => object_type === "contact");
    expect(record).toMatchObject({
      actor_type: "person",
      actor_id: desk.people.ana,
      action: "changed",
      object_id: 1,
      contact_id: 1,
    });
    expect(record?.details.after.name).toBe("Clara Nunes");
    expect(record?.details.before.name).not.toBe("Clara Nunes");
    expect(record?.leaf).not.toContain("Clara");
  });

  test("tells that a message was sent, never what it says", async () => {
    const answer = "Chega amanhã cedinho";
    await ana.send("POST", "/tickets/1/messages", { text: answer, key: crypto.randomUUID() });
    const all = await records();
    expect(all.map(({ action, object_type }) => `${action} ${object_type}`)).toContain(
      "sent message",
    );
    expect(JSON.stringify(all)).not.toContain("cedinho");
  });

  test("never says a secret, yet says that it changed", async () => {
    const mail = { host: "smtp.loja-azul.example", port: 587, security: "tls", user: "ana" };
    const save = (password: string) =>
      anaWrites((tx) =>
        saveSetting(
          tx,
          "mail",
          { ...mail, security: "tls", from: "oi@loja-azul.example", password },
          desk.clock.now(),
        ),
      );
    await save("sealed-one");
    await save("sealed-two");
    await save("sealed-two");
    const told = (await records()).filter(({ object_type }) => object_type === "setting");
    expect(told).toHaveLength(2);
    expect(told[1]?.details.after.value).toContain("changed");
    expect(JSON.stringify(told)).not.toContain("sealed-");
    await anaWrites((tx) =>
      tx
        .updateTable("users")
        .set({ password_hash: "$argon2id$other" })
        .where("id", "=", 2)
        .execute(),
    );
    expect((await last())?.details.after).toEqual({ password_hash: "••• (changed)" });
  });

  test("keeps nothing of a job that was undone", async () => {
    const attempt = anaWrites(async (tx) => {
      await tx.updateTable("users").set({ name: "Ana B." }).where("id", "=", 1).execute();
      throw new Error("no");
    });
    await expect(attempt).rejects.toThrow("no");
    expect(await records()).toEqual([]);
    await anaWrites((tx) =>
      tx.updateTable("users").set({ name: "Ana C." }).where("id", "=", 1).execute(),
    );
    expect((await records()).map(({ details }) => details.after)).toEqual([{ name: "Ana C." }]);
  });

  test("does not name somebody for what goes on after their answer", async () => {
    const later = Promise.withResolvers<void>();
    let isDone: Promise<unknown> = Promise.resolve();
    await runAs(asAna(), () => {
      isDone = later.promise.then(() =>
        desk.recado.write((tx) => tx.updateTable("users").set({ name: "B." }).execute()),
      );
    });
    later.resolve();
    await isDone;
    expect(await records()).toEqual([]);
  });

  test("is chained, hashed into a tree and signed with each commit", async () => {
    for (const name of ["Ana B.", "Ana C.", "Ana D."])
      await anaWrites((tx) => tx.updateTable("users").set({ name }).where("id", "=", 1).execute());
    await anaWrites((tx) =>
      auditExport(tx, { what: "promises.csv", reason: "Board", count: 12 }, desk.clock.now()),
    );
    const all = await records();
    const root = new RunningRoot();
    let prev = "0".repeat(64);
    for (const { leaf, salt, body } of all) {
      const told = JSON.parse(leaf);
      expect(told.prev).toBe(prev);
      expect(told.details_commitment).toBe(commitmentTo({ salt: salt!, value: body! }));
      prev = sha256(leaf);
      root.add(leafHash(leaf));
    }
    const head = await headOf(desk.recado.db, "audit");
    expect(head).toEqual({ size: 4, root: hexOf(root.root()), head: prev });
    const signed = await desk.recado.db
      .selectFrom("log_heads")
      .selectAll()
      .where("log", "=", "audit")
      .executeTakeFirstOrThrow();
    const { signer } = desk.recado;
    expect(
      isSigned(headText(signer.logId, "audit", head), signed.signature, signer.publicKey),
    ).toBe(true);
    expect(all.at(-1)?.details).toMatchObject({ reason: "Board", count: 12, address: "192.0.2.7" });
  });

  test("forgets the details of a customer who is no more, and stays verifiable", async () => {
    await ana.send("POST", "/contacts/1", { name: "Clara Nunes", language: "pt" });
    await anaWrites((tx) => tx.deleteFrom("contacts").where("id", "=", 1).execute());
    const all = await records();
    expect(all.length).toBeGreaterThan(1);
    expect(JSON.stringify(all)).not.toContain("Clara");
    expect(all.filter(({ contact_id }) => contact_id === 1)).toEqual([]);
    const head = await headOf(desk.recado.db, "audit");
    expect(head.head).toBe(sha256(all.at(-1)!.leaf));
  });

  test("counts what was done to hundreds at once", async () => {
    await anaWrites(async (tx) => {
      for (let n = 0; n < 400; n += 1)
        await tx
          .insertInto("contact_tags")
          .values({ contact_id: 1, tag: `tag ${n}` })
          .execute();
    });
    const all = await records();
    expect(all).toHaveLength(1);
    expect(all[0]).toMatchObject({ action: "created", object_type: "contact tag" });
    expect(all[0]?.details.count).toBe(400);
  });

  test("is append-only in the data file itself", async () => {
    await ana.send("POST", "/contacts/1", { name: "Clara Nunes", language: "pt" });
    const attempt = desk.recado.write((tx) =>
      tx.updateTable("audit_records").set({ actor_id: 2 }).execute(),
    );
    await expect(attempt).rejects.toThrow("append-only");
  });
});

describe("signing in", () => {
  test("is on record whether it worked or not, and so is signing out", async () => {
    const form = { email: "ana@loja-azul.example", password: "wrong" };
    await desk.send("/login", {
      method: "POST",
      body: new URLSearchParams(form),
      headers: { "sec-fetch-site": "same-origin", "content-length": "60" },
    });
    expect(await last()).toMatchObject({
      action: "sign-in-failed",
      actor_type: "visitor",
      object_id: 1,
    });
    await ana.send("POST", "/logout");
    expect(await last()).toMatchObject({ action: "signed-out", actor_id: desk.people.ana });
  });
});

describe("the command line", () => {
  test("is named for what it changes", async () => {
    await withRecado(desk.config, ({ write }) =>
      write((tx) => tx.updateTable("users").set({ role: "admin" }).where("id", "=", 2).execute()),
    );
    expect(await last()).toMatchObject({
      actor_type: "command-line",
      actor_id: null,
      object_type: "user",
      object_id: 2,
    });
    expect((await last())?.details.after).toEqual({ role: "admin" });
  });
});
