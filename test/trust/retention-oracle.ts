import { DAY } from "../../src/clock.ts";
import type { Db } from "../../src/db/open.ts";
import type { Instant } from "../../src/db/schema.ts";
import type { Times } from "./retention-world.ts";

/** Everything that retention may touch. */
export async function snapshot(db: Db) {
  return {
    contacts: await db.selectFrom("contacts").selectAll().execute(),
    requests: await db.selectFrom("privacy_requests").selectAll().execute(),
    threads: await db.selectFrom("threads").selectAll().execute(),
    tickets: await db.selectFrom("tickets").selectAll().execute(),
    messages: await db.selectFrom("messages").selectAll().execute(),
    media: await db.selectFrom("media").selectAll().execute(),
    journal: await db.selectFrom("webhook_events").selectAll().execute(),
    subjects: await db.selectFrom("consent_subjects").selectAll().execute(),
    records: await db.selectFrom("consent_records").selectAll().execute(),
    halves: await db.selectFrom("consent_private").select("seq").execute(),
    states: await db.selectFrom("consent_states").selectAll().execute(),
  };
}
export type World = Awaited<ReturnType<typeof snapshot>>;

/** What is left of it, as lines that can be compared. */
export function linesOf(world: World): string[] {
  return [
    ...world.contacts.map(({ id }) => `contact ${id}`),
    ...world.tickets.map(({ id, archived_at }) => `ticket ${id} ${archived_at}`),
    ...world.threads.map(({ id }) => `thread ${id}`),
    ...world.messages.map(({ id }) => `message ${id}`),
    ...world.media.map(({ id, file }) => `media ${id} ${file}`),
    ...world.journal.map(({ id }) => `journal ${id}`),
    ...world.records.map(({ seq }) => `record ${seq}`),
    ...world.states.map(({ contact_id, purpose, state }) => `${purpose} ${contact_id} ${state}`),
    ...world.halves.map(({ seq }) => `half ${seq}`),
  ].sort();
}

/** What the page promises, row by row and without SQL. */
export function expected(before: World, times: Times, now: Instant): World {
  const isOver = (at: Instant | null, kind: keyof Times) =>
    at !== null && at < now - times[kind] * DAY;
  const mustStay = (contact: number) =>
    before.contacts.some(({ id, restricted_at }) => id === contact && restricted_at !== null) ||
    before.requests.some((request) => request.contact_id === contact && request.closed_at === null);

  const tickets = before.tickets
    .filter((ticket) => !isOver(ticket.archived_at, "tickets") || mustStay(ticket.contact_id))
    .map((ticket) => {
      const isQuiet =
        ticket.status === "resolved" &&
        isOver(ticket.last_message_at, "archive") &&
        isOver(ticket.resolved_at, "archive");
      return { ...ticket, archived_at: ticket.archived_at ?? (isQuiet ? now : null) };
    });
  const has = (id: number | null) => tickets.some((ticket) => ticket.id === id);
  const threads = before.threads.filter(
    ({ id }) =>
      tickets.some(({ thread_id }) => thread_id === id) ||
      !before.tickets.some(({ thread_id }) => thread_id === id),
  );
  const messages = before.messages.filter(({ ticket_id }) => has(ticket_id));
  const media = before.media
    .filter(({ message_id }) => messages.some(({ id }) => id === message_id))
    .map((file) => {
      const message = messages.find(({ id }) => id === file.message_id);
      const ticket = tickets.find(({ id }) => id === message?.ticket_id);
      const goes =
        isOver(file.created_at, "files") &&
        ticket?.status === "resolved" &&
        !mustStay(ticket.contact_id);
      return goes ? { ...file, file: null } : file;
    });
  return {
    ...before,
    tickets,
    threads,
    messages,
    media,
    journal: before.journal.filter(
      ({ state, received_at }) => state === "received" || !isOver(received_at, "journal"),
    ),
    halves: before.halves.filter(({ seq }) => !isEnded(before, seq, isOver)),
    contacts: before.contacts.filter(
      ({ id, updated_at, blocked_at }) =>
        !isOver(updated_at, "contacts") ||
        blocked_at !== null ||
        mustStay(id) ||
        threads.some(({ contact_id }) => contact_id === id) ||
        before.subjects.some(({ contact_id }) => contact_id === id),
    ),
  };
}

/** Whether the person of a record agrees to nothing, and has not said anything for long. */
function isEnded(
  world: World,
  seq: number,
  isOver: (at: Instant, kind: "consent") => boolean,
): boolean {
  const of = (subject: number | undefined) =>
    world.subjects.find(({ id }) => id === subject)?.contact_id;
  const person = of(world.records.find((record) => record.seq === seq)?.subject_id);
  const records = world.records.filter(({ subject_id }) => of(subject_id) === person);
  const states = world.states.filter(({ contact_id }) => contact_id === person);
  return (
    states.every(({ state }) => state !== "given") &&
    records.every(({ event_at }) => isOver(event_at, "consent"))
  );
}
