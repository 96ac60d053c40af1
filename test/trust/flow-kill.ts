import { Database } from "bun:sqlite";
import { join } from "node:path";
import { loadConfig } from "../../src/config.ts";
import { insertConnection } from "../../src/flows/connections.ts";
import type { Flow } from "../../src/flows/flow.ts";
import { insertFlow, publishFlow } from "../../src/flows/flows.ts";
import { noTerms } from "../../src/incidents/incident.ts";
import { insertIncident } from "../../src/incidents/incidents.ts";
import { closeRecado, openRecado } from "../../src/recado.ts";
import { saveSetting } from "../../src/settings/settings.ts";
import { dice, freshFolder, root as ours } from "./battery.ts";

const MINUTE = 60_000;
/** A second is five minutes. */
const SPEED = 300;
const START = Date.UTC(2026, 8, 21, 8);

export interface FlowFigures {
  kills: number;
  dialogues: number;
  done: number;
  timedOut: number;
  /** Requests that the shop got. */
  asked: number;
  /** Under way when the program died. */
  orphans: number;
  /** The same words of the same dialogue. */
  twice: number;
  /** Dialogues that never end, or end without having said so. */
  missing: number;
  /** A POST that the shop got more than once. */
  posted: number;
  /** Answers noted without the dialogue going on by them, or the other way round. */
  lost: number;
}

export interface FlowOrders {
  root: string;
  folder: string;
  /** The clock at `at`, and how fast it goes. */
  now: number;
  at: number;
  speed: number;
  seed: number;
  isBusy: boolean;
  shop: string;
}

/** A shop's system that counts what it is asked, and takes its time. */
function openShop(seed: number) {
  const roll = dice(seed);
  const posts = new Map<string, number>();
  let asked = 0;
  const server = Bun.serve({
    hostname: "127.0.0.1",
    port: 0,
    async fetch(request) {
      const { pathname } = new URL(request.url);
      asked += 1;
      if (request.method === "POST") posts.set(pathname, (posts.get(pathname) ?? 0) + 1);
      await Bun.sleep(roll(60));
      return Response.json({ state: "sent" });
    },
  });
  return {
    host: `127.0.0.1:${server.port}`,
    stop: () => server.stop(true),
    figures: () => ({ asked, posted: [...posts.values()].filter((times) => times > 1).length }),
  };
}

/** Kills the process whose dialogues answer, ask other systems, wait and end, again and again. */
export async function killFlows({
  kills,
  root = ours,
  seed = 1,
}: {
  kills: number;
  root?: string;
  seed?: number;
}): Promise<FlowFigures> {
  const folder = freshFolder("kill-flows");
  const shop = openShop(seed);
  const roll = dice(seed);
  let orphans = 0;
  try {
    await prepare(folder.path, shop.host);
    let now = START;
    const orders = { root, folder: folder.path, shop: shop.host };
    for (let kill = 0; kill < kills; kill++) {
      const at = Date.now();
      const child = spawn({ ...orders, now, at, speed: SPEED, seed: seed + kill, isBusy: true });
      await child.stdout.getReader().read();
      await Bun.sleep(200 + roll(800));
      child.kill("SIGKILL");
      await child.exited;
      orphans += countCalling(folder.path);
      now += (Date.now() - at) * SPEED;
    }
    // In the end every time-out is over.
    const end = { ...orders, now: now + 30 * MINUTE, at: Date.now(), speed: 0, seed };
    if ((await spawn({ ...end, isBusy: false }).exited) !== 0)
      throw new Error("the last run failed");
    return { kills, orphans, ...shop.figures(), ...countOutcome(folder.path) };
  } finally {
    await shop.stop();
    folder.remove();
  }
}

function spawn(orders: FlowOrders) {
  const script = join(import.meta.dir, "flow-process.ts");
  return Bun.spawn([process.execPath, script, JSON.stringify(orders)], {
    stdout: "pipe",
    stderr: "inherit",
  });
}

/** Asks, looks up, writes elsewhere, waits, asks again. What it says names the dialogue. */
function dialogue(connectionId: number): Flow {
  const call = { connectionId, map: [{ path: "state", save: "state" }], timeoutSeconds: 2 };
  const ask = { input: "text", retries: 1, otherwise: null } as const;
  return {
    start: "code",
    timeoutMinutes: 6,
    timeoutText: { en: "over" },
    steps: [
      { id: "code", kind: "ask", text: { en: "code?" }, save: "code", next: "get", ...ask },
      {
        id: "get",
        kind: "look-up",
        method: "GET",
        path: "/get/{code}",
        ...call,
        next: "post",
        notFound: "down",
        failed: "down",
      },
      {
        id: "post",
        kind: "look-up",
        method: "POST",
        path: "/post/{code}",
        body: "{}",
        ...call,
        next: "found",
        notFound: "down",
        failed: "down",
      },
      { id: "found", kind: "say", text: { en: "found" }, next: "later" },
      { id: "down", kind: "say", text: { en: "down" }, next: "later" },
      { id: "later", kind: "wait", minutes: 1, next: "word" },
      { id: "word", kind: "ask", text: { en: "word?" }, save: "word", next: "bye", ...ask },
      { id: "bye", kind: "end", text: { en: "bye" } },
    ],
  };
}

async function prepare(folder: string, host: string): Promise<void> {
  const config = loadConfig({ RECADO_DATA_DIR: folder, RECADO_SECRET_KEY: "test key" });
  const recado = await openRecado(config, { clock: { now: () => START } });
  await recado.write(async (tx) => {
    await saveSetting(
      tx,
      "bot",
      {
        isEnabled: true,
        greeting: {},
        away: {},
        hours: null,
        handOverWords: [],
        limits: { misses: 100, unresolvedMinutes: 1000, answers: 1000, withinMinutes: 1 },
      },
      START,
    );
    const shop = { name: "Shop", baseUrl: `http://${host}`, headers: [] };
    const { id } = await insertConnection(tx, shop, recado.secrets, START);
    const flow = await insertFlow(tx, { name: "Order", flow: dialogue(id) }, START);
    await publishFlow(tx, flow.id, { by: null }, START);
    await insertIncident(
      tx,
      {
        name: "Order",
        category: "",
        phrasings: { en: ["begin my order dialogue"] },
        terms: { ...noTerms, flowId: flow.id },
        enabled: true,
      },
      null,
      START,
    );
  });
  await closeRecado(recado);
  const db = new Database(join(folder, "recado.db"));
  db.run(
    `INSERT INTO channels (name, phone_number_id, created_at) VALUES ('WhatsApp', '1', ${START})`,
  );
  db.close();
}

function countCalling(folder: string): number {
  const db = new Database(join(folder, "recado.db"));
  const row = db
    .query<{ n: number }, []>("SELECT count(*) AS n FROM flow_calls WHERE state = 'calling'")
    .get();
  db.close();
  return row?.n ?? 0;
}

interface Ended {
  id: number;
  state: string;
  outcome: string | null;
  step: string | null;
  said: string;
  calls: string;
}

function countOutcome(folder: string) {
  const db = new Database(join(folder, "recado.db"), { readonly: true });
  const runs = db
    .query<Ended, []>(
      `SELECT id, state, outcome, step,
         (SELECT json_group_array(text) FROM messages
            WHERE direction = 'out' AND content ->> '$.bot.runId' = flow_runs.id) AS said,
         (SELECT json_group_array(state) FROM flow_calls WHERE run_id = flow_runs.id) AS calls
       FROM flow_runs`,
    )
    .all();
  db.close();
  const figures = { dialogues: runs.length, done: 0, timedOut: 0, twice: 0, missing: 0, lost: 0 };
  for (const run of runs) {
    // The bot introduces itself once, in front of the first question.
    const said = (JSON.parse(run.said) as string[]).map((text) => text.split("\n").at(-1) ?? "");
    const calls = JSON.parse(run.calls) as string[];
    if (run.outcome === "done") figures.done += 1;
    if (run.outcome === "timed-out") figures.timedOut += 1;
    figures.twice += said.length - new Set(said).size;
    if (said.includes("found") && said.includes("down")) figures.twice += 1;
    if (run.state !== "ended" || !isWhole(run, said)) figures.missing += 1;
    if (calls.some((state) => state !== "done" && state !== "failed")) figures.lost += 1;
    if (said.includes("found") !== (calls.join() === "done,done")) figures.lost += 1;
  }
  return figures;
}

/** Whether all was said that its end asks for. */
function isWhole({ outcome, step }: Ended, said: readonly string[]): boolean {
  const has = (...words: string[]) => words.every((word) => said.includes(word));
  const isAnswered = said.includes("found") || said.includes("down");
  if (outcome === "done") return has("code?", "word?", "bye") && isAnswered;
  if (outcome !== "timed-out") return false;
  return step === "code" ? has("code?", "over") : has("code?", "word?", "over") && isAnswered;
}
