import { Database } from "bun:sqlite";
import { join } from "node:path";
import { loadConfig } from "../../src/config.ts";
import { closeRecado, openRecado } from "../../src/recado.ts";
import { insertRoutingRule, type RoutingRuleInput } from "../../src/routing/rules.ts";
import { dice, freshFolder, root as ours } from "./battery.ts";
import type { Orders } from "./sla-timer-process.ts";

const MINUTE = 60_000;
const TICKETS = 30;
/** A second is half an hour. */
const SPEED = 1800;
const START = Date.UTC(2026, 2, 27, 8);
/** Minutes without answer. */
const WAIT = 10;

export interface RuleFigures {
  kills: number;
  changes: number;
  fired: number;
  /** Changes, and customers who wait still, that no rule has reacted to. */
  missing: number;
  twice: number;
  /** Before the minutes were over, or after the answer. */
  wrong: number;
  /** Kept as fired, but not done; or done and not kept. */
  lost: number;
}

/** Kills the process whose rules react to changes and to waiting, again and again. */
export async function killRules({
  kills,
  root = ours,
  seed = 1,
}: {
  kills: number;
  root?: string;
  seed?: number;
}): Promise<RuleFigures> {
  const folder = freshFolder("kill-rules");
  const roll = dice(seed);
  try {
    await prepare(folder.path);
    let now = START;
    for (let kill = 0; kill < kills; kill++) {
      const at = Date.now();
      const orders = { root, folder: folder.path, now, at, speed: SPEED, seed: seed + kill };
      const child = spawn({ ...orders, isBusy: true });
      await child.stdout.getReader().read();
      await Bun.sleep(100 + roll(700));
      child.kill("SIGKILL");
      await child.exited;
      now += (Date.now() - at) * SPEED;
    }
    // In the end every waiting is due.
    const end = {
      root,
      folder: folder.path,
      now: now + 60 * MINUTE,
      at: Date.now(),
      speed: 0,
      seed,
    };
    if ((await spawn({ ...end, isBusy: false }).exited) !== 0)
      throw new Error("the last run failed");
    return { kills, ...countOutcome(folder.path) };
  } finally {
    folder.remove();
  }
}

function spawn(orders: Orders) {
  const script = join(import.meta.dir, "rules-process.ts");
  return Bun.spawn([process.execPath, script, JSON.stringify(orders)], {
    stdout: "pipe",
    stderr: "inherit",
  });
}

async function prepare(folder: string): Promise<void> {
  const config = loadConfig({ RECADO_DATA_DIR: folder, RECADO_SECRET_KEY: "test key" });
  const recado = await openRecado(config, { clock: { now: () => START } });
  const base = { condition: { all: [] }, stops: false, isEnabled: true };
  const rules: RoutingRuleInput[] = [
    {
      ...base,
      name: "Status",
      events: ["status"],
      actions: [{ do: "note", text: "status" }],
      unansweredMinutes: null,
    },
    {
      ...base,
      name: "Waiting",
      events: ["unanswered"],
      actions: [{ do: "note", text: "waiting" }],
      unansweredMinutes: WAIT,
    },
  ];
  await recado.write(async (tx) => {
    for (const rule of rules) await insertRoutingRule(tx, rule, null, START);
  });
  await closeRecado(recado);
  const db = new Database(join(folder, "recado.db"));
  const at = String(START);
  db.run(
    `INSERT INTO channels (name, phone_number_id, created_at) VALUES ('WhatsApp', '1', ${at})`,
  );
  for (let index = 1; index <= TICKETS; index++) {
    db.run(
      `INSERT INTO contacts (name, name_folded, created_at, updated_at) VALUES ('Dora', 'dora', ${at}, ${at})`,
    );
    db.run(`INSERT INTO threads (contact_id, channel_id, created_at) VALUES (${index}, 1, ${at})`);
    db.run(
      `INSERT INTO tickets (thread_id, contact_id, channel_id, status, last_message_at, created_at, updated_at) VALUES (${index}, ${index}, 1, 'open', ${at}, ${at}, ${at})`,
    );
  }
  db.close();
}

interface Line {
  ticket_id: number;
  kind: string;
  text: string | null;
  created_at: number;
}

function countOutcome(folder: string): Omit<RuleFigures, "kills"> {
  const db = new Database(join(folder, "recado.db"), { readonly: true });
  const lines = db
    .query<Line, []>(
      "SELECT ticket_id, kind, detail ->> 'text' AS text, created_at FROM ticket_events ORDER BY id",
    )
    .all();
  const { fired } = db
    .query<{ fired: number }, []>("SELECT count(*) AS fired FROM rule_firings")
    .get() ?? { fired: 0 };
  db.close();
  const notes = lines.filter(({ kind }) => kind === "note").length;
  const figures = { changes: 0, fired, missing: 0, twice: 0, wrong: 0, lost: 0 };
  for (const history of Map.groupBy(lines, (row) => row.ticket_id).values())
    countTicket(history, figures);
  return { ...figures, lost: Math.abs(fired - notes) };
}

/** One ticket's history from its beginning, as the process itself wrote it. */
function countTicket(history: Line[], figures: Omit<RuleFigures, "kills">): void {
  let owed = 0;
  let waiting: { since: number; isFired: boolean } | undefined;
  for (const { kind, text, created_at } of history) {
    if (kind === "status") owed += 1;
    if (kind === "status") figures.changes += 1;
    if (kind === "waits") waiting = { since: created_at, isFired: false };
    if (kind === "answered") waiting = undefined;
    if (text === "status") owed -= 1;
    if (text !== "waiting") continue;
    if (!waiting || created_at < waiting.since + WAIT * MINUTE) figures.wrong += 1;
    else if (waiting.isFired) figures.twice += 1;
    else waiting.isFired = true;
  }
  if (owed > 0) figures.missing += owed;
  else figures.twice -= owed;
  if (waiting && !waiting.isFired) figures.missing += 1;
}
