import { type Kysely, sql } from "kysely";

/** Counters that change with every message are no change of the desk's rules. */
const ownColumns: Record<string, string> = {
  incidents: " OF name, category, phrasings, terms, is_enabled, archived_at",
  flows: " OF name, published_version, is_enabled, archived_at",
  articles: " OF is_internal, is_published, archived_at",
};

/**
 * The bot that resolves predefined incidents: incidents with their phrasings, knowledge base,
 * flows and their dialogues, bookings, sample conversations, and why the bot did what it did.
 */
const statements = [
  // ── Files that answers and articles show ───────────────────────────────────
  `CREATE TABLE assets (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    mime_type TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    filename TEXT NOT NULL,
    file TEXT NOT NULL,
    thumbnail TEXT,
    byte_size INTEGER NOT NULL,
    width INTEGER,
    height INTEGER,
    is_voice INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL
  )`,

  // ── Knowledge base ─────────────────────────────────────────────────────────
  `CREATE TABLE articles (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    category TEXT NOT NULL DEFAULT '',
    is_internal INTEGER NOT NULL DEFAULT 0,
    is_published INTEGER NOT NULL DEFAULT 0,
    link TEXT,
    asset_ids TEXT NOT NULL DEFAULT '[]',
    version INTEGER NOT NULL DEFAULT 1,
    used_count INTEGER NOT NULL DEFAULT 0,
    helped_count INTEGER NOT NULL DEFAULT 0,
    unhelpful_count INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    archived_at INTEGER
  )`,
  `CREATE TABLE article_texts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
    language TEXT NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    questions TEXT NOT NULL DEFAULT '[]',
    UNIQUE (article_id, language)
  )`,
  `CREATE TABLE article_versions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
    version INTEGER NOT NULL,
    change TEXT NOT NULL,
    snapshot TEXT NOT NULL,
    changed_by INTEGER REFERENCES users(id),
    changed_at INTEGER NOT NULL,
    UNIQUE (article_id, version)
  )`,
  `CREATE VIRTUAL TABLE article_search USING fts5(
    text, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2', prefix='2 3'
  )`,
  // Suggestions that somebody put away; key: a hash of a text, or the article's state at that time.
  `CREATE TABLE dismissed_suggestions (
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    subject INTEGER NOT NULL,
    dismissed_by INTEGER REFERENCES users(id),
    dismissed_at INTEGER NOT NULL,
    PRIMARY KEY (kind, key)
  ) WITHOUT ROWID`,

  // ── Incidents ──────────────────────────────────────────────────────────────
  `CREATE TABLE incidents (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    category TEXT NOT NULL DEFAULT '',
    phrasings TEXT NOT NULL,
    terms TEXT NOT NULL,
    is_enabled INTEGER NOT NULL DEFAULT 1,
    pack TEXT,
    position INTEGER NOT NULL,
    version INTEGER NOT NULL DEFAULT 1,
    hit_count INTEGER NOT NULL DEFAULT 0,
    solved_count INTEGER NOT NULL DEFAULT 0,
    unsolved_count INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    archived_at INTEGER
  )`,
  `CREATE TABLE incident_versions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    incident_id INTEGER NOT NULL REFERENCES incidents(id) ON DELETE CASCADE,
    version INTEGER NOT NULL,
    change TEXT NOT NULL,
    snapshot TEXT NOT NULL,
    changed_by INTEGER REFERENCES users(id),
    changed_at INTEGER NOT NULL,
    UNIQUE (incident_id, version)
  )`,

  // ── Flows ──────────────────────────────────────────────────────────────────
  `CREATE TABLE flow_connections (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    base_url TEXT NOT NULL,
    headers TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    archived_at INTEGER
  )`,
  `CREATE TABLE flows (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    description TEXT NOT NULL DEFAULT '',
    draft TEXT NOT NULL,
    draft_revision INTEGER NOT NULL DEFAULT 1,
    draft_changed_by INTEGER REFERENCES users(id),
    published_version INTEGER,
    is_enabled INTEGER NOT NULL DEFAULT 1,
    pack TEXT,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    archived_at INTEGER
  )`,
  `CREATE TABLE flow_versions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    flow_id INTEGER NOT NULL REFERENCES flows(id) ON DELETE CASCADE,
    version INTEGER NOT NULL,
    definition TEXT NOT NULL,
    note TEXT NOT NULL DEFAULT '',
    published_by INTEGER REFERENCES users(id),
    published_at INTEGER NOT NULL,
    UNIQUE (flow_id, version)
  )`,
  // A dialogue with one customer. It holds its own definition: it finishes on what it began with.
  `CREATE TABLE flow_runs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    thread_id INTEGER NOT NULL REFERENCES threads(id) ON DELETE CASCADE,
    ticket_id INTEGER NOT NULL REFERENCES tickets(id) ON DELETE CASCADE,
    contact_id INTEGER NOT NULL REFERENCES contacts(id) ON DELETE CASCADE,
    flow_id INTEGER REFERENCES flows(id),
    incident_id INTEGER REFERENCES incidents(id),
    version INTEGER NOT NULL,
    name TEXT NOT NULL,
    definition TEXT,
    language TEXT NOT NULL,
    state TEXT NOT NULL,
    outcome TEXT,
    step TEXT,
    variables TEXT NOT NULL DEFAULT '{}',
    progress TEXT NOT NULL DEFAULT '{}',
    tries INTEGER NOT NULL DEFAULT 0,
    asked_message_id INTEGER REFERENCES messages(id) ON DELETE SET NULL,
    due_at INTEGER,
    started_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    ended_at INTEGER
  )`,
  `CREATE INDEX flow_runs_open ON flow_runs(thread_id) WHERE ended_at IS NULL`,
  `CREATE INDEX flow_runs_due ON flow_runs(due_at) WHERE due_at IS NOT NULL`,
  `CREATE INDEX flow_runs_stuck ON flow_runs(updated_at) WHERE ended_at IS NULL AND tries > 0`,
  `CREATE INDEX flow_runs_by_contact ON flow_runs(contact_id)`,
  `CREATE INDEX flow_runs_by_ticket ON flow_runs(ticket_id)`,
  `CREATE INDEX flow_runs_by_question ON flow_runs(asked_message_id) WHERE asked_message_id IS NOT NULL`,
  `CREATE INDEX flow_runs_by_incident ON flow_runs(incident_id, started_at) WHERE incident_id IS NOT NULL`,
  // What a dialogue asks another system; \`calling\` is committed before the network.
  `CREATE TABLE flow_calls (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    run_id INTEGER NOT NULL REFERENCES flow_runs(id) ON DELETE CASCADE,
    step TEXT NOT NULL,
    request TEXT NOT NULL,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    due_at INTEGER,
    result TEXT,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
  )`,
  `CREATE INDEX flow_calls_due ON flow_calls(due_at) WHERE due_at IS NOT NULL`,
  `CREATE INDEX flow_calls_by_run ON flow_calls(run_id)`,

  // ── Why ────────────────────────────────────────────────────────────────────
  `CREATE TABLE bot_turns (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    message_id INTEGER NOT NULL UNIQUE REFERENCES messages(id) ON DELETE CASCADE,
    thread_id INTEGER NOT NULL,
    ticket_id INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    rule_id INTEGER,
    incident_id INTEGER,
    article_id INTEGER,
    flow_id INTEGER,
    run_id INTEGER,
    language TEXT NOT NULL,
    explanation TEXT NOT NULL,
    is_simulated INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL
  )`,
  `CREATE INDEX bot_turns_by_time ON bot_turns(created_at)`,
  `CREATE INDEX bot_turns_missed ON bot_turns(created_at) WHERE outcome = 'miss'`,
  `CREATE INDEX bot_turns_by_thread ON bot_turns(thread_id, message_id)`,
  `CREATE INDEX bot_turns_by_ticket ON bot_turns(ticket_id, id)`,
  `CREATE INDEX bot_turns_by_incident ON bot_turns(incident_id, created_at) WHERE incident_id IS NOT NULL`,

  // ── Test bench ─────────────────────────────────────────────────────────────
  `CREATE TABLE bot_samples (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    language TEXT NOT NULL,
    flow_id INTEGER REFERENCES flows(id) ON DELETE CASCADE,
    turns TEXT NOT NULL,
    position INTEGER NOT NULL,
    last_result TEXT,
    last_run_at INTEGER,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    archived_at INTEGER
  )`,

  // ── Merged tickets ─────────────────────────────────────────────────────────
  `ALTER TABLE tickets ADD COLUMN merged_into_id INTEGER REFERENCES tickets(id) ON DELETE CASCADE`,
  `CREATE INDEX tickets_merged ON tickets(merged_into_id) WHERE merged_into_id IS NOT NULL`,

  // ── Bookings ───────────────────────────────────────────────────────────────
  `CREATE TABLE booking_services (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    price TEXT NOT NULL DEFAULT '{}',
    minutes INTEGER NOT NULL,
    buffer_minutes INTEGER NOT NULL DEFAULT 0,
    every_minutes INTEGER NOT NULL,
    capacity INTEGER NOT NULL DEFAULT 1,
    days_ahead INTEGER NOT NULL,
    notice_minutes INTEGER NOT NULL DEFAULT 0,
    position INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    archived_at INTEGER
  )`,
  `CREATE TABLE booking_staff (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    calendar TEXT,
    service_ids TEXT NOT NULL,
    feed_token TEXT NOT NULL UNIQUE,
    position INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    archived_at INTEGER
  )`,
  `CREATE TABLE bookings (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    service_id INTEGER NOT NULL REFERENCES booking_services(id),
    staff_id INTEGER NOT NULL REFERENCES booking_staff(id),
    contact_id INTEGER NOT NULL REFERENCES contacts(id) ON DELETE CASCADE,
    ticket_id INTEGER REFERENCES tickets(id) ON DELETE SET NULL,
    run_id INTEGER REFERENCES flow_runs(id) ON DELETE SET NULL,
    state TEXT NOT NULL,
    starts_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    busy_until INTEGER NOT NULL,
    seat INTEGER NOT NULL,
    held_until INTEGER,
    confirmed_at INTEGER,
    note TEXT NOT NULL DEFAULT '',
    uid TEXT NOT NULL,
    sequence INTEGER NOT NULL DEFAULT 0,
    token TEXT UNIQUE,
    moved_to_id INTEGER REFERENCES bookings(id) ON DELETE SET NULL,
    created_by INTEGER REFERENCES users(id),
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
  )`,
  ...["ticket_id", "run_id", "moved_to_id"].map(
    (column) =>
      `CREATE INDEX bookings_by_${column} ON bookings(${column}) WHERE ${column} IS NOT NULL`,
  ),
  `CREATE INDEX bookings_by_time ON bookings(starts_at)`,
  `CREATE INDEX bookings_by_contact ON bookings(contact_id, starts_at)`,
  `CREATE INDEX bookings_held ON bookings(held_until) WHERE state = 'held'`,
  // Each booking takes a seat in every five minutes that it lasts, its pause included. The key
  // makes a second booking of a seat impossible, the trigger any other service or beginning beside
  // it, the check a seat more than there are: whatever the program reckons.
  `CREATE TABLE booking_cells (
    staff_id INTEGER NOT NULL REFERENCES booking_staff(id),
    cell INTEGER NOT NULL,
    seat INTEGER NOT NULL,
    booking_id INTEGER NOT NULL REFERENCES bookings(id) ON DELETE CASCADE,
    service_id INTEGER NOT NULL,
    starts_at INTEGER NOT NULL,
    capacity INTEGER NOT NULL,
    PRIMARY KEY (staff_id, cell, seat),
    CHECK (seat >= 0 AND seat < capacity)
  ) WITHOUT ROWID`,
  `CREATE INDEX booking_cells_by_booking ON booking_cells(booking_id)`,
  `CREATE TRIGGER booking_cells_one_at_a_time BEFORE INSERT ON booking_cells
    WHEN EXISTS (
      SELECT 1 FROM booking_cells AS other
      WHERE other.staff_id = NEW.staff_id AND other.cell = NEW.cell
        AND (other.service_id <> NEW.service_id OR other.starts_at <> NEW.starts_at)
    ) BEGIN
    SELECT RAISE(ABORT, 'this person is booked for something else then');
  END`,

  // ── Coverage ───────────────────────────────────────────────────────────────
  // Groups of unanswered questions that somebody has put aside, by their commonest phrasing, folded.
  `CREATE TABLE coverage_dismissals (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    phrase TEXT NOT NULL UNIQUE,
    dismissed_by INTEGER REFERENCES users(id),
    dismissed_at INTEGER NOT NULL
  )`,

  ...["incidents", "flows", "articles", "article_texts"].flatMap((table) =>
    ["INSERT", "UPDATE", "DELETE"].map((verb) => countChange(table, verb)),
  ),
];

function countChange(table: string, verb: string): string {
  const columns = verb === "UPDATE" ? (ownColumns[table] ?? "") : "";
  return `CREATE TRIGGER desk_version_${table}_${verb.toLowerCase()} AFTER ${verb}${columns} ON ${table} BEGIN
    UPDATE desk_version SET version = version + 1;
  END`;
}

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
