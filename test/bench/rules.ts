import { Database } from "bun:sqlite";
import { join } from "node:path";
import { loadConfig } from "../../src/config.ts";
import { closeRecado, openRecado } from "../../src/recado.ts";
import { insertRoutingRule } from "../../src/routing/rules.ts";
import type { Drained } from "./drain.ts";
import type { DryRunTimed } from "./dry-run-recado.ts";
import { line, median, ms, verdict } from "./figures.ts";
import { environment, newFolder, removeFolder, run } from "./processes.ts";
import { fiftyRules } from "./rule-inputs.ts";
import { seedDesk } from "./seed.ts";
import { messageBody } from "./webhooks.ts";

const MESSAGES = 10_000;
const PEOPLE = 2_000;
const DAYS = 30;
const TICKETS_A_DAY = 1_000;
const DAY = 24 * 60 * 60 * 1000;

/** Routing: what 50 rules cost each message, and a dry run of a month. */
export async function benchRules({ rounds }: { rounds: number }): Promise<void> {
  console.log(`\n${MESSAGES} messages through the pipeline, one a webhook, 50 keyword rules`);
  const bare: number[] = [];
  const ruled: number[] = [];
  for (let round = 0; round < rounds; round++) {
    bare.push(await microsecondsEach(false));
    ruled.push(await microsecondsEach(true));
  }
  const words = (values: number[]) => `${median(values).toFixed(0)} µs a message`;
  line("no routing rule", words(bare));
  const more = ruled.map((value, round) => value - (bare[round] ?? Number.NaN));
  line("50 routing rules", words(ruled), `${median(more).toFixed(0)} µs more`);
  await benchDryRun();
}

async function microsecondsEach(hasRules: boolean): Promise<number> {
  const folder = newFolder();
  try {
    await seedDesk(folder, { people: PEOPLE, sent: PEOPLE });
    if (hasRules) await addRules(folder);
    fill(folder, (database) => {
      const insert = database.prepare(
        "INSERT INTO webhook_events (received_at, source, body, state) VALUES (?, 'meta', ?, 'received')",
      );
      const at = Date.now();
      // Each message by another person than the last; a sixth of them new.
      for (let index = 0; index < MESSAGES; index++)
        insert.run(at, messageBody((index * 7919) % (PEOPLE * 1.2), index, at));
    });
    const { updates, seconds } = await run<Drained>("drain-recado.ts", folder);
    return (seconds * 1e6) / updates;
  } finally {
    removeFolder(folder);
  }
}

async function addRules(folder: string): Promise<void> {
  const recado = await openRecado(loadConfig(environment(folder, 3000, 1)));
  await recado.write(async (tx) => {
    for (const rule of fiftyRules()) await insertRoutingRule(tx, rule, null, recado.clock.now());
  });
  await closeRecado(recado);
}

async function benchDryRun(): Promise<void> {
  const tickets = DAYS * TICKETS_A_DAY;
  console.log(`\ndry run of 50 rules over ${DAYS} days of ${TICKETS_A_DAY} tickets`);
  const folder = newFolder();
  try {
    await seedDesk(folder, { people: 1, sent: 1 });
    fill(folder, (database) => insertMonth(database, tickets));
    const timed = await run<DryRunTimed>("dry-run-recado.ts", folder);
    if (timed.tickets < tickets) throw new Error(`${timed.tickets} tickets were replayed`);
    const { seconds, events, longest } = timed;
    line(
      `${timed.tickets} tickets, ${events} events`,
      `${seconds.toFixed(2)} s`,
      `others waited ${ms(longest).trim()} at most`,
      verdict(seconds < 5, "under 5 s"),
    );
  } finally {
    removeFolder(folder);
  }
}

function fill(folder: string, insert: (database: Database) => void): void {
  const database = new Database(join(folder, "recado.db"));
  database.transaction(() => insert(database))();
  database.run("PRAGMA wal_checkpoint(TRUNCATE)");
  database.close();
}

const asked = [
  "Bom dia, meu pedido ainda não chegou e eu precisava dele para sábado",
  "Oi! Qual é o preço da entrega para Campinas?",
  "Quero falar do reembolso 14, já faz duas semanas",
  "Hola, quisiera cambiar la dirección de mi compra",
];

/** Six messages and seven lines of history a ticket; each person writes every tenth day. */
function insertMonth(database: Database, tickets: number): void {
  const people = tickets / 3;
  const begin = Date.now() - DAYS * DAY + 60_000;
  const contact = database.prepare(
    "INSERT INTO contacts (name, name_folded, phone, language, created_at, updated_at) VALUES (?1, ?1, ?2, 'pt', ?3, ?3)",
  );
  const thread = database.prepare(
    "INSERT INTO threads (contact_id, channel_id, created_at) VALUES (?, 1, ?)",
  );
  const ticket = database.prepare(
    `INSERT INTO tickets (thread_id, contact_id, channel_id, status, assignee_id, language, last_message_at, resolved_at, created_at, updated_at)
     VALUES (?1, ?2, 1, 'resolved', 1, 'pt', ?4, ?4, ?3, ?4)`,
  );
  const message = database.prepare(
    `INSERT INTO messages (thread_id, ticket_id, direction, author_type, author_id, type, text, status, sent_at, created_at)
     VALUES (?1, ?2, ?3, ?4, 1, 'text', ?5, 'received', ?6, ?6)`,
  );
  const event = database.prepare(
    `INSERT INTO ticket_events (ticket_id, kind, actor_type, actor_id, detail, created_at) VALUES (?1, ?2, 'agent', 1, ?3, ?4)`,
  );
  const ids: { contact: number; thread: number }[] = [];
  for (let index = 0; index < people; index++) {
    const id = Number(
      contact.run(`cliente ${index}`, `+55119${70_000_000 + index}`, begin).lastInsertRowid,
    );
    ids.push({ contact: id, thread: Number(thread.run(id, begin).lastInsertRowid) });
  }
  for (let index = 0; index < tickets; index++) {
    const person = ids[index % people]!;
    const at = begin + Math.floor((index * (DAYS * DAY - 4 * 60 * 60_000)) / tickets);
    const step = (n: number) => at + n * 20 * 60_000;
    const id = Number(ticket.run(person.thread, person.contact, at, step(6)).lastInsertRowid);
    for (let turn = 0; turn < 6; turn++) {
      const isIn = turn % 2 === 0;
      const text = isIn
        ? `${asked[(index + turn) % asked.length]} (${index})`
        : "Claro, um momento";
      message.run(
        person.thread,
        id,
        isIn ? "in" : "out",
        isIn ? "contact" : "agent",
        text,
        step(turn),
      );
    }
    event.run(id, "opened", "{}", at);
    event.run(id, "assignee", '{"from":null,"to":1}', step(0.5));
    event.run(id, "status", '{"from":"new","to":"open"}', step(0.5));
    event.run(id, "priority", '{"from":"normal","to":"high"}', step(1));
    event.run(id, "status", '{"from":"open","to":"pending"}', step(3));
    event.run(id, "status", '{"from":"pending","to":"open"}', step(4));
    event.run(id, "status", '{"from":"open","to":"resolved"}', step(6));
  }
}
