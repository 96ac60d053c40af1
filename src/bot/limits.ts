import type { BotLimits, BotSettings } from "../settings/settings.ts";

/** PRODUCT 29: three misses, five minutes; and an end to two bots that talk to each other. */
const usual: BotLimits = { misses: 3, unresolvedMinutes: 5, answers: 30, withinMinutes: 10 };

export function botLimits(bot: BotSettings): BotLimits {
  return { ...usual, ...bot.limits };
}
