import {
  type EnvelopePerson,
  type EnvelopeStatus,
  messageEnvelope,
  statusEnvelope,
  wireForm,
} from "../../src/simulator/envelope.ts";
import type { Server } from "../support/server.ts";
import { PHONE_NUMBER_ID, WABA_ID } from "../support/desk.ts";

const place = { wabaId: WABA_ID, phoneNumberId: PHONE_NUMBER_ID, displayPhone: "15550783881" };

/** Customer number `index`: always the same person. */
export function customer(index: number): EnvelopePerson {
  return { name: `Carla ${index}`, waId: `55119${80000000 + index}`, userId: null };
}

/** A webhook as Meta writes it, and the ids that must be found in the desk afterwards. */
export interface Delivery {
  body: Uint8Array<ArrayBuffer>;
  wamids: string[];
  /** How often it was answered 200. */
  acks: number;
}

export function textDelivery(index: number, text: string, at = Date.now()): Delivery {
  const wamid = newWamid();
  const envelope = messageEnvelope(
    place,
    customer(index),
    { type: "text", text: { body: text } },
    { wamid, at },
  );
  return { body: wireForm(envelope), wamids: [wamid], acks: 0 };
}

export function statusDelivery(index: number, status: EnvelopeStatus): Delivery {
  return { body: wireForm(statusEnvelope(place, customer(index), status)), wamids: [], acks: 0 };
}

function newWamid(): string {
  return `wamid.${crypto.randomUUID().replaceAll("-", "")}`;
}

/** Whether it was acknowledged; false when the program died meanwhile. */
export async function deliver(server: Server, delivery: Delivery): Promise<boolean> {
  const response = await server.postWebhook(delivery.body).catch(() => undefined);
  await response?.text().catch(() => undefined);
  if (!response) return false;
  if (response.status !== 200) throw new Error(`webhook answered ${response.status}`);
  delivery.acks += 1;
  return true;
}

/** A message by the API: sent again with the same key until it is answered. */
export interface ApiSend {
  ticket: number;
  text: string;
  key: string;
  /** The message's id, once answered. */
  id: number | null;
}

export function newSend(ticket: number): ApiSend {
  const key = crypto.randomUUID();
  return { ticket, text: `answer ${key}`, key, id: null };
}

export async function postSend(server: Server, token: string, send: ApiSend): Promise<boolean> {
  const response = await fetch(`${server.url}/api/v1/tickets/${send.ticket}/messages`, {
    method: "POST",
    body: JSON.stringify({ text: send.text }),
    headers: {
      authorization: `Bearer ${token}`,
      "content-type": "application/json",
      "idempotency-key": send.key,
    },
  }).catch(() => undefined);
  const text = await response?.text().catch(() => undefined);
  if (!response || text === undefined) return false;
  if (response.status !== 201) throw new Error(`the API answered ${response.status}: ${text}`);
  send.id = (JSON.parse(text) as { id: number }).id;
  return true;
}

/** Writes once for every customer, and waits until each has a ticket. */
export async function openTickets(
  server: Server,
  token: string,
  people: number,
): Promise<Delivery[]> {
  const deliveries = Array.from({ length: people }, (_, index) =>
    textDelivery(index, `hello from ${index}`),
  );
  await Promise.all(deliveries.map((delivery) => deliver(server, delivery)));
  const end = performance.now() + 10_000;
  while (performance.now() < end) {
    const response = await fetch(`${server.url}/api/v1/tickets?limit=200`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const { data } = (await response.json()) as { data: unknown[] };
    if (data.length >= people) return deliveries;
    await Bun.sleep(10);
  }
  throw new Error("the tickets did not open");
}
