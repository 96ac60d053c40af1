import { expect, test } from "bun:test";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Migrator } from "kysely/migration";
import { migrations } from "../../migrations/index.ts";
import { openKysely } from "../../src/db/dialect.ts";
import { migrate } from "../../src/db/migrate.ts";
import { openConnection, openStore } from "../../src/db/open.ts";
import { loadConfig } from "../../src/config.ts";
import { listConsentRecords } from "../../src/consent/records.ts";
import { findConsentState } from "../../src/consent/states.ts";
import { closeRecado, openRecado } from "../../src/recado.ts";
import type { Schema } from "../../src/db/schema.ts";
import {
  countWebhookEvents,
  lastSettled,
  listWebhookEvents,
} from "../../src/whatsapp/webhook-events.ts";

/** A data file as a Recado left it whose last migration was `last`, with these statements run in it. */
async function writeOldFile(
  path: string,
  statements: string[],
  last = "0001-first-tables",
): Promise<void> {
  const connection = openConnection(path);
  const db = openKysely<unknown>(connection);
  const old = Object.fromEntries(Object.entries(migrations).filter(([name]) => name <= last));
  const migrator = new Migrator({ db, provider: { getMigrations: async () => old } });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
  // What else a row needs does not matter here: only the outbox and its messages are read.
  connection.run("PRAGMA foreign_keys = OFF");
  for (const statement of statements) connection.run(statement);
  await db.destroy();
  connection.close();
}

function oldRow(id: number, error: string | null): string[] {
  const text = error === null ? "NULL" : `'${error}'`;
  return [
    `INSERT INTO messages (id, thread_id, direction, author_type, type, content, status, error, sent_at, created_at)
      VALUES (${id}, 1, 'out', 'agent', 'text', '{}', 'failed', ${text}, 1000, 1000)`,
    `INSERT INTO outbox (message_id, thread_id, channel_id, purpose, payload, state, error, created_at, updated_at)
      VALUES (${id}, 1, 1, 'service', '{}', 'failed', ${text}, 1000, ${2000 + id})`,
  ];
}

test("0002 keeps what was dropped, when, and why it had failed", async () => {
  const folder = mkdtempSync(join(tmpdir(), "recado-old-"));
  const path = join(folder, "recado.db");
  await writeOldFile(path, [
    ...oldRow(1, "Dropped by a person. No answer in time"),
    ...oldRow(2, "Dropped by a person."),
    ...oldRow(3, "Message undeliverable"),
    ...oldRow(4, null),
  ]);
  await migrate(path);
  const connection = openConnection(path);
  const db = openKysely<Schema>(connection);
  const rows = await db
    .selectFrom("outbox")
    .innerJoin("messages", "messages.id", "outbox.message_id")
    .select(["outbox.error", "messages.error as shown", "dropped_at", "dropped_by"])
    .orderBy("outbox.id")
    .execute();
  await db.destroy();
  connection.close();
  rmSync(folder, { recursive: true });
  const nobody = { dropped_by: null };
  expect(rows).toEqual([
    { error: "No answer in time", shown: "No answer in time", dropped_at: 2001, ...nobody },
    { error: null, shown: null, dropped_at: 2002, ...nobody },
    { error: "Message undeliverable", shown: "Message undeliverable", dropped_at: null, ...nobody },
    { error: null, shown: null, dropped_at: null, ...nobody },
  ]);
});

test("0003 moves what still had to be replayed to the end of the journal", async () => {
  const folder = mkdtempSync(join(tmpdir(), "recado-old-"));
  const path = join(folder, "recado.db");
  const event = (id: number, state: string, processedAt: string) =>
    `INSERT INTO webhook_events (id, received_at, source, body, state, processed_at)
      VALUES (${id}, ${1000 + id}, 'meta', '{"n":${id}}', '${state}', ${processedAt})`;
  await writeOldFile(path, [
    event(1, "processed", "2001"),
    event(2, "received", "NULL"),
    event(3, "failed", "2003"),
    event(4, "received", "NULL"),
  ]);
  await migrate(path);
  const store = openStore(path);
  expect(await lastSettled(store.db)).toBe(3);
  const paging = { limit: 10, order: "asc", after: null } as const;
  const waiting = await listWebhookEvents(store.db, "received", paging);
  expect(waiting.map(({ id, received_at }) => [id, received_at])).toEqual([
    [4, 1004],
    [5, 1002],
  ]);
  expect(await countWebhookEvents(store.db)).toEqual([
    { state: "failed", n: 1 },
    { state: "processed", n: 1 },
    { state: "received", n: 2 },
  ]);
  await store.close();
  rmSync(folder, { recursive: true });
});

test("what was agreed under an older version is in the log that can be proved, with its words and its message", async () => {
  const folder = mkdtempSync(join(tmpdir(), "recado-old-"));
  const record = (id: number, purpose: string, event: string, message: number | null) =>
    `INSERT INTO consent_records (id, contact_id, purpose, event, source, message_id, text_shown, language, event_at, recorded_at)
      VALUES (${id}, 1, '${purpose}', '${event}', 'keyword', ${message}, ${event === "given" ? "'News?'" : "NULL"}, 'pt', ${1000 * id}, ${1000 * id + 5})`;
  await writeOldFile(
    join(folder, "recado.db"),
    [
      "INSERT INTO contacts (id, name, name_folded, phone, created_at, updated_at) VALUES (1, 'Bruno', 'bruno', '+5511987654321', 1, 1)",
      `INSERT INTO messages (id, thread_id, direction, author_type, type, text, content, wamid, status, sent_at, created_at)
        VALUES (7, 1, 'in', 'contact', 'text', 'SIM', '{}', 'wamid.A', 'received', 1000, 1000)`,
      record(1, "marketing", "requested", null),
      record(2, "marketing", "given", 7),
      record(3, "reviews", "withdrawn", null),
    ],
    "0005-bot",
  );
  for (const start of [1, 2]) {
    const config = loadConfig({ RECADO_DATA_DIR: folder, RECADO_LOG_LEVEL: "error" });
    const recado = await openRecado(config);
    const records = await listConsentRecords(recado.db, 1);
    expect(`${start}: ${records.map(({ seq, event }) => `${seq} ${event}`).join(", ")}`).toBe(
      `${start}: 3 withdrawn, 2 given, 1 requested`,
    );
    expect(records[1]).toMatchObject({ text_shown: "News?", message_id: 7, event_at: 2000 });
    expect(await findConsentState(recado.db, 1, "marketing", 5000)).toBe("given");
    expect(await findConsentState(recado.db, 1, "reviews", 5000)).toBe("withdrawn");
    await closeRecado(recado);
  }
  rmSync(folder, { recursive: true });
});
