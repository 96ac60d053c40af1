import { fold } from "../bot/fold.ts";
import type { Tx } from "../db/open.ts";
import { findLanguage } from "../users/read-fields.ts";
import { findMessageByWamid } from "../inbox/messages.ts";
import type { Moment, StoredMessage } from "../inbox/stored-message.ts";
import type { MessageContent } from "../whatsapp/content.ts";
import type { InboundMessage } from "../whatsapp/updates.ts";
import { agreedTexts, fillText } from "./consent-texts.ts";
import { giveConsent } from "./give-consent.ts";
import { listPurposeKeys } from "./purposes.ts";
import { say } from "./say.ts";

/** Payload of a template's quick reply that ends all purposes. */
export const STOP_PAYLOAD = "recado:stop";
const AGREE_PAYLOAD = /^recado:agree:([a-z0-9_]+)$/;

/** What Meta's own marketing opt-out button says, and what businesses write on theirs; folded. */
const stopLabels: ReadonlySet<string> = new Set(
  [
    "Stop promotions",
    "Stop messages",
    "Stop marketing",
    "No more messages",
    "Arrêter les promotions",
    "Ne plus recevoir",
    "Ne plus recevoir de messages",
    "Stopper les promotions",
    "Parar promoções",
    "Parar mensagens",
    "Interromper promoções",
    "Não quero receber",
    "Não receber mais",
    "Detener promociones",
    "Detener mensajes",
    "No quiero recibir",
    "No recibir más",
  ].map(fold),
);

/** A quick reply of a template by which the person stops; typed words are read elsewhere. */
export function isStopButton({ type, text, content }: InboundMessage): boolean {
  if (type !== "button") return false;
  return content.choice?.id === STOP_PAYLOAD || stopLabels.has(fold(text ?? ""));
}

/**
 * A template's button with the payload `recado:agree:PURPOSE`: consent to what that template says.
 * Only where we still have the text that stood above it.
 */
export async function agreeByButton(
  tx: Tx,
  stored: StoredMessage,
  { now }: Moment,
): Promise<boolean> {
  const { message } = stored;
  const [, purpose] = AGREE_PAYLOAD.exec(message.content.choice?.id ?? "") ?? [];
  if (message.type !== "button" || !purpose || !message.replyToWamid) return false;
  if (!(await listPurposeKeys(tx)).includes(purpose)) return false;
  const shown = await findMessageByWamid(tx, message.replyToWamid);
  if (shown?.direction !== "out" || shown.thread_id !== stored.thread.id || !shown.text)
    return false;
  const { template } = JSON.parse(shown.content) as MessageContent;
  const language = findLanguage(template?.language.slice(0, 2) ?? "") ?? stored.language;
  const text = { body: shown.text, language };
  await giveConsent(tx, stored, { purpose, method: "button", text }, now);
  await say(tx, stored, fillText(agreedTexts[language], { text: shown.text }), now);
  return true;
}
