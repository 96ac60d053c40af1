import type { Tx } from "../db/open.ts";
import type { Db } from "../db/open.ts";
import { AppError } from "../http/errors.ts";
import { type Form, idOf } from "../http/form.ts";
import type { Me } from "../http/me.ts";
import type { Recado } from "../recado.ts";
import { purposeOfTemplate } from "../templates/template-purpose.ts";
import { templateReply } from "../templates/template-reply.ts";
import { getTemplate, wabaIdOf } from "../templates/templates.ts";
import { getChannel } from "../whatsapp/channels.ts";
import { removeMediaFiles } from "../whatsapp/media-files.ts";
import {
  insertOutboundMedia,
  mediaReply,
  storeUpload,
  type StoredUpload,
  uploadedFiles,
} from "../whatsapp/upload-media.ts";
import { isOfVisibleTicket, type Scope } from "../users/ticket-scope.ts";
import { saveDraft } from "./drafts.ts";
import { findMessage } from "./messages.ts";
import { queueReply, type Reply, textReply } from "./queue-reply.ts";
import { findLastVisibleTicket, getVisibleTicket, type TicketRow } from "./tickets.ts";

const MOST_FILES = 10;

/** What an agent sends in one go: files with or without words, words alone, or a template. */
export async function sendFromPage(
  recado: Recado,
  me: Me,
  number: number,
  form: Form,
  files: File[],
): Promise<TicketRow> {
  requireFilled(form);
  const uploads: StoredUpload[] = [];
  try {
    for (const file of files.slice(0, MOST_FILES)) uploads.push(await storeUpload(recado, file));
    return await recado.write((tx) => queueAll(tx, recado, me, number, form, uploads));
  } catch (error) {
    await removeMediaFiles(recado, uploads.flatMap(uploadedFiles));
    throw error;
  }
}

/** A quick reply with a gap never leaves (PRODUCT 15); app.js says so before. */
function requireFilled(form: Form): void {
  if (!/\{\{[^{}]*\}\}/.test(form.raw("text"))) return;
  throw new AppError("invalid", "Fill in what stands between braces first.", {
    key: "error.placeholder",
  });
}

async function queueAll(
  tx: Tx,
  recado: Recado,
  me: Me,
  number: number,
  form: Form,
  uploads: StoredUpload[],
): Promise<TicketRow> {
  const now = recado.clock.now();
  const ticket = await openTicketOf(tx, await getVisibleTicket(tx, number, me.scope), me.scope);
  const author = { type: "agent" as const, id: me.id };
  const quoted = await quotedWamid(tx, ticket, form.text("reply_to"));
  const template = form.text("template");
  if (template) {
    const channel = await getChannel(tx, ticket.channel_id);
    const row = await getTemplate(tx, wabaIdOf(recado.config, channel), idOf(template));
    const purpose = await purposeOfTemplate(tx, row);
    const reply = templateReply(author, row, templateValues(form), purpose);
    await queueReply(tx, ticket, reply, now);
    return ticket;
  }
  for (const { reply, upload } of repliesOf(author, form.raw("text"), uploads, quoted)) {
    const id = await queueReply(tx, ticket, reply, now);
    if (upload) await insertOutboundMedia(tx, id, upload, now);
  }
  await saveDraft(tx, me.id, ticket.thread_id, { text: "" }, now);
  return ticket;
}

/** An old ticket's page still speaks to the person: the answer belongs to their newest ticket. */
async function openTicketOf(tx: Tx, ticket: TicketRow, scope: Scope): Promise<TicketRow> {
  return ticket.status === "resolved"
    ? ((await findLastVisibleTicket(tx, ticket.thread_id, scope)) ?? ticket)
    : ticket;
}

async function quotedWamid(db: Db, ticket: TicketRow, id: string): Promise<string | null> {
  const message = id ? await findMessage(db, idOf(id)) : undefined;
  return message?.thread_id === ticket.thread_id ? message.wamid : null;
}

/** The words go with the last picture; where WhatsApp shows no caption they follow by themselves. */
function repliesOf(
  author: Reply["author"],
  text: string,
  uploads: StoredUpload[],
  quoted: string | null,
): { reply: Reply; upload?: StoredUpload }[] {
  const last = uploads.at(-1);
  const takesCaption =
    last !== undefined &&
    last.kind !== "audio" &&
    last.kind !== "sticker" &&
    text.trim().length <= 1024;
  const replies: { reply: Reply; upload?: StoredUpload }[] = uploads.map((upload, index) => ({
    reply: mediaReply(
      author,
      upload,
      takesCaption && upload === last ? text : null,
      index === 0 ? quoted : null,
    ),
    upload,
  }));
  if (uploads.length === 0) replies.push({ reply: textReply(author, text, quoted) });
  else if (!takesCaption && text.trim()) replies.push({ reply: textReply(author, text) });
  return replies;
}

function templateValues(form: Form): Record<string, string> {
  return Object.fromEntries(
    form
      .names()
      .filter((name) => name.includes("."))
      .map((name) => [name, form.raw(name)]),
  );
}

/** Messages that came in after the last one the writer had seen: "2 messages arrived since you started". */
export async function countArrived(
  db: Db,
  threadId: number,
  seen: number,
  scope: Scope,
): Promise<number> {
  const rows = await db
    .selectFrom("messages")
    .select("id")
    .where("thread_id", "=", threadId)
    .where("direction", "=", "in")
    .where("type", "not in", ["reaction", "edit", "revoke"])
    .where((where) => isOfVisibleTicket(where, "messages", scope))
    .orderBy("sent_at", "desc")
    .orderBy("id", "desc")
    .limit(50)
    .execute();
  return rows.filter((row) => row.id > seen).length;
}
