import type { Clock } from "../clock.ts";
import {
  type EnvelopeStatus,
  messageEnvelope,
  statusEnvelope,
  text,
  wireForm,
} from "./envelope.ts";
import { webhookRequest } from "./post-webhook.ts";
import { simulatedPlace } from "./simulated-channel.ts";
import { floodNumbers, type SimulatedPerson } from "./people.ts";
import { newWamid } from "./wamid.ts";

export interface FloodPlan {
  /** Of the running server: `http://127.0.0.1:3000`. */
  url: string;
  secret: string;
  /** For the timestamps inside. */
  clock: Clock;
  /** Webhooks a second. */
  rate: number;
  seconds: number;
  contacts: number;
  /** Statuses to each message. */
  statuses: number;
}

/** Milliseconds from the request to the acknowledgement. */
export interface FloodResult {
  sent: number;
  acknowledged: number;
  errors: number;
  /** What the first error said. */
  firstError: string | null;
  seconds: number;
  acknowledgedPerSecond: number;
  p50: number;
  p99: number;
  slowest: number;
}

/** Meta opens many connections, but not any number. */
const AT_ONCE = 128;
const TICK = 10;

/**
 * Posts signed webhooks at a steady rate, whether or not the server keeps up: a
 * slow answer delays nobody but itself, as with Meta.
 */
export async function flood(plan: FloodPlan): Promise<FloodResult> {
  const total = Math.round(plan.rate * plan.seconds);
  const times: number[] = [];
  const failures: string[] = [];
  const inFlight = new Set<Promise<void>>();
  const begin = performance.now();
  let sent = 0;
  while (sent < total) {
    const due = Math.min(total, Math.ceil(((performance.now() - begin) / 1000) * plan.rate));
    for (; sent < due && inFlight.size < AT_ONCE; sent += 1) {
      const posted = postOne(plan, bodyOf(plan, sent), times, failures).finally(() =>
        inFlight.delete(posted),
      );
      inFlight.add(posted);
    }
    await Bun.sleep(TICK);
  }
  await Promise.all(inFlight);
  return result(sent, times, failures, (performance.now() - begin) / 1000);
}

async function postOne(
  { url, secret }: FloodPlan,
  body: Uint8Array<ArrayBuffer>,
  times: number[],
  failures: string[],
): Promise<void> {
  const start = performance.now();
  try {
    const answer = await fetch(webhookRequest(`${url}/webhooks/meta`, body, secret));
    await answer.arrayBuffer();
    if (answer.status === 200) times.push(performance.now() - start);
    else failures.push(`HTTP ${answer.status}`);
  } catch (error) {
    failures.push(error instanceof Error ? error.message : String(error));
  }
}

const words = [
  "Oi, cadê meu pedido?",
  "Bonjour, vous êtes ouverts demain ?",
  "Hello, do you ship to Leeds?",
  "Hola, ¿tienen talla M?",
  "Obrigada!",
];
const ladder: EnvelopeStatus["status"][] = ["sent", "delivered", "read"];

/** Message, then its share of statuses, and again. */
function bodyOf({ statuses, contacts, clock }: FloodPlan, n: number): Uint8Array<ArrayBuffer> {
  const turn = n % (statuses + 1);
  const round = Math.floor(n / (statuses + 1));
  const person = personNumber(round % contacts);
  const at = clock.now();
  if (turn === 0) {
    const body = `${words[round % words.length]} (${round + 1})`;
    return wireForm(messageEnvelope(simulatedPlace, person, text(body), { wamid: newWamid(), at }));
  }
  const status = ladder[(turn - 1) % ladder.length] as EnvelopeStatus["status"];
  return wireForm(statusEnvelope(simulatedPlace, person, { wamid: newWamid(), status, at }));
}

function personNumber(n: number): SimulatedPerson {
  const waId = `${floodNumbers}${String(n).padStart(6, "0")}`;
  return { key: waId, name: `Customer ${n + 1}`, waId, userId: null, username: null };
}

function result(sent: number, times: number[], failures: string[], seconds: number): FloodResult {
  const sorted = times.toSorted((one, other) => one - other);
  const at = (share: number) =>
    round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
  return {
    sent,
    acknowledged: times.length,
    errors: failures.length,
    firstError: failures[0] ?? null,
    seconds: round(seconds),
    acknowledgedPerSecond: round(times.length / seconds),
    p50: at(0.5),
    p99: at(0.99),
    slowest: round(sorted.at(-1) ?? 0),
  };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
