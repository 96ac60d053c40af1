import { Database } from "bun:sqlite";
import { join } from "node:path";
import type { CallRow } from "../../src/flows/calls.ts";
import { loadConfig } from "../../src/config.ts";
import { migrate } from "../../src/db/migrate.ts";
import { openConnection, type Tx } from "../../src/db/open.ts";
import type { Instant, Schema } from "../../src/db/schema.ts";
import { jsonLog } from "../../src/log.ts";
import type { Pack } from "../../src/packs/pack.ts";
import type { Recado } from "../../src/recado.ts";
import { PHONE_NUMBER_ID } from "../support/desk.ts";
import { freshFolder, root as ours } from "./battery.ts";

/** The parts of the program under test: ours, or those of a copy that is broken on purpose. */
export async function loadDialogueModules(root = ours) {
  const load = <M>(path: string): Promise<M> => import(join(root, "src", path)) as Promise<M>;
  return {
    dialect: await load<typeof import("../../src/db/dialect.ts")>("db/dialect.ts"),
    queue: await load<typeof import("../../src/db/write-queue.ts")>("db/write-queue.ts"),
    events: await load<typeof import("../../src/whatsapp/webhook-events.ts")>(
      "whatsapp/webhook-events.ts",
    ),
    processor: await load<typeof import("../../src/whatsapp/process-webhook-events.ts")>(
      "whatsapp/process-webhook-events.ts",
    ),
    desk: await load<typeof import("../../src/inbox/desk-rules.ts")>("inbox/desk-rules.ts"),
    due: await load<typeof import("../../src/flows/run-due-flows.ts")>("flows/run-due-flows.ts"),
    runs: await load<typeof import("../../src/flows/runs.ts")>("flows/runs.ts"),
    calls: await load<typeof import("../../src/flows/calls.ts")>("flows/calls.ts"),
    answer: await load<typeof import("../../src/flows/answer-call.ts")>("flows/answer-call.ts"),
    packs: await load<typeof import("../../src/packs/packs.ts")>("packs/packs.ts"),
    examples:
      await load<typeof import("../../src/packs/example-values.ts")>("packs/example-values.ts"),
    switches: await load<typeof import("../../src/packs/switch-packs.ts")>("packs/switch-packs.ts"),
    services: await load<typeof import("../../src/bookings/services.ts")>("bookings/services.ts"),
    staff: await load<typeof import("../../src/bookings/staff.ts")>("bookings/staff.ts"),
  };
}
export type DialogueModules = Awaited<ReturnType<typeof loadDialogueModules>>;

let image: Promise<Uint8Array> | undefined;

/** Loja Azul with one number and nothing else. */
async function makeImage(): Promise<Uint8Array> {
  const folder = freshFolder("dialogues");
  try {
    const path = join(folder.path, "recado.db");
    await migrate(path);
    const connection = openConnection(path);
    connection.run(
      `INSERT INTO settings VALUES ('business', '{"name":"Loja Azul","language":"pt","timezone":"America/Sao_Paulo","country":"BR"}', 1)`,
    );
    connection.run(
      "INSERT INTO channels (name, phone_number_id, waba_id, display_phone, created_at) VALUES ('WhatsApp', ?, 'waba', '15550783881', 1)",
      [PHONE_NUMBER_ID],
    );
    const plain = join(folder.path, "plain.db");
    connection.run("VACUUM INTO ?", [plain]);
    connection.close();
    return new Uint8Array(await Bun.file(plain).arrayBuffer());
  } finally {
    folder.remove();
  }
}

export type DialogueDesk = Awaited<ReturnType<typeof openDialogueDesk>>;

/** A desk in memory with one pack switched on; webhooks go through journal and processing, nothing is sent. */
export async function openDialogueDesk(modules: DialogueModules, pack: Pack, start: Instant) {
  const connection = Database.deserialize(await (image ??= makeImage()), { strict: false });
  connection.run("PRAGMA foreign_keys = ON");
  let now = start;
  const clock = { now: () => now };
  const log: string[] = [];
  const live = { announce: () => {}, close: () => {}, position: "", listeners: 0 };

  function boot() {
    const tx = modules.dialect.openKysely<Schema>(connection) as Tx;
    const { write } = modules.queue.writeQueue(connection, tx);
    // Only what processing touches.
    const recado = {
      config: loadConfig({}),
      clock,
      log: jsonLog("error", clock, (line) => log.push(line)),
      live,
      db: tx,
      write,
    } as unknown as Recado;
    return { tx, write, processor: modules.processor.webhookProcessor(recado, () => {}) };
  }
  let running = boot();
  await running.write((tx) => furnish(tx, modules, pack, start));

  return {
    log,
    connection,
    now: clock.now,
    get db() {
      return running.tx;
    },
    advance(milliseconds: number): void {
      now += milliseconds;
    },
    /** On disk, and no more: a process that is killed here goes on with it after the start. */
    journal: (webhook: unknown) =>
      running.write((tx) =>
        modules.events.insertWebhookEvents(tx, [
          {
            body: new TextEncoder().encode(JSON.stringify(webhook)),
            source: "meta",
            receivedAt: now,
          },
        ]),
      ),
    process: () => running.processor.kick(),
    /** What the process knew is gone; what was committed is there. */
    restart(): void {
      running = boot();
    },
    async runDue(): Promise<void> {
      await running.write(async (tx) => {
        const desk = await modules.desk.readDeskRules(tx);
        await modules.due.runDue(tx, desk, now, (run, error) => {
          log.push(`run ${run}: ${error.stack}`);
        });
      });
    },
    listCalls: (): Promise<CallRow[]> => modules.calls.listDueCalls(running.tx, now, 10),
    answerCall: (call: CallRow, result: Parameters<typeof modules.answer.answerCall>[2]) =>
      running.write(async (tx) => {
        const desk = await modules.desk.readDeskRules(tx);
        await modules.answer.answerCall(tx, call.id, result, desk, { now, receivedAt: now });
      }),
    close: () => connection.close(),
  };
}

const day = [{ from: "09:00", to: "18:00" }];
const week = { monday: day, tuesday: day, wednesday: day, thursday: day, friday: day };

/** The pack with its examples, another system that it may ask, and something to book. */
async function furnish(tx: Tx, modules: DialogueModules, pack: Pack, now: Instant): Promise<void> {
  const connection = await tx
    .insertInto("flow_connections")
    .values({
      name: "Shop",
      base_url: "https://shop.example",
      headers: "",
      created_at: now,
      updated_at: now,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  const cut = await modules.services.insertService(
    tx,
    {
      name: { en: "Haircut", fr: "Coupe", pt: "Corte", es: "Corte" },
      price: {},
      minutes: 30,
      capacity: 2,
      bufferMinutes: 0,
      everyMinutes: 30,
      daysAhead: 30,
      noticeMinutes: 60,
    },
    now,
  );
  for (const name of ["Clara", "Davi"])
    await modules.staff.insertStaff(
      tx,
      {
        name,
        calendar: { hours: week, timezone: "America/Sao_Paulo", country: "BR", days: [] },
        serviceIds: [cut.id],
      },
      now,
    );
  const values = { ...modules.examples.exampleValues(pack), connectionId: connection.id };
  await modules.switches.switchPackOn(tx, pack, values, { by: null, language: "pt", now });
}
