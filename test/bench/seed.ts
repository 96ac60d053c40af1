import { Database } from "bun:sqlite";
import { openRecado, closeRecado, type Recado } from "../../src/recado.ts";
import { loadConfig } from "../../src/config.ts";
import { insertRule } from "../../src/bot/rules.ts";
import { setUp } from "../../src/users/setup.ts";
import { insertSession } from "../../src/users/sessions.ts";
import { insertToken } from "../../src/users/tokens.ts";
import { ensureEnvironmentChannel } from "../../src/whatsapp/channels.ts";
import { noTerms } from "../../src/incidents/incident.ts";
import { insertIncident } from "../../src/incidents/incidents.ts";
import * as en from "../understanding/labelled/en.ts";
import * as es from "../understanding/labelled/es.ts";
import * as fr from "../understanding/labelled/fr.ts";
import * as pt from "../understanding/labelled/pt.ts";
import { environment } from "./processes.ts";
import { customer, sentWamid } from "./webhooks.ts";

/** Rules that every benchmark runs with. */
const RULES = 50;

export interface Seeded {
  token: string;
  cookie: string;
}

export interface SeedOptions {
  people?: number;
  sent?: number;
  /** The labelled set's intents as incidents (test/understanding/labelled). */
  hasIncidents?: boolean;
}

/**
 * A desk that is set up: Loja Azul, 50 rules of which one answers, a number that
 * may send faster than Meta's first tier, and `sent` messages in `people` threads.
 */
export async function seedDesk(
  folder: string,
  { people = 0, sent = 0, hasIncidents = false }: SeedOptions = {},
): Promise<Seeded> {
  const recado = await openRecado(loadConfig(environment(folder, 3000, 1)));
  try {
    await ensureEnvironmentChannel(recado);
    const access = await addPeopleAndRules(recado);
    await recado.write((tx) =>
      tx.updateTable("channels").set({ messages_per_second: 100_000 }).execute(),
    );
    if (hasIncidents) await addIncidents(recado);
    if (people > 0) insertThreads(recado.config.dataFile, people, sent, recado.clock.now());
    return access;
  } finally {
    await closeRecado(recado);
  }
}

async function addPeopleAndRules(recado: Recado): Promise<Seeded> {
  const now = recado.clock.now();
  return recado.write(async (tx) => {
    const owner = {
      business: "Loja Azul",
      name: "Ana",
      email: "ana@loja-azul.example",
      language: "pt" as const,
    };
    const userId = await setUp(
      tx,
      { ...owner, passwordHash: "$argon2id$none", timezone: "America/Sao_Paulo" },
      now,
    );
    for (let index = 0; index < RULES; index++) await insertRule(tx, ruleOf(index), now);
    const { token } = await insertToken(tx, { name: "bench", scopes: [] }, now);
    const session = await insertSession(
      tx,
      { userId, address: "127.0.0.1", userAgent: "bench" },
      now,
    );
    return { token, cookie: `recado=${session}` };
  });
}

async function addIncidents(recado: Recado): Promise<void> {
  const now = recado.clock.now();
  await recado.write(async (tx) => {
    for (const key of Object.keys(en.intents)) {
      const samples = (set: typeof en.intents) => [...(set[key] ?? [])].slice(0, 8);
      const phrasings = {
        en: samples(en.intents),
        fr: samples(fr.intents),
        pt: samples(pt.intents),
        es: samples(es.intents),
      };
      const terms = { ...noTerms, answers: { pt: "Já vamos ver.", en: "We will see." } };
      const incident = { name: key, category: "", phrasings, terms, enabled: true };
      await insertIncident(tx, incident, null, now);
    }
  });
}

function ruleOf(index: number) {
  const phrases =
    index === 0
      ? ["preço da entrega", "delivery price"]
      : [`assunto ${index}`, `garantia número ${index}`, `topic ${index}`];
  const answers = { pt: "A entrega custa R$ 12.", en: "Delivery is 12 reais." };
  const match = index % 5 === 4 ? ("message" as const) : ("contains" as const);
  return {
    name: `Regra ${index}`,
    match,
    phrases,
    answers,
    action: "answer" as const,
    enabled: true,
  };
}

/** Written in plain SQL: what stands there before the clock starts needs no pipeline. */
function insertThreads(file: string, people: number, sent: number, now: number): void {
  const database = new Database(file);
  const contact = database.prepare(
    "INSERT INTO contacts (name, name_folded, phone, wa_id, language, created_at, updated_at) VALUES (?, ?, ?, ?, 'pt', ?, ?)",
  );
  const identity = database.prepare(
    "INSERT INTO contact_identities (contact_id, kind, value, since_at) VALUES (?, 'phone', ?, ?)",
  );
  const thread = database.prepare(
    "INSERT INTO threads (contact_id, channel_id, window_from_at, created_at) VALUES (?, 1, ?, ?)",
  );
  const ticket = database.prepare(
    `INSERT INTO tickets (thread_id, contact_id, channel_id, status, language, bot_state, last_message_at, created_at, updated_at)
     VALUES (?, ?, 1, 'open', 'pt', 'on', ?, ?, ?)`,
  );
  database.transaction(() => {
    for (let index = 0; index < people; index++) {
      const { name, waId } = customer(index);
      const at = now - (people - index) * 1000;
      contact.run(name, `${name.toLowerCase()} ${waId}`, `+${waId}`, waId, at, at);
      identity.run(index + 1, `+${waId}`, at);
      thread.run(index + 1, at, at);
      ticket.run(index + 1, index + 1, at, at, at);
    }
    insertMessages(database, people, sent, now);
  })();
  database.close();
}

/** Sent by us and accepted by Meta, each with its outbox row; round and round through the threads. */
function insertMessages(database: Database, people: number, sent: number, now: number): void {
  const message = database.prepare(
    `INSERT INTO messages (thread_id, ticket_id, direction, author_type, type, text, wamid, reference, status, sent_at, created_at)
     VALUES (?1, ?1, 'out', 'api', 'text', ?2, ?3, ?4, 'sending', ?5, ?5)`,
  );
  const outbox = database.prepare(
    `INSERT INTO outbox (message_id, thread_id, channel_id, purpose, payload, state, attempts, created_at, updated_at)
     VALUES (?, ?, 1, 'service', '{}', 'accepted', 1, ?, ?)`,
  );
  const last = database.prepare(
    "UPDATE tickets SET last_message_id = ?, last_message_at = ? WHERE id = ?",
  );
  for (let index = 0; index < sent; index++) {
    const threadId = (index % people) + 1;
    const at = now - (sent - index);
    const text = `Seu pedido ${index} saiu para entrega e chega até sexta-feira, obrigado`;
    const id = message.run(
      threadId,
      text,
      sentWamid(index),
      `rcd-bench-${index}`,
      at,
    ).lastInsertRowid;
    outbox.run(id, threadId, at, at);
    last.run(id, at, threadId);
  }
}
