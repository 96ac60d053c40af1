import { Database } from "bun:sqlite";
import { copyFileSync, existsSync } from "node:fs";
import { join } from "node:path";
import type { OutboxState } from "../../src/db/schema.ts";
import { fakeGraph, type SentMessage } from "../../src/simulator/fake-graph.ts";
import { serveFakeGraph } from "../../src/simulator/serve-fake-graph.ts";
import { prepareFolder, type Server, startProgram } from "../support/server.ts";
import { dice, freshFolder } from "./battery.ts";
import {
  type ApiSend,
  deliver,
  newSend,
  openTickets,
  postSend,
  statusDelivery,
} from "./meta-client.ts";

const PEOPLE = 40;
const SENDS = 12;
/** Meta takes up to this long to accept, and as long again to say so, in milliseconds. */
const SLOWNESS = 25;

export interface SendingFigures {
  kills: number;
  apiSends: number;
  acceptedByGraph: number;
  /** Accepted by Graph while our outbox still said `sending` when we were killed. */
  acceptedUnsettled: number;
  /** Outbox rows in `sending` at the kills: in flight. */
  inFlight: number;
  /** Of those, `unknown` after the restart. */
  becameUnknown: number;
  /** References that Graph received more than once. */
  twice: number;
  /** Accepted by Graph and not shown as delivered after Meta's statuses came. */
  notReconciled: number;
  /** Neither accepted by Graph nor `unknown`: an API send that was answered and went nowhere. */
  lost: number;
  /** Still `unknown` at the end: Graph never saw them, a person decides. */
  leftUnknown: number;
}

/**
 * Kills the program while it sends, at random moments and right between Graph's
 * acceptance and its answer. Graph counts our references; afterwards Meta's statuses come.
 */
export async function killWhileSending({
  kills,
  root,
  seed = 1,
}: {
  kills: number;
  root?: string;
  seed?: number;
}): Promise<SendingFigures> {
  const folder = freshFolder("kill-sending");
  const roll = dice(seed);
  const graph = slowGraph(roll);
  const served = await serveFakeGraph(0, graph.graph);
  const sends: ApiSend[] = [];
  const reconciled = new Set<string>();
  const figures = { kills, inFlight: 0, becameUnknown: 0, acceptedUnsettled: 0 };
  try {
    const token = await prepareFolder(folder.path);
    const start = () =>
      startProgram({
        dataFolder: folder.path,
        root,
        env: { RECADO_META_GRAPH_URL: served.baseUrl },
      });
    let server = await start();
    await openTickets(server, token, PEOPLE);
    for (let kill = 0; kill < kills; kill += 1) {
      await sendAndKill(server, token, kill);
      await graph.idle();
      const atKill = outboxOf(folder.path);
      server = await start();
      const afterwards = outboxOf(folder.path);
      for (const [reference, state] of atKill) {
        if (state !== "sending") continue;
        figures.inFlight += 1;
        if (graph.counts.has(reference)) figures.acceptedUnsettled += 1;
        if (afterwards.get(reference) === "unknown") figures.becameUnknown += 1;
      }
      await Promise.all(
        sends.filter((send) => send.id === null).map((send) => postSend(server, token, send)),
      );
      if (kill % 2 === 1) await reconcile(server);
    }
    await untilSettled(folder.path);
    await reconcile(server);
    await untilSettled(folder.path);
    const exitCode = await server.stop();
    if (exitCode !== 0) throw new Error(`a stop ended with ${exitCode}`);
    return { ...figures, ...countOutcome(folder.path) };
  } finally {
    await served.stop();
    folder.remove();
  }

  async function sendAndKill(server: Server, token: string, kill: number): Promise<void> {
    // Every third kill comes right after Graph took a message and before it says so.
    const moment = kill % 3 === 0 ? graph.accepted(1 + roll(SENDS / 2)) : Bun.sleep(roll(120));
    const killed = Promise.race([moment, Bun.sleep(2_000)]).then(() => server.kill());
    const fresh = Array.from({ length: SENDS }, () => newSend(1 + roll(PEOPLE)));
    sends.push(...fresh);
    await Promise.all(fresh.map((send) => postSend(server, token, send)));
    await killed;
  }

  /** Meta tells what became of everything it accepted: sent and delivered, echoing our data. */
  async function reconcile(server: Server): Promise<void> {
    const untold = graph.accepts.filter(({ wamid }) => !reconciled.has(wamid));
    for (const { wamid, reference } of untold) {
      reconciled.add(wamid);
      for (const status of ["delivered", "sent"] as const) {
        await deliver(server, statusDelivery(0, { wamid, status, at: Date.now(), reference }));
      }
    }
  }

  function countOutcome(path: string) {
    const rows = readMessages(path);
    let notReconciled = 0;
    for (const { reference, wamid } of graph.accepts) {
      const row = rows.find((message) => message.reference === reference);
      const isShown = row?.status === "delivered" && row.wamid !== null && row.state === "accepted";
      if (!isShown && graph.counts.get(reference ?? "") === 1) notReconciled += 1;
      if (row && row.wamid !== wamid && graph.counts.get(reference ?? "") === 1) notReconciled += 1;
    }
    const unsent = rows.filter((row) => !graph.counts.has(row.reference));
    const leftUnknown = unsent.filter((row) => row.state === "unknown").length;
    const missing = sends.filter((send) => !rows.some((row) => row.text === send.text)).length;
    return {
      apiSends: sends.length,
      acceptedByGraph: graph.accepts.length,
      twice: [...graph.counts.values()].filter((count) => count > 1).length,
      notReconciled,
      lost: missing + unsent.length - leftUnknown,
      leftUnknown,
    };
  }
}

/** A fake Graph that takes its time, and counts by our reference what it accepted. */
function slowGraph(roll: (below: number) => number) {
  const inner = fakeGraph();
  const counts = new Map<string, number>();
  const accepts: SentMessage[] = [];
  let busy = 0;
  let waiting: { left: number; resolve: () => void } | undefined;
  inner.onSent((message) => {
    accepts.push(message);
    counts.set(message.reference ?? "", (counts.get(message.reference ?? "") ?? 0) + 1);
    if (waiting && --waiting.left === 0) waiting.resolve();
  });
  return {
    counts,
    accepts,
    graph: { ...inner, fetch },
    /** Resolves when so many more were accepted. */
    accepted: (left: number) => new Promise<void>((resolve) => (waiting = { left, resolve })),
    /** Requests that were read before a kill are still accepted after it. */
    async idle() {
      while (busy > 0) await Bun.sleep(2);
    },
  };

  async function fetch(request: Request): Promise<Response> {
    busy += 1;
    try {
      await Bun.sleep(roll(SLOWNESS));
      const answer = await inner.fetch(request);
      await Bun.sleep(roll(SLOWNESS));
      return answer;
    } finally {
      busy -= 1;
    }
  }
}

interface SentRow {
  reference: string;
  wamid: string | null;
  status: string;
  text: string;
  state: OutboxState;
}

/** Reads a copy: whoever opens the file itself would do the recovery that the restart is to do. */
function readMessages(folder: string): SentRow[] {
  const copy = freshFolder("copy");
  for (const name of ["recado.db", "recado.db-wal"]) {
    if (existsSync(join(folder, name))) copyFileSync(join(folder, name), join(copy.path, name));
  }
  const db = new Database(join(copy.path, "recado.db"));
  const rows = db
    .query<SentRow, []>(
      "SELECT reference, wamid, status, text, state FROM messages JOIN outbox ON outbox.message_id = messages.id",
    )
    .all();
  db.close();
  copy.remove();
  return rows;
}

function outboxOf(folder: string): Map<string, OutboxState> {
  return new Map(readMessages(folder).map((row) => [row.reference, row.state]));
}

/** Nothing waits for its turn and every webhook is worked through. */
async function untilSettled(folder: string): Promise<void> {
  const db = new Database(join(folder, "recado.db"), { readonly: true });
  const open = db.query<{ n: number }, []>(
    "SELECT (SELECT count(*) FROM outbox WHERE state IN ('queued', 'sending')) + (SELECT count(*) FROM webhook_events WHERE state = 'received') AS n",
  );
  const end = performance.now() + 60_000;
  while ((open.get()?.n ?? 0) > 0) {
    if (performance.now() > end) throw new Error("the outbox does not drain");
    await Bun.sleep(20);
  }
  db.close();
}
