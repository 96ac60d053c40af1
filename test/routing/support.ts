import { messageEnvelope } from "../../src/simulator/envelope.ts";
import { type Desk, PHONE_NUMBER_ID, WABA_ID } from "../support/desk.ts";

let last = 0;

/** A text message of a customer to Loja Azul, at the desk's own time. */
export function textFrom(desk: Desk, waId: string, name: string, text: string) {
  return messageEnvelope(
    { wabaId: WABA_ID, phoneNumberId: PHONE_NUMBER_ID, displayPhone: "15550783881" },
    { name, waId },
    { type: "text", text: { body: text } },
    { wamid: `wamid.routing.${++last}`, at: desk.clock.now() },
  );
}
