import { Elysia, t } from "elysia";
import type { Tx } from "../db/open.ts";
import { AppError } from "../http/errors.ts";
import { withToken } from "../http/me.ts";
import { announce } from "../inbox/announce.ts";
import { findMessageByWamid } from "../inbox/messages.ts";
import { queueReply, type Reply, textReply } from "../inbox/queue-reply.ts";
import { getKeptTicket, type TicketRow } from "../inbox/tickets.ts";
import type { Work } from "../jobs/work.ts";
import type { Recado } from "../recado.ts";
import { refreshTemplates } from "../templates/sync-templates.ts";
import { purposeOfTemplate } from "../templates/template-purpose.ts";
import { templateReply } from "../templates/template-reply.ts";
import { getTemplateByName, wabaIdOf } from "../templates/templates.ts";
import { getChannel } from "../whatsapp/channels.ts";
import { once, readIdempotencyKey } from "./idempotency.ts";
import { messageJson } from "./json.ts";
import { getMessageRow, listMessageRows } from "./message-rows.ts";
import { pageOf, readId, readPaging } from "./paging.ts";

const newMessage = t.Object(
  {
    text: t.Optional(t.String()),
    reply_to: t.Optional(t.Nullable(t.String())),
    template: t.Optional(
      t.Object({
        name: t.String(),
        language: t.String(),
        variables: t.Optional(t.Record(t.String(), t.String())),
      }),
    ),
  },
  { additionalProperties: false },
);

export function messageApi(recado: Recado, work: Work) {
  return new Elysia()
    .use(withToken)
    .get("/api/v1/tickets/:number/messages", async ({ params, query }) => {
      const ticket = await getKeptTicket(recado.db, readId(params.number));
      const paging = readPaging(query, "asc");
      const rows = await listMessageRows(recado.db, ticket.id, paging);
      const page = pageOf(rows, paging, (row) => row);
      const direction = paging.order === "asc" ? 1 : -1;
      const read = page.data.sort((a, b) => direction * (a.sent_at - b.sent_at || a.id - b.id));
      return { ...page, data: read.map(messageJson) };
    })
    .post(
      "/api/v1/tickets/:number/messages",
      async ({ params, body, request, token }) => {
        const key = readIdempotencyKey(request.headers);
        const id = readId(params.number);
        if (body.template) await freshenTemplates(recado, id);
        const now = recado.clock.now();
        const fingerprint = `POST /tickets/${id}/messages ${JSON.stringify(body)}`;
        const { answer, isRepeat } = await recado.write((tx) =>
          once(tx, { tokenId: token.id, key, fingerprint }, now, async () => {
            const ticket = await getKeptTicket(tx, id);
            const messageId = await queueReply(
              tx,
              ticket,
              await replyOf(tx, recado, ticket, body),
              now,
            );
            return {
              status: 201,
              body: JSON.stringify(messageJson(await getMessageRow(tx, messageId))),
            };
          }),
        );
        work.sender.kick();
        if (!isRepeat) {
          const ticket = await getKeptTicket(recado.db, id);
          announce(recado.live, { ticket: ticket.id, thread: ticket.thread_id }, "message");
        }
        return new Response(answer.body, {
          status: answer.status,
          headers: { "content-type": "application/json" },
        });
      },
      { body: newMessage },
    );
}

/** The list of templates is fetched when it is older than a day: outside the transaction. */
async function freshenTemplates(recado: Recado, ticketId: number): Promise<void> {
  const ticket = await getKeptTicket(recado.db, ticketId);
  await refreshTemplates(recado, await getChannel(recado.db, ticket.channel_id));
}

async function replyOf(
  tx: Tx,
  recado: Recado,
  ticket: TicketRow,
  body: typeof newMessage.static,
): Promise<Reply> {
  const author = { type: "api", id: null } as const;
  if ((body.text === undefined) === (body.template === undefined)) {
    throw new AppError("invalid", "Give either text or template.");
  }
  if (!body.template) {
    if (body.reply_to) await requireInThread(tx, ticket, body.reply_to);
    return textReply(author, body.text ?? "", body.reply_to ?? null);
  }
  const { name, language, variables = {} } = body.template;
  const wabaId = wabaIdOf(recado.config, await getChannel(tx, ticket.channel_id));
  if (!wabaId)
    throw new AppError(
      "invalid",
      "The channel has no WhatsApp Business account id. Set it in Settings → Channel.",
    );
  const row = await getTemplateByName(tx, wabaId, name, language);
  return templateReply(author, row, variables, await purposeOfTemplate(tx, row));
}

/** Meta refuses a quote of what it does not know; we say so at once. */
async function requireInThread(tx: Tx, ticket: TicketRow, wamid: string): Promise<void> {
  const quoted = await findMessageByWamid(tx, wamid);
  if (quoted?.thread_id === ticket.thread_id) return;
  throw new AppError("invalid", "reply_to: give the wamid of a message of this conversation.");
}
