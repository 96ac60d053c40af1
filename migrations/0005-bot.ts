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
    tries INTEGER NOT NULL DEFAULT 0,
    asked_message_id INTEGER REFERENCES messages(id),
    due_at INTEGER,
    started_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    ended_at INTEGER
  )`,
  `CREATE INDEX flow_runs_open ON flow_runs(thread_id) WHERE ended_at IS NULL`,
  `CREATE INDEX flow_runs_due ON flow_runs(due_at) WHERE due_at IS NOT NULL`,
  `CREATE INDEX flow_runs_by_ticket ON flow_runs(ticket_id)`,
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
  `CREATE INDEX bot_turns_by_ticket ON bot_turns(ticket_id, id)`,

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
    updated_at INTEGER NOT NULL
  )`,

  // ── Bookings ───────────────────────────────────────────────────────────────

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
