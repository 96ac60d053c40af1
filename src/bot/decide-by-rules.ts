import { hot } from "../db/hot.ts";
import type { Language } from "../db/schema.ts";
import { textReply } from "../inbox/queue-reply.ts";
import type { BotReason } from "../whatsapp/content.ts";
import type { Asking } from "./asking.ts";
import { clarify } from "./clarify.ts";
import type { BotRule } from "./compile-rules.ts";
import { handOver } from "./hand-over.ts";
import { matchRule } from "./match-rules.ts";
import { botAuthor, say } from "./say.ts";
import type { Decision } from "./turns.ts";

/** The keyword rule that the message matches; of several that tie the customer chooses. */
export async function decideByRules(asking: Asking): Promise<Decision | undefined> {
  const { desk, text, considered } = asking;
  const asked = desk.rulesById.size;
  if (!text || asked === 0) return undefined;
  const match = matchRule(desk.rules, text);
  if (!match) {
    considered.push({ what: "rules", isTaken: false, asked });
    return undefined;
  }
  if (match.kind === "tie") {
    const tied = match.rules.map((rule) => rule.name);
    considered.push({ what: "rules", isTaken: true, asked, tied });
    return clarify(
      asking,
      match.rules.map(({ id, name }) => ({ target: `rule:${id}`, ruleId: id, name })),
    );
  }
  const { rule, phrase, nearness } = match;
  const isTaken = await answerByRule(asking, rule, { phrase, nearness });
  considered.push({ what: "rules", isTaken, asked, name: rule.name, phrase, nearness });
  return isTaken ? decisionOf(rule) : undefined;
}

export function decisionOf(rule: BotRule): Decision {
  return { outcome: rule.action === "hand-over" ? "hand-over" : "rule", ruleId: rule.id };
}

const countHit = hot((db, p: { id: number }) =>
  db
    .updateTable("bot_rules")
    .set((set) => ({ hit_count: set("hit_count", "+", 1) }))
    .where("id", "=", p.id),
);

/** Says what the rule says, or brings the person whom it names. False: it has nothing to say. */
export async function answerByRule(
  { tx, stored, desk, moment }: Asking,
  rule: BotRule,
  why: Pick<BotReason, "phrase" | "nearness">,
): Promise<boolean> {
  if (stored.contact.is_simulated === 0) await countHit(tx, { id: rule.id });
  const ownText = pickAnswer(rule, stored.language, desk.business.language);
  const reason = { ...why, ruleId: rule.id };
  if (rule.action === "hand-over") {
    await handOver(tx, stored, desk, moment, {
      reason: { ...reason, kind: "hand-over" },
      ownText,
    });
    return true;
  }
  if (!ownText) return false;
  await say(tx, stored, moment, textReply(botAuthor, ownText), { ...reason, kind: "rule" });
  return true;
}

function pickAnswer(rule: BotRule, language: Language, fallback: Language): string {
  const answers = JSON.parse(rule.answers) as Partial<Record<Language, string>>;
  return answers[language] ?? answers[fallback] ?? Object.values(answers).find(Boolean) ?? "";
}
