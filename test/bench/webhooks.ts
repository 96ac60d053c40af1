import {
  type EnvelopePlace,
  messageEnvelope,
  statusEnvelope,
  text,
  wireForm,
} from "../../src/simulator/envelope.ts";
import { signBody } from "../../src/whatsapp/signature.ts";
import { requestBytes } from "./wire.ts";

export const APP_SECRET = "bench_app_secret_0123456789abcdef";
export const OURS: EnvelopePlace = {
  wabaId: "102290129340398",
  phoneNumberId: "106540352242922",
  displayPhone: "15550783881",
};
const SOMEBODY_ELSES: EnvelopePlace = { ...OURS, phoneNumberId: "999999999999999" };

/** What customers write; the first of five asks what a rule answers. */
const texts = [
  "Oi! Qual é o preço da entrega?",
  "Bom dia, meu pedido ainda não chegou e eu precisava dele para sábado",
  "Hello, the blue jacket arrived with a broken zip. What can I do?",
  "Bonjour, est-ce que la taille 42 est disponible dans votre magasin ?",
  "Hola, quisiera cambiar la dirección de mi compra, es la segunda vez que escribo",
];

export function customer(index: number) {
  return { name: `Cliente ${index}`, waId: `55119${String(80_000_000 + index)}` };
}

/** The id of the n-th message that the desk had sent before the clock started (seed.ts). */
export const sentWamid = (index: number) => `wamid.BENCHOUT${String(index).padStart(40, "0")}`;

export function messageBody(customerIndex: number, textIndex: number, at: number): Uint8Array {
  const body = texts[textIndex % texts.length] ?? "";
  const wamid = `wamid.BENCHIN${crypto.randomUUID().replaceAll("-", "").padStart(40, "0")}`;
  return wireForm(messageEnvelope(OURS, customer(customerIndex), text(body), { wamid, at }));
}

/** Signed and journaled, then of no interest: the way of the acknowledgement and little else. */
export function foreignBody(index: number, at: number): Uint8Array {
  const status = { wamid: sentWamid(index), status: "delivered" as const, at };
  return wireForm(statusEnvelope(SOMEBODY_ELSES, customer(index), status));
}

/**
 * The updates of a busy desk, one a webhook: each message is followed by three
 * statuses (sent, delivered, read), which are about other messages, out of step.
 */
export function deskBody(index: number, { people, sent, at }: DeskTraffic): Uint8Array {
  const group = Math.floor(index / 4);
  const part = index % 4;
  if (part === 0) return messageBody((group * 7919) % people, group, at);
  const status = (["sent", "delivered", "read"] as const)[part - 1] ?? "sent";
  const message = (group + sent - 20 * (part - 1)) % sent;
  return wireForm(
    statusEnvelope(OURS, customer(message % people), { wamid: sentWamid(message), status, at }),
  );
}

export interface DeskTraffic {
  /** Customers, who write in turn. */
  people: number;
  /** Messages sent before, which the statuses are about. */
  sent: number;
  at: number;
}

/** A POST of `body` as Meta sends it. */
export function webhookRequest(port: number, body: Uint8Array): Uint8Array {
  const headers = {
    "Content-Type": "application/json",
    "X-Hub-Signature-256": signBody(body, APP_SECRET),
    "User-Agent": "facebookexternalua",
  };
  return requestBytes(port, "POST", "/webhooks/meta", headers, body);
}
