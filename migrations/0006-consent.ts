import { type Kysely, sql } from "kysely";

/**
 * The consent log that can be proved, privacy requests, retention, the audit log.
 * Frozen since it landed: a change is a new migration.
 *
 * A record of either log has two halves: `leaf`, canonical JSON without personal data,
 * which is hashed, chained and never changed; and the values that its salted commitments
 * stand for, in a table of their own, which an erasure deletes.
 */
const statements = [
  // ── The consent log ────────────────────────────────────────────────────────
  // What the first versions kept; carried over into the log at the next start (src/consent/carry-over.ts).
  `ALTER TABLE consent_records RENAME TO former_consent_records`,
  // Who a record is about, by a random name. Nobody once the person is erased.
  `CREATE TABLE consent_subjects (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    reference TEXT NOT NULL UNIQUE,
    contact_id INTEGER REFERENCES contacts(id) ON DELETE SET NULL
  )`,
  `CREATE INDEX consent_subjects_by_contact ON consent_subjects(contact_id)`,
  `CREATE TABLE consent_records (
    seq INTEGER PRIMARY KEY,
    subject_id INTEGER NOT NULL REFERENCES consent_subjects(id),
    purpose TEXT NOT NULL,
    event TEXT NOT NULL,
    method TEXT NOT NULL,
    event_at INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    text_hash TEXT,
    leaf TEXT NOT NULL,
    hash BLOB NOT NULL
  )`,
  `CREATE INDEX consent_records_by_subject ON consent_records(subject_id, purpose, event_at, seq)`,
  `CREATE INDEX consent_records_by_purpose ON consent_records(purpose, seq)`,
  // For the page of the log, where any filter is a few stretches of it. Partial, so that the
  // planner takes it for no other query: it would for what is asked of one person.
  `CREATE INDEX consent_records_by_kind ON consent_records(purpose, event, method, recorded_at) WHERE seq > 0`,
  `CREATE TABLE consent_private (
    seq INTEGER PRIMARY KEY REFERENCES consent_records(seq),
    subject_salt TEXT NOT NULL,
    subject TEXT NOT NULL,
    evidence_salt TEXT NOT NULL,
    evidence TEXT NOT NULL,
    wamid TEXT
  )`,
  // The exact words that people were shown, by their SHA-256.
  `CREATE TABLE shown_texts (
    hash TEXT PRIMARY KEY,
    body TEXT NOT NULL
  )`,
  // Whoever is no contact any more has no private values either, whatever deleted the contact.
  `CREATE TRIGGER consent_subjects_forgotten AFTER UPDATE OF contact_id ON consent_subjects
    WHEN NEW.contact_id IS NULL BEGIN
    DELETE FROM consent_private WHERE seq IN (SELECT seq FROM consent_records WHERE subject_id = NEW.id);
  END`,
  `CREATE TRIGGER consent_private_update BEFORE UPDATE ON consent_private BEGIN
    SELECT RAISE(ABORT, 'the consent log is never changed');
  END`,
  // Derived from the log; doctor compares the two.
  `CREATE TABLE consent_states (
    contact_id INTEGER NOT NULL REFERENCES contacts(id) ON DELETE CASCADE,
    purpose TEXT NOT NULL,
    state TEXT NOT NULL,
    event TEXT NOT NULL,
    event_at INTEGER NOT NULL,
    expires_at INTEGER,
    seq INTEGER NOT NULL,
    PRIMARY KEY (contact_id, purpose)
  ) WITHOUT ROWID`,
  // The few whom no figure counts.
  `CREATE INDEX contacts_simulated ON contacts(id) WHERE is_simulated = 1`,
  `CREATE INDEX consent_states_by_purpose ON consent_states(purpose, state, contact_id)`,
  `CREATE INDEX consent_states_expiring ON consent_states(expires_at) WHERE state = 'given' AND expires_at IS NOT NULL`,

  // ── The audit log ──────────────────────────────────────────────────────────
  `CREATE TABLE audit_records (
    seq INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    actor_type TEXT NOT NULL,
    actor_id INTEGER,
    action TEXT NOT NULL,
    object_type TEXT NOT NULL,
    object_id INTEGER,
    leaf TEXT NOT NULL,
    hash BLOB NOT NULL
  )`,
  // Each ends with the time: whatever a page asks for, it reads the newest first and stops.
  `CREATE INDEX audit_records_by_actor ON audit_records(actor_type, actor_id, at)`,
  `CREATE INDEX audit_records_by_object ON audit_records(object_type, at)`,
  `CREATE INDEX audit_records_by_row ON audit_records(object_type, object_id, at) WHERE object_id IS NOT NULL`,
  `CREATE INDEX audit_records_by_action ON audit_records(action, at)`,
  // Two that are common by themselves may hardly ever come together.
  `CREATE INDEX audit_records_by_actor_object ON audit_records(actor_type, actor_id, object_type, at)`,
  `CREATE INDEX audit_records_by_actor_action ON audit_records(actor_type, actor_id, action, at)`,
  `CREATE INDEX audit_records_by_object_action ON audit_records(object_type, action, at)`,
  `CREATE INDEX audit_records_by_time ON audit_records(at)`,
  `CREATE TABLE audit_private (
    seq INTEGER PRIMARY KEY REFERENCES audit_records(seq),
    contact_id INTEGER,
    salt TEXT NOT NULL,
    body TEXT NOT NULL
  )`,
  `CREATE INDEX audit_private_by_contact ON audit_private(contact_id) WHERE contact_id IS NOT NULL`,
  // Its contact may become another one, where two turned out to be the same person.
  `CREATE TRIGGER audit_private_update BEFORE UPDATE OF seq, salt, body ON audit_private BEGIN
    SELECT RAISE(ABORT, 'the audit log is never changed');
  END`,
  `CREATE TRIGGER audit_private_forgotten AFTER DELETE ON contacts BEGIN
    DELETE FROM audit_private WHERE contact_id = OLD.id;
  END`,

  // ── What both are proved by ────────────────────────────────────────────────
  ...["consent_records", "audit_records", "shown_texts"].flatMap(appendOnly),
  ...["consent_records", "audit_records"].map(inOrder),
  // Full subtrees of each log's Merkle tree (RFC 6962), from level 1; level 0 are the records.
  `CREATE TABLE log_nodes (
    log TEXT NOT NULL,
    level INTEGER NOT NULL,
    position INTEGER NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (log, level, position)
  ) WITHOUT ROWID`,
  // Signed with each commit that lets a log grow, so that no record is unsigned for a day.
  `CREATE TABLE log_heads (
    log TEXT PRIMARY KEY,
    size INTEGER NOT NULL,
    root TEXT NOT NULL,
    head TEXT NOT NULL,
    signature TEXT NOT NULL
  )`,
  `CREATE TABLE checkpoints (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    reason TEXT NOT NULL,
    size INTEGER NOT NULL,
    root TEXT NOT NULL,
    audit_size INTEGER NOT NULL,
    body TEXT NOT NULL,
    signature TEXT NOT NULL,
    created_at INTEGER NOT NULL
  )`,
  ...appendOnly("checkpoints"),
  `CREATE TABLE checkpoint_deliveries (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    checkpoint_id INTEGER NOT NULL REFERENCES checkpoints(id),
    channel TEXT NOT NULL,
    target TEXT NOT NULL,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    next_attempt_at INTEGER,
    error TEXT,
    sent_at INTEGER,
    created_at INTEGER NOT NULL
  )`,
  `CREATE INDEX checkpoint_deliveries_due ON checkpoint_deliveries(next_attempt_at) WHERE next_attempt_at IS NOT NULL`,
  `CREATE INDEX checkpoint_deliveries_by_checkpoint ON checkpoint_deliveries(checkpoint_id)`,

  // ── Asking for consent ─────────────────────────────────────────────────────
  `CREATE TABLE consent_purposes (
    key TEXT PRIMARY KEY,
    names TEXT NOT NULL,
    is_builtin INTEGER NOT NULL DEFAULT 0,
    expires_months INTEGER,
    position INTEGER NOT NULL,
    retired_at INTEGER,
    created_at INTEGER NOT NULL
  )`,
  `INSERT INTO consent_purposes (key, names, is_builtin, position, created_at) VALUES
    ('marketing', '{}', 1, 1, 0), ('service_updates', '{}', 1, 2, 0), ('reviews', '{}', 1, 3, 0)`,
  `CREATE TABLE consent_texts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    purpose TEXT NOT NULL REFERENCES consent_purposes(key),
    language TEXT NOT NULL,
    version INTEGER NOT NULL,
    body TEXT NOT NULL,
    state TEXT NOT NULL,
    created_by INTEGER REFERENCES users(id),
    created_at INTEGER NOT NULL,
    approved_by INTEGER REFERENCES users(id),
    approved_at INTEGER,
    retired_at INTEGER,
    UNIQUE (purpose, language, version)
  )`,
  `CREATE TABLE consent_keywords (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    word TEXT NOT NULL UNIQUE,
    purpose TEXT NOT NULL REFERENCES consent_purposes(key),
    created_at INTEGER NOT NULL
  )`,
  // A running desk notices a change: inbox/desk-rules.ts.
  ...["consent_keywords", "consent_purposes"].flatMap(noticed),
  // What the gate held back, and why.
  `CREATE TABLE consent_refusals (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    contact_id INTEGER NOT NULL REFERENCES contacts(id) ON DELETE CASCADE,
    purpose TEXT NOT NULL,
    reason TEXT NOT NULL,
    message_id INTEGER,
    actor_type TEXT,
    actor_id INTEGER,
    refused_at INTEGER NOT NULL
  )`,
  `CREATE INDEX consent_refusals_by_contact ON consent_refusals(contact_id, id)`,
  `CREATE INDEX consent_refusals_by_time ON consent_refusals(refused_at)`,
  `CREATE TABLE consent_forms (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    slug TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    purposes TEXT NOT NULL,
    channel_id INTEGER REFERENCES channels(id) ON DELETE SET NULL,
    titles TEXT NOT NULL,
    intros TEXT NOT NULL,
    is_open INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
  )`,
  // A form that was sent and waits for the person's own message. Deleted when it is too late.
  `CREATE TABLE consent_submissions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    form_id INTEGER NOT NULL REFERENCES consent_forms(id) ON DELETE CASCADE,
    code_hash TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    phone TEXT,
    language TEXT NOT NULL,
    purposes TEXT NOT NULL,
    texts TEXT NOT NULL,
    address TEXT NOT NULL,
    user_agent TEXT NOT NULL,
    contact_id INTEGER REFERENCES contacts(id) ON DELETE CASCADE,
    submitted_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    confirmed_at INTEGER
  )`,
  `CREATE INDEX consent_submissions_by_form ON consent_submissions(form_id, id)`,
  `CREATE INDEX consent_submissions_by_address ON consent_submissions(address, submitted_at)`,
  `CREATE INDEX consent_submissions_by_contact ON consent_submissions(contact_id) WHERE contact_id IS NOT NULL`,
  `CREATE INDEX consent_submissions_open ON consent_submissions(expires_at) WHERE confirmed_at IS NULL`,
  `CREATE TABLE consent_papers (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    contact_id INTEGER NOT NULL REFERENCES contacts(id) ON DELETE CASCADE,
    file TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    mime_type TEXT NOT NULL,
    byte_size INTEGER NOT NULL,
    created_by INTEGER REFERENCES users(id),
    created_at INTEGER NOT NULL
  )`,
  `CREATE INDEX consent_papers_by_contact ON consent_papers(contact_id)`,
  `CREATE TABLE consent_imports (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    filename TEXT NOT NULL,
    state TEXT NOT NULL,
    terms TEXT NOT NULL,
    file TEXT,
    total INTEGER NOT NULL DEFAULT 0,
    done INTEGER NOT NULL DEFAULT 0,
    accepted INTEGER NOT NULL DEFAULT 0,
    refused INTEGER NOT NULL DEFAULT 0,
    report TEXT NOT NULL DEFAULT '[]',
    error TEXT,
    created_by INTEGER REFERENCES users(id),
    created_at INTEGER NOT NULL,
    finished_at INTEGER
  )`,
  `CREATE TABLE consent_exports (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    log TEXT NOT NULL DEFAULT 'consent',
    filter TEXT NOT NULL,
    reason TEXT NOT NULL,
    state TEXT NOT NULL,
    language TEXT NOT NULL,
    requested_by INTEGER REFERENCES users(id),
    decided_by INTEGER REFERENCES users(id),
    decided_at INTEGER,
    done INTEGER NOT NULL DEFAULT 0,
    total INTEGER NOT NULL DEFAULT 0,
    file TEXT,
    byte_size INTEGER,
    sha256 TEXT,
    error TEXT,
    created_at INTEGER NOT NULL,
    finished_at INTEGER,
    expires_at INTEGER
  )`,

  // ── Rights of persons ──────────────────────────────────────────────────────
  `ALTER TABLE contacts ADD COLUMN restricted_at INTEGER`,
  `CREATE TABLE privacy_requests (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    contact_id INTEGER REFERENCES contacts(id) ON DELETE SET NULL,
    subject_reference TEXT,
    jurisdiction TEXT NOT NULL,
    source TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    received_at INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    extended_reason TEXT,
    identity_checked_at INTEGER,
    assignee_id INTEGER REFERENCES users(id),
    outcome TEXT,
    reminded_at INTEGER,
    created_by INTEGER REFERENCES users(id),
    created_at INTEGER NOT NULL,
    closed_at INTEGER
  )`,
  `CREATE INDEX privacy_requests_due ON privacy_requests(due_at) WHERE closed_at IS NULL`,
  `CREATE INDEX privacy_requests_by_contact ON privacy_requests(contact_id)`,
  `CREATE TABLE privacy_request_events (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    request_id INTEGER NOT NULL REFERENCES privacy_requests(id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    actor_id INTEGER REFERENCES users(id),
    detail TEXT NOT NULL DEFAULT '{}',
    created_at INTEGER NOT NULL
  )`,
  `CREATE INDEX privacy_request_events_by_request ON privacy_request_events(request_id, id)`,
  // An erasure that was begun and must be finished, also over a restart.
  `CREATE TABLE erasures (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    request_id INTEGER REFERENCES privacy_requests(id) ON DELETE SET NULL,
    contact_id INTEGER,
    state TEXT NOT NULL,
    needles TEXT,
    counts TEXT NOT NULL DEFAULT '{}',
    error TEXT,
    started_at INTEGER NOT NULL,
    finished_at INTEGER
  )`,
  // Deleting a ticket asks for them.
  `CREATE INDEX notifications_by_ticket ON notifications(ticket_id)`,
  // Keyed hashes of numbers and ids that must not be written to or taken in again.
  `CREATE TABLE suppressed (
    hash TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    reason TEXT NOT NULL,
    created_at INTEGER NOT NULL
  )`,

  // ── Retention ──────────────────────────────────────────────────────────────
  `ALTER TABLE tickets ADD COLUMN archived_at INTEGER`,
  `CREATE INDEX tickets_archived ON tickets(archived_at) WHERE archived_at IS NOT NULL`,
  // The lists of what is resolved and of the archive: neither walks past the other, however many there are.
  // It begins with the status as tickets_by_status does, for the planner would take that one otherwise.
  `CREATE INDEX tickets_resolved ON tickets(status, last_message_at DESC, id DESC)
    WHERE status = 'resolved' AND archived_at IS NULL`,
  `CREATE INDEX tickets_archive_list ON tickets(last_message_at DESC, id DESC) WHERE archived_at IS NOT NULL`,
  // Whatever takes a ticket out of resolution takes it out of the archive.
  `CREATE TRIGGER tickets_unarchive AFTER UPDATE OF status ON tickets
    WHEN NEW.archived_at IS NOT NULL AND NEW.status != 'resolved' BEGIN
    UPDATE tickets SET archived_at = NULL WHERE id = NEW.id;
  END`,
  `CREATE TABLE retention_runs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    is_dry_run INTEGER NOT NULL,
    counts TEXT NOT NULL DEFAULT '{}',
    error TEXT,
    started_by INTEGER REFERENCES users(id),
    started_at INTEGER NOT NULL,
    finished_at INTEGER
  )`,

  // What is deleted leaves no words behind in the search indexes.
  `INSERT INTO message_search(message_search, rank) VALUES ('secure-delete', 1)`,
  `INSERT INTO article_search(article_search, rank) VALUES ('secure-delete', 1)`,
];

function appendOnly(table: string): string[] {
  return ["UPDATE", "DELETE"].map(
    (verb) => `CREATE TRIGGER ${table}_${verb.toLowerCase()} BEFORE ${verb} ON ${table} BEGIN
    SELECT RAISE(ABORT, '${table} is append-only');
  END`,
  );
}

function noticed(table: string): string[] {
  return ["INSERT", "UPDATE", "DELETE"].map(
    (
      verb,
    ) => `CREATE TRIGGER desk_version_${table}_${verb.toLowerCase()} AFTER ${verb} ON ${table} BEGIN
    UPDATE desk_version SET version = version + 1;
  END`,
  );
}

/** INSERT OR REPLACE walks past the other two triggers. */
function inOrder(table: string): string {
  return `CREATE TRIGGER ${table}_insert BEFORE INSERT ON ${table}
    WHEN NEW.seq IS NOT (SELECT COALESCE(MAX(seq), 0) + 1 FROM ${table}) BEGIN
    SELECT RAISE(ABORT, '${table} is append-only');
  END`;
}

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
  // Nothing personal was ever deleted from a new file (db/freed-space.ts).
  const { rows } = await sql`SELECT 1 FROM contacts LIMIT 1`.execute(db);
  if (rows.length === 0) await sql.raw("PRAGMA user_version = 1").execute(db);
}
