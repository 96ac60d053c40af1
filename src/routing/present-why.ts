import type { FiringLine } from "../../views/routing/why.tsx";
import type { TextKey } from "../../views/i18n.ts";
import type { Db } from "../db/open.ts";
import type { Priority } from "../db/schema.ts";
import { lackWords } from "../inbox/assignment-words.ts";
import type { TicketReader } from "../inbox/time-words.ts";
import { timeText, type TimeStyle } from "../settings/time-text.ts";
import type { Effect } from "./actions.ts";
import { listFirings } from "./firings.ts";
import { readRuleNames } from "./rule-choices.ts";
import { nameOf, sayDuration, sayEvent, type Sayer, sayMatch } from "./say-rule.ts";

/** What rules did to a ticket and why, newest first. The caller has loaded it through its scope. */
export async function readWhy(
  db: Db,
  ticketId: number,
  reader: TimeStyle & Pick<TicketReader, "t" | "can">,
  most: number,
): Promise<FiringLine[]> {
  const firings = await listFirings(db, ticketId, most);
  if (firings.length === 0) return [];
  const { t, language } = reader;
  const sayer: Sayer = { t, language, choices: await readRuleNames(db, t, language) };
  return firings.map((firing) => ({
    id: firing.id,
    rule: firing.ruleName,
    version: firing.ruleVersion,
    event: sayEvent(firing.event, null, t),
    because: firing.because.map((match) => sayMatch(match, sayer)),
    effects: firing.effects.map(({ to, ...effect }) => ({
      // The text of a note is for who reads notes.
      text: sayEffect(
        effect.do === "note" && !reader.can("notes") ? effect : { ...effect, to },
        sayer,
      ),
      isSkipped: effect.skipped !== undefined,
    })),
    time: timeText(firing.firedAt, reader),
  }));
}

const reasons = new Set([
  "gone",
  "unchanged",
  "nobody-present",
  "nobody",
  "no-mail",
  "simulated",
  "unfilled",
  "too-many",
  "window-closed",
  "restricted",
]);

function sayEffect(effect: Effect, sayer: Sayer): string {
  const { t } = sayer;
  const action = t(`routing.do.${effect.do}`, { to: sayTo(effect, sayer) });
  if (effect.skipped === undefined) return action + lackWords(t, effect.lacks);
  const reason = reasons.has(effect.skipped) ? effect.skipped : "other";
  return t("routing.why.skipped", { action, reason: t(`routing.why.reason.${reason}` as TextKey) });
}

/** Codes in words; names are as they were then. */
function sayTo({ do: kind, to }: Effect, sayer: Sayer): string {
  if (to === undefined) return "…";
  if (kind === "priority") return sayer.t(`priority.${to as Priority}`).toLowerCase();
  if (kind === "bot" || kind === "contact-vip") return nameOf("bot", to, sayer);
  if (kind === "snooze") return sayDuration(Number(to), sayer);
  return to;
}
