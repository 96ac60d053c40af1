import { askedLanguage } from "../contacts/asked-language.ts";
import { MINUTE } from "../clock.ts";
import { hot } from "../db/hot.ts";
import type { Tx } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import { repeatQuestion } from "../flows/repeat-question.ts";
import { textReply } from "../inbox/queue-reply.ts";
import type { DeskRules, Moment, StoredMessage } from "../inbox/stored-message.ts";
import { windowOf } from "../inbox/threads.ts";
import { businessCalendar, isCalendarOpen } from "../routing/calendar.ts";
import type { Asking, Decide } from "./asking.ts";
import { botDeskOf } from "./bot-desk.ts";
import { botTexts } from "./bot-texts.ts";
import { findChosen } from "./clarify.ts";
import { decideByFlow, decideByOldTap, decideByTappedFlow } from "./decide-by-flow.ts";
import {
  decideByAway,
  decideByGreeting,
  decideByHandOverWords,
  decideByMisses,
} from "./decide-by-habit.ts";
import { decideByIntents, startTarget } from "./decide-by-intents.ts";
import { answerByRule, decideByRules, decisionOf } from "./decide-by-rules.ts";
import { decideByTicket } from "./decide-by-ticket.ts";
import type { Explanation, SilenceReason } from "./explanation.ts";
import { fold, words } from "./fold.ts";
import { botLimits } from "./limits.ts";
import { botAuthor, say } from "./say.ts";
import { type Decision, insertTurn } from "./turns.ts";

/**
 * Who is asked for an answer, in this order; the first that has one ends it, so that a message
 * gets at most one. What a customer taps belongs to its question; whoever asks for a person gets
 * one; an open question comes before keywords, and exact keywords before what is understood.
 */
const order: Decide[] = [
  decideByTappedFlow,
  decideByChoice,
  decideByLanguage,
  decideByTicket,
  decideByHandOverWords,
  decideByFlow,
  decideByRules,
  decideByIntents,
  decideByOldTap,
  decideByAway,
  decideByGreeting,
  decideByMisses,
];

/** At most one answer to a message, and why it was that one or none (bot_turns). */
export async function answerWithBot(
  tx: Tx,
  stored: StoredMessage,
  rules: DeskRules,
  moment: Moment,
): Promise<void> {
  const isRehearsal = stored.channel.is_simulated === 1 && rules.bot.simulatesDrafts;
  const desk = isRehearsal ? { ...rules, usesDrafts: true } : rules;
  const isAway = !isCalendarOpen(businessCalendar(desk.business, desk.bot), moment.now);
  const text = stored.message.text?.trim() ?? "";
  const asking: Asking = { tx, stored, desk, moment, text, isAway, considered: [] };
  const silence = whySilent(stored, desk, moment.now);
  if (silence === "ticket-of-a-person") return answerForPerson(asking);
  if (silence || !(await isInUse(tx, desk))) return;
  const decision = await decide(asking);
  await keepTurn(asking, decision);
}

/** Until the first person answers, "#12" has its answer; the notice that nobody is there goes always. */
async function answerForPerson(asking: Asking): Promise<void> {
  const isWaiting = asking.stored.ticket.status === "new";
  const told = isWaiting ? await decideByTicket(asking) : undefined;
  if (told) await keepTurn(asking, told);
  else await decideByAway(asking);
}

async function decide(asking: Asking): Promise<Decision> {
  if (await isTalkingInCircles(asking)) return beSilent(asking, "too-many-answers");
  for (const ask of order) {
    const decision = await ask(asking);
    if (decision) return decision;
  }
  return beSilent(asking, "nothing-to-say");
}

function beSilent({ considered }: Asking, because: SilenceReason): Decision {
  considered.push({ what: "silence", isTaken: true, because });
  return { outcome: "silence" };
}

async function keepTurn(asking: Asking, decision: Decision): Promise<void> {
  const { tx, stored, moment, text, considered } = asking;
  const { language } = stored;
  const explanation: Explanation = { language, folded: fold(text), considered };
  await insertTurn(tx, {
    ...decision,
    messageId: stored.id,
    threadId: stored.thread.id,
    ticketId: stored.ticket.id,
    language,
    explanation: JSON.stringify(explanation),
    isSimulated: stored.channel.is_simulated,
    now: moment.now,
  });
}

function whySilent(
  stored: StoredMessage,
  desk: DeskRules,
  now: Instant,
): SilenceReason | undefined {
  if (!desk.bot.isEnabled) return "bot-off";
  if (stored.ticket.status === "resolved") return "resolved";
  if (stored.channel.closed_at !== null || stored.contact.blocked_at !== null) return "blocked";
  if (stored.contact.restricted_at !== null) return "restricted";
  if (stored.message.content.groupId || stored.message.type === "reaction") return "group";
  const from = Math.max(stored.thread.window_from_at ?? 0, stored.at);
  if (!windowOf(from, now).isOpen) return "window-closed";
  return stored.ticket.bot_state === "off" ? "ticket-of-a-person" : undefined;
}

/** A desk without any rule stays silent, built-in words and all. */
async function isInUse(tx: Tx, desk: DeskRules): Promise<boolean> {
  const says = [...Object.values(desk.bot.greeting), ...Object.values(desk.bot.away)];
  if (desk.rulesById.size > 0 || says.some(Boolean)) return true;
  return (await botDeskOf(tx, desk)).understands;
}

const countAnswers = hot((db, p: { threadId: number; since: Instant }) =>
  db
    .selectFrom("messages")
    .select((select) => select.fn.countAll<number>().as("n"))
    .where("thread_id", "=", p.threadId)
    .where("sent_at", ">", p.since)
    .where("author_type", "=", "bot"),
);

async function isTalkingInCircles({ tx, stored, desk, moment }: Asking): Promise<boolean> {
  const { answers, withinMinutes } = botLimits(desk.bot);
  const since = moment.now - withinMinutes * MINUTE;
  const [row] = await countAnswers(tx, { threadId: stored.thread.id, since });
  return (row?.n ?? 0) >= answers;
}

/** The answer to "which one do you mean?". */
async function decideByChoice(asking: Asking): Promise<Decision | undefined> {
  const target = await findChosen(asking);
  if (!target) return undefined;
  if (!target.startsWith("rule:")) return startTarget(asking, target);
  const rule = asking.desk.rulesById.get(Number(target.slice("rule:".length)));
  if (!rule || !(await answerByRule(asking, rule, {}))) return undefined;
  asking.considered.push({
    what: "rules",
    isTaken: true,
    asked: asking.desk.rulesById.size,
    name: rule.name,
  });
  return decisionOf(rule);
}

/** "English please": the message's language is that by now; a question that waits is asked in it. */
async function decideByLanguage(asking: Asking): Promise<Decision | undefined> {
  const { tx, stored, desk, moment, text, considered } = asking;
  const language = text ? askedLanguage(words(text)) : undefined;
  if (!language || !(await botDeskOf(tx, desk)).understands) return undefined;
  considered.push({ what: "language", isTaken: true, language });
  const told = botTexts.language[language];
  const repeated = await repeatQuestion(tx, stored, desk, moment, told);
  if (repeated) considered.push(repeated.consideration);
  else {
    const reply = textReply(botAuthor, `${told} ${botTexts.howCanIHelp[language]}`);
    await say(tx, stored, moment, reply, { kind: "language" });
  }
  return { outcome: "language", runId: repeated?.runId };
}
