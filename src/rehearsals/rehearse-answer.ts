import { HOUR } from "../clock.ts";
import type { Instant, Language, TurnOutcome } from "../db/schema.ts";
import { readDeskRules } from "../inbox/desk-rules.ts";
import type { DeskRules } from "../inbox/stored-message.ts";
import type { Recado } from "../recado.ts";
import { businessCalendar, isCalendarOpen } from "../routing/calendar.ts";
import type { Nearness } from "../bot/match-rules.ts";
import { rehearseConversation } from "./rehearse-conversation.ts";

/** Under which circumstances a message is tried. */
export interface Rehearsal {
  text: string;
  /** The first message ever of this person: the greeting counts. */
  isFirst: boolean;
  /** As if it came when the business is closed. */
  isClosed: boolean;
}

/** What a customer would get, and why. */
export interface RehearsedAnswer {
  kind: TurnOutcome | "stop" | "start";
  /** What the customer reads; empty for silence. */
  text: string;
  /** What we took the message's language for. */
  language: Language;
  /** Of the rule, incident, article or flow. */
  name: string | null;
  phrase: string | null;
  nearness: Nearness | null;
  /** `clarify`: the names on the buttons. */
  options: string[];
}

/** Longer than this is no chat message. */
const LONGEST = 4096;

/** One message alone, played as `rehearseConversation` does. */
export async function rehearseAnswer(
  recado: Recado,
  { text, isFirst, isClosed }: Rehearsal,
): Promise<RehearsedAnswer> {
  const desk = await readDeskRules(recado.db);
  const now = recado.clock.now();
  const [turn] = await rehearseConversation(
    recado,
    [{ say: text.trim().slice(0, LONGEST), expect: {} }],
    {
      language: null,
      isKnown: !isFirst,
      at: isClosed ? closedMoment(desk, now) : now,
    },
  );
  const considered = turn?.explanation?.considered ?? [];
  const rules = considered.find((one) => one.what === "rules" && one.isTaken);
  const rule = rules?.what === "rules" ? rules : undefined;
  return {
    kind: turn?.outcome ?? turn?.consentWord ?? "silence",
    text: turn?.heard.join("\n\n") ?? "",
    language: turn?.explanation?.language ?? desk.business.language,
    name: turn?.name ?? null,
    phrase: rule?.phrase ?? null,
    nearness: (rule?.nearness as Nearness | undefined) ?? null,
    options: turn?.offered ?? [],
  };
}

/** The next full hour at which the business is closed; now where it never is. */
function closedMoment({ bot, business }: DeskRules, now: Instant): Instant {
  if (!bot.hours) return now;
  const calendar = businessCalendar(business, bot);
  for (let hours = 0; hours < 8 * 24; hours++) {
    const instant = now + hours * HOUR;
    if (!isCalendarOpen(calendar, instant)) return instant;
  }
  return now;
}
