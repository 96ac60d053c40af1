import { Database } from "bun:sqlite";
import { join } from "node:path";
import { loadConfig } from "../../src/config.ts";
import { migrate } from "../../src/db/migrate.ts";
import { openConnection, type Tx } from "../../src/db/open.ts";
import type { Schema } from "../../src/db/schema.ts";
import { jsonLog } from "../../src/log.ts";
import type { Recado } from "../../src/recado.ts";
import { PHONE_NUMBER_ID, WABA_ID } from "../support/desk.ts";
import { freshFolder, root as ours } from "./battery.ts";
import { dora, NOW, sentToDora } from "./conversations.ts";
import { type FinalState, finalState } from "./final-state.ts";

/** A migrated and seeded data file as bytes: a fresh desk is made of it in half a millisecond. */
export async function seededImage(): Promise<Uint8Array> {
  const folder = freshFolder("image");
  try {
    const path = join(folder.path, "recado.db");
    await migrate(path);
    const connection = openConnection(path);
    const at = NOW - 6 * 60 * 60 * 1000;
    connection.run(
      `INSERT INTO settings VALUES ('business', '{"name":"Loja Azul","language":"pt","timezone":"America/Sao_Paulo","country":"BR"}', ${at})`,
    );
    connection.run(
      "INSERT INTO channels (name, phone_number_id, waba_id, display_phone, created_at) VALUES ('WhatsApp', ?, ?, '15550783881', ?)",
      [PHONE_NUMBER_ID, WABA_ID, at],
    );
    connection.run(
      "INSERT INTO contacts (name, name_folded, phone, wa_id, user_id, language, created_at, updated_at) VALUES ('Dora', 'dora 5511970000000', ?, ?, ?, 'pt', ?, ?)",
      [`+${dora.phone}`, dora.phone, dora.userId, at, at],
    );
    for (const [kind, value] of [
      ["phone", `+${dora.phone}`],
      ["user_id", dora.userId],
    ]) {
      connection.run(
        "INSERT INTO contact_identities (contact_id, kind, value, since_at) VALUES (1, ?, ?, ?)",
        [kind ?? "", value ?? "", at],
      );
    }
    connection.run(
      "INSERT INTO threads (contact_id, channel_id, window_from_at, created_at) VALUES (1, 1, ?, ?)",
      [at, at],
    );
    connection.run(
      "INSERT INTO tickets (thread_id, contact_id, channel_id, status, last_message_at, created_at, updated_at) VALUES (1, 1, 1, 'open', ?, ?, ?)",
      [at, at, at],
    );
    for (const [index, { reference, wamid, status, state }] of sentToDora.entries()) {
      connection.run(
        "INSERT INTO messages (thread_id, ticket_id, direction, author_type, type, text, wamid, reference, status, sent_at, created_at) VALUES (1, 1, 'out', 'agent', 'text', ?, ?, ?, ?, ?, ?)",
        [`Oi, Dora ${index}`, wamid, reference, status, at, at],
      );
      connection.run(
        "INSERT INTO outbox (message_id, thread_id, channel_id, purpose, payload, state, created_at, updated_at) VALUES (?, 1, 1, 'service', '{}', ?, ?, ?)",
        [index + 1, state, at, at],
      );
    }
    // A copy without a log beside it: in memory there can be none.
    const plain = join(folder.path, "plain.db");
    connection.run("VACUUM INTO ?", [plain]);
    connection.close();
    return new Uint8Array(await Bun.file(plain).arrayBuffer());
  } finally {
    folder.remove();
  }
}

/** Journals and processes webhooks, one after the other, on a desk in memory; returns what it then knows. */
export async function stateAfter(
  image: Uint8Array,
  webhooks: unknown[],
  modules: Modules,
): Promise<FinalState> {
  const connection = Database.deserialize(image, { strict: false });
  connection.run("PRAGMA foreign_keys = ON");
  const tx = modules.dialect.openKysely<Schema>(connection) as Tx;
  const queue = modules.queue.writeQueue(connection, tx);
  const clock = { now: () => NOW };
  const log: string[] = [];
  const live = {
    announce: () => {},
    close: () => {},
    position: "",
    listeners: 0,
    connect: () => new Response(),
  };
  // Only what processing touches.
  const recado = {
    config: loadConfig({}),
    clock,
    log: jsonLog("error", clock, (line) => log.push(line)),
    live,
    db: tx,
    write: queue.write,
  } as unknown as Recado;
  const processor = modules.processor.webhookProcessor(recado, () => {});
  for (const webhook of webhooks) {
    const body = new TextEncoder().encode(JSON.stringify(webhook));
    await queue.write((job) =>
      modules.events.insertWebhookEvents(job, [{ body, source: "meta", receivedAt: NOW }]),
    );
    await processor.kick();
  }
  if (log.length > 0) throw new Error(log.join("\n"));
  const state = await finalState(tx, connection);
  connection.close();
  return state;
}

export type Modules = Awaited<ReturnType<typeof loadModules>>;

/** The parts of the program under test: ours, or those of a copy that is broken on purpose. */
export async function loadModules(root = ours) {
  const load = <M>(path: string): Promise<M> => import(join(root, path)) as Promise<M>;
  return {
    dialect: await load<typeof import("../../src/db/dialect.ts")>("src/db/dialect.ts"),
    queue: await load<typeof import("../../src/db/write-queue.ts")>("src/db/write-queue.ts"),
    events: await load<typeof import("../../src/whatsapp/webhook-events.ts")>(
      "src/whatsapp/webhook-events.ts",
    ),
    processor: await load<typeof import("../../src/whatsapp/process-webhook-events.ts")>(
      "src/whatsapp/process-webhook-events.ts",
    ),
  };
}
