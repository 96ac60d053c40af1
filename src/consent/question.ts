import type { Tx } from "../db/open.ts";
import type { ConsentMethod, Instant, Language } from "../db/schema.ts";
import { queueReply, type Reply } from "../inbox/queue-reply.ts";
import type { TicketRow } from "../inbox/tickets.ts";
import { getChannel } from "../whatsapp/channels.ts";
import { fillText, noTexts, questionTexts, yesTexts } from "./consent-texts.ts";
import { findPurpose } from "./purposes.ts";
import type { ConsentActor } from "./leaf.ts";
import { appendConsentRecord, type Evidence } from "./records.ts";
import { type ApprovedText, findApprovedText } from "./texts.ts";

/** Graph's limit for the text above buttons (API.md §6). */
const BUTTON_BODY = 1024;

export interface Question {
  /** Asked one after the other: each answer brings the next question. */
  purposes: readonly string[];
  language: Language;
  method: ConsentMethod;
  actor: ConsentActor;
  evidence?: Evidence;
  /** When the person asked for it, or we did. */
  eventAt: Instant;
  author: Reply["author"];
}

/** The answer that a button of a question stands for: its record, and yes or no. */
export interface ConsentTap {
  seq: number;
  isYes: boolean;
}

export function tapIdOf(seq: number, answer: "yes" | "no"): string {
  return `consent:${seq}:${answer}`;
}

export function readConsentTap(id: string | undefined): ConsentTap | undefined {
  const parts = /^consent:(\d{1,15}):(yes|no)$/.exec(id ?? "");
  return parts ? { seq: Number(parts[1]), isYes: parts[2] === "yes" } : undefined;
}

/**
 * Records that the first purpose with an approved text was asked for, and queues the question with
 * its two buttons. Returns the purpose; undefined when there is none to ask about. The caller has
 * seen to it that the question may leave (`maySay`).
 * @throws AppError whatever queueReply refuses with.
 */
export async function askFor(
  tx: Tx,
  ticket: TicketRow,
  { purposes, language, author, ...record }: Question,
  now: Instant,
): Promise<string | undefined> {
  const { display_phone: number } = await getChannel(tx, ticket.channel_id);
  for (const [index, purpose] of purposes.entries()) {
    const isAsked = (await findPurpose(tx, purpose))?.retired_at === null;
    const text = isAsked && (await findApprovedText(tx, purpose, language, { number }));
    if (!text) continue;
    const body = fillText(questionTexts[text.language], { text: text.body });
    const shown = { ...text, body };
    const seq = await appendConsentRecord(
      tx,
      { ...record, contactId: ticket.contact_id, purpose, event: "requested", text: shown },
      now,
    );
    const next = purposes.slice(index + 1);
    await queueReply(tx, ticket, questionReply(author, { text: shown, seq, next }), now);
    return purpose;
  }
  return undefined;
}

function questionReply(
  author: Reply["author"],
  { text, seq, next }: { text: ApprovedText; seq: number; next: readonly string[] },
): Reply {
  const labels = { yes: yesTexts[text.language], no: noTexts[text.language] };
  const consent = { seq, purpose: text.purpose, next: [...next] };
  const purpose = "consent";
  if (text.body.length > BUTTON_BODY)
    return {
      author,
      type: "text",
      text: text.body,
      content: { consent },
      payload: { type: "text", text: { body: text.body, preview_url: false } },
      purpose,
    };
  const button = (answer: "yes" | "no") => ({
    type: "reply",
    reply: { id: tapIdOf(seq, answer), title: labels[answer] },
  });
  return {
    author,
    type: "interactive",
    text: text.body,
    content: { consent, offered: [labels.yes, labels.no] },
    payload: {
      type: "interactive",
      interactive: {
        type: "button",
        body: { text: text.body },
        action: { buttons: [button("yes"), button("no")] },
      },
    },
    purpose,
  };
}
