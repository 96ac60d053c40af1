import type { Database } from "bun:sqlite";
import type { Db } from "../../src/db/open.ts";
import { listConsentStates } from "../../src/consent/states.ts";

/** The words of the generated conversations. */
export const STOP = "PARAR";
export const START = "Start!";

type Row = Record<string, string | number | null>;

/**
 * Everything the desk knows, without ids and by natural keys, so that two desks can be
 * compared. Left out, because it may depend on when we heard of something:
 *
 * - `id`, `created_at`, `updated_at`, `processed_at`, `recorded_at`, `since_at`, ticket
 *   events: the history of our own doing; and ticket numbers, which follow arrival.
 * - The texts by which we answered STOP and START, and with them when such a ticket was
 *   last written in: what we said depended on what we knew then, and cannot be unsaid.
 *   (That a STOP counts does not depend on it.)
 * - The line that tells of a change of number: it opens no ticket, so it is there only
 *   where there was a ticket to show it in.
 * - A ticket's `language`: the guess when it was opened. The contact's is compared.
 * - Which of several messages in the same second is `last_message_id`: Meta's
 *   timestamps have whole seconds. `last_message_at` is compared.
 * - The journal: the same updates came in other envelopes.
 *
 * Not generated, for the same reason: YES (it answers a question that we must have
 * asked before), different profile names of one person, and a number that passes to
 * another person.
 */
export async function finalState(db: Db, connection: Database) {
  const rows = (text: string, ...values: (string | number)[]) =>
    connection.query<Row, (string | number)[]>(text).all(...values);
  const contacts = rows(
    "SELECT id, name, name_folded, phone, wa_id, user_id, username, language, blocked_at FROM contacts",
  );
  const consent = await listConsentStates(
    db,
    contacts.map(({ id }) => Number(id)),
    Date.now(),
  );
  const people = contacts.map(({ id, ...contact }) => ({
    ...contact,
    identities: rows(
      "SELECT kind, value FROM contact_identities WHERE contact_id = ? ORDER BY kind, value",
      Number(id),
    ),
    consent: consent.get(Number(id)),
    records: rows(
      "SELECT DISTINCT purpose, method, event_at FROM consent_records JOIN consent_subjects ON consent_subjects.id = subject_id WHERE contact_id = ? ORDER BY event_at, purpose, method",
      Number(id),
    ),
    threads: rows(
      "SELECT id, channel_id, window_from_at FROM threads WHERE contact_id = ? ORDER BY channel_id",
      Number(id),
    ).map(threadOf),
  }));
  return {
    people: people.toSorted((a, b) => keyOf(a).localeCompare(keyOf(b))),
    strays: rows("SELECT wamid FROM messages WHERE thread_id NOT IN (SELECT id FROM threads)"),
    earlyStatuses: rows(
      "SELECT wamid, status, error_code, error, status_at FROM early_statuses ORDER BY wamid, status",
    ),
    channels: rows("SELECT phone_number_id, closed_at, closed_reason FROM channels"),
  };

  function threadOf({ id, ...thread }: Row) {
    const tickets = rows("SELECT * FROM tickets WHERE thread_id = ?", Number(id)).map((ticket) => ({
      status: ticket.status,
      priority: ticket.priority,
      assignee: ticket.assignee_id,
      bot: ticket.bot_state,
      unread: ticket.unread_count,
      last: isAnswered(Number(ticket.id)) ? "perhaps ours" : ticket.last_message_at,
      messages: messagesOf("ticket_id = ?", Number(ticket.id)),
    }));
    return {
      ...thread,
      tickets: tickets.toSorted((a, b) => keyOf(a.messages).localeCompare(keyOf(b.messages))),
      // Reactions that came before any ticket.
      withoutTicket: messagesOf("ticket_id IS NULL AND thread_id = ?", Number(id)),
      outbox: rows(
        "SELECT m.reference, o.state, o.error_code FROM outbox o JOIN messages m ON m.id = o.message_id WHERE o.thread_id = ? AND m.author_type <> 'bot' ORDER BY m.reference",
        Number(id),
      ),
    };
  }

  /** Whether the person said a word that we may have answered. */
  function isAnswered(ticket: number): boolean {
    return (
      rows(
        "SELECT id FROM messages WHERE ticket_id = ? AND direction = 'in' AND text IN (?, ?)",
        ticket,
        STOP,
        START,
      ).length > 0
    );
  }

  function messagesOf(condition: string, value: number): Row[] {
    return rows(
      `SELECT wamid, reference, direction, type, text, content, reply_to_wamid, target_wamid, status, error_code, error, sent_at
       FROM messages WHERE ${condition} AND author_type NOT IN ('bot', 'system') ORDER BY coalesce(reference, wamid)`,
      value,
    );
  }
}

export type FinalState = Awaited<ReturnType<typeof finalState>>;

function keyOf(value: unknown): string {
  return JSON.stringify(value);
}
