import { HOUR } from "../clock.ts";
import { isGreeting } from "../contacts/greetings.ts";
import { listOpenRuns } from "../flows/runs.ts";
import { textReply } from "../inbox/queue-reply.ts";
import { isThanks } from "../inbox/find-or-open-ticket.ts";
import { businessCalendar, nextCalendarOpening } from "../routing/calendar.ts";
import type { Asking } from "./asking.ts";
import { botDeskOf } from "./bot-desk.ts";
import { botTexts } from "./bot-texts.ts";
import { words } from "./fold.ts";
import { askedForPerson, handOver } from "./hand-over.ts";
import { botLimits } from "./limits.ts";
import { formatOpening } from "./opening-hours.ts";
import { botAuthor, say } from "./say.ts";
import { countMisses, type Decision } from "./turns.ts";

/** The away notice is said once in this time. */
const AWAY_PAUSE = 8 * HOUR;

/** A word for a person; out of an incident's dialogue it goes where that incident goes. */
export async function decideByHandOverWords(asking: Asking): Promise<Decision | undefined> {
  const { tx, stored, desk, moment, text, considered } = asking;
  const word = text ? askedForPerson(text, desk) : undefined;
  if (!word) return undefined;
  considered.push({ what: "hand-over-words", isTaken: true, word });
  const [run] = await listOpenRuns(tx, stored.thread.id);
  const incidentId = run?.incident_id ?? null;
  const incident = (await botDeskOf(tx, desk)).incidents.get(incidentId ?? 0);
  const reason = { kind: "hand-over" } as const;
  await handOver(tx, stored, desk, moment, { reason, ...incident?.escalation });
  return { outcome: "hand-over", incidentId, runId: run?.id };
}

/** Once in a while, when nobody is there. */
export async function decideByAway(asking: Asking): Promise<Decision | undefined> {
  const { tx, stored, desk, moment, isAway, considered } = asking;
  if (!isAway) return undefined;
  const text = desk.bot.away[stored.language] ?? desk.bot.away[desk.business.language] ?? "";
  if (!text.trim()) return undefined;
  const isTaken = !(await wasToldAway(asking));
  considered.push({ what: "away", isTaken });
  if (!isTaken) return undefined;
  const opensAt = nextCalendarOpening(businessCalendar(desk.business, desk.bot), moment.now);
  const opening = opensAt
    ? formatOpening(opensAt, desk.business.timezone, stored.language, moment.now)
    : "";
  const filled = text
    .replaceAll("{opening}", opening)
    .replaceAll("{number}", String(stored.ticket.id));
  await say(tx, stored, moment, textReply(botAuthor, filled), { kind: "away" });
  return { outcome: "away" };
}

async function wasToldAway({ tx, stored, moment }: Asking): Promise<boolean> {
  const said = await tx
    .selectFrom("messages")
    .select("id")
    .where("thread_id", "=", stored.thread.id)
    .where("sent_at", ">", moment.now - AWAY_PAUSE)
    .where("author_type", "=", "bot")
    .where("content", "like", '%"kind":"away"%')
    .limit(1)
    .executeTakeFirst();
  return said !== undefined;
}

/**
 * The business's greeting for a first contact. A bare hello gets our own where the bot
 * understands more than keywords: it says that it is one, and how to reach a person.
 */
export async function decideByGreeting(asking: Asking): Promise<Decision | undefined> {
  const { tx, stored, desk, moment, text, considered } = asking;
  const own = desk.bot.greeting[stored.language] ?? desk.bot.greeting[desk.business.language] ?? "";
  const isFirst = stored.isFirstOfContact && own.trim() !== "";
  if (!isFirst && !(await isBareHello(asking, text))) return undefined;
  const hello = botTexts.hello[stored.language].replace("{business}", () => desk.business.name);
  considered.push({ what: "greeting", isTaken: true });
  const reply = textReply(botAuthor, isFirst ? own : hello);
  await say(tx, stored, moment, reply, { kind: "greeting" });
  return { outcome: "greeting" };
}

/** "Oi" as the first thing of a ticket; "ok, thanks" later is none. */
async function isBareHello({ tx, stored, desk }: Asking, text: string): Promise<boolean> {
  if (isThanks(text) || !isGreeting(words(text)) || stored.ticket.last_message_id !== null)
    return false;
  return (await botDeskOf(tx, desk)).understands;
}

/** Not understood: says so and how to reach a person, who comes after a few of them. */
export async function decideByMisses(asking: Asking): Promise<Decision | undefined> {
  const { tx, stored, desk, moment, text, considered } = asking;
  const isCourtesy = isThanks(text) || isGreeting(words(text));
  if (!text || isCourtesy || !(await botDeskOf(tx, desk)).understands) return undefined;
  const most = botLimits(desk.bot).misses;
  const count = 1 + (await countMisses(tx, stored.ticket.id, most));
  considered.push({ what: "misses", isTaken: true, count, most });
  if (count >= most) {
    await handOver(tx, stored, desk, moment, { reason: { kind: "hand-over" } });
    return { outcome: "hand-over" };
  }
  const told = botTexts.miss[stored.language];
  await say(tx, stored, moment, textReply(botAuthor, told), { kind: "miss" });
  return { outcome: "miss" };
}
