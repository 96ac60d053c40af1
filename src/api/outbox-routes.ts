import { Elysia } from "elysia";
import type { Tx } from "../db/open.ts";
import type { Instant, OutboxState, WebhookEventState } from "../db/schema.ts";
import { withToken } from "../http/me.ts";
import { announce } from "../inbox/announce.ts";
import { findMessage } from "../inbox/messages.ts";
import type { Work } from "../jobs/work.ts";
import type { Recado } from "../recado.ts";
import { dropOutboxRow, getOutboxRow, type OutboxRow, retryOutboxRow } from "../whatsapp/outbox.ts";
import { getWebhookEvent, listWebhookEvents } from "../whatsapp/webhook-events.ts";
import { outboxJson, webhookEventJson } from "./json.ts";
import { pageOf, readChoice, readId, readPaging } from "./paging.ts";

const outboxStates = [
  "queued",
  "sending",
  "accepted",
  "failed",
  "unknown",
] as const satisfies readonly OutboxState[];
const eventStates = [
  "received",
  "processed",
  "failed",
  "ignored",
] as const satisfies readonly WebhookEventState[];

/** What we owe to Meta, and what a person decides of it. */
export function outboxApi(recado: Recado, work: Work) {
  const dropRow = (tx: Tx, id: number, now: Instant) => dropOutboxRow(tx, id, null, now);
  const decide = async (text: string, verb: typeof retryOutboxRow) => {
    const row = await recado.write((tx) => verb(tx, readId(text), recado.clock.now()));
    work.sender.kick();
    await announceRow(row);
    return outboxJson(row);
  };
  const announceRow = async (row: OutboxRow) => {
    const message = await findMessage(recado.db, row.message_id);
    if (message?.ticket_id)
      announce(recado.live, { ticket: message.ticket_id, thread: message.thread_id }, "status");
  };

  return new Elysia()
    .use(withToken)
    .get("/api/v1/outbox", async ({ query }) => {
      const paging = readPaging(query);
      const state = readChoice("state", query.state, outboxStates);
      let rows = recado.db
        .selectFrom("outbox")
        .selectAll()
        .orderBy("id", paging.order)
        .limit(paging.limit + 1);
      if (paging.after !== null)
        rows = rows.where("id", paging.order === "asc" ? ">" : "<", paging.after);
      if (state) rows = rows.where("state", "=", state);
      if (query.message_id !== undefined)
        rows = rows.where("message_id", "=", readId(query.message_id));
      return pageOf(await rows.execute(), paging, outboxJson);
    })
    .get("/api/v1/outbox/:id", async ({ params }) =>
      outboxJson(await getOutboxRow(recado.db, readId(params.id))),
    )
    .post("/api/v1/outbox/:id/retry", ({ params }) => decide(params.id, retryOutboxRow))
    .post("/api/v1/outbox/:id/drop", ({ params }) => decide(params.id, dropRow));
}

/** The journal of what Meta delivered. */
export function webhookEventApi(recado: Recado, work: Work) {
  return new Elysia()
    .use(withToken)
    .get("/api/v1/webhook-events", async ({ query }) => {
      const paging = readPaging(query);
      const state = readChoice("state", query.state, eventStates);
      return pageOf(await listWebhookEvents(recado.db, state, paging), paging, webhookEventJson);
    })
    .get("/api/v1/webhook-events/:id", async ({ params }) => {
      const { body, ...event } = await getWebhookEvent(recado.db, readId(params.id));
      return { ...webhookEventJson(event), body: readBody(body) };
    })
    .post("/api/v1/webhook-events/:id/replay", async ({ params }) => {
      const id = readId(params.id);
      await work.processor.replay(id);
      return webhookEventJson(await getWebhookEvent(recado.db, id));
    });
}

/** JSON as JSON; what is none, as the text that came. */
function readBody(bytes: Uint8Array): unknown {
  const text = new TextDecoder().decode(bytes);
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
