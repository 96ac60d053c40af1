import type { Generated } from "kysely";

/** Milliseconds since 1970, UTC. */
export type Instant = number;
/** 0 or 1: SQLite has no booleans. */
export type Flag = 0 | 1;
/** JSON as text; the comment beside the column names its shape. */
export type Json = string;

export type Language = "en" | "fr" | "pt" | "es";
export type Role = "owner" | "agent";
export type TicketStatus = "new" | "open" | "pending" | "snoozed" | "resolved";
export type Priority = "low" | "normal" | "high" | "urgent";
export type Direction = "in" | "out";
export type AuthorType = "contact" | "agent" | "bot" | "api" | "system";
export type MessageStatus =
  | "received"
  | "queued"
  | "sending"
  | "sent"
  | "delivered"
  | "read"
  | "played"
  | "failed"
  | "unknown";
export type OutboxState = "queued" | "sending" | "accepted" | "failed" | "unknown";
export type WebhookEventState = "received" | "processed" | "failed" | "ignored";
export type MediaState = "pending" | "ready" | "failed" | "expired";
export type RuleMatch = "exact" | "message" | "contains";
export type RuleAction = "answer" | "hand-over";
/** Why a message leaves: the consent gate lets only `service` pass without consent. */
export type Purpose = "service" | "marketing" | "consent";
export type ConsentEvent = "requested" | "given" | "refused" | "withdrawn";

export interface Schema {
  settings: SettingsTable;
  users: UsersTable;
  sessions: SessionsTable;
  login_attempts: LoginAttemptsTable;
  setup_links: SetupLinksTable;
  api_tokens: ApiTokensTable;
  idempotency_keys: IdempotencyKeysTable;
  channels: ChannelsTable;
  webhook_events: WebhookEventsTable;
  alerts: AlertsTable;
  contacts: ContactsTable;
  contact_identities: ContactIdentitiesTable;
  contact_tags: ContactTagsTable;
  consent_records: ConsentRecordsTable;
  threads: ThreadsTable;
  tickets: TicketsTable;
  ticket_tags: TicketTagsTable;
  ticket_events: TicketEventsTable;
  messages: MessagesTable;
  notes: NotesTable;
  mentions: MentionsTable;
  drafts: DraftsTable;
  early_statuses: EarlyStatusesTable;
  media: MediaTable;
  outbox: OutboxTable;
  templates: TemplatesTable;
  bot_rules: BotRulesTable;
  quick_replies: QuickRepliesTable;
  desk_version: { id: number; version: number };
  message_search: { rowid: number; text: string };
}

export interface SettingsTable {
  key: string;
  value: Json;
  updated_at: Instant;
}

export interface UsersTable {
  id: Generated<number>;
  /** Lower case. */
  email: string;
  name: string;
  role: Role;
  /** PHC string, argon2id. */
  password_hash: string;
  language: Language;
  /** Single-key shortcuts can be switched off (WCAG 2.1.4). */
  has_shortcuts: Generated<Flag>;
  has_sound: Generated<Flag>;
  created_at: Instant;
  deactivated_at: Instant | null;
}

export interface SessionsTable {
  id: Generated<number>;
  user_id: number;
  /** SHA-256, hex, of the cookie's token. */
  token_hash: string;
  address: string;
  user_agent: string;
  created_at: Instant;
  last_seen_at: Instant;
  expires_at: Instant;
}

export interface LoginAttemptsTable {
  id: Generated<number>;
  email: string;
  address: string;
  attempted_at: Instant;
}

export interface SetupLinksTable {
  id: Generated<number>;
  token_hash: string;
  created_at: Instant;
  expires_at: Instant;
}

export interface ApiTokensTable {
  id: Generated<number>;
  name: string;
  token_hash: string;
  /** string[]: see users/permissions.ts */
  scopes: Json;
  created_at: Instant;
  last_used_at: Instant | null;
  revoked_at: Instant | null;
}

export interface IdempotencyKeysTable {
  token_id: number;
  key: string;
  request_hash: string;
  status: number;
  body: string;
  created_at: Instant;
}

export interface ChannelsTable {
  id: Generated<number>;
  name: string;
  phone_number_id: string;
  waba_id: string | null;
  display_phone: string | null;
  /** Encrypted (see settings/secrets.ts); null: the environment's token. */
  access_token: string | null;
  is_simulated: Generated<Flag>;
  is_from_environment: Generated<Flag>;
  messages_per_second: Generated<number>;
  /** Set when Meta stops us from sending, or a person closes the channel. */
  closed_at: Instant | null;
  closed_reason: string | null;
  created_at: Instant;
}

export interface WebhookEventsTable {
  id: Generated<number>;
  received_at: Instant;
  /** `meta` or `simulator`: which secret signed it. */
  source: "meta" | "simulator";
  body: Uint8Array;
  state: WebhookEventState;
  /** Comma-separated `field` names, for the journal page. */
  fields: string | null;
  error: string | null;
  processed_at: Instant | null;
}

export interface AlertsTable {
  id: Generated<number>;
  /** A key of views/ui/strings.ts under `alert.`. */
  kind: string;
  channel_id: number | null;
  detail: string;
  raised_at: Instant;
  cleared_at: Instant | null;
}

export interface ContactsTable {
  id: Generated<number>;
  name: string;
  /** contacts/fold-name.ts: lower case without accents, with the phone's digits. */
  name_folded: string;
  /** A name typed by an agent is not overwritten by the profile's. */
  is_name_edited: Generated<Flag>;
  /** Canonical E.164 with `+`. */
  phone: string | null;
  /** What Meta calls the number: digits, may differ from `phone` (BR, MX, AR). */
  wa_id: string | null;
  /** Meta's business-scoped user id. */
  user_id: string | null;
  username: string | null;
  language: Language | null;
  is_simulated: Generated<Flag>;
  blocked_at: Instant | null;
  created_at: Instant;
  updated_at: Instant;
}

export interface ContactIdentitiesTable {
  id: Generated<number>;
  contact_id: number;
  kind: "phone" | "user_id" | "parent_user_id";
  value: string;
  is_simulated: Generated<Flag>;
  since_at: Instant;
}

export interface ContactTagsTable {
  contact_id: number;
  tag: string;
}

export interface ConsentRecordsTable {
  id: Generated<number>;
  contact_id: number;
  purpose: string;
  event: ConsentEvent;
  /** keyword, user_preferences, agent, api … */
  source: string;
  /** The message that proves it. */
  message_id: number | null;
  text_shown: string | null;
  language: Language | null;
  event_at: Instant;
  recorded_at: Instant;
}

export interface ThreadsTable {
  id: Generated<number>;
  contact_id: number;
  channel_id: number;
  /** The 24-hour window counts from here: the earlier of timestamp and receipt. */
  window_from_at: Instant | null;
  created_at: Instant;
}

export interface TicketsTable {
  /** Also the ticket's number. */
  id: Generated<number>;
  thread_id: number;
  contact_id: number;
  channel_id: number;
  status: TicketStatus;
  priority: Generated<Priority>;
  category: string | null;
  language: Language | null;
  assignee_id: number | null;
  is_escalated: Generated<Flag>;
  is_spam: Generated<Flag>;
  unread_count: Generated<number>;
  /** `off` from the first human reply or hand-over until resolved or handed back. */
  bot_state: Generated<"on" | "off">;
  last_message_id: number | null;
  last_message_at: Instant;
  snoozed_until: Instant | null;
  resolved_at: Instant | null;
  created_at: Instant;
  updated_at: Instant;
}

export interface TicketTagsTable {
  ticket_id: number;
  tag: string;
}

export interface TicketEventsTable {
  id: Generated<number>;
  ticket_id: number;
  /** opened, status, assignee, priority, tags, category, language, bot, escalated, spam */
  kind: string;
  actor_type: AuthorType;
  actor_id: number | null;
  /** {from?, to?, reason?} */
  detail: Generated<Json>;
  created_at: Instant;
}

export interface MessagesTable {
  id: Generated<number>;
  thread_id: number;
  /** Null only for a reaction that came before any ticket. */
  ticket_id: number | null;
  direction: Direction;
  author_type: AuthorType;
  /** The user, for `agent`. */
  author_id: number | null;
  type: string;
  /** What a person reads and searches: body, caption, label of a tapped button. */
  text: string | null;
  /** MessageContent of whatsapp/content.ts: everything that is not text. */
  content: Generated<Json>;
  wamid: string | null;
  /** Our biz_opaque_callback_data, echoed by every status. */
  reference: string | null;
  reply_to_wamid: string | null;
  /** Reactions, edits and revocations: the message they speak of. */
  target_wamid: string | null;
  status: MessageStatus;
  error_code: number | null;
  error: string | null;
  /** Reading order: the earlier of Meta's timestamp and our receipt. */
  sent_at: Instant;
  /** Meta's own timestamp as it came: whole seconds, may lie. */
  stamped_at: Instant | null;
  created_at: Instant;
}

export interface NotesTable {
  id: Generated<number>;
  thread_id: number;
  ticket_id: number;
  author_id: number;
  /** Lines that begin with `[ ]` or `[x]` are action items. */
  text: string;
  created_at: Instant;
  updated_at: Instant;
}

export interface MentionsTable {
  note_id: number;
  user_id: number;
  seen_at: Instant | null;
}

export interface DraftsTable {
  user_id: number;
  thread_id: number;
  text: string;
  note: Generated<string>;
  updated_at: Instant;
}

export interface EarlyStatusesTable {
  id: Generated<number>;
  wamid: string;
  status: string;
  error_code: number | null;
  error: string | null;
  status_at: Instant;
  received_at: Instant;
}

export interface MediaTable {
  id: Generated<number>;
  message_id: number;
  /** Inbound: lives 7 days at Meta. Outbound: set once uploaded. */
  meta_id: string | null;
  mime_type: string;
  /** Hex. */
  sha256: string | null;
  filename: string | null;
  /** Random name under media/ in the data folder. */
  file: string | null;
  thumbnail: string | null;
  byte_size: number | null;
  width: number | null;
  height: number | null;
  is_voice: Generated<Flag>;
  state: MediaState;
  error: string | null;
  attempts: Generated<number>;
  next_attempt_at: Instant | null;
  expires_at: Instant | null;
  created_at: Instant;
}

export interface OutboxTable {
  id: Generated<number>;
  message_id: number;
  thread_id: number;
  channel_id: number;
  purpose: Purpose;
  /** The Graph body without `to`, `recipient` and callback data: those are set on sending. */
  payload: Json;
  state: OutboxState;
  attempts: Generated<number>;
  next_attempt_at: Instant | null;
  error_code: number | null;
  error: string | null;
  created_at: Instant;
  updated_at: Instant;
  /** A person decided that it never goes out. It stays when Meta says later that it had it. */
  dropped_at: Instant | null;
  /** Null: through the API, or before 0002. */
  dropped_by: number | null;
}

export interface TemplatesTable {
  id: Generated<number>;
  waba_id: string;
  meta_id: string;
  name: string;
  /** Meta's code, such as en_US: must be sent back exactly. */
  language: string;
  status: string;
  category: string;
  parameter_format: "NAMED" | "POSITIONAL";
  components: Json;
  synced_at: Instant;
}

export interface BotRulesTable {
  id: Generated<number>;
  name: string;
  match: RuleMatch;
  /** string[] */
  phrases: Json;
  /** Partial<Record<Language, string>> */
  answers: Json;
  action: Generated<RuleAction>;
  is_enabled: Generated<Flag>;
  position: number;
  hit_count: Generated<number>;
  created_at: Instant;
  updated_at: Instant;
}

export interface QuickRepliesTable {
  id: Generated<number>;
  /** What is typed after `/`. */
  shortcut: string;
  category: Generated<string>;
  text: string;
  position: number;
  created_at: Instant;
  updated_at: Instant;
}
