import type { LineKind } from "../../views/inbox/types.ts";
import { hideNumbers } from "../contacts/phone.ts";
import type { TextKey, Translate } from "../../views/i18n.ts";

const kinds: Record<string, LineKind> = {
  text: "text",
  interactive: "text",
  button: "text",
  image: "image",
  video: "video",
  audio: "audio",
  document: "document",
  sticker: "sticker",
  location: "location",
  contacts: "contacts",
  order: "order",
  template: "template",
  call: "call",
};

/** Which icon stands before a message told in one line. */
export function kindOf(type: string | null): LineKind {
  return kinds[type ?? ""] ?? "other";
}

/** Meta's notices and shared cards are about numbers; what people write is theirs. */
function namesNumbers(type: string | null): boolean {
  return type === "system" || type === "contacts";
}

/** A message in one line: its text, or what it is. */
export function wordsOf(
  t: Translate,
  type: string | null,
  text: string | null,
  seesPhones: boolean,
): string {
  const shown = text !== null && namesNumbers(type) && !seesPhones ? hideNumbers(text) : text;
  if (shown?.trim()) return shown.replaceAll(/\s+/g, " ").trim().slice(0, 160);
  const kind = kindOf(type);
  const key: TextKey = kind === "text" || kind === "draft" ? "line.form" : `line.${kind}`;
  return t(key);
}
