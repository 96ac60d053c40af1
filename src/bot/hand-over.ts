import type { Tx } from "../db/open.ts";
import type { Priority } from "../db/schema.ts";
import {
  addTags,
  changeBot,
  changeEscalation,
  changePriority,
  changeTeam,
} from "../inbox/change-ticket.ts";
import { textReply } from "../inbox/queue-reply.ts";
import type { DeskRules, Moment, StoredMessage } from "../inbox/stored-message.ts";
import { botActor } from "../inbox/tickets.ts";
import { businessCalendar, isCalendarOpen, nextCalendarOpening } from "../routing/calendar.ts";
import type { BotReason } from "../whatsapp/content.ts";
import { botTexts, handOverWords } from "./bot-texts.ts";
import { freezeFlows } from "../flows/freeze-flows.ts";
import { fold } from "./fold.ts";
import { keepHandOverCard } from "./hand-over-card.ts";
import { formatOpening } from "./opening-hours.ts";
import { botAuthor, say } from "./say.ts";

/** Whom a customer is handed over about: a message, or a dialogue that goes on by itself. */
export type Handed = Pick<StoredMessage, "ticket" | "language">;

export interface HandOver {
  reason: BotReason;
  /** Said before our own words. */
  ownText?: string;
  teamId?: number | null;
  priority?: Priority | null;
  tag?: string | null;
}

/**
 * Brings a person (PRODUCT 29): the bot is silent from here on, the ticket escalated, and the
 * customer told once, with the number and when to expect an answer. One message.
 */
export async function handOver(
  tx: Tx,
  handed: Handed,
  desk: DeskRules,
  moment: Moment,
  { reason, ownText = "", teamId, priority, tag }: HandOver,
): Promise<void> {
  const { now } = moment;
  let ticket = await changeBot(tx, handed.ticket, "off", botActor, now);
  ticket = await changeEscalation(tx, ticket, true, botActor, now);
  if (teamId) ticket = await changeTeam(tx, ticket, teamId, botActor, now);
  if (priority) ticket = await changePriority(tx, ticket, priority, botActor, now);
  if (tag) ticket = await addTags(tx, ticket, [tag], botActor, now);
  await keepHandOverCard(tx, ticket.id, desk.business.language, now);
  await freezeFlows(tx, ticket.id, "handed-over", now);
  const told = handOverText(handed, desk, moment);
  const text = ownText ? `${ownText}\n\n${told}` : told;
  await say(tx, { ticket }, moment, textReply(botAuthor, text), reason);
}

/** The ticket's number, and when to expect an answer. */
function handOverText({ ticket, language }: Handed, desk: DeskRules, { now }: Moment): string {
  const calendar = businessCalendar(desk.business, desk.bot);
  const opensAt = isCalendarOpen(calendar, now) ? null : nextCalendarOpening(calendar, now);
  const text = (opensAt === null ? botTexts.handOver : botTexts.handOverClosed)[language];
  const opening =
    opensAt === null ? "" : formatOpening(opensAt, desk.business.timezone, language, now);
  return text.replace("{number}", String(ticket.id)).replace("{opening}", opening);
}

/** The word in a text that asks for a person; the business may have its own. */
export function askedForPerson(text: string, { bot }: DeskRules): string | undefined {
  const folded = ` ${fold(text)} `;
  const asked = [...handOverWords, ...bot.handOverWords.map(fold)];
  return asked.find((word) => word && folded.includes(` ${word} `));
}
