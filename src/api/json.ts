import type { Selectable } from "kysely";
import type { ConsentState } from "../consent/states.ts";
import type { Instant, OutboxTable, WebhookEventsTable } from "../db/schema.ts";
import type { RuleRow } from "../bot/rules.ts";
import { windowOf } from "../inbox/threads.ts";
import type { ApiMessageRow } from "./message-rows.ts";
import type { ApiTicketRow } from "./ticket-rows.ts";
import type { TicketSla } from "./ticket-sla.ts";
import type { ContactRow } from "../contacts/contacts.ts";

/** Instants leave as ISO 8601 UTC. */
export function iso(instant: Instant): string;
export function iso(instant: Instant | null): string | null;
export function iso(instant: Instant | null): string | null {
  return instant === null ? null : new Date(instant).toISOString();
}

export function ticketJson(row: ApiTicketRow, tags: string[], sla: TicketSla, now: Instant) {
  const window = windowOf(row.window_from_at, now);
  return {
    number: row.id,
    status: row.status,
    escalated: row.is_escalated === 1,
    priority: row.priority,
    category: row.category,
    team: row.team_id === null ? null : { id: row.team_id, name: row.team_name ?? "" },
    assignee:
      row.assignee_id === null ? null : { id: row.assignee_id, name: row.assignee_name ?? "" },
    tags,
    sla,
    language: row.language,
    channel_id: row.channel_id,
    contact: {
      id: row.contact_id,
      name: row.contact_name,
      phone: row.contact_phone,
      user_id: row.contact_user_id,
      username: row.contact_username,
    },
    window: { open: window.isOpen, closes_at: iso(window.closesAt) },
    unread: row.unread_count,
    bot: row.bot_state,
    spam: row.is_spam === 1,
    simulated: row.is_simulated === 1,
    merged_into: row.merged_into_id,
    snoozed_until: iso(row.snoozed_until),
    resolved_at: iso(row.resolved_at),
    created_at: iso(row.created_at),
    updated_at: iso(row.updated_at),
    last_message_at: iso(row.last_message_at),
  };
}

export function messageJson(row: ApiMessageRow) {
  return {
    id: row.id,
    ticket_number: row.ticket_id,
    direction: row.direction,
    author: { type: row.author_type, name: authorName(row) },
    type: row.type,
    text: row.text,
    content: JSON.parse(row.content) as Record<string, unknown>,
    ...(row.media_id === null
      ? {}
      : {
          media: {
            url: `/api/v1/media/${row.media_id}`,
            type: row.media_type,
            filename: row.media_filename,
            state: row.media_state,
          },
        }),
    wamid: row.wamid,
    reply_to:
      row.reply_to_wamid === null ? null : { wamid: row.reply_to_wamid, id: row.reply_to_id },
    reaction_to: row.type === "reaction" ? row.target_wamid : undefined,
    status: row.status,
    ...(row.error === null && row.error_code === null
      ? {}
      : { error: { code: row.error_code, message: row.error } }),
    sent_at: iso(row.stamped_at ?? row.sent_at),
    created_at: iso(row.created_at),
  };
}

function authorName(row: ApiMessageRow): string {
  if (row.author_type === "contact") return row.contact_name;
  if (row.author_type === "agent") return row.author_name ?? "";
  return row.author_type === "bot" ? "Bot" : row.author_type === "api" ? "API" : "Recado";
}

export function contactJson(
  row: ContactRow,
  tags: string[],
  consent: Record<string, ConsentState>,
  known: { manager: { id: number; name: string } | null; fields: Record<string, string | number> },
) {
  return {
    id: row.id,
    name: row.name,
    phone: row.phone,
    user_id: row.user_id,
    username: row.username,
    language: row.language,
    tags,
    consent,
    vip: row.is_vip === 1,
    value: row.value,
    timezone: row.timezone,
    manager: known.manager,
    fields: known.fields,
    blocked: row.blocked_at !== null,
    simulated: row.is_simulated === 1,
    created_at: iso(row.created_at),
    updated_at: iso(row.updated_at),
  };
}

export function ruleJson(row: RuleRow) {
  return {
    id: row.id,
    name: row.name,
    match: row.match,
    phrases: JSON.parse(row.phrases) as string[],
    answers: JSON.parse(row.answers) as Record<string, string>,
    action: row.action,
    enabled: row.is_enabled === 1,
    position: row.position,
    hits: row.hit_count,
    created_at: iso(row.created_at),
    updated_at: iso(row.updated_at),
  };
}

export function outboxJson(row: Selectable<OutboxTable>) {
  return {
    id: row.id,
    message_id: row.message_id,
    channel_id: row.channel_id,
    state: row.state,
    purpose: row.purpose,
    attempts: row.attempts,
    next_attempt_at: iso(row.next_attempt_at),
    ...(row.error === null && row.error_code === null
      ? {}
      : { error: { code: row.error_code, message: row.error } }),
    dropped_at: iso(row.dropped_at),
    created_at: iso(row.created_at),
    updated_at: iso(row.updated_at),
  };
}

export function webhookEventJson(row: Omit<Selectable<WebhookEventsTable>, "body">) {
  return {
    id: row.id,
    received_at: iso(row.received_at),
    state: row.state,
    source: row.source,
    fields: row.fields === null ? [] : row.fields.split(",").filter(Boolean),
    ...(row.error === null ? {} : { error: row.error }),
    processed_at: iso(row.processed_at),
  };
}
