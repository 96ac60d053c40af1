import type { TextKey, Translate } from "../i18n.ts";

const titles: Record<string, TextKey> = {
  flow: "bubble.form",
  address_message: "bubble.form.address",
  call_permission_reply: "bubble.form.calls",
  payment_method: "bubble.form.payment",
};

/** Meta's names for its own forms say little to people. */
export function formTitle(t: Translate, name: string): string {
  return Object.hasOwn(titles, name) ? t(titles[name] as TextKey) : name || t("bubble.form");
}

/** Meta's, not the customer's. */
const notAnswers = new Set(["flow_token", "expiration_timestamp", "response_source"]);
const DEEPEST = 4;

/** A form's fields in one row of names and words; what is nested stands beside the rest. */
export function answersOf(fields: Record<string, unknown>, depth = 0): [string, string][] {
  return Object.entries(fields)
    .filter(([name, value]) => !notAnswers.has(name) && value !== null && value !== "")
    .flatMap(([name, value]): [string, string][] => {
      if (typeof value !== "object") return [[name, String(value)]];
      if (Array.isArray(value) && value.every((each) => typeof each !== "object"))
        return [[name, value.join(", ")]];
      if (depth === DEEPEST) return [[name, JSON.stringify(value)]];
      return answersOf(value as Record<string, unknown>, depth + 1);
    });
}
