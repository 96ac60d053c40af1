import { Database } from "bun:sqlite";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "bun:test";
import { sql } from "kysely";
import { appendConsentRecord } from "../../src/consent/records.ts";
import { getContact } from "../../src/contacts/contacts.ts";
import { eraseConversations } from "../../src/privacy/erase-own.ts";
import { erasePerson, resumeErasures, startErasure } from "../../src/privacy/erase-person.ts";
import { findErasure, insertErasure, reportOf } from "../../src/privacy/erasures.ts";
import { findEverything } from "../../src/privacy/find-everything.ts";
import { gatherTraces } from "../../src/privacy/needles.ts";
import { personalTables } from "../../src/privacy/personal-tables.ts";
import { previewErasure } from "../../src/privacy/preview-erasure.ts";
import { listTables } from "../../src/privacy/scan-rows.ts";
import { isSuppressed } from "../../src/privacy/suppress.ts";
import { hexOf, leafHash, RunningRoot } from "../../src/proof/merkle.ts";
import { headOf } from "../../src/proof/log.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { grepFolder } from "../support/grep-folder.ts";
import { receiveMedia } from "../support/media.ts";
import { picture } from "../support/media-samples.ts";
import { envelope, textMessage, textWebhook } from "../support/messages.ts";

const clara = { from: "5511987654321", name: "Clara Quintanilha", userId: "BR.9911" };
const words = "Preciso trocar a bicicleta vermelha do Joaquim";
const grepped = ["11987654321", "1187654321", "98765-4321", "Quintanilha", "bicicleta", "BR.9911"];

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
  await desk.deliver(textWebhook(words, clara));
  await desk.deliver(
    textWebhook("Olá, sou o Bruno", { from: "5511911110002", name: "Bruno Lima" }),
  );
  const batch = envelope({
    contacts: [
      { profile: { name: clara.name }, wa_id: clara.from, user_id: clara.userId },
      { profile: { name: "Bruno Lima" }, wa_id: "5511911110002" },
    ],
    messages: [
      textMessage("E a minha bicicleta?", { from: clara.from, userId: clara.userId }),
      textMessage("Bom dia", { from: "5511911110002", wamid: "wamid.BRUNO" }),
    ],
  });
  await desk.deliver(batch);
  const browser = await desk.browserOf(desk.people.ana);
  const api = await desk.apiOf();
  await api.call(
    "POST",
    "/tickets/1/messages",
    { text: "Claro, Clara Quintanilha!" },
    { "idempotency-key": "k1" },
  );
  await browser.send("POST", "/tickets/1/notes", { text: "Clara tem pressa: +55 11 98765-4321" });
  await desk.recado.write((tx) =>
    appendConsentRecord(
      tx,
      {
        contactId: 1,
        purpose: "marketing",
        event: "given",
        method: "agent",
        actor: { type: "agent", id: 1 },
        evidence: { note: "said by Clara at the counter" },
        text: { body: "News from Loja Azul?", language: "en" },
        eventAt: desk.clock.now(),
      },
      desk.clock.now(),
    ),
  );
});
afterEach(() => desk.close());

const grep = (word: string) => grepFolder(desk.folder, [word]).flatMap(({ files }) => files);

const order = { requestId: null, actorId: 1 };

test("every table of the data file is tied to people or said not to be", () => {
  const database = new Database(desk.config.dataFile, { readonly: true });
  const names = listTables(database).map(({ name }) => name);
  database.close();
  expect(names.filter((name) => !(name in personalTables))).toEqual([]);
});

test("everything of a person is found, by table", async () => {
  const found = await findEverything(desk.recado.db, 1);
  const counts = Object.fromEntries(found.map(({ table, count }) => [table, count]));
  expect(counts).toMatchObject({
    contacts: 1,
    threads: 1,
    tickets: 1,
    messages: 3,
    consent_private: 1,
  });
  expect(found.find(({ table }) => table === "messages")?.samples).toContain(words);
});

test("the preview says what goes and what stays", async () => {
  await desk.deliver(
    textWebhook("Quem é Clara Quintanilha?", { from: "5511911110002", name: "Bruno Lima" }),
  );
  const preview = await previewErasure(desk.recado, 1);
  expect(preview.traces.get("journal")).toBe(3);
  expect(preview.traces.get("technical")).toBe(1);
  expect(preview.stays).toContainEqual({
    reason: "elsewhere",
    kind: "messages",
    table: "messages",
    count: 1,
  });
  expect(preview.records).toBe(1);
  expect(await desk.recado.db.selectFrom("contacts").select("id").execute()).toHaveLength(2);
});

test("after an erasure no byte of the data folder knows the person, and others are untouched", async () => {
  for (const word of grepped.slice(0, 1)) expect(grep(word)).not.toEqual([]);
  const report = await erasePerson(desk.recado, 1, order);
  expect(report).toMatchObject({ isClean: true, rewrittenMs: null, stays: [], files: [] });
  for (const word of grepped) expect({ word, in: grep(word) }).toEqual({ word, in: [] });
  expect(await isSuppressed(desk.recado.db, { phone: "+5511987654321" })).toBe(true);
  const messages = await desk.recado.db.selectFrom("messages").select("text").execute();
  expect(messages.map(({ text }) => text)).toEqual(["Olá, sou o Bruno", "Bom dia"]);
});

test("the journal keeps the others' part of a batch, and can be played again", async () => {
  await erasePerson(desk.recado, 1, order);
  await desk.recado.write((tx) =>
    tx.deleteFrom("messages").where("wamid", "=", "wamid.BRUNO").execute(),
  );
  await desk.work.processor.replay(3);
  const again = await desk.recado.db
    .selectFrom("messages")
    .select("text")
    .where("wamid", "=", "wamid.BRUNO")
    .execute();
  expect(again).toEqual([{ text: "Bom dia" }]);
  expect(await desk.recado.db.selectFrom("contacts").select("name").execute()).toEqual([
    { name: "Bruno Lima" },
  ]);
});

test("the log keeps its lines and its root, says that the person was erased, and opens no more", async () => {
  await erasePerson(desk.recado, 1, order);
  const { db } = desk.recado;
  const rows = await db
    .selectFrom("consent_records")
    .select(["event", "leaf"])
    .orderBy("seq")
    .execute();
  expect(rows.map(({ event }) => event)).toEqual(["given", "erased"]);
  const running = new RunningRoot();
  for (const { leaf } of rows) running.add(leafHash(leaf));
  expect((await headOf(db, "consent")).root).toBe(hexOf(running.root()));
  expect(await db.selectFrom("consent_private").selectAll().execute()).toEqual([]);
});

test("space that an older version freed without overwriting it is written anew", async () => {
  await desk.recado.store.queue.alone(async () => {
    const old = new Database(desk.config.dataFile);
    old.run("PRAGMA secure_delete = OFF");
    old.run("CREATE TABLE filler (text TEXT)");
    for (let n = 0; n < 200; n += 1)
      old.run("INSERT INTO filler VALUES (?)", [`${words} ${n} ${"x".repeat(500)}`]);
    old.run("DROP TABLE filler");
    old.run("PRAGMA wal_checkpoint(TRUNCATE)");
    old.close();
  });
  expect(grep(words)).not.toEqual([]);
  const report = await erasePerson(desk.recado, 1, order);
  expect(report.isClean).toBe(true);
  expect(report.rewrittenMs).toBeGreaterThan(0);
  expect(grep(words)).toEqual([]);
  const { rows } =
    await sql`SELECT rowid FROM message_search WHERE message_search MATCH 'bruno'`.execute(
      desk.recado.db,
    );
  expect(rows).toHaveLength(1);
});

test("what Meta delivers again after the erasure brings nobody back, and does not stay in the journal", async () => {
  const { db } = desk.recado;
  const told = await db
    .selectFrom("webhook_events")
    .select("body")
    .where("id", "=", 3)
    .executeTakeFirstOrThrow();
  await erasePerson(desk.recado, 1, order);
  desk.clock.advance(60_000);
  await desk.deliver(told.body);
  const late = {
    id: "wamid.LATE",
    status: "read",
    timestamp: "1790000000",
    recipient_id: clara.from,
  };
  await desk.deliver(envelope({ statuses: [late] }));
  expect(await db.selectFrom("contacts").select("name").execute()).toEqual([
    { name: "Bruno Lima" },
  ]);
  expect(await db.selectFrom("early_statuses").selectAll().execute()).toEqual([]);
  await desk.recado.store.queue.cutWal();
  for (const word of grepped) expect({ word, in: grep(word) }).toEqual({ word, in: [] });
});

test("who writes again by themselves is answered, as somebody new without any consent", async () => {
  await erasePerson(desk.recado, 1, order);
  desk.clock.advance(60_000);
  await desk.deliver(textWebhook("Oi de novo", { ...clara, at: desk.clock.now() }));
  const { db } = desk.recado;
  const contact = await db
    .selectFrom("contacts")
    .select(["id", "name"])
    .where("user_id", "=", clara.userId)
    .executeTakeFirstOrThrow();
  expect(contact).toEqual({ id: 3, name: clara.name });
  expect(
    await db
      .selectFrom("messages")
      .select("text")
      .where("direction", "=", "in")
      .orderBy("id", "desc")
      .limit(1)
      .execute(),
  ).toEqual([{ text: "Oi de novo" }]);
  expect(
    await db
      .selectFrom("consent_states")
      .selectAll()
      .where("contact_id", "=", contact.id)
      .execute(),
  ).toEqual([]);
  expect(await isSuppressed(db, { phone: clara.from })).toBe(true);
});

test("an erasure that a stop has cut off is taken up again at the next start", async () => {
  const { recado, clock } = desk;
  const traces = await gatherTraces(recado.db, 1);
  const needles = recado.secrets.encrypt(JSON.stringify({ traces, actorId: 1, tickets: [1] }));
  const erasure = { requestId: null, contactId: 1, needles };
  const id = await recado.write((tx) => insertErasure(tx, erasure, clock.now()));
  await eraseConversations(recado, 1, [1]);
  await expect(startErasure(recado, 1, order)).rejects.toThrow(/already/);
  await resumeErasures(recado);
  const row = await findErasure(recado.db, id);
  expect(row).toMatchObject({ state: "done", needles: null, error: null });
  expect(reportOf(row!)).toMatchObject({ isClean: true, gone: { journal: 2 } });
  for (const word of grepped) expect({ word, in: grep(word) }).toEqual({ word, in: [] });
});

test("copies in the data folder are named: those that hold the person, and packed ones that may", async () => {
  await desk.recado.store.queue.cutWal();
  Bun.spawnSync(["cp", desk.config.dataFile, join(desk.folder, "before-upgrade.db")]);
  await Bun.write(join(desk.folder, "backups", "monday.db.gz"), Bun.gzipSync("anything"));
  await Bun.write(join(desk.folder, "readme.txt"), "nothing of anybody");
  const expected = ["backups/monday.db.gz", "before-upgrade.db"];
  expect((await previewErasure(desk.recado, 1)).files).toEqual(expected);
  const report = await erasePerson(desk.recado, 1, order);
  expect(report).toMatchObject({ isClean: true, files: expected });
});

test("files go with their messages, and a name of former days with the person", async () => {
  const media = await receiveMedia(desk, "image", await picture(640, 480), "image/jpeg");
  const files = [media.file, media.thumbnail].map((file) => join(desk.config.mediaFolder, file!));
  expect(files.map((file) => existsSync(file))).toEqual([true, true]);
  const { name } = await getContact(desk.recado.db, 1);
  expect(name).toBe("Carla");
  await erasePerson(desk.recado, 1, order);
  expect(files.map((file) => existsSync(file))).toEqual([false, false]);
  for (const word of grepped) expect({ word, in: grep(word) }).toEqual({ word, in: [] });
});

test("where the data file cannot be written anew, the page says so and it is tried again later", async () => {
  const { recado } = desk;
  const filler = async (statement: string) => {
    const old = new Database(desk.config.dataFile);
    old.run("PRAGMA secure_delete = OFF");
    old.run(statement);
    old.run("PRAGMA wal_checkpoint(TRUNCATE)");
    old.close();
  };
  await recado.store.queue.alone(async () => {
    await filler("CREATE TABLE filler AS SELECT text, randomblob(5000) FROM messages");
    await filler("DROP TABLE filler");
  });
  const broken = {
    ...recado,
    store: { ...recado.store, queue: Object.create(recado.store.queue) },
  };
  broken.store.queue.cutWal = () => recado.store.queue.cutWal();
  broken.store.queue.alone = () => Promise.reject(new Error("it was ended"));
  await expect(erasePerson(broken, 1, order)).rejects.toThrow(/still holds/);
  const [row] = await recado.db.selectFrom("erasures").selectAll().execute();
  expect(row).toMatchObject({ state: "cleaning", error: expect.stringMatching(/written anew/) });
  expect(reportOf(row!).isClean).toBe(false);
  await resumeErasures(broken);
  expect((await findErasure(recado.db, 1))?.state).toBe("cleaning");
  desk.clock.advance(31 * 60_000);
  await resumeErasures(recado);
  expect((await findErasure(recado.db, 1))?.state).toBe("done");
  expect(grep("bicicleta")).toEqual([]);
});
