import type { Tx } from "../db/open.ts";
import type { Language } from "../db/schema.ts";
import { listOpenRuns } from "../flows/runs.ts";
import { textReply } from "../inbox/queue-reply.ts";
import { findKeptTicket, type TicketRow } from "../inbox/tickets.ts";
import type { Asking } from "./asking.ts";
import { botTexts } from "./bot-texts.ts";
import { fold } from "./fold.ts";
import { botAuthor, say } from "./say.ts";
import type { Decision } from "./turns.ts";

/** As a whole message, folded. */
const statusWords = new Set([
  "status",
  "ticket status",
  "statut",
  "suivi",
  "andamento",
  "status do pedido",
  "estado",
  "seguimiento",
]);
const ticketNumber = /^(?:(?:ticket|n|no|numero|num)\s*)?[#№]\s*(\d{1,15})$/iu;

/** "status" or "#123": about the asker's own requests only, whoever else has that number (PRODUCT 29). */
export async function decideByTicket(asking: Asking): Promise<Decision | undefined> {
  const { tx, stored, moment, desk, text, considered } = asking;
  const number = Number(ticketNumber.exec(text)?.[1] ?? Number.NaN);
  const isStatus = statusWords.has(fold(text));
  if (!isStatus && Number.isNaN(number)) return undefined;
  const { language, contact } = stored;
  const tickets = isStatus
    ? await listOpen(tx, contact.id, stored.ticket.id)
    : await findOwn(tx, contact.id, number);
  // "#10425" is then the order number that a dialogue has asked for.
  const isAnswer = !isStatus && tickets.length === 0 && (await isBeingAsked(tx, stored.thread.id));
  if (isAnswer) return undefined;
  const zone = contact.timezone ?? desk.business.timezone;
  const lines = tickets.map((ticket) => lineOf(ticket, language, zone));
  const none = isStatus
    ? botTexts.noTicket[language]
    : botTexts.noSuchTicket[language].replace("{number}", `#${number}`);
  considered.push({ what: "status", isTaken: true, ticket: isStatus ? null : number });
  const reply = textReply(botAuthor, lines.join("\n") || none);
  await say(tx, stored, moment, reply, { kind: "status" });
  return { outcome: "status" };
}

/** The asker's, but the one that their question itself has opened. */
async function listOpen(tx: Tx, contactId: number, current: number): Promise<TicketRow[]> {
  const rows = await tx
    .selectFrom("tickets")
    .selectAll()
    .where("contact_id", "=", contactId)
    .where("status", "!=", "resolved")
    .where("is_spam", "=", 0)
    .orderBy("id", "desc")
    .limit(5)
    .execute();
  return rows.filter((row) => row.id !== current || row.last_message_id !== null);
}

async function isBeingAsked(tx: Tx, threadId: number): Promise<boolean> {
  return (await listOpenRuns(tx, threadId)).some(({ state }) => state === "waiting");
}

async function findOwn(tx: Tx, contactId: number, number: number): Promise<TicketRow[]> {
  const ticket = await findKeptTicket(tx, number);
  return ticket?.contact_id === contactId ? [ticket] : [];
}

function lineOf(ticket: TicketRow, language: Language, zone: string): string {
  const date = new Intl.DateTimeFormat(language === "pt" ? "pt-BR" : language, {
    dateStyle: "long",
    timeZone: zone,
  });
  const status = botTexts[statusOf(ticket)][language].replace(
    "{date}",
    ticket.resolved_at === null ? "" : date.format(ticket.resolved_at),
  );
  return botTexts.ticketIs[language]
    .replace("{number}", String(ticket.id))
    .replace("{status}", status);
}

function statusOf(ticket: TicketRow) {
  if (ticket.status === "new" && ticket.is_escalated === 1) return "status.handed-over" as const;
  return `status.${ticket.status}` as const;
}
