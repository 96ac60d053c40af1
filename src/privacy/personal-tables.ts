import type { Schema } from "../db/schema.ts";

/** What kinds of things are kept of a person, as pages name them. */
export const foundKinds = [
  "contact",
  "consent",
  "messages",
  "media",
  "tickets",
  "notes",
  "drafts",
  "bot",
  "bookings",
  "notifications",
  "journal",
  "requests",
  "audit",
  "technical",
] as const;
export type FoundKind = (typeof foundKinds)[number];

/** Why something stays after an erasure. */
export const stayReasons = [
  /** Other people's conversations and records that speak of the person. */
  "elsewhere",
  /** A single name or a phrase that others use, too. */
  "common",
  /** Answers, articles and rules of the business that happen to have the same words. */
  "wording",
  /** What the desk knows of the people who work with it. */
  "desk",
  /** The consent log's hashed half, which names nobody. */
  "log",
] as const;
export type StayReason = (typeof stayReasons)[number];

/**
 * How a table is tied to a person; `sample` is a column of words that people recognise, no code of ours.
 * - `own`: the rows where `where` holds (`:contact` is the contact's id) are theirs, and go.
 * - `traces`: a row that a scan finds their number, id, name or words in: the row is deleted,
 *   `cut` down to what is other people's, or the needles in it are blotted out (`redact`).
 * - `stays`: what is found there is not the person's own, and is told instead.
 */
export type Tie = { kind: FoundKind; where?: string; sample?: string } & (
  { otherwise: "delete" | "cut" | "redact" } | { otherwise: "stays"; reason: StayReason }
);

const threads = "(SELECT id FROM threads WHERE contact_id = :contact)";
const tickets = "(SELECT id FROM tickets WHERE contact_id = :contact)";
const messages = `(SELECT id FROM messages WHERE thread_id IN ${threads})`;
const subjects = "(SELECT id FROM consent_subjects WHERE contact_id = :contact)";
const ofContact = "contact_id = :contact";
const ofThread = `thread_id IN ${threads}`;
const ofTicket = `ticket_id IN ${tickets}`;

const elsewhere = { otherwise: "stays", reason: "elsewhere" } as const;
const wording = { kind: "technical", otherwise: "stays", reason: "wording" } as const;
const desk = { kind: "technical", otherwise: "stays", reason: "desk" } as const;
const log = { kind: "consent", otherwise: "stays", reason: "log" } as const;

/** Every table of the data file. A new one has to be entered here before it compiles. */
export const personalTables: Record<keyof Schema, Tie> = {
  contacts: { kind: "contact", where: "id = :contact", sample: "name", ...elsewhere },
  contact_identities: { kind: "contact", where: ofContact, sample: "value", ...elsewhere },
  contact_tags: { kind: "contact", where: ofContact, sample: "tag", ...elsewhere },
  contact_values: { kind: "contact", where: ofContact, sample: "value", ...elsewhere },

  former_consent_records: { kind: "consent", where: ofContact, ...elsewhere },
  consent_subjects: log,
  consent_records: log,
  consent_private: {
    kind: "consent",
    where: `seq IN (SELECT seq FROM consent_records WHERE subject_id IN ${subjects})`,
    sample: "evidence",
    ...elsewhere,
  },
  shown_texts: wording,
  consent_states: { kind: "consent", where: ofContact, ...elsewhere },
  consent_refusals: { kind: "consent", where: ofContact, ...elsewhere },
  consent_submissions: { kind: "consent", where: ofContact, otherwise: "delete" },
  consent_papers: { kind: "consent", where: ofContact, ...elsewhere },
  consent_imports: { kind: "consent", otherwise: "redact" },
  consent_exports: { kind: "consent", otherwise: "redact" },
  consent_purposes: wording,
  consent_texts: wording,
  consent_keywords: wording,
  consent_forms: wording,

  threads: { kind: "messages", where: ofContact, ...elsewhere },
  messages: { kind: "messages", where: ofThread, sample: "text", ...elsewhere },
  outbox: { kind: "messages", where: ofThread, sample: "payload", ...elsewhere },
  early_statuses: { kind: "messages", otherwise: "delete" },
  media: {
    kind: "media",
    where: `message_id IN ${messages}`,
    sample: "filename",
    ...elsewhere,
  },
  tickets: { kind: "tickets", where: ofContact, sample: "'#' || id", ...elsewhere },
  ticket_tags: { kind: "tickets", where: ofTicket, sample: "tag", ...elsewhere },
  ticket_events: { kind: "tickets", where: ofTicket, ...elsewhere },
  rule_firings: { kind: "tickets", where: ofTicket, sample: "rule_name", ...elsewhere },
  rule_timers: { kind: "tickets", where: ofTicket, ...elsewhere },
  sla_clocks: { kind: "tickets", where: ofTicket, ...elsewhere },
  sla_events: {
    kind: "tickets",
    where: `clock_id IN (SELECT id FROM sla_clocks WHERE ${ofTicket})`,
    ...elsewhere,
  },
  notes: { kind: "notes", where: ofThread, sample: "text", ...elsewhere },
  mentions: {
    kind: "notes",
    where: `note_id IN (SELECT id FROM notes WHERE ${ofThread})`,
    ...elsewhere,
  },
  drafts: { kind: "drafts", where: ofThread, sample: "text", ...elsewhere },

  flow_runs: { kind: "bot", where: ofContact, sample: "name", ...elsewhere },
  flow_calls: {
    kind: "bot",
    where: `run_id IN (SELECT id FROM flow_runs WHERE ${ofContact})`,
    sample: "request",
    ...elsewhere,
  },
  bot_turns: { kind: "bot", where: ofThread, ...elsewhere },
  bookings: { kind: "bookings", where: ofContact, sample: "note", ...elsewhere },
  booking_cells: {
    kind: "bookings",
    where: `booking_id IN (SELECT id FROM bookings WHERE ${ofContact})`,
    ...elsewhere,
  },

  notifications: { kind: "notifications", where: ofTicket, otherwise: "delete" },
  notify_told: { kind: "notifications", where: ofTicket, ...elsewhere },
  deliveries: { kind: "notifications", otherwise: "delete" },
  ticket_undos: { kind: "technical", otherwise: "delete" },
  saved_views: { kind: "technical", otherwise: "redact" },
  shift_handovers: { kind: "technical", otherwise: "redact" },
  alerts: { kind: "technical", otherwise: "redact" },
  idempotency_keys: { kind: "technical", otherwise: "delete" },
  webhook_events: { kind: "journal", otherwise: "cut" },
  privacy_requests: { kind: "requests", where: ofContact, otherwise: "redact" },
  privacy_request_events: {
    kind: "requests",
    where: `request_id IN (SELECT id FROM privacy_requests WHERE ${ofContact})`,
    otherwise: "redact",
  },
  audit_private: { kind: "audit", where: ofContact, otherwise: "delete" },
  audit_records: log,

  log_nodes: log,
  log_heads: log,
  checkpoints: log,
  checkpoint_deliveries: desk,
  erasures: desk,
  suppressed: desk,
  retention_runs: desk,
  settings: desk,
  users: desk,
  sessions: desk,
  login_attempts: desk,
  setup_links: desk,
  api_tokens: desk,
  channels: desk,
  roles: desk,
  user_skills: desk,
  invitations: desk,
  teams: desk,
  team_members: desk,
  shifts: desk,
  push_subscriptions: desk,
  templates: wording,
  bot_rules: wording,
  quick_replies: wording,
  contact_fields: wording,
  segments: wording,
  routing_rules: wording,
  routing_rule_versions: wording,
  routing_progress: desk,
  sla_policies: wording,
  sla_progress: desk,
  notify_progress: desk,
  assets: wording,
  articles: wording,
  article_texts: wording,
  article_versions: wording,
  article_search: wording,
  dismissed_suggestions: wording,
  incidents: wording,
  incident_versions: wording,
  flow_connections: desk,
  flows: wording,
  flow_versions: wording,
  bot_samples: wording,
  booking_services: wording,
  booking_staff: desk,
  coverage_dismissals: wording,
  desk_version: desk,
  message_search: { kind: "messages", otherwise: "stays", reason: "elsewhere" },
};

/** Requests stay as proof that they were answered, without the person. */
export const keptWithoutPerson: ReadonlySet<keyof Schema> = new Set([
  "privacy_requests",
  "privacy_request_events",
]);
