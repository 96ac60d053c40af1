import { askForConsent } from "../consent/ask-for-consent.ts";
import { agreedTexts, fillText } from "../consent/consent-texts.ts";
import type { Tx } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import { AppError } from "../http/errors.ts";
import { announce } from "../inbox/announce.ts";
import { queueReply, textReply } from "../inbox/queue-reply.ts";
import { WINDOW } from "../inbox/threads.ts";
import { findLastVisibleTicket, type TicketRow } from "../inbox/tickets.ts";
import type { Work } from "../jobs/work.ts";
import type { Recado } from "../recado.ts";
import type { Scope } from "../users/ticket-scope.ts";
import { type RecordedConsent, recordConsent } from "./record-consent.ts";

/** What became of it; `asked`: the question for it is on its way to the person. */
export type Kept = RecordedConsent["event"] | "asked";

interface Keeping {
  /** Whose tickets may be written into; null: nothing is sent. */
  scope: Scope | null;
  /** Done in the same transaction, first. */
  before?: (tx: Tx) => Promise<void>;
}

/**
 * Puts a consent on record, and tells the person while their window is open: a yes on the
 * phone is asked for there and then, a yes at the counter is confirmed with its text.
 */
export async function keepRecord(
  recado: Recado,
  work: Work,
  recorded: RecordedConsent,
  { scope, before }: Keeping,
): Promise<Kept> {
  const now = recado.clock.now();
  const isOnPhone = recorded.event === "given" && recorded.method === "phone";
  if (isOnPhone && scope) {
    const asked = await attempt(recado, work, async (tx) => {
      await before?.(tx);
      return askInTicket(tx, recorded, scope, now);
    });
    if (asked) return "asked";
  }
  const kept = await recado.write(async (tx) => {
    await before?.(tx);
    return recordConsent(tx, recorded, now);
  });
  if (kept === "given" && scope && isByHand(recorded))
    await attempt(recado, work, (tx) => confirmInTicket(tx, recorded, scope, now));
  return kept;
}

/** What a program hands over was confirmed where it was given. */
function isByHand({ method }: RecordedConsent): boolean {
  return method === "in-person" || method === "paper";
}

/** Undefined, and nothing is written, where there is no open window or the message is refused. */
async function attempt(
  recado: Recado,
  work: Work,
  job: (tx: Tx) => Promise<TicketRow | undefined>,
): Promise<TicketRow | undefined> {
  try {
    const ticket = await recado.write(job);
    if (!ticket) return undefined;
    announce(recado.live, { ticket: ticket.id, thread: ticket.thread_id }, "message");
    work.sender.kick();
    return ticket;
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}

async function askInTicket(
  tx: Tx,
  { contactId, purpose, actor, method, evidence }: RecordedConsent,
  scope: Scope,
  now: Instant,
): Promise<TicketRow | undefined> {
  const ticket = await findOpenTicket(tx, contactId, scope, now);
  if (!ticket) return undefined;
  const wish = { method, evidence, isOnTheirWish: true };
  await askForConsent(tx, ticket, [purpose], actor, now, wish);
  return ticket;
}

async function confirmInTicket(
  tx: Tx,
  { contactId, actor, text }: RecordedConsent,
  scope: Scope,
  now: Instant,
): Promise<TicketRow | undefined> {
  const ticket = text && (await findOpenTicket(tx, contactId, scope, now));
  if (!ticket || actor.type !== "agent") return undefined;
  const words = fillText(agreedTexts[text.language], { text: text.body });
  await queueReply(tx, ticket, textReply({ type: "agent", id: actor.id }, words), now);
  return ticket;
}

/** Where the person wrote last, if that is within the window. */
async function findOpenTicket(
  tx: Tx,
  contactId: number,
  scope: Scope,
  now: Instant,
): Promise<TicketRow | undefined> {
  const thread = await tx
    .selectFrom("threads")
    .innerJoin("channels", "channels.id", "threads.channel_id")
    .select("threads.id")
    .where("threads.contact_id", "=", contactId)
    .where("threads.window_from_at", ">", now - WINDOW)
    .where("channels.closed_at", "is", null)
    .orderBy("threads.window_from_at", "desc")
    .limit(1)
    .executeTakeFirst();
  return thread && findLastVisibleTicket(tx, thread.id, scope);
}
