import type { Asking } from "./asking.ts";
import { botTexts } from "./bot-texts.ts";
import { hasTurn } from "./turns.ts";

/** On a ticket's first turn the bot says that it is one, and how to reach a person (PRODUCT 29). */
export async function introduction({ tx, stored }: Asking): Promise<string | undefined> {
  const isKnown = await hasTurn(tx, stored.ticket.id);
  return isKnown ? undefined : botTexts.introduction[stored.language];
}
