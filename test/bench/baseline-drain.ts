import type { Statement } from "bun:sqlite";
import { join } from "node:path";
import { compileRules, matchRule, type BotRule } from "../../src/bot/match-rules.ts";
import { detectLanguage } from "../../src/contacts/detect-language.ts";
import { canonicalPhone } from "../../src/contacts/phone.ts";
import { openConnection } from "../../src/db/open.ts";
import type { Language } from "../../src/db/schema.ts";
import { parseWebhook } from "../../src/whatsapp/parse-webhook.ts";
import type { InboundMessage, StatusUpdate } from "../../src/whatsapp/updates.ts";
import type { Drained } from "./drain.ts";

/**
 * The same pipeline as one would write it for speed alone: prepared statements on
 * the same schema, nothing awaited, the same pure functions (parsing, language,
 * rules), as many webhooks a transaction and a savepoint each. Without merging, STOP
 * words, greetings, windows of closed channels, history of changes and errors kept.
 */
const BATCH = 120;
const database = openConnection(join(process.argv[2] ?? "", "recado.db"));
const kept = new Map<string, Statement>();
function sql(text: string): Statement {
  const statement = kept.get(text) ?? database.prepare(text);
  kept.set(text, statement);
  return statement;
}
type Row = Record<string, number | string | null>;
const find = (text: string, ...values: (string | number | null)[]) =>
  sql(text).get(...values) as Row | null;
const write = (text: string, ...values: (string | number | null)[]) => sql(text).run(...values);

const ranks: Record<string, number> = {
  queued: 0,
  sending: 0,
  sent: 1,
  failed: 2,
  delivered: 3,
  read: 4,
  played: 5,
};
const rules = compileRules(
  database.query("SELECT * FROM bot_rules WHERE is_enabled = 1").all() as BotRule[],
);

const start = performance.now();
let updates = 0;
let settled = 0;
for (let taken = BATCH; taken === BATCH; updates += taken) taken = drainBatch(Date.now());
const seconds = (performance.now() - start) / 1000;
console.log(JSON.stringify({ updates, seconds } satisfies Drained));

function drainBatch(now: number): number {
  const events = sql(
    "SELECT id, received_at, body FROM webhook_events WHERE id > ? AND state = 'received' ORDER BY id LIMIT ?",
  ).all(settled, BATCH) as { id: number; received_at: number; body: Uint8Array }[];
  database.run("BEGIN IMMEDIATE");
  for (const event of events) {
    for (const update of parseWebhook(JSON.parse(new TextDecoder().decode(event.body)))) {
      write("SAVEPOINT step");
      if (update.kind === "message") receive(update.message, now);
      if (update.kind === "status") climb(update.status, now);
      write("RELEASE step");
    }
    write(
      "UPDATE webhook_events SET state = 'processed', fields = 'messages', processed_at = ? WHERE id = ?",
      now,
      event.id,
    );
  }
  database.run("COMMIT");
  settled = events.at(-1)?.id ?? settled;
  return events.length;
}

function climb(status: StatusUpdate, now: number): void {
  if (!find("SELECT id FROM channels WHERE phone_number_id = ?", status.phoneNumberId)) return;
  const message = find(
    "SELECT id, status FROM messages WHERE wamid = ? AND direction = 'out'",
    status.wamid,
  );
  if (!message || (ranks[status.status] ?? 0) <= (ranks[String(message.status)] ?? 0)) return;
  write("UPDATE messages SET status = ? WHERE id = ?", status.status, message.id as number);
  write(
    "UPDATE outbox SET state = 'accepted', updated_at = ? WHERE message_id = ?",
    now,
    message.id as number,
  );
}

function receive(message: InboundMessage, now: number): void {
  const channel = find("SELECT id FROM channels WHERE phone_number_id = ?", message.phoneNumberId);
  if (!channel || find("SELECT id FROM messages WHERE wamid = ?", message.wamid)) return;
  const phone = canonicalPhone(message.sender.waId ?? "") ?? "";
  const contact = findContact(phone) ?? insertContact(message.sender.name ?? phone, phone, now);
  const current = contact.language as Language | null;
  const { language } = detectLanguage(message.text ?? "", { phone, current, business: "pt" });
  if (language !== current)
    write("UPDATE contacts SET language = ? WHERE id = ?", language, contact.id as number);
  const thread = placeOf("threads", "contact_id = ? AND channel_id = 1", contact.id as number, () =>
    write(
      "INSERT INTO threads (contact_id, channel_id, created_at) VALUES (?, 1, ?)",
      contact.id as number,
      now,
    ),
  );
  const ticket = placeOf(
    "tickets",
    "thread_id = ? AND status != 'resolved' ORDER BY id DESC LIMIT 1",
    thread,
    () => insertTicket(thread, contact.id as number, language, now),
  );
  const id = insertMessage(thread, ticket, "in", message.text, message.wamid, "received", now);
  write("UPDATE threads SET window_from_at = ? WHERE id = ?", now, thread);
  noteMessage(ticket, id, 1, now);
  const said = find(
    "SELECT count(*) AS n FROM messages WHERE thread_id = ? AND sent_at > ? AND author_type = 'bot'",
    thread,
    now - 600_000,
  );
  const match = Number(said?.n) < 30 ? matchRule(rules, message.text ?? "") : undefined;
  if (match?.kind === "hit") answer(thread, ticket, match.rule, language, now);
}

function answer(
  thread: number,
  ticket: number,
  rule: BotRule,
  language: Language,
  now: number,
): void {
  write("UPDATE bot_rules SET hit_count = hit_count + 1 WHERE id = ?", rule.id);
  const texts = JSON.parse(rule.answers) as Partial<Record<Language, string>>;
  const text = texts[language] ?? texts.pt ?? "";
  const id = insertMessage(thread, ticket, "out", text, null, "queued", now);
  const payload = JSON.stringify({ type: "text", text: { body: text } });
  write(
    `INSERT INTO outbox (message_id, thread_id, channel_id, purpose, payload, state, next_attempt_at, created_at, updated_at)
     VALUES (?, ?, 1, 'service', ?, 'queued', ?, ?, ?)`,
    id,
    thread,
    payload,
    now,
    now,
    now,
  );
  noteMessage(ticket, id, 0, now);
}

function findContact(phone: string): Row | null {
  return find(
    "SELECT c.* FROM contact_identities i JOIN contacts c ON c.id = i.contact_id WHERE i.kind = 'phone' AND i.value = ? AND i.is_simulated = 0",
    phone,
  );
}

function insertContact(name: string, phone: string, now: number): Row {
  const folded = `${name.toLowerCase()} ${phone}`;
  const { lastInsertRowid } = write(
    "INSERT INTO contacts (name, name_folded, phone, wa_id, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?)",
    name,
    folded,
    phone,
    phone.slice(1),
    now,
    now,
  );
  write(
    "INSERT INTO contact_identities (contact_id, kind, value, since_at) VALUES (?, 'phone', ?, ?)",
    Number(lastInsertRowid),
    phone,
    now,
  );
  return { id: Number(lastInsertRowid), language: null };
}

function placeOf(
  table: string,
  where: string,
  key: number,
  insert: () => { lastInsertRowid: number | bigint },
): number {
  const found = find(`SELECT id FROM ${table} WHERE ${where}`, key);
  return found ? Number(found.id) : Number(insert().lastInsertRowid);
}

function insertTicket(thread: number, contact: number, language: Language, now: number) {
  const made = write(
    `INSERT INTO tickets (thread_id, contact_id, channel_id, status, language, last_message_at, created_at, updated_at)
     VALUES (?, ?, 1, 'new', ?, ?, ?, ?)`,
    thread,
    contact,
    language,
    now,
    now,
    now,
  );
  write(
    "INSERT INTO ticket_events (ticket_id, kind, actor_type, created_at) VALUES (?, 'opened', 'contact', ?)",
    Number(made.lastInsertRowid),
    now,
  );
  return made;
}

function insertMessage(
  thread: number,
  ticket: number,
  direction: "in" | "out",
  text: string | null,
  wamid: string | null,
  status: string,
  now: number,
): number {
  const author = direction === "in" ? "contact" : "bot";
  const made = write(
    `INSERT INTO messages (thread_id, ticket_id, direction, author_type, type, text, wamid, reference, status, sent_at, created_at)
     VALUES (?, ?, ?, ?, 'text', ?, ?, ?, ?, ?, ?)`,
    thread,
    ticket,
    direction,
    author,
    text,
    wamid,
    wamid ? null : crypto.randomUUID(),
    status,
    now,
    now,
  );
  return Number(made.lastInsertRowid);
}

function noteMessage(ticket: number, id: number, unread: number, now: number): void {
  write(
    "UPDATE tickets SET last_message_id = ?, last_message_at = ?, unread_count = unread_count + ?, updated_at = ? WHERE id = ?",
    id,
    now,
    unread,
    now,
    ticket,
  );
}
