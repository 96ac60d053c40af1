import { Database } from "bun:sqlite";
import { join } from "node:path";
import { serveFakeGraph } from "../../src/simulator/serve-fake-graph.ts";
import { prepareFolder, type Server, startProgram } from "../support/server.ts";
import { dice, freshFolder } from "./battery.ts";
import {
  type ApiSend,
  type Delivery,
  deliver,
  newSend,
  openTickets,
  postSend,
  statusDelivery,
  textDelivery,
} from "./meta-client.ts";

const PEOPLE = 30;
const WORKERS = 16;

export interface ReceivingFigures {
  cycles: number;
  acked: number;
  deliveredAgain: number;
  apiSends: number;
  /** Acknowledged and not in the journal, or not a message; answered by the API and gone. */
  lost: number;
  /** A message, an API send or a counted unread that is there more than once. */
  twice: number;
  /** Starts after which PRAGMA integrity_check said something else than ok. */
  corrupt: number;
  slowestStart: number;
}

/**
 * Kills the program under webhooks of messages, statuses and duplicates and under
 * API sends, again and again. What was not acknowledged is delivered anew, as Meta does.
 */
export async function killWhileReceiving({
  cycles,
  root,
  seed = 1,
}: {
  cycles: number;
  root?: string;
  seed?: number;
}): Promise<ReceivingFigures> {
  const folder = freshFolder("kill-receiving");
  const served = await serveFakeGraph();
  const roll = dice(seed);
  const deliveries: Delivery[] = [];
  const sends: ApiSend[] = [];
  const figures = { cycles, deliveredAgain: 0, corrupt: 0, slowestStart: 0 };
  try {
    const token = await prepareFolder(folder.path);
    const options = {
      dataFolder: folder.path,
      root,
      env: { RECADO_META_GRAPH_URL: served.baseUrl, RECADO_LOG_LEVEL: "error" },
    };
    // The line that names the port is of level info.
    const start = () =>
      startProgram({ ...options, env: { ...options.env, RECADO_LOG_LEVEL: "info" } });
    let server = await start();
    deliveries.push(...(await openTickets(server, token, PEOPLE)));
    for (let cycle = 0; cycle < cycles; cycle += 1) {
      await Promise.all([
        loadUntilKilled(server, token),
        Bun.sleep(30 + roll(220)).then(() => server.kill()),
      ]);
      server = await start();
      figures.slowestStart = Math.max(figures.slowestStart, Math.round(server.readyAfter));
      const isLate = cycle >= 100 && cycle % 20 !== 0 && cycle !== cycles - 1;
      if (!isLate && !isSound(folder.path)) figures.corrupt += 1;
      figures.deliveredAgain += await deliverAgain(server, token);
    }
    await untilProcessed(folder.path);
    const exitCode = await server.stop();
    if (exitCode !== 0) throw new Error(`a stop ended with ${exitCode}`);
    return { ...figures, ...countOutcome(folder.path) };
  } finally {
    await served.stop();
    folder.remove();
  }

  async function loadUntilKilled(server: Server, token: string): Promise<void> {
    const work = async () => {
      while (await oneRequest(server, token));
    };
    await Promise.all(Array.from({ length: WORKERS }, work));
  }

  /** False once the program is gone. */
  async function oneRequest(server: Server, token: string): Promise<boolean> {
    const kind = roll(100);
    if (kind < 10) {
      const send = newSend(1 + roll(PEOPLE));
      sends.push(send);
      return postSend(server, token, send);
    }
    if (kind < 25) return deliver(server, deliveries[roll(deliveries.length)] as Delivery);
    const delivery =
      kind < 50 ? aStatus() : textDelivery(roll(PEOPLE), `message ${deliveries.length}`);
    deliveries.push(delivery);
    return deliver(server, delivery);
  }

  function aStatus(): Delivery {
    const person = roll(PEOPLE);
    const status = (["sent", "delivered", "read"] as const)[roll(3)] ?? "sent";
    const sent = served.graph.sent[roll(Math.max(1, served.graph.sent.length))];
    const wamid = sent?.wamid ?? `wamid.UNKNOWN${roll(1000)}`;
    return statusDelivery(person, { wamid, status, at: Date.now(), reference: sent?.reference });
  }

  async function deliverAgain(server: Server, token: string): Promise<number> {
    const owed = deliveries.filter((delivery) => delivery.acks === 0);
    const unanswered = sends.filter((send) => send.id === null);
    await Promise.all(owed.map((delivery) => deliver(server, delivery)));
    await Promise.all(unanswered.map((send) => postSend(server, token, send)));
    return owed.length + unanswered.length;
  }

  function countOutcome(path: string) {
    const db = openFile(path);
    const journal = new Map<string, number>();
    for (const { body } of db
      .query<{ body: Uint8Array }, []>("SELECT body FROM webhook_events")
      .iterate()) {
      const key = hash(body);
      journal.set(key, (journal.get(key) ?? 0) + 1);
    }
    const count = (text: string, ...values: (string | number)[]) =>
      db.query<{ n: number }, (string | number)[]>(text).get(...values)?.n ?? 0;
    let lost = 0;
    let twice = 0;
    for (const delivery of deliveries) {
      lost += Math.max(0, delivery.acks - (journal.get(hash(delivery.body)) ?? 0));
      for (const wamid of delivery.wamids) {
        const rows = count("SELECT count(*) AS n FROM messages WHERE wamid = ?", wamid);
        if (rows < 1) lost += 1;
        if (rows > 1) twice += 1;
      }
    }
    for (const send of sends) {
      const rows = count("SELECT count(*) AS n FROM messages WHERE text = ?", send.text);
      if (rows < 1) lost += 1;
      if (rows > 1) twice += 1;
    }
    // Processing the same message twice would count it as unread twice.
    const unread = count("SELECT coalesce(sum(unread_count), 0) AS n FROM tickets");
    twice += Math.abs(unread - count("SELECT count(*) AS n FROM messages WHERE direction = 'in'"));
    const references = new Set(served.graph.sent.map((message) => message.reference));
    twice += served.graph.sent.length - references.size;
    db.close();
    const acked = deliveries.reduce((sum, delivery) => sum + delivery.acks, 0);
    return { acked, apiSends: sends.length, lost, twice };
  }
}

function openFile(folder: string): Database {
  return new Database(join(folder, "recado.db"), { readonly: true });
}

function isSound(folder: string): boolean {
  const db = openFile(folder);
  const result = db.query<{ integrity_check: string }, []>("PRAGMA integrity_check").all();
  db.close();
  return result.length === 1 && result[0]?.integrity_check === "ok";
}

/** The journal holds nothing that waits. */
async function untilProcessed(folder: string): Promise<void> {
  const db = openFile(folder);
  const end = performance.now() + 30_000;
  const waiting = db.query<{ n: number }, []>(
    "SELECT count(*) AS n FROM webhook_events WHERE state = 'received'",
  );
  while ((waiting.get()?.n ?? 0) > 0) {
    if (performance.now() > end) throw new Error("webhooks are left unprocessed");
    await Bun.sleep(20);
  }
  db.close();
}

function hash(bytes: Uint8Array): string {
  return new Bun.CryptoHasher("sha1").update(bytes).digest("base64");
}
