import { HOUR, MINUTE } from "../clock.ts";
import { hot } from "../db/hot.ts";
import type { Tx } from "../db/open.ts";
import type { Instant, Language } from "../db/schema.ts";
import { changeBot, changeEscalation } from "../inbox/change-ticket.ts";
import { queueReply, type Reply, textReply } from "../inbox/queue-reply.ts";
import type { DeskRules, Moment, StoredMessage } from "../inbox/stored-message.ts";
import { windowOf } from "../inbox/threads.ts";
import { botActor } from "../inbox/tickets.ts";
import { businessCalendar, isCalendarOpen, nextCalendarOpening } from "../routing/calendar.ts";
import type { BotReason } from "../whatsapp/content.ts";
import { botTexts, handOverWords } from "./bot-texts.ts";
import type { BotRule } from "./compile-rules.ts";
import { fold } from "./fold.ts";
import { matchRule } from "./match-rules.ts";
import { formatOpening } from "./opening-hours.ts";

/** Two bots talking to each other end here. */
const MOST_ANSWERS = 30;
const WITHIN = 10 * MINUTE;
/** The away notice is said once in this time. */
const AWAY_PAUSE = 8 * HOUR;

const author = { type: "bot", id: null } as const;

/**
 * At most one answer to a message: a person when asked for one, else the matching
 * rule, else the greeting for a first contact, else the away notice. True when it answered.
 */
export async function answerWithBot(
  tx: Tx,
  stored: StoredMessage,
  desk: DeskRules,
  moment: Moment,
): Promise<boolean> {
  if (!mayAnswer(stored, desk, moment.now)) return false;
  const isAway = !isCalendarOpen(businessCalendar(desk.business, desk.bot), moment.now);
  if (stored.ticket.bot_state === "off") return isAway && (await sayAway(tx, stored, desk, moment));
  if (await isTalkingInCircles(tx, stored, moment.now)) return false;

  const text = stored.message.text?.trim() ?? "";
  if (text) {
    const chosen = await findChosenRule(tx, stored, desk);
    if (chosen)
      return answer(tx, stored, desk, moment, chosen, { kind: "rule", ruleId: chosen.id });
    if (isAskingForPerson(text, desk))
      return handOver(tx, stored, desk, moment, { kind: "hand-over" });
    const match = matchRule(desk.rules, text);
    if (match?.kind === "hit") {
      const { rule, phrase, nearness } = match;
      return answer(tx, stored, desk, moment, rule, {
        kind: "rule",
        ruleId: rule.id,
        phrase,
        nearness,
      });
    }
    if (match?.kind === "tie") return clarify(tx, stored, moment, match.rules);
  }
  if (isAway && (await sayAway(tx, stored, desk, moment))) return true;
  return greet(tx, stored, desk, moment);
}

function mayAnswer(stored: StoredMessage, desk: DeskRules, now: Instant): boolean {
  if (!desk.bot.isEnabled || stored.ticket.status === "resolved") return false;
  if (stored.channel.closed_at !== null || stored.contact.blocked_at !== null) return false;
  if (stored.message.content.groupId || stored.message.type === "reaction") return false;
  return windowOf(Math.max(stored.thread.window_from_at ?? 0, stored.at), now).isOpen;
}

const countAnswers = hot((db, p: { threadId: number; since: Instant }) =>
  db
    .selectFrom("messages")
    .select((select) => select.fn.countAll<number>().as("n"))
    .where("thread_id", "=", p.threadId)
    .where("sent_at", ">", p.since)
    .where("author_type", "=", "bot"),
);

async function isTalkingInCircles(tx: Tx, stored: StoredMessage, now: Instant): Promise<boolean> {
  const [row] = await countAnswers(tx, { threadId: stored.thread.id, since: now - WITHIN });
  return (row?.n ?? 0) >= MOST_ANSWERS;
}

/** Built-in words count once the bot is in use: a desk without any rule stays silent. */
function isAskingForPerson(text: string, { bot, rulesById }: DeskRules): boolean {
  const isInUse = rulesById.size > 0 || Object.values(bot.greeting).some(Boolean);
  if (!isInUse) return false;
  const folded = ` ${fold(text)} `;
  return [...handOverWords, ...bot.handOverWords.map(fold)].some(
    (word) => word && folded.includes(` ${word} `),
  );
}

const countHit = hot((db, p: { id: number }) =>
  db
    .updateTable("bot_rules")
    .set((set) => ({ hit_count: set("hit_count", "+", 1) }))
    .where("id", "=", p.id),
);

async function answer(
  tx: Tx,
  stored: StoredMessage,
  desk: DeskRules,
  moment: Moment,
  rule: BotRule,
  reason: BotReason,
): Promise<boolean> {
  await countHit(tx, { id: rule.id });
  const text = pickAnswer(rule, stored.language, desk.business.language);
  if (rule.action === "hand-over")
    return handOver(tx, stored, desk, moment, { ...reason, kind: "hand-over" }, text);
  if (!text) return false;
  return say(tx, stored, moment, textReply(author, text), reason);
}

function pickAnswer(rule: BotRule, language: Language, fallback: Language): string {
  const answers = JSON.parse(rule.answers) as Partial<Record<Language, string>>;
  return answers[language] ?? answers[fallback] ?? Object.values(answers).find(Boolean) ?? "";
}

/** Told once, with the number and when to expect an answer; the bot is silent from here on. */
async function handOver(
  tx: Tx,
  stored: StoredMessage,
  desk: DeskRules,
  moment: Moment,
  reason: BotReason,
  ownText = "",
): Promise<boolean> {
  const calendar = businessCalendar(desk.business, desk.bot);
  const opensAt = isCalendarOpen(calendar, moment.now)
    ? null
    : nextCalendarOpening(calendar, moment.now);
  const template = (opensAt === null ? botTexts.handOver : botTexts.handOverClosed)[
    stored.language
  ];
  const told = template
    .replace("{number}", String(stored.ticket.id))
    .replace(
      "{opening}",
      opensAt === null
        ? ""
        : formatOpening(opensAt, desk.business.timezone, stored.language, moment.now),
    );
  const silenced = await changeBot(tx, stored.ticket, "off", botActor, moment.now);
  await changeEscalation(tx, silenced, true, botActor, moment.now);
  return say(
    tx,
    stored,
    moment,
    textReply(author, ownText ? `${ownText}\n\n${told}` : told),
    reason,
  );
}

/** Two rules are equally near: one question, answered by its button, its digit or its words. */
async function clarify(
  tx: Tx,
  stored: StoredMessage,
  moment: Moment,
  rules: BotRule[],
): Promise<boolean> {
  const question = botTexts.clarify[stored.language];
  const options = rules.map((rule) => ({ ruleId: rule.id, name: rule.name }));
  const buttons = options.map(({ ruleId, name }) => ({
    type: "reply",
    // API.md §6: a button's title has at most 20 characters.
    reply: { id: `rule:${ruleId}`, title: [...name].slice(0, 20).join("") },
  }));
  const reply: Reply = {
    author,
    type: "interactive",
    text: question,
    content: { offered: options.map((option) => option.name) },
    payload: {
      type: "interactive",
      interactive: { type: "button", body: { text: question }, action: { buttons } },
    },
  };
  return say(tx, stored, moment, reply, { kind: "clarify", options });
}

/** The rule that a button, or a digit or label typed right after our question, stands for. */
async function findChosenRule(
  tx: Tx,
  stored: StoredMessage,
  desk: DeskRules,
): Promise<BotRule | undefined> {
  const tapped = /^rule:(\d+)$/.exec(stored.message.content.choice?.id ?? "")?.[1];
  const id = tapped ? Number(tapped) : await findTypedChoice(tx, stored);
  return id === undefined ? undefined : desk.rulesById.get(id);
}

const findLastSaid = hot((db, p: { threadId: number }) =>
  db
    .selectFrom("messages")
    .select("content")
    .where("thread_id", "=", p.threadId)
    .where("direction", "=", "out" as const)
    .orderBy("sent_at", "desc")
    .orderBy("id", "desc")
    .limit(1),
);

async function findTypedChoice(tx: Tx, stored: StoredMessage): Promise<number | undefined> {
  const [last] = await findLastSaid(tx, { threadId: stored.thread.id });
  if (!last?.content.includes('"clarify"')) return undefined;
  const options = (JSON.parse(last.content) as { bot?: BotReason }).bot?.options ?? [];
  const typed = fold(stored.message.text ?? "");
  return options.find((option, index) => typed === String(index + 1) || typed === fold(option.name))
    ?.ruleId;
}

async function sayAway(
  tx: Tx,
  stored: StoredMessage,
  desk: DeskRules,
  moment: Moment,
): Promise<boolean> {
  const text = desk.bot.away[stored.language] ?? desk.bot.away[desk.business.language] ?? "";
  if (!text.trim()) return false;
  const said = await tx
    .selectFrom("messages")
    .select("id")
    .where("thread_id", "=", stored.thread.id)
    .where("sent_at", ">", moment.now - AWAY_PAUSE)
    .where("author_type", "=", "bot")
    .where("content", "like", '%"kind":"away"%')
    .limit(1)
    .executeTakeFirst();
  if (said) return false;
  const opensAt = nextCalendarOpening(businessCalendar(desk.business, desk.bot), moment.now);
  const opening = opensAt
    ? formatOpening(opensAt, desk.business.timezone, stored.language, moment.now)
    : "";
  const filled = text
    .replaceAll("{opening}", opening)
    .replaceAll("{number}", String(stored.ticket.id));
  return say(tx, stored, moment, textReply(author, filled), { kind: "away" });
}

async function greet(
  tx: Tx,
  stored: StoredMessage,
  desk: DeskRules,
  moment: Moment,
): Promise<boolean> {
  if (!stored.isFirstOfContact) return false;
  const text =
    desk.bot.greeting[stored.language] ?? desk.bot.greeting[desk.business.language] ?? "";
  if (!text.trim()) return false;
  return say(tx, stored, moment, textReply(author, text), { kind: "greeting" });
}

async function say(
  tx: Tx,
  stored: StoredMessage,
  { now }: Moment,
  reply: Reply,
  bot: BotReason,
): Promise<true> {
  await queueReply(tx, stored.ticket, { ...reply, content: { ...reply.content, bot } }, now);
  return true;
}
