import type { MessageContent } from "../../src/whatsapp/content.ts";
import type { Translate } from "../i18n.ts";

/**
 * What WhatsApp says about a person, in the reader's language: Meta's own sentence is
 * English, with the numbers of a change at its end (API.md §3, system).
 */
export function systemWords(t: Translate, system: NonNullable<MessageContent["system"]>): string {
  switch (system.type) {
    case "customer_identity_changed":
      return t("bubble.system.identity");
    case "user_changed_number": {
      const [before, after] = system.body.match(/\+?[\d•][\d• ]{5,}[\d•]/g) ?? [];
      if (!before || !after) return t("bubble.system.number");
      return t("bubble.system.number.from", { before: withPlus(before), after: withPlus(after) });
    }
    case "user_changed_user_id":
      return t("bubble.system.user-id");
    default:
      return system.body;
  }
}

/** Meta gives digits alone; masked ones have their plus. */
function withPlus(number: string): string {
  return number.startsWith("+") ? number : `+${number}`;
}
