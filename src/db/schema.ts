import type { Generated } from "kysely";

/** Milliseconds since 1970, UTC. */
export type Instant = number;
/** 0 or 1: SQLite has no booleans. */
export type Flag = 0 | 1;
/** JSON as text; the comment beside the column names its shape. */
export type Json = string;

export type Language = "en" | "fr" | "pt" | "es";
/** users/permissions.ts says what each may do; `custom`: the row of `roles` does. `agent` is level 1. */
export type Role =
  | "owner"
  | "admin"
  | "supervisor"
  | "account-manager"
  | "agent"
  | "lead"
  | "level-2"
  | "moderator"
  | "auditor"
  | "custom";
/** Whose tickets a person sees. */
export type TicketScope = "none" | "own" | "team" | "all";
/** `auto`: by shift and by an open page (users/presence.ts). */
export type PresenceChoice = "auto" | "online" | "away" | "off";
export type AssignmentMode = "manual" | "round-robin" | "least-busy";
export type SlaMetric = "first-response" | "next-response" | "resolution" | "hand-over";
/** `running` and `paused` are open; `met` in time, `breached` ended too late, `void`: no longer asked. */
export type ClockState = "running" | "paused" | "met" | "breached" | "void";
export type DeliveryChannel = "push" | "email" | "slack" | "webhook";
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
/**
 * Why a message leaves: `service` answers what the person asks, `consent` asks for consent; any
 * other is a key of consent_purposes and needs consent (consent/gate.ts).
 */
export type Purpose = "service" | "consent" | (string & {});
export type ConsentEvent = "requested" | "given" | "refused" | "withdrawn" | "expired" | "erased";
/** How a consent record came about. */
export type ConsentMethod =
  | "keyword"
  | "button"
  | "user_preferences"
  /** By a sign-up link of Meta, in WhatsApp itself. */
  | "signup"
  | "meta-131050"
  | "agent"
  | "paper"
  | "phone"
  | "in-person"
  | "web-form"
  | "ad"
  | "flow"
  | "api"
  | "import"
  | "expiry"
  | "erasure";
export type CheckpointReason = "daily" | "export" | "manual" | "erasure";

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
  former_consent_records: FormerConsentRecordsTable;
  consent_subjects: ConsentSubjectsTable;
  consent_records: ConsentRecordsTable;
  consent_private: ConsentPrivateTable;
  shown_texts: { hash: string; body: string };
  consent_states: ConsentStatesTable;
  consent_purposes: ConsentPurposesTable;
  consent_texts: ConsentTextsTable;
  consent_keywords: ConsentKeywordsTable;
  consent_refusals: ConsentRefusalsTable;
  consent_forms: ConsentFormsTable;
  consent_submissions: ConsentSubmissionsTable;
  consent_papers: ConsentPapersTable;
  consent_imports: ConsentImportsTable;
  consent_exports: ConsentExportsTable;
  audit_records: AuditRecordsTable;
  audit_private: AuditPrivateTable;
  log_nodes: { log: "consent" | "audit"; level: number; position: number; hash: Uint8Array };
  log_heads: LogHeadsTable;
  checkpoints: CheckpointsTable;
  checkpoint_deliveries: CheckpointDeliveriesTable;
  privacy_requests: PrivacyRequestsTable;
  privacy_request_events: PrivacyRequestEventsTable;
  erasures: ErasuresTable;
  suppressed: SuppressedTable;
  retention_runs: RetentionRunsTable;
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
  roles: RolesTable;
  user_skills: { user_id: number; kind: "language" | "product" | "level"; value: string };
  invitations: InvitationsTable;
  teams: TeamsTable;
  team_members: TeamMembersTable;
  shifts: ShiftsTable;
  shift_handovers: ShiftHandoversTable;
  contact_fields: ContactFieldsTable;
  contact_values: { contact_id: number; field_id: number; value: string };
  segments: SegmentsTable;
  routing_rules: RoutingRulesTable;
  routing_rule_versions: RoutingRuleVersionsTable;
  rule_firings: RuleFiringsTable;
  rule_timers: RuleTimersTable;
  routing_progress: { id: number; ticket_event_id: number };
  sla_policies: SlaPoliciesTable;
  sla_clocks: SlaClocksTable;
  sla_events: SlaEventsTable;
  sla_progress: SlaProgressTable;
  saved_views: SavedViewsTable;
  ticket_undos: TicketUndosTable;
  notifications: NotificationsTable;
  notify_progress: {
    id: number;
    ticket_event_id: number;
    message_id: number;
    note_id: number;
  };
  notify_told: { ticket_id: number; waiting_since: Instant };
  push_subscriptions: PushSubscriptionsTable;
  deliveries: DeliveriesTable;
  assets: AssetsTable;
  articles: ArticlesTable;
  article_texts: ArticleTextsTable;
  article_versions: ArticleVersionsTable;
  /** Full text of article_texts, by its id. */
  article_search: { rowid: number; text: string };
  dismissed_suggestions: DismissedSuggestionsTable;
  incidents: IncidentsTable;
  incident_versions: IncidentVersionsTable;
  flow_connections: FlowConnectionsTable;
  flows: FlowsTable;
  flow_versions: FlowVersionsTable;
  flow_runs: FlowRunsTable;
  flow_calls: FlowCallsTable;
  bot_turns: BotTurnsTable;
  bot_samples: BotSamplesTable;
  booking_services: BookingServicesTable;
  booking_staff: BookingStaffTable;
  bookings: BookingsTable;
  booking_cells: BookingCellsTable;
  coverage_dismissals: CoverageDismissalsTable;
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
  /** For the role `custom`. */
  custom_role_id: number | null;
  /** From then on the person is let in no more. */
  access_ends_at: Instant | null;
  /** The most open tickets that are assigned by themselves; null: no limit. */
  capacity: number | null;
  presence: Generated<PresenceChoice>;
  /** The last sign of an open page. */
  page_seen_at: Instant | null;
  /** NotifySettings of users/notify-settings.ts. */
  notify: Generated<Json>;
}

export interface RolesTable {
  id: Generated<number>;
  name: string;
  ticket_scope: TicketScope;
  /** Permission[] */
  permissions: Json;
  created_at: Instant;
  updated_at: Instant;
}

export interface InvitationsTable {
  id: Generated<number>;
  token_hash: string;
  email: string;
  name: string;
  role: Role;
  custom_role_id: number | null;
  /** number[] */
  team_ids: Generated<Json>;
  invited_by: number | null;
  access_ends_at: Instant | null;
  expires_at: Instant;
  accepted_at: Instant | null;
  revoked_at: Instant | null;
  created_at: Instant;
}

export interface TeamsTable {
  id: Generated<number>;
  name: string;
  /** Calendar of routing/calendar.ts; null: the business's own hours. */
  calendar: Json | null;
  assignment: Generated<AssignmentMode>;
  /** The last agent of a contact gets their next ticket while present. */
  is_sticky: Generated<Flag>;
  position: Generated<number>;
  /** No longer used: team_members.turn says where round robin stands. */
  last_assigned_id: number | null;
  /** Weeks after which the shifts repeat, 1 to 8. */
  rotation_weeks: Generated<number>;
  /** The Monday of one of its first weeks, "YYYY-MM-DD"; null: one long ago. */
  rotation_from: string | null;
  /** Shifts that ended up to then have their cards (routing/make-handovers.ts). */
  handed_over_until: Instant | null;
  created_at: Instant;
  updated_at: Instant;
  archived_at: Instant | null;
}

export interface TeamMembersTable {
  team_id: number;
  user_id: number;
  is_lead: Generated<Flag>;
  /** Round robin: the number of their last turn in the team; the lowest is next. */
  turn: Generated<number>;
}

/** A part of a weekly rotation, by the wall clock of the team's zone. */
export interface ShiftsTable {
  id: Generated<number>;
  team_id: number;
  user_id: number;
  /** 0: each week; 1, 2, …: that week of the rotation. */
  week: Generated<number>;
  weekday: string;
  /** "HH:MM"; `ends` not after `starts`: on the next day. */
  starts: string;
  ends: string;
}

export interface ShiftHandoversTable {
  id: Generated<number>;
  team_id: number;
  from_user_id: number;
  shift_ended_at: Instant;
  /** HandoverCard of routing/handover-card.ts. */
  card: Json;
  note: Generated<string>;
  acknowledged_by: number | null;
  acknowledged_at: Instant | null;
  created_at: Instant;
}

export interface ContactFieldsTable {
  id: Generated<number>;
  /** What conditions and the API call it: a-z, 0-9, _. */
  key: string;
  label: string;
  type: "text" | "number" | "date" | "choice";
  /** string[], for `choice`. */
  choices: Generated<Json>;
  position: number;
  created_at: Instant;
}

export interface SegmentsTable {
  id: Generated<number>;
  name: string;
  /** Condition of routing/conditions.ts. */
  condition: Json;
  created_at: Instant;
  updated_at: Instant;
}

export interface RoutingRulesTable {
  id: Generated<number>;
  name: string;
  /** RoutingEvent[] of routing/conditions.ts. */
  events: Json;
  /** Condition of routing/conditions.ts. */
  condition: Json;
  /** Action[] of routing/actions.ts. */
  actions: Json;
  /** For the event `unanswered`. */
  unanswered_minutes: number | null;
  is_enabled: Generated<Flag>;
  /** No later rule looks at the event once this one fired. */
  stops: Generated<Flag>;
  position: number;
  version: Generated<number>;
  hit_count: Generated<number>;
  created_at: Instant;
  updated_at: Instant;
}

export interface RoutingRuleVersionsTable {
  id: Generated<number>;
  rule_id: number;
  version: number;
  change: "created" | "changed" | "enabled" | "disabled" | "moved" | "deleted" | "restored";
  /** RuleInput of routing/rules.ts. */
  snapshot: Json;
  changed_by: number | null;
  changed_at: Instant;
}

/** Why something happened to a ticket: kept with the names of that time. */
export interface RuleFiringsTable {
  id: Generated<number>;
  rule_id: number;
  rule_name: string;
  rule_version: number;
  ticket_id: number;
  event: string;
  /** Match[] of routing/conditions.ts: the conditions that held, with the values that matched. */
  because: Json;
  /** Effect[] of routing/run-actions.ts: what was done, and what could not be. */
  effects: Json;
  fired_at: Instant;
}

/** "N minutes without answer", once per rule and waiting; a row without `due_at` has fired. */
export interface RuleTimersTable {
  rule_id: number;
  ticket_id: number;
  waiting_since: Instant;
  due_at: Instant | null;
}

export interface SlaPoliciesTable {
  id: Generated<number>;
  name: string;
  /** Condition of routing/conditions.ts. */
  condition: Json;
  /** Terms of sla/terms.ts: targets, calendar, pauses, reminders, escalation. */
  terms: Json;
  is_enabled: Generated<Flag>;
  position: number;
  version: Generated<number>;
  /** Since when it is switched on: it promises nothing about the time before. */
  since_at: Instant;
  created_at: Instant;
  updated_at: Instant;
  /** Deleted; it stays for the figures of its clocks. */
  archived_at: Instant | null;
}

/** One promise about one ticket. At most one per metric is open. */
export interface SlaClocksTable {
  id: Generated<number>;
  ticket_id: number;
  policy_id: number;
  metric: SlaMetric;
  state: ClockState;
  /** Time of the policy's calendar that is allowed, in milliseconds. */
  target_ms: number;
  started_at: Instant;
  /** Null while paused. */
  due_at: Instant | null;
  /** While paused: what is left of the target; negative when it was over. */
  remaining_ms: number | null;
  /** Which of `stepsOf` (sla/terms.ts) comes next, and when; null: none. */
  next_step: Generated<number>;
  next_at: Instant | null;
  breached_at: Instant | null;
  ended_at: Instant | null;
  /** Whose it was when it ended, for compliance. */
  team_id: number | null;
  assignee_id: number | null;
  /** When the row was made, and after which line of ticket_events: a machine's clock may be set back. */
  created_at: Generated<Instant>;
  after_event_id: Generated<number>;
}

/** What a clock has set off; the unique key makes each step happen once. */
export interface SlaEventsTable {
  id: Generated<number>;
  clock_id: number;
  /** reminder:0.5, reminder:-10, breach, escalation:30, escalation:15:vip … */
  step: string;
  due_at: Instant;
  fired_at: Instant;
}

/** One row: whether clocks are being reckoned anew, after a policy or a calendar changed. */
export interface SlaProgressTable {
  id: number;
  /** Up to which ticket it is done; null: nothing to do. */
  ticket_id: number | null;
}

export interface SavedViewsTable {
  id: Generated<number>;
  user_id: number;
  name: string;
  /** The query string of the list. */
  query: string;
  is_shared: Generated<Flag>;
  position: number;
  created_at: Instant;
}

/** What a person changed on several tickets at once, until they may no longer take it back. */
export interface TicketUndosTable {
  id: Generated<number>;
  user_id: number;
  /** UndoStep[] of bulk/undo-steps.ts */
  steps: Json;
  created_at: Instant;
}

export interface NotificationsTable {
  id: Generated<number>;
  user_id: number;
  /** A key of NotifyKind in notify/kinds.ts. */
  kind: string;
  ticket_id: number | null;
  /** {text?, name?, minutes?} */
  detail: Generated<Json>;
  created_at: Instant;
  seen_at: Instant | null;
}

export interface PushSubscriptionsTable {
  id: Generated<number>;
  user_id: number;
  /** Where it was turned on: a device that is signed out is told nothing any more. */
  session_id: number;
  endpoint: string;
  /** {p256dh, auth}, base64url. */
  keys: Json;
  user_agent: string;
  created_at: Instant;
}

/** What we owe to somebody's push service, mail box, Slack or webhook. */
export interface DeliveriesTable {
  id: Generated<number>;
  channel: DeliveryChannel;
  target: string;
  payload: Json;
  state: Generated<"queued" | "sending" | "done" | "failed">;
  attempts: Generated<number>;
  next_attempt_at: Instant | null;
  error: string | null;
  created_at: Instant;
  updated_at: Instant;
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
  /** What the customer is worth, in hundredths of the business's currency (contacts/money.ts). */
  value: number | null;
  is_vip: Generated<Flag>;
  /** IANA zone; null: guessed from the phone's country. */
  timezone: string | null;
  /** The account manager, who owns the contact and so their tickets. */
  manager_id: number | null;
  /** Since when their data is only kept: nothing is started, nothing else is done with it (privacy/). */
  restricted_at: Instant | null;
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

/** What the first versions kept; carried over at the next start, empty since. */
export interface FormerConsentRecordsTable {
  id: number;
  contact_id: number;
  purpose: string;
  event: ConsentEvent;
  source: string;
  message_id: number | null;
  text_shown: string | null;
  language: Language | null;
  event_at: Instant;
  recorded_at: Instant;
}

export interface ConsentSubjectsTable {
  id: Generated<number>;
  /** Random: the person's name in the log. */
  reference: string;
  /** Null once the person is erased. */
  contact_id: number | null;
}

/** Append-only. What is not in `leaf` repeats it for queries; doctor compares them. */
export interface ConsentRecordsTable {
  seq: number;
  subject_id: number;
  purpose: string;
  event: ConsentEvent;
  method: ConsentMethod;
  event_at: Instant;
  recorded_at: Instant;
  /** Of shown_texts. */
  text_hash: string | null;
  /** Canonical JSON of consent/leaf.ts: the bytes that are hashed. */
  leaf: string;
  /** RFC 6962 leaf hash. */
  hash: Uint8Array;
}

/** What the commitments of a record stand for; deleted by an erasure. */
export interface ConsentPrivateTable {
  seq: number;
  subject_salt: string;
  /** Canonical JSON: name, phone, user_id, username. */
  subject: string;
  evidence_salt: string;
  /** Canonical JSON of Evidence (consent/records.ts). */
  evidence: string;
  /** That of the evidence, to find the message by. */
  wamid: string | null;
}

/** Derived from the log, one row per contact and purpose that has records. */
export interface ConsentStatesTable {
  contact_id: number;
  purpose: string;
  state: "given" | "withdrawn" | "none";
  /** Of the last record, by the time it happened. */
  event: ConsentEvent;
  event_at: Instant;
  /** Of a consent that is given. */
  expires_at: Instant | null;
  seq: number;
}

export interface ConsentPurposesTable {
  /** `marketing`, or a word of the business's own. */
  key: string;
  /** Name per language; empty for the built-in ones, which pages translate. */
  names: Json;
  is_builtin: Generated<Flag>;
  /** Months that a consent lasts; null: until it is withdrawn. */
  expires_months: number | null;
  position: number;
  retired_at: Instant | null;
  created_at: Instant;
}

export interface ConsentTextsTable {
  id: Generated<number>;
  purpose: string;
  language: Language;
  /** Counts up from 1 per purpose and language; an approved one is never changed. */
  version: number;
  /** With {business}, {number}. */
  body: string;
  state: "draft" | "approved" | "retired";
  created_by: number | null;
  created_at: Instant;
  approved_by: number | null;
  approved_at: Instant | null;
  retired_at: Instant | null;
}

export interface ConsentKeywordsTable {
  id: Generated<number>;
  /** As typed; compared folded, as a whole message. */
  word: string;
  purpose: string;
  created_at: Instant;
}

/** What the gate held back. */
export interface ConsentRefusalsTable {
  id: Generated<number>;
  contact_id: number;
  purpose: string;
  reason: "none" | "withdrawn" | "expired" | "restricted" | "suppressed";
  message_id: number | null;
  actor_type: string | null;
  actor_id: number | null;
  refused_at: Instant;
}

export interface ConsentFormsTable {
  id: Generated<number>;
  /** Its address: /c/<slug>. */
  slug: string;
  /** For the business alone. */
  name: string;
  /** string[]: keys of consent_purposes. */
  purposes: Json;
  /** The number that people confirm to; null: the first open one. */
  channel_id: number | null;
  /** Text per language. */
  titles: Json;
  intros: Json;
  is_open: Generated<Flag>;
  created_at: Instant;
  updated_at: Instant;
}

export interface ConsentSubmissionsTable {
  id: Generated<number>;
  form_id: number;
  /** SHA-256 of the code that the person sends us by WhatsApp. */
  code_hash: string;
  name: string;
  /** As entered, canonical; null: not asked. */
  phone: string | null;
  language: Language;
  /** string[]: what was ticked. */
  purposes: Json;
  /** Per purpose the text that stood beside the box: {body, id, version}. */
  texts: Json;
  address: string;
  user_agent: string;
  /** Who confirmed. */
  contact_id: number | null;
  submitted_at: Instant;
  expires_at: Instant;
  confirmed_at: Instant | null;
}

export interface ConsentPapersTable {
  id: Generated<number>;
  contact_id: number;
  /** In the media folder. */
  file: string;
  sha256: string;
  mime_type: string;
  byte_size: number;
  created_by: number | null;
  created_at: Instant;
}

export interface ConsentImportsTable {
  id: Generated<number>;
  filename: string;
  /** uploaded → checking (dry run) → checked → running → done. */
  state: "uploaded" | "checking" | "checked" | "running" | "done" | "failed";
  /** What was said of the whole file: columns, country … */
  terms: Json;
  /** The uploaded file while it is needed; deleted afterwards. */
  file: string | null;
  total: Generated<number>;
  done: Generated<number>;
  accepted: Generated<number>;
  refused: Generated<number>;
  /** Refused lines with their reasons, cut at a bound. */
  report: Generated<Json>;
  error: string | null;
  created_by: number | null;
  created_at: Instant;
  finished_at: Instant | null;
}

export interface ConsentExportsTable {
  id: Generated<number>;
  /** Which of the two logs it holds. */
  log: Generated<"consent" | "audit">;
  /** ExportFilter of consent-exports/. */
  filter: Json;
  reason: string;
  state: "waiting" | "queued" | "running" | "ready" | "failed" | "refused" | "expired";
  language: Language;
  requested_by: number | null;
  decided_by: number | null;
  decided_at: Instant | null;
  done: Generated<number>;
  total: Generated<number>;
  /** In the folder `exports` of the data folder. */
  file: string | null;
  byte_size: number | null;
  sha256: string | null;
  error: string | null;
  created_at: Instant;
  finished_at: Instant | null;
  /** When the file is deleted. */
  expires_at: Instant | null;
}

/** Append-only. */
export interface AuditRecordsTable {
  seq: number;
  at: Instant;
  actor_type: "person" | "token" | "visitor" | "command-line" | "system";
  /** Of users or api_tokens. */
  actor_id: number | null;
  /** AuditAction of audit/append-audit-record.ts */
  action: string;
  /** Such as `ticket`: audit/audited-tables.ts, or what was exported. */
  object_type: string;
  object_id: number | null;
  leaf: string;
  hash: Uint8Array;
}

/** Names, addresses, before and after: what a record's commitment stands for. */
export interface AuditPrivateTable {
  seq: number;
  /** The customer it is about: deleted with them. */
  contact_id: number | null;
  salt: string;
  /** Canonical JSON. */
  body: string;
}

/** Signed with each commit that lets a log grow. */
export interface LogHeadsTable {
  log: "consent" | "audit";
  size: number;
  root: string;
  head: string;
  signature: string;
}

/** Append-only. */
export interface CheckpointsTable {
  id: Generated<number>;
  reason: CheckpointReason;
  /** Records of the consent log, and their Merkle root in hex. */
  size: number;
  root: string;
  audit_size: number;
  /** proof/checkpoints.ts: the bytes that are signed. */
  body: string;
  /** Ed25519, base64. */
  signature: string;
  created_at: Instant;
}

export interface CheckpointDeliveriesTable {
  id: Generated<number>;
  checkpoint_id: number;
  /** `paper`: somebody says that they keep it printed; then `target` is who. */
  channel: "email" | "webhook" | "paper";
  target: string;
  state: "queued" | "sent" | "failed";
  attempts: Generated<number>;
  next_attempt_at: Instant | null;
  error: string | null;
  sent_at: Instant | null;
  created_at: Instant;
}

export interface PrivacyRequestsTable {
  id: Generated<number>;
  kind: "access" | "portability" | "correction" | "restriction" | "objection" | "erasure";
  state: "open" | "done" | "refused" | "withdrawn";
  contact_id: number | null;
  /** Their name in the consent log: what is left after an erasure. */
  subject_reference: string | null;
  /** Two-letter country whose terms hold. */
  jurisdiction: string;
  /** How it reached us: whatsapp, e-mail, letter … */
  source: Generated<string>;
  note: Generated<string>;
  received_at: Instant;
  due_at: Instant;
  extended_reason: string | null;
  identity_checked_at: Instant | null;
  assignee_id: number | null;
  outcome: string | null;
  /** The last reminder. */
  reminded_at: Instant | null;
  created_by: number | null;
  created_at: Instant;
  closed_at: Instant | null;
}

export interface PrivacyRequestEventsTable {
  id: Generated<number>;
  request_id: number;
  kind: string;
  actor_id: number | null;
  detail: Generated<Json>;
  created_at: Instant;
}

export interface ErasuresTable {
  id: Generated<number>;
  request_id: number | null;
  contact_id: number | null;
  state: "running" | "cleaning" | "done" | "failed";
  /** What is still searched for, sealed; null when done. */
  needles: string | null;
  /** What was deleted, by kind. */
  counts: Generated<Json>;
  error: string | null;
  started_at: Instant;
  finished_at: Instant | null;
}

export interface SuppressedTable {
  /** HMAC-SHA-256 of the canonical number or user id, with a key of this desk. */
  hash: string;
  kind: "phone" | "user_id";
  reason: "erased" | "withdrawn" | "by-hand";
  created_at: Instant;
}

export interface RetentionRunsTable {
  id: Generated<number>;
  is_dry_run: Flag;
  counts: Generated<Json>;
  error: string | null;
  started_by: number | null;
  started_at: Instant;
  finished_at: Instant | null;
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
  team_id: number | null;
  /** Since when the assignee has it. */
  assigned_at: Instant | null;
  /** The first message of the customer that nobody has answered. */
  waiting_since: Instant | null;
  /** The next deadline of its clocks. */
  sla_due_at: Instant | null;
  sla_policy_id: number | null;
  /** A rule or person chose the policy: it is not looked for by conditions. */
  sla_is_chosen: Generated<Flag>;
  /** The ticket that goes on in its place (merging/merge-tickets.ts): this one stays resolved, its number leads there. */
  merged_into_id: number | null;
  /** Out of lists and search since (privacy/retention). */
  archived_at: Instant | null;
}

export interface TicketTagsTable {
  ticket_id: number;
  tag: string;
}

export interface TicketEventsTable {
  id: Generated<number>;
  ticket_id: number;
  /** opened, status, assignee, team, priority, tags, category, language, bot, escalated, spam, merged … */
  kind: string;
  actor_type: AuthorType;
  actor_id: number | null;
  /** {from?, to?, reason?, rule?} */
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

/** A file that answers and articles show, under media/ in the data folder. */
export interface AssetsTable {
  id: Generated<number>;
  /** SendKind of whatsapp/media-kinds.ts. */
  kind: string;
  mime_type: string;
  /** Hex. */
  sha256: string;
  filename: string;
  file: string;
  thumbnail: string | null;
  byte_size: number;
  width: number | null;
  height: number | null;
  is_voice: Generated<Flag>;
  created_at: Instant;
}

export interface ArticlesTable {
  id: Generated<number>;
  category: Generated<string>;
  /** A procedure for agents: the bot never shows it. */
  is_internal: Generated<Flag>;
  is_published: Generated<Flag>;
  link: string | null;
  /** number[] of assets */
  asset_ids: Generated<Json>;
  version: Generated<number>;
  /** Inserted by agents or shown by the bot. */
  used_count: Generated<number>;
  helped_count: Generated<number>;
  unhelpful_count: Generated<number>;
  created_at: Instant;
  updated_at: Instant;
  archived_at: Instant | null;
}

export interface ArticleTextsTable {
  id: Generated<number>;
  article_id: number;
  language: Language;
  title: string;
  body: string;
  /** string[]: how customers ask for it. */
  questions: Generated<Json>;
}

export interface ArticleVersionsTable {
  id: Generated<number>;
  article_id: number;
  version: number;
  change: "created" | "changed" | "archived" | "restored";
  snapshot: Json;
  changed_by: number | null;
  changed_at: Instant;
}

/** A suggestion for the knowledge base that somebody put away. */
export interface DismissedSuggestionsTable {
  /** answer: agents retype it; question: nobody answers it; article: it does not help. */
  kind: "answer" | "question" | "article";
  /** A hash of a text, or an article's id with how often it had failed. */
  key: string;
  /** The message or article that it was shown with: for Undo. */
  subject: number;
  dismissed_by: number | null;
  dismissed_at: Instant;
}

/** A predefined, recurring request that the bot can resolve. */
export interface IncidentsTable {
  id: Generated<number>;
  name: string;
  category: Generated<string>;
  /** Phrasings of incidents/incident.ts */
  phrasings: Json;
  /** IncidentTerms of incidents/incident.ts */
  terms: Json;
  is_enabled: Generated<Flag>;
  /** The pack it came with. */
  pack: string | null;
  position: number;
  version: Generated<number>;
  hit_count: Generated<number>;
  /** Answers to "did this solve it?" */
  solved_count: Generated<number>;
  unsolved_count: Generated<number>;
  created_at: Instant;
  updated_at: Instant;
  archived_at: Instant | null;
}

export interface IncidentVersionsTable {
  id: Generated<number>;
  incident_id: number;
  version: number;
  change: "created" | "changed" | "enabled" | "disabled" | "moved" | "archived" | "restored";
  /** IncidentInput of incidents/incident.ts */
  snapshot: Json;
  changed_by: number | null;
  changed_at: Instant;
}

/** Another system that dialogues may ask over HTTP. */
export interface FlowConnectionsTable {
  id: Generated<number>;
  name: string;
  /** https://host/path that every request begins with; its host is the only one allowed. */
  base_url: string;
  /** Sealed (settings/secrets.ts): {name, value}[] */
  headers: string;
  created_at: Instant;
  updated_at: Instant;
  archived_at: Instant | null;
}

export interface FlowsTable {
  id: Generated<number>;
  name: string;
  description: Generated<string>;
  /** Flow of flows/flow.ts; may be unfinished. */
  draft: Json;
  /** Counts changes of the draft: who saves an older one is told. */
  draft_revision: Generated<number>;
  /** Who changed the draft last: told to whoever edits it at the same time. */
  draft_changed_by: Generated<number | null>;
  published_version: number | null;
  is_enabled: Generated<Flag>;
  pack: string | null;
  created_at: Instant;
  updated_at: Instant;
  archived_at: Instant | null;
}

export interface FlowVersionsTable {
  id: Generated<number>;
  flow_id: number;
  version: number;
  /** Flow of flows/flow.ts */
  definition: Json;
  note: Generated<string>;
  published_by: number | null;
  published_at: Instant;
}

/** `waiting` for the customer, `calling` another system, `delayed` until `due_at`. */
export type RunState = "waiting" | "calling" | "delayed" | "ended";
export type RunOutcome =
  | "done"
  | "solved"
  | "handed-over"
  | "timed-out"
  /** The customer left it: by a word, or for another one. */
  | "left"
  /** STOP. */
  | "stopped"
  /** A person answered. */
  | "taken-over"
  | "failed";

/** A dialogue of the bot with one customer. */
export interface FlowRunsTable {
  id: Generated<number>;
  thread_id: number;
  ticket_id: number;
  contact_id: number;
  /** Null: made of an incident's terms. */
  flow_id: number | null;
  incident_id: number | null;
  /** Of the flow, or of the incident. */
  version: number;
  name: string;
  /** Flow of flows/flow.ts as it was when the dialogue began; null once it has ended. */
  definition: Json | null;
  language: Language;
  state: RunState;
  outcome: RunOutcome | null;
  step: string | null;
  /** Record<string, string>: what was gathered. */
  variables: Generated<Json>;
  /** Progress of flows/runs.ts: the way it came, what it offered, what it holds back. */
  progress: Generated<Json>;
  /** Answers that did not fit, at this step. */
  tries: Generated<number>;
  /** Our question that an answer binds to. */
  asked_message_id: number | null;
  /** When it goes on by itself: a delay, a time-out. */
  due_at: Instant | null;
  started_at: Instant;
  updated_at: Instant;
  ended_at: Instant | null;
}

export interface FlowCallsTable {
  id: Generated<number>;
  run_id: number;
  step: string;
  /** CallRequest of flows/calls.ts */
  request: Json;
  state: "queued" | "calling" | "done" | "failed";
  attempts: Generated<number>;
  due_at: Instant | null;
  /** CallResult of flows/calls.ts */
  result: Json | null;
  created_at: Instant;
  updated_at: Instant;
}

export type TurnOutcome =
  | "rule"
  | "incident"
  | "article"
  | "flow"
  | "clarify"
  | "greeting"
  | "away"
  | "hand-over"
  /** "status", "#123" */
  | "status"
  | "language"
  /** Told that it was not understood. */
  | "miss"
  | "silence";

/** What the bot decided about one message of a customer, and why. */
export interface BotTurnsTable {
  id: Generated<number>;
  message_id: number;
  thread_id: number;
  ticket_id: number;
  outcome: TurnOutcome;
  rule_id: number | null;
  incident_id: number | null;
  article_id: number | null;
  flow_id: number | null;
  run_id: number | null;
  language: Language;
  /** Explanation of bot/explanation.ts */
  explanation: Json;
  is_simulated: Generated<Flag>;
  created_at: Instant;
}

/** A conversation with expected answers, played before something is published. */
export interface BotSamplesTable {
  id: Generated<number>;
  name: string;
  language: Language;
  /** Null: of the whole bot. */
  flow_id: number | null;
  /** SampleTurn[] of rehearsals/samples.ts */
  turns: Json;
  position: number;
  /** SampleResult of rehearsals/samples.ts */
  last_result: Json | null;
  last_run_at: Instant | null;
  created_at: Instant;
  updated_at: Instant;
  archived_at: Instant | null;
}

/** What customers can book. */
export interface BookingServicesTable {
  id: Generated<number>;
  /** Texts of flows/flow.ts */
  name: Json;
  /** Texts of flows/flow.ts; empty: no price is shown. */
  price: Generated<Json>;
  /** How long it lasts; the pause after it; from one possible beginning to the next. Multiples of 5. */
  minutes: number;
  buffer_minutes: Generated<number>;
  every_minutes: number;
  /** How many customers at the same time with one person. */
  capacity: Generated<number>;
  /** How far ahead it can be booked, and how long before at the latest. */
  days_ahead: number;
  notice_minutes: Generated<number>;
  position: number;
  created_at: Instant;
  updated_at: Instant;
  archived_at: Instant | null;
}

/** Who, or what, can be booked: a person, a room, a table. */
export interface BookingStaffTable {
  id: Generated<number>;
  name: string;
  /** Calendar of routing/calendar.ts; null: the business's own hours. */
  calendar: Json | null;
  /** number[] of booking_services */
  service_ids: Json;
  /** Of the address of their calendar feed. */
  feed_token: string;
  position: number;
  created_at: Instant;
  updated_at: Instant;
  archived_at: Instant | null;
}

/** `held` while the customer decides; `moved`: another row took its place. */
export type BookingState = "held" | "booked" | "cancelled" | "moved" | "done" | "no-show";

export interface BookingsTable {
  id: Generated<number>;
  service_id: number;
  staff_id: number;
  contact_id: number;
  ticket_id: number | null;
  run_id: number | null;
  state: BookingState;
  starts_at: Instant;
  ends_at: Instant;
  /** With the pause after it. */
  busy_until: Instant;
  /** 0 to the service's capacity less one. */
  seat: number;
  /** A hold is over then, or with the dialogue that made it. */
  held_until: Instant | null;
  /** The customer said that they come. */
  confirmed_at: Instant | null;
  note: Generated<string>;
  /** Of the calendar's event; it goes along when a booking is moved, and so does the token. */
  uid: string;
  /** Counts its changes, for calendars. */
  sequence: Generated<number>;
  /** Of the address of its calendar file; null once it was moved. */
  token: string | null;
  moved_to_id: number | null;
  created_by: number | null;
  created_at: Instant;
  updated_at: Instant;
}

/** The five minutes of a person that a booking takes: no two bookings share a seat. */
export interface BookingCellsTable {
  staff_id: number;
  /** Five minutes since 1970. */
  cell: number;
  seat: number;
  booking_id: number;
  service_id: number;
  starts_at: Instant;
  capacity: number;
}

/** Unanswered questions that somebody has put aside. */
export interface CoverageDismissalsTable {
  id: Generated<number>;
  /** The group's commonest phrasing, folded. */
  phrase: string;
  dismissed_by: number | null;
  dismissed_at: Instant;
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
