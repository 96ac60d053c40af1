import type { Entry } from "../../views/inbox/types.ts";
import type { HandOverCard } from "../bot/hand-over-card.ts";
import { hideNumbers } from "../contacts/phone.ts";
import type { Instant } from "../db/schema.ts";
import type { TicketEventRow } from "./thread-rows.ts";
import { clockTime, type TicketReader } from "./time-words.ts";

/** The bot's card, under the moment of the hand-over; numbers are masked like everywhere. */
export function placeHandOver(
  event: TicketEventRow,
  reader: TicketReader,
): { at: Instant; entry: Entry } {
  const { card } = JSON.parse(event.detail) as { card: HandOverCard };
  const seen = (text: string) => (reader.can("phones") ? text : hideNumbers(text));
  return {
    at: event.created_at,
    entry: {
      kind: "hand-over",
      card: {
        id: event.id,
        time: clockTime(event.created_at, reader),
        asked: card.asked.map(seen),
        topics: card.topics.map(({ name, outcome }) =>
          reader.t("hand-over.topic", {
            name,
            outcome: reader.t(`hand-over.outcome.${outcome}`),
          }),
        ),
        fields: card.fields.map(({ label, value }) => ({
          label,
          // A dialogue keeps a picture as "photo:" with its message's id.
          value: /^photo:\d+$/.test(value) ? reader.t("hand-over.photo") : seen(value),
        })),
      },
    },
  };
}
