import type { AuditedTables } from "./audited-table.ts";

const ofTicket = "(SELECT contact_id FROM tickets WHERE id = ROW.ticket_id)";
const ofThread = "(SELECT contact_id FROM threads WHERE id = ROW.thread_id)";
const personal = { contact: "ROW.contact_id", forgets: true } as const;
const written = "ROW.author_type IN ('agent', 'api') AND ROW.direction = 'out'";

/** The people of the desk, and their customers. */
export const auditedDeskTables: AuditedTables = {
  settings: { object: "setting", id: null, names: "key", kept: "key value", ignored: "updated_at" },
  users: {
    object: "user",
    kept: "email name role language created_at deactivated_at custom_role_id access_ends_at capacity presence notify",
    hidden: "password_hash",
    ignored: "id has_shortcuts has_sound page_seen_at",
  },
  user_skills: { object: "skill", id: "user_id", names: "kind value", kept: "user_id kind value" },
  sessions: {
    object: "session",
    kept: "user_id",
    hidden: "token_hash",
    ignored: "id address user_agent created_at last_seen_at expires_at",
    on: ["DELETE"],
  },
  setup_links: {
    object: "setup link",
    kept: "expires_at",
    hidden: "token_hash",
    ignored: "id created_at",
  },
  invitations: {
    object: "invitation",
    kept: "email name role custom_role_id team_ids invited_by access_ends_at expires_at accepted_at revoked_at",
    hidden: "token_hash",
    ignored: "id created_at",
  },
  roles: {
    object: "role",
    kept: "name ticket_scope permissions",
    ignored: "id created_at updated_at",
  },
  api_tokens: {
    object: "token",
    kept: "name scopes revoked_at",
    hidden: "token_hash",
    ignored: "id created_at last_used_at",
  },
  channels: {
    object: "channel",
    kept: "name phone_number_id waba_id display_phone messages_per_second closed_at closed_reason",
    hidden: "access_token",
    ignored: "id is_simulated is_from_environment created_at",
  },
  push_subscriptions: {
    object: "device",
    kept: "user_id user_agent",
    hidden: "endpoint keys",
    ignored: "id session_id created_at",
  },
  teams: {
    object: "team",
    kept: "name calendar assignment is_sticky rotation_weeks rotation_from archived_at",
    ignored: "id position last_assigned_id handed_over_until created_at updated_at",
  },
  team_members: {
    object: "team member",
    id: "team_id",
    names: "user_id",
    kept: "team_id user_id is_lead",
    ignored: "turn",
  },
  shifts: { object: "shift", kept: "team_id user_id week weekday starts ends", ignored: "id" },
  shift_handovers: {
    object: "handover",
    kept: "team_id from_user_id shift_ended_at acknowledged_by acknowledged_at",
    hidden: "card note",
    ignored: "id created_at",
  },

  contacts: {
    object: "contact",
    contact: "ROW.id",
    forgets: true,
    kept: "name phone user_id username language blocked_at value is_vip timezone manager_id restricted_at",
    ignored: "id name_folded is_name_edited wa_id is_simulated created_at updated_at",
  },
  contact_identities: {
    ...personal,
    object: "contact identity",
    id: "contact_id",
    kept: "kind value",
    ignored: "id contact_id is_simulated since_at",
  },
  contact_tags: {
    ...personal,
    object: "contact tag",
    id: "contact_id",
    kept: "tag",
    ignored: "contact_id",
  },
  contact_values: {
    ...personal,
    object: "contact field",
    id: "contact_id",
    names: "field_id",
    kept: "field_id value",
    ignored: "contact_id",
  },
  contact_fields: {
    object: "field",
    kept: "key label type choices",
    ignored: "id position created_at",
  },
  segments: { object: "segment", kept: "name condition", ignored: "id created_at updated_at" },

  // A ticket's changes are its events; `reason` and other free words stay in the ticket.
  ticket_events: {
    object: "ticket",
    id: "ticket_id",
    contact: ofTicket,
    kept: "kind detail",
    ignored: "id ticket_id actor_type actor_id created_at",
    on: ["INSERT"],
    where: "ROW.actor_type IN ('agent', 'api')",
  },
  messages: {
    object: "message",
    contact: ofThread,
    kept: "ticket_id type",
    hidden: "text content",
    ignored:
      "id thread_id direction author_type author_id wamid reference reply_to_wamid target_wamid status error_code error sent_at stamped_at created_at",
    on: ["INSERT"],
    where: written,
  },
  outbox: {
    object: "outbox row",
    contact: ofThread,
    names: "message_id",
    // Whoever lets a failed message go out again changes nothing else.
    kept: "message_id state dropped_at",
    hidden: "payload",
    ignored:
      "id thread_id channel_id purpose attempts next_attempt_at error_code error created_at updated_at dropped_by",
    on: ["UPDATE"],
  },
  notes: {
    object: "note",
    contact: ofTicket,
    forgets: true,
    kept: "ticket_id",
    hidden: "text",
    ignored: "id thread_id author_id created_at updated_at",
  },
  bookings: {
    ...personal,
    object: "booking",
    kept: "service_id staff_id ticket_id state starts_at ends_at confirmed_at moved_to_id",
    hidden: "note token",
    ignored:
      "id contact_id run_id busy_until seat held_until uid sequence created_by created_at updated_at",
  },
};
