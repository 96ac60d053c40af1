import { type Kysely, sql } from "kysely";

// Without hit_count, which changes with every answer.
const ruleColumns = "name, match, phrases, answers, action, is_enabled, position";

function countChange(event: string): string {
  const [verb, ...rest] = event.split(" ");
  return `CREATE TRIGGER desk_version_${rest.at(-1)}_${verb?.toLowerCase()} AFTER ${event} BEGIN
    UPDATE desk_version SET version = version + 1;
  END`;
}

/**
 * The first schema. Instants are milliseconds since 1970 (UTC), flags are 0/1,
 * JSON is text. Frozen since it landed: a change is a new migration.
 */
const statements = [
  // ── The business and its people ────────────────────────────────────────────
  `CREATE TABLE settings (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL,
    updated_at INTEGER NOT NULL
  )`,
  `CREATE TABLE users (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    email TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    language TEXT NOT NULL,
    has_shortcuts INTEGER NOT NULL DEFAULT 1,
    has_sound INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    deactivated_at INTEGER
  )`,
  `CREATE TABLE sessions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id INTEGER NOT NULL REFERENCES users(id) ON DELETE CASCADE,
    token_hash TEXT NOT NULL UNIQUE,
    address TEXT NOT NULL,
    user_agent TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    last_seen_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
  )`,
  `CREATE INDEX sessions_by_user ON sessions(user_id)`,
  `CREATE TABLE login_attempts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    email TEXT NOT NULL,
    address TEXT NOT NULL,
    attempted_at INTEGER NOT NULL
  )`,
  `CREATE INDEX login_attempts_by_email ON login_attempts(email, attempted_at)`,
  `CREATE INDEX login_attempts_by_address ON login_attempts(address, attempted_at)`,
  `CREATE TABLE setup_links (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    token_hash TEXT NOT NULL UNIQUE,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
  )`,
  `CREATE TABLE api_tokens (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    token_hash TEXT NOT NULL UNIQUE,
    scopes TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    last_used_at INTEGER,
    revoked_at INTEGER
  )`,
  `CREATE TABLE idempotency_keys (
    token_id INTEGER NOT NULL REFERENCES api_tokens(id) ON DELETE CASCADE,
    key TEXT NOT NULL,
    request_hash TEXT NOT NULL,
    status INTEGER NOT NULL,
    body TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (token_id, key)
  )`,
  `CREATE INDEX idempotency_keys_by_age ON idempotency_keys(created_at)`,

  // ── Channels and what Meta sends ───────────────────────────────────────────
  `CREATE TABLE channels (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    phone_number_id TEXT NOT NULL UNIQUE,
    waba_id TEXT,
    display_phone TEXT,
    access_token TEXT,
    is_simulated INTEGER NOT NULL DEFAULT 0,
    is_from_environment INTEGER NOT NULL DEFAULT 0,
    messages_per_second INTEGER NOT NULL DEFAULT 80,
    closed_at INTEGER,
    closed_reason TEXT,
    created_at INTEGER NOT NULL
  )`,
  `CREATE TABLE webhook_events (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    received_at INTEGER NOT NULL,
    source TEXT NOT NULL,
    body BLOB NOT NULL,
    state TEXT NOT NULL,
    fields TEXT,
    error TEXT,
    processed_at INTEGER
  )`,
  `CREATE INDEX webhook_events_by_state ON webhook_events(state, id)`,
  `CREATE TABLE alerts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    channel_id INTEGER REFERENCES channels(id) ON DELETE CASCADE,
    detail TEXT NOT NULL,
    raised_at INTEGER NOT NULL,
    cleared_at INTEGER
  )`,
  `CREATE INDEX alerts_open ON alerts(kind, channel_id) WHERE cleared_at IS NULL`,

  // ── Contacts ───────────────────────────────────────────────────────────────
  `CREATE TABLE contacts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    name_folded TEXT NOT NULL,
    is_name_edited INTEGER NOT NULL DEFAULT 0,
    phone TEXT,
    wa_id TEXT,
    user_id TEXT,
    username TEXT,
    language TEXT,
    is_simulated INTEGER NOT NULL DEFAULT 0,
    blocked_at INTEGER,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
  )`,
  `CREATE INDEX contacts_by_name ON contacts(name_folded)`,
  // Every identifier a contact ever had, so that an old one still finds them.
  `CREATE TABLE contact_identities (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    contact_id INTEGER NOT NULL REFERENCES contacts(id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    is_simulated INTEGER NOT NULL DEFAULT 0,
    since_at INTEGER NOT NULL,
    UNIQUE (kind, value, is_simulated)
  )`,
  `CREATE INDEX contact_identities_by_contact ON contact_identities(contact_id)`,
  `CREATE TABLE contact_tags (
    contact_id INTEGER NOT NULL REFERENCES contacts(id) ON DELETE CASCADE,
    tag TEXT NOT NULL,
    PRIMARY KEY (contact_id, tag)
  )`,
  `CREATE TABLE consent_records (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    contact_id INTEGER NOT NULL REFERENCES contacts(id),
    purpose TEXT NOT NULL,
    event TEXT NOT NULL,
    source TEXT NOT NULL,
    message_id INTEGER,
    text_shown TEXT,
    language TEXT,
    event_at INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL
  )`,
  `CREATE INDEX consent_records_by_contact ON consent_records(contact_id, purpose, id)`,

  // ── Threads, tickets, messages ─────────────────────────────────────────────
  // A thread is one contact on one channel: its whole history, its window.
  `CREATE TABLE threads (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    contact_id INTEGER NOT NULL REFERENCES contacts(id) ON DELETE CASCADE,
    channel_id INTEGER NOT NULL REFERENCES channels(id) ON DELETE CASCADE,
    window_from_at INTEGER,
    created_at INTEGER NOT NULL,
    UNIQUE (contact_id, channel_id)
  )`,
  `CREATE INDEX threads_by_channel ON threads(channel_id)`,
  // The id is the ticket's number.
  `CREATE TABLE tickets (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    thread_id INTEGER NOT NULL REFERENCES threads(id) ON DELETE CASCADE,
    contact_id INTEGER NOT NULL REFERENCES contacts(id) ON DELETE CASCADE,
    channel_id INTEGER NOT NULL REFERENCES channels(id) ON DELETE CASCADE,
    status TEXT NOT NULL,
    priority TEXT NOT NULL DEFAULT 'normal',
    category TEXT,
    language TEXT,
    assignee_id INTEGER REFERENCES users(id),
    is_escalated INTEGER NOT NULL DEFAULT 0,
    is_spam INTEGER NOT NULL DEFAULT 0,
    unread_count INTEGER NOT NULL DEFAULT 0,
    bot_state TEXT NOT NULL DEFAULT 'on',
    last_message_id INTEGER,
    last_message_at INTEGER NOT NULL,
    snoozed_until INTEGER,
    resolved_at INTEGER,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
  )`,
  `CREATE INDEX tickets_by_status ON tickets(status, last_message_at DESC, id DESC)`,
  `CREATE INDEX tickets_by_assignee ON tickets(assignee_id, status, last_message_at DESC, id DESC)`,
  `CREATE INDEX tickets_by_last_message ON tickets(last_message_at DESC, id DESC)`,
  `CREATE INDEX tickets_by_thread ON tickets(thread_id, id)`,
  `CREATE INDEX tickets_by_contact ON tickets(contact_id, id)`,
  `CREATE INDEX tickets_by_channel ON tickets(channel_id, id)`,
  `CREATE INDEX tickets_unread ON tickets(status, id) WHERE unread_count > 0`,
  `CREATE INDEX tickets_snoozed ON tickets(snoozed_until) WHERE snoozed_until IS NOT NULL`,
  `CREATE TABLE ticket_tags (
    ticket_id INTEGER NOT NULL REFERENCES tickets(id) ON DELETE CASCADE,
    tag TEXT NOT NULL,
    PRIMARY KEY (ticket_id, tag)
  )`,
  `CREATE INDEX ticket_tags_by_tag ON ticket_tags(tag, ticket_id)`,
  `CREATE TABLE ticket_events (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    ticket_id INTEGER NOT NULL REFERENCES tickets(id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    actor_type TEXT NOT NULL,
    actor_id INTEGER,
    detail TEXT NOT NULL DEFAULT '{}',
    created_at INTEGER NOT NULL
  )`,
  `CREATE INDEX ticket_events_by_ticket ON ticket_events(ticket_id, id)`,
  `CREATE TABLE messages (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    thread_id INTEGER NOT NULL REFERENCES threads(id) ON DELETE CASCADE,
    ticket_id INTEGER REFERENCES tickets(id) ON DELETE CASCADE,
    direction TEXT NOT NULL,
    author_type TEXT NOT NULL,
    author_id INTEGER,
    type TEXT NOT NULL,
    text TEXT,
    content TEXT NOT NULL DEFAULT '{}',
    wamid TEXT UNIQUE,
    reference TEXT UNIQUE,
    reply_to_wamid TEXT,
    target_wamid TEXT,
    status TEXT NOT NULL,
    error_code INTEGER,
    error TEXT,
    sent_at INTEGER NOT NULL,
    stamped_at INTEGER,
    created_at INTEGER NOT NULL
  )`,
  `CREATE INDEX messages_by_thread ON messages(thread_id, sent_at, id)`,
  `CREATE INDEX messages_by_ticket ON messages(ticket_id, id)`,
  `CREATE INDEX reactions_by_target ON messages(target_wamid) WHERE target_wamid IS NOT NULL`,
  `CREATE TABLE notes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    thread_id INTEGER NOT NULL REFERENCES threads(id) ON DELETE CASCADE,
    ticket_id INTEGER NOT NULL REFERENCES tickets(id) ON DELETE CASCADE,
    author_id INTEGER NOT NULL REFERENCES users(id),
    text TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
  )`,
  `CREATE INDEX notes_by_thread ON notes(thread_id, created_at)`,
  `CREATE INDEX notes_by_ticket ON notes(ticket_id)`,
  `CREATE TABLE mentions (
    note_id INTEGER NOT NULL REFERENCES notes(id) ON DELETE CASCADE,
    user_id INTEGER NOT NULL REFERENCES users(id) ON DELETE CASCADE,
    seen_at INTEGER,
    PRIMARY KEY (note_id, user_id)
  )`,
  `CREATE INDEX mentions_unseen ON mentions(user_id) WHERE seen_at IS NULL`,
  `CREATE TABLE drafts (
    user_id INTEGER NOT NULL REFERENCES users(id) ON DELETE CASCADE,
    thread_id INTEGER NOT NULL REFERENCES threads(id) ON DELETE CASCADE,
    text TEXT NOT NULL,
    note TEXT NOT NULL DEFAULT '',
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (user_id, thread_id)
  )`,
  `CREATE INDEX drafts_by_thread ON drafts(thread_id)`,
  // A status whose message we do not know yet: the send is still under way.
  `CREATE TABLE early_statuses (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    wamid TEXT NOT NULL,
    status TEXT NOT NULL,
    error_code INTEGER,
    error TEXT,
    status_at INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    UNIQUE (wamid, status)
  )`,
  `CREATE INDEX early_statuses_by_age ON early_statuses(received_at)`,
  `CREATE TABLE media (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    message_id INTEGER NOT NULL REFERENCES messages(id) ON DELETE CASCADE,
    meta_id TEXT,
    mime_type TEXT NOT NULL,
    sha256 TEXT,
    filename TEXT,
    file TEXT,
    thumbnail TEXT,
    byte_size INTEGER,
    width INTEGER,
    height INTEGER,
    is_voice INTEGER NOT NULL DEFAULT 0,
    state TEXT NOT NULL,
    error TEXT,
    attempts INTEGER NOT NULL DEFAULT 0,
    next_attempt_at INTEGER,
    expires_at INTEGER,
    created_at INTEGER NOT NULL
  )`,
  `CREATE UNIQUE INDEX media_by_message ON media(message_id)`,
  `CREATE INDEX media_due ON media(next_attempt_at) WHERE next_attempt_at IS NOT NULL`,

  // ── What we owe to Meta ────────────────────────────────────────────────────
  `CREATE TABLE outbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    message_id INTEGER NOT NULL UNIQUE REFERENCES messages(id) ON DELETE CASCADE,
    thread_id INTEGER NOT NULL REFERENCES threads(id) ON DELETE CASCADE,
    channel_id INTEGER NOT NULL REFERENCES channels(id) ON DELETE CASCADE,
    purpose TEXT NOT NULL,
    payload TEXT NOT NULL,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    next_attempt_at INTEGER,
    error_code INTEGER,
    error TEXT,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
  )`,
  `CREATE INDEX outbox_due ON outbox(channel_id, next_attempt_at, id) WHERE state = 'queued'`,
  `CREATE INDEX outbox_open_by_thread ON outbox(thread_id, id) WHERE state IN ('queued', 'sending')`,
  `CREATE INDEX outbox_by_state ON outbox(state, id)`,
  `CREATE INDEX outbox_by_thread ON outbox(thread_id)`,
  `CREATE INDEX outbox_by_channel ON outbox(channel_id)`,
  `CREATE TABLE templates (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    waba_id TEXT NOT NULL,
    meta_id TEXT NOT NULL,
    name TEXT NOT NULL,
    language TEXT NOT NULL,
    status TEXT NOT NULL,
    category TEXT NOT NULL,
    parameter_format TEXT NOT NULL,
    components TEXT NOT NULL,
    synced_at INTEGER NOT NULL,
    UNIQUE (waba_id, name, language)
  )`,

  // ── The bot and the composer ───────────────────────────────────────────────
  `CREATE TABLE bot_rules (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    match TEXT NOT NULL,
    phrases TEXT NOT NULL,
    answers TEXT NOT NULL,
    action TEXT NOT NULL DEFAULT 'answer',
    is_enabled INTEGER NOT NULL DEFAULT 1,
    position INTEGER NOT NULL,
    hit_count INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
  )`,
  `CREATE TABLE quick_replies (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    shortcut TEXT NOT NULL UNIQUE,
    category TEXT NOT NULL DEFAULT '',
    text TEXT NOT NULL,
    position INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
  )`,

  // Counts what changes the desk's rules and settings, whoever writes them: whoever
  // keeps them in memory reads this one row to know that they still hold.
  `CREATE TABLE desk_version (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    version INTEGER NOT NULL
  )`,
  `INSERT INTO desk_version (id, version) VALUES (1, 0)`,
  ...["INSERT ON settings", "UPDATE ON settings", "DELETE ON settings"].map(countChange),
  ...["INSERT ON bot_rules", `UPDATE OF ${ruleColumns} ON bot_rules`, "DELETE ON bot_rules"].map(
    countChange,
  ),

  // ── Search: words without accents, newest first by rowid ───────────────────
  `CREATE VIRTUAL TABLE message_search USING fts5(
    text, content='messages', content_rowid='id',
    tokenize="unicode61 remove_diacritics 2", prefix='2 3'
  )`,
  `CREATE TRIGGER message_search_insert AFTER INSERT ON messages WHEN new.text IS NOT NULL BEGIN
    INSERT INTO message_search(rowid, text) VALUES (new.id, new.text);
  END`,
  `CREATE TRIGGER message_search_delete AFTER DELETE ON messages WHEN old.text IS NOT NULL BEGIN
    INSERT INTO message_search(message_search, rowid, text) VALUES ('delete', old.id, old.text);
  END`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
