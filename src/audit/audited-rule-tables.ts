import type { AuditedTables } from "./audited-table.ts";

const personal = { contact: "ROW.contact_id", forgets: true } as const;

/** How the desk works: rules, the bot, bookings, consent. */
export const auditedRuleTables: AuditedTables = {
  routing_rules: {
    object: "routing rule",
    kept: "name events condition actions unanswered_minutes is_enabled stops position",
    ignored: "id version hit_count created_at updated_at",
  },
  sla_policies: {
    object: "promise",
    kept: "name condition terms is_enabled position archived_at",
    ignored: "id version since_at created_at updated_at",
  },
  saved_views: {
    object: "view",
    kept: "user_id name query is_shared",
    ignored: "id position created_at",
  },
  quick_replies: {
    object: "quick reply",
    kept: "shortcut category text",
    ignored: "id position created_at updated_at",
  },
  templates: {
    object: "template",
    kept: "name language status category components",
    ignored: "id waba_id meta_id parameter_format synced_at",
  },
  bot_rules: {
    object: "bot rule",
    kept: "name match phrases answers action is_enabled position",
    ignored: "id hit_count created_at updated_at",
  },
  bot_samples: {
    object: "rehearsal",
    kept: "name language flow_id turns archived_at",
    ignored: "id position last_result last_run_at created_at updated_at",
  },
  assets: {
    object: "file",
    kept: "kind mime_type sha256 filename byte_size",
    ignored: "id file thumbnail width height is_voice created_at",
  },
  articles: {
    object: "article",
    kept: "category is_internal is_published link asset_ids archived_at",
    ignored: "id version used_count helped_count unhelpful_count created_at updated_at",
  },
  article_texts: {
    object: "article text",
    id: "article_id",
    names: "language",
    kept: "article_id language title body questions",
    ignored: "id",
  },
  incidents: {
    object: "incident",
    kept: "name category phrasings terms is_enabled pack position archived_at",
    ignored: "id version hit_count solved_count unsolved_count created_at updated_at",
  },
  // Each published version keeps the whole dialogue; of a draft it is enough that it changed.
  flows: {
    object: "flow",
    kept: "name description published_version is_enabled pack archived_at",
    hidden: "draft",
    ignored: "id draft_revision draft_changed_by created_at updated_at",
  },
  flow_versions: {
    object: "flow version",
    kept: "flow_id version note",
    hidden: "definition",
    ignored: "id published_by published_at",
  },
  flow_connections: {
    object: "connection",
    kept: "name base_url archived_at",
    hidden: "headers",
    ignored: "id created_at updated_at",
  },
  coverage_dismissals: {
    object: "dismissed question",
    kept: "",
    hidden: "phrase",
    ignored: "id dismissed_by dismissed_at",
  },
  dismissed_suggestions: {
    object: "dismissed suggestion",
    id: null,
    kept: "kind",
    hidden: "key",
    ignored: "subject dismissed_by dismissed_at",
  },
  booking_services: {
    object: "service",
    kept: "name price minutes buffer_minutes every_minutes capacity days_ahead notice_minutes archived_at",
    ignored: "id position created_at updated_at",
  },
  booking_staff: {
    object: "bookable",
    kept: "name calendar service_ids archived_at",
    hidden: "feed_token",
    ignored: "id position created_at updated_at",
  },

  consent_records: {
    object: "consent",
    id: "seq",
    contact: "(SELECT contact_id FROM consent_subjects WHERE id = ROW.subject_id)",
    kept: "purpose event method event_at",
    ignored: "seq subject_id recorded_at text_hash leaf hash",
    on: ["INSERT"],
  },
  consent_purposes: {
    object: "purpose",
    id: null,
    names: "key",
    kept: "key names expires_months position retired_at",
    ignored: "is_builtin created_at",
  },
  consent_texts: {
    object: "consent text",
    kept: "purpose language version body state approved_by approved_at retired_at",
    ignored: "id created_by created_at",
  },
  consent_keywords: { object: "keyword", kept: "word purpose", ignored: "id created_at" },
  consent_forms: {
    object: "form",
    kept: "slug name purposes channel_id titles intros is_open",
    ignored: "id created_at updated_at",
  },
  consent_papers: {
    ...personal,
    object: "paper",
    kept: "sha256 mime_type byte_size",
    ignored: "id contact_id file created_by created_at",
  },
  consent_imports: {
    object: "import",
    kept: "filename state terms total",
    ignored: "id file done accepted refused report error created_by created_at finished_at",
  },
  consent_exports: {
    object: "requested export",
    kept: "log reason state language requested_by decided_by decided_at sha256",
    hidden: "filter",
    ignored: "id done total file byte_size error created_at finished_at expires_at",
  },
  checkpoints: {
    object: "checkpoint",
    kept: "reason size audit_size root",
    ignored: "id body signature created_at",
    on: ["INSERT"],
  },
  privacy_requests: {
    ...personal,
    object: "privacy request",
    kept: "kind state jurisdiction received_at due_at extended_reason identity_checked_at assignee_id outcome closed_at",
    hidden: "source note",
    ignored: "id contact_id subject_reference reminded_at created_by created_at",
  },
  privacy_request_events: {
    object: "privacy request",
    id: "request_id",
    contact: "(SELECT contact_id FROM privacy_requests WHERE id = ROW.request_id)",
    kept: "kind",
    hidden: "detail",
    ignored: "id request_id actor_id created_at",
    on: ["INSERT"],
  },
  erasures: {
    object: "erasure",
    kept: "request_id state counts",
    hidden: "needles",
    ignored: "id contact_id error started_at finished_at",
  },
  suppressed: { object: "suppression", id: null, kept: "kind reason", ignored: "hash created_at" },
  retention_runs: {
    object: "retention run",
    kept: "is_dry_run counts",
    ignored: "id error started_by started_at finished_at",
  },
};
