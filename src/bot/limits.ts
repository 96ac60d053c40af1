import { AppError } from "../http/errors.ts";
import type { Form } from "../http/form.ts";
import type { BotLimits, BotSettings } from "../settings/settings.ts";

/** PRODUCT 29: three misses, five minutes; and an end to two bots that talk to each other. */
const usual: BotLimits = { misses: 3, unresolvedMinutes: 5, answers: 30, withinMinutes: 10 };

/** The least and the most that each may be. */
export const limitRanges: Record<keyof BotLimits, readonly [number, number]> = {
  misses: [1, 10],
  unresolvedMinutes: [1, 60],
  answers: [3, 100],
  withinMinutes: [1, 60],
};
const names = Object.keys(limitRanges) as (keyof BotLimits)[];

/** As the form has them: not yet numbers. */
export type LimitsDraft = Record<keyof BotLimits, string>;

export function botLimits(bot: BotSettings): BotLimits {
  return { ...usual, ...bot.limits };
}

export function draftOfLimits(limits: BotLimits): LimitsDraft {
  return Object.fromEntries(names.map((name) => [name, String(limits[name])])) as LimitsDraft;
}

export function readLimitsDraft(form: Form): LimitsDraft {
  return Object.fromEntries(names.map((name) => [name, form.text(name)])) as LimitsDraft;
}

/** @throws AppError `invalid`: none may be out of its range. */
export function requireLimits(draft: LimitsDraft): BotLimits {
  const read = names.map((name) => {
    const [least, most] = limitRanges[name];
    const number = Number(draft[name]);
    if (draft[name] !== "" && Number.isInteger(number) && number >= least && number <= most)
      return [name, number] as const;
    throw new AppError("invalid", `${name}: a whole number from ${least} to ${most}.`, {
      key: "error.bot-limits",
    });
  });
  return Object.fromEntries(read) as unknown as BotLimits;
}
