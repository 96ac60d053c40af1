import { fold } from "../bot/fold.ts";
import { phoneVariants } from "./phone.ts";

/**
 * What the contact is searched by (`contacts.name_folded`): name and username folded, the phone's
 * digits in all their forms. Holds no `%` and no `_`, so that LIKE needs no escaping.
 *
 * @example foldName("João D'Ávila", "+5511988887777", "joao_d")
 * // "joao d avila joao d 5511988887777 551188887777"
 */
export function foldName(name: string, phone: string | null, username?: string | null): string {
  const digits = phone ? phoneVariants(phone) : [];
  return [fold(name), fold(username ?? ""), ...digits].filter((part) => part !== "").join(" ");
}

/** Whether a search could find a number: who sees numbers masked doesn't search by digits. */
export function hasDigits(folded: string): boolean {
  return /\d/.test(folded);
}

/**
 * What a person typed, as it is found in `name_folded` by `LIKE '%…%'`. Digits with the marks of a
 * phone number become digits alone. Empty: there is nothing to look for.
 */
export function foldQuery(typed: string): string {
  const isPhone = /^[\s\d().+/-]+$/.test(typed) && /\d/.test(typed);
  return isPhone ? typed.replaceAll(/\D/g, "") : fold(typed);
}
