import { DAY } from "../../src/clock.ts";
import { appendConsentRecord } from "../../src/consent/records.ts";
import type { Instant, TicketStatus } from "../../src/db/schema.ts";
import type { Desk } from "../support/desk.ts";

type Dice = (below: number) => number;

/** Days of each kind in this round. */
export type Times = Record<
  "archive" | "tickets" | "files" | "journal" | "consent" | "contacts",
  number
>;

export const timesOf = (dice: Dice): Times => ({
  archive: 1 + dice(120),
  tickets: 1 + dice(400),
  files: 30 + dice(400),
  journal: 8 + dice(100),
  consent: 760 + dice(400),
  contacts: 30 + dice(400),
});

/** A dozen people with everything that decides whether they stay, at random. */
export async function addPeople(desk: Desk, dice: Dice): Promise<void> {
  for (let n = 0; n < 12; n += 1) {
    const id = await addPerson(desk, dice);
    if (dice(4) > 0) await addTickets(desk, id, dice);
    if (dice(2) === 0) await addConsent(desk, id, dice);
  }
}

const long = (desk: Desk, dice: Dice): Instant => desk.clock.now() - dice(900) * DAY;

function addPerson(desk: Desk, dice: Dice): Promise<number> {
  const at = long(desk, dice);
  const flag = (odds: number) => (dice(odds) === 0 ? at : null);
  return desk.recado.write(async (tx) => {
    const { id } = await tx
      .insertInto("contacts")
      .values({
        name: "Clara",
        name_folded: "clara",
        phone: null,
        wa_id: null,
        user_id: crypto.randomUUID(),
        username: null,
        language: null,
        blocked_at: flag(6),
        created_at: at,
        updated_at: at,
        value: null,
        timezone: null,
        manager_id: null,
        restricted_at: flag(5),
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    const request = { kind: "access" as const, state: "open" as const, contact_id: id };
    const none = { subject_reference: null, extended_reason: null, identity_checked_at: null };
    const more = { assignee_id: null, outcome: null, reminded_at: null, created_by: null };
    const times = { received_at: at, due_at: at, created_at: at, closed_at: flag(2) };
    if (dice(4) === 0)
      await tx
        .insertInto("privacy_requests")
        .values({ ...request, ...none, ...more, ...times, jurisdiction: "FR" })
        .execute();
    return id;
  });
}

const statuses: TicketStatus[] = ["resolved", "resolved", "resolved", "open", "pending", "new"];

async function addTickets(desk: Desk, contact: number, dice: Dice): Promise<void> {
  await desk.recado.write(async (tx) => {
    const channel = await tx.selectFrom("channels").select("id").executeTakeFirstOrThrow();
    const at = long(desk, dice);
    const thread = await tx
      .insertInto("threads")
      .values({ contact_id: contact, channel_id: channel.id, window_from_at: null, created_at: at })
      .returning("id")
      .executeTakeFirstOrThrow();
    for (let n = dice(4); n > 0; n -= 1) {
      const status = statuses[dice(statuses.length)] ?? "open";
      const last = long(desk, dice);
      const resolved =
        status === "resolved" ? Math.min(last + dice(400) * DAY, desk.clock.now()) : null;
      const ticket = await tx
        .insertInto("tickets")
        .values({
          thread_id: thread.id,
          contact_id: contact,
          channel_id: channel.id,
          status,
          category: null,
          language: null,
          assignee_id: null,
          last_message_id: null,
          last_message_at: last,
          snoozed_until: null,
          resolved_at: resolved,
          archived_at: resolved !== null && dice(2) === 0 ? resolved : null,
          created_at: last,
          updated_at: last,
        })
        .returning("id")
        .executeTakeFirstOrThrow();
      await addMessage(tx, { thread: thread.id, ticket: ticket.id, at: last });
      await tx
        .insertInto("webhook_events")
        .values({
          received_at: last,
          source: "meta",
          body: new Uint8Array(),
          state: dice(5) === 0 ? "received" : "processed",
          fields: null,
          error: null,
          processed_at: null,
        })
        .execute();
    }
  });
}

async function addMessage(
  tx: Parameters<Parameters<Desk["recado"]["write"]>[0]>[0],
  { thread, ticket, at }: { thread: number; ticket: number; at: Instant },
): Promise<void> {
  const { id } = await tx
    .insertInto("messages")
    .values({
      thread_id: thread,
      ticket_id: ticket,
      direction: "in",
      author_type: "contact",
      author_id: null,
      type: "image",
      text: "girassol",
      wamid: null,
      reference: null,
      reply_to_wamid: null,
      target_wamid: null,
      status: "received",
      error_code: null,
      error: null,
      sent_at: at,
      stamped_at: null,
      created_at: at,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  await tx
    .insertInto("media")
    .values({
      message_id: id,
      meta_id: null,
      mime_type: "image/png",
      sha256: null,
      filename: null,
      file: `file ${id}`,
      thumbnail: null,
      byte_size: 1,
      width: null,
      height: null,
      state: "ready",
      error: null,
      next_attempt_at: null,
      expires_at: null,
      created_at: at,
    })
    .execute();
}

async function addConsent(desk: Desk, contactId: number, dice: Dice): Promise<void> {
  const purposes = ["marketing", "reviews"];
  for (let n = 1 + dice(3); n > 0; n -= 1) {
    const record = {
      contactId,
      purpose: purposes[dice(2)] ?? "marketing",
      event: dice(2) === 0 ? ("given" as const) : ("withdrawn" as const),
      method: "agent" as const,
      actor: { type: "agent" as const, id: 1 },
      eventAt: desk.clock.now() - dice(1500) * DAY,
    };
    await desk.recado.write((tx) => appendConsentRecord(tx, record, desk.clock.now()));
  }
}
