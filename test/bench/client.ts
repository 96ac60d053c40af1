import { fakeGraph } from "../../src/simulator/fake-graph.ts";
import { type Latency, latencyOf } from "./figures.ts";
import {
  deskBody,
  type DeskTraffic,
  foreignBody,
  messageBody,
  webhookRequest,
} from "./webhooks.ts";
import { openWire, requestBytes, type Wire } from "./wire.ts";

/** What the load process is told to do; it prints the result as JSON. */
export type Job =
  /** As fast as answers come, over so many connections. */
  | {
      kind: "flood";
      port: number;
      concurrency: number;
      seconds: number;
      body: "foreign" | "desk";
      traffic: DeskTraffic;
      first: number;
      most: number;
    }
  /** So many webhooks a second, whatever the answers do. */
  | {
      kind: "pace";
      port: number;
      graphPort: number;
      rate: number;
      seconds: number;
      traffic: DeskTraffic;
    }
  /** From the webhook's first byte to the rule's answer at the Graph API. */
  | {
      kind: "answers";
      port: number;
      graphPort: number;
      concurrency: number;
      seconds: number;
      firstCustomer: number;
      /** Which of the texts of webhooks.ts everybody writes. */
      text: number;
    }
  /** One page after the other. */
  | {
      kind: "pages";
      targets: { name: string; port: number; path: string; headers: Record<string, string> }[];
      rounds: number;
    };

export interface Flooded {
  perSecond: number;
  latency: Latency;
  refused: number;
}
export interface Answered {
  perSecond: number;
  latency: Latency;
}
export type Paged = Record<string, Latency & { status: number; bytes: number }>;

function perform(job: Job): Promise<Flooded | Answered | Paged> {
  if (job.kind === "flood") return flood(job);
  if (job.kind === "pace") return pace(job);
  if (job.kind === "answers") return answers(job);
  return pages(job);
}

const openWires = (port: number, count: number) =>
  Promise.all(Array.from({ length: count }, () => openWire(port)));

async function flood(job: Extract<Job, { kind: "flood" }>): Promise<Flooded> {
  const { port, traffic } = job;
  const make = (index: number) =>
    job.body === "foreign"
      ? foreignBody(index % 1000, traffic.at)
      : deskBody(job.first + index, traffic);
  // Foreign ones are journaled alike: a thousand of them go round. The others are
  // more than a server can process in the time.
  const count = job.body === "foreign" ? 1000 : job.most;
  const requests = Array.from({ length: count }, (_, index) => webhookRequest(port, make(index)));
  const latencies: number[] = [];
  let refused = 0;
  let next = 0;
  const wires = await openWires(port, job.concurrency);
  const start = performance.now();
  const end = start + job.seconds * 1000;
  await Promise.all(
    wires.map(async (wire) => {
      while (performance.now() < end) {
        const request = requests[next++ % count] as Uint8Array;
        const sent = performance.now();
        if ((await wire.send(request)) !== 200) refused += 1;
        latencies.push(performance.now() - sent);
      }
      wire.close();
    }),
  );
  const seconds = (performance.now() - start) / 1000;
  return { perSecond: latencies.length / seconds, latency: latencyOf(latencies), refused };
}

/** Milliseconds without another message that say that no more will come. */
const QUIET = 3_000;

async function pace(job: Extract<Job, { kind: "pace" }>): Promise<Flooded> {
  let sentAt = 0;
  const graph = serveGraph(job.graphPort, () => void (sentAt = performance.now()));
  const count = job.rate * job.seconds;
  const requests = Array.from({ length: count }, (_, index) =>
    webhookRequest(job.port, deskBody(index, job.traffic)),
  );
  const free = await openWires(job.port, 128);
  const late: { request: Uint8Array; due: number }[] = [];
  const latencies: number[] = [];
  let refused = 0;
  const post = async (wire: Wire, request: Uint8Array, due: number): Promise<void> => {
    if ((await wire.send(request)) !== 200) refused += 1;
    latencies.push(performance.now() - due);
    const waiting = late.shift();
    if (waiting) return post(wire, waiting.request, waiting.due);
    free.push(wire);
  };
  const start = performance.now();
  for (let sent = 0; sent < count;) {
    const due = start + (sent * 1000) / job.rate;
    const wait = due - performance.now();
    if (wait > 0) {
      await Bun.sleep(Math.ceil(wait));
      continue;
    }
    const request = requests[sent++] as Uint8Array;
    // Round and round: one that rests for a minute is closed by the server.
    const wire = free.shift();
    // Counted from when it was due: a slow server gets no rest.
    if (wire) void post(wire, request, due);
    else late.push({ request, due });
  }
  const seconds = (performance.now() - start) / 1000;
  while (latencies.length < count) await Bun.sleep(5);
  // What the rules answered still has to reach the Graph API.
  do {
    await Bun.sleep(500);
  } while (performance.now() - sentAt < QUIET);
  await graph.stop(true);
  return { perSecond: count / seconds, latency: latencyOf(latencies), refused };
}

async function answers(job: Extract<Job, { kind: "answers" }>): Promise<Answered> {
  const arrived = new Map<string, () => void>();
  const graph = serveGraph(job.graphPort, (to) => arrived.get(to)?.());
  const latencies: number[] = [];
  let customerIndex = job.firstCustomer;
  const wires = await openWires(job.port, job.concurrency);
  const start = performance.now();
  const end = start + job.seconds * 1000;
  await Promise.all(
    wires.map(async (wire) => {
      while (performance.now() < end) {
        const index = customerIndex++;
        // The customer's number is in the answer: that is how the two find each other.
        const to = `55119${80_000_000 + index}`;
        const request = webhookRequest(job.port, messageBody(index, job.text, Date.now()));
        const answered = new Promise<void>((resolve) => arrived.set(to, resolve));
        const sent = performance.now();
        await wire.send(request);
        await answered;
        latencies.push(performance.now() - sent);
        arrived.delete(to);
      }
    }),
  );
  const seconds = (performance.now() - start) / 1000;
  for (const wire of wires) wire.close();
  await Bun.sleep(300);
  await graph.stop(true);
  return { perSecond: latencies.length / seconds, latency: latencyOf(latencies) };
}

function serveGraph(port: number, onMessage: (to: string) => void = () => {}) {
  const graph = fakeGraph();
  graph.onSent((message) => onMessage(message.waId ?? ""));
  return Bun.serve({ hostname: "127.0.0.1", port, fetch: (request) => graph.fetch(request) });
}

async function pages(job: Extract<Job, { kind: "pages" }>): Promise<Paged> {
  const open = await Promise.all(
    job.targets.map(async ({ name, port, path, headers }) => {
      const request = requestBytes(port, "GET", path, headers);
      return { name, request, wire: await openWire(port), status: 0, latencies: [] as number[] };
    }),
  );
  const warmUp = Math.ceil(job.rounds / 10);
  for (let round = -warmUp; round < job.rounds; round++) {
    for (const target of open) {
      const sent = performance.now();
      target.status = await target.wire.send(target.request);
      if (round >= 0) target.latencies.push(performance.now() - sent);
    }
  }
  for (const { wire } of open) wire.close();
  return Object.fromEntries(
    open.map(({ name, status, latencies, wire }) => [
      name,
      { ...latencyOf(latencies), status, bytes: wire.size },
    ]),
  );
}

if (import.meta.main)
  console.log(JSON.stringify(await perform(JSON.parse(process.argv[2] ?? "{}") as Job)));
