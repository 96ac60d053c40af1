import { Database } from "bun:sqlite";
import { join } from "node:path";
import { loadConfig } from "../../src/config.ts";
import { closeRecado, openRecado } from "../../src/recado.ts";
import { insertPolicy } from "../../src/sla/policies.ts";
import { dice, freshFolder, root as ours } from "./battery.ts";
import type { Orders } from "./sla-timer-process.ts";

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
const TICKETS = 40;
/** A second is half an hour. */
const SPEED = 1800;
const START = Date.UTC(2026, 2, 27, 8);
/** Minutes promised, of which the last can't be reached but by a jump. */
const TARGET = 20;
const steps: Record<string, number> = {
  "reminder:0.5": 10,
  "reminder:-5": 15,
  breach: 20,
  "escalation:0": 20,
  "escalation:30": 50,
  "escalation:600": 620,
};

export interface TimerFigures {
  kills: number;
  jumps: number;
  clocks: number;
  fired: number;
  /** Due before the clock ended, or by now, and never set off. */
  missing: number;
  /** Set off, but what it does was done not at all, or more than once. */
  lost: number;
  twice: number;
  /** Set off before it was due, or with another moment than the start says. */
  early: number;
}

/** Kills the process with its timers every second; meanwhile its clock jumps by a day, both ways. */
export async function killTimers({
  kills,
  root = ours,
  seed = 1,
}: {
  kills: number;
  root?: string;
  seed?: number;
}): Promise<TimerFigures> {
  const folder = freshFolder("kill-timers");
  const roll = dice(seed);
  try {
    await prepare(folder.path);
    let now = START;
    const forward: Span[] = [];
    let forwardFrom = 0;
    let jumps = 0;
    for (let kill = 0; kill < kills; kill++) {
      // A day forward, and the next time back again.
      const jump = kill % 8 === 3 ? DAY : kill % 8 === 5 ? -DAY : 0;
      if (jump !== 0) jumps += 1;
      if (jump < 0) forward.push({ from: forwardFrom, to: now });
      now += jump;
      if (jump > 0) forwardFrom = now;
      const at = Date.now();
      const orders: Orders = {
        root,
        folder: folder.path,
        now,
        at,
        speed: SPEED,
        seed: seed + kill,
        isBusy: true,
      };
      const child = spawn(orders);
      await Bun.sleep(850 + roll(300));
      child.kill("SIGKILL");
      await child.exited;
      now += (Date.now() - at) * SPEED;
    }
    // In the end everything is due.
    now += 2 * DAY;
    const last = spawn({
      root,
      folder: folder.path,
      now,
      at: Date.now(),
      speed: 0,
      seed,
      isBusy: false,
    });
    const output = await new Response(last.stdout).text();
    if ((await last.exited) !== 0) throw new Error(`the last run failed: ${output}`);
    return { kills, jumps, ...countOutcome(folder.path, now, forward) };
  } finally {
    folder.remove();
  }
}

function spawn(orders: Orders) {
  return Bun.spawn(
    [process.execPath, join(import.meta.dir, "sla-timer-process.ts"), JSON.stringify(orders)],
    { stdout: "pipe", stderr: "inherit" },
  );
}

async function prepare(folder: string): Promise<void> {
  const config = loadConfig({ RECADO_DATA_DIR: folder, RECADO_SECRET_KEY: "test key" });
  const recado = await openRecado(config, { clock: { now: () => START } });
  const row = { low: TARGET, normal: TARGET, high: TARGET, urgent: TARGET };
  const none = { low: null, normal: null, high: null, urgent: null };
  await recado.write((tx) =>
    insertPolicy(
      tx,
      {
        name: "Everybody",
        condition: { all: [] },
        isEnabled: true,
        terms: {
          targets: {
            "first-response": row,
            "next-response": row,
            resolution: none,
            "hand-over": none,
          },
          calendar: "always",
          pausesOn: [],
          countsBot: false,
          reminders: [{ share: 0.5 }, { minutesBefore: 5 }],
          escalation: [0, 30, 600].map((afterMinutes) => ({
            afterMinutes,
            actions: [{ do: "note", text: `after ${afterMinutes}` }],
          })),
        },
      },
      START,
    ),
  );
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

/** A time that was taken back again. */
interface Span {
  from: number;
  to: number;
}

interface ClockRow {
  id: number;
  ticket_id: number;
  metric: string;
  started_at: number;
  ended_at: number | null;
}

function countOutcome(folder: string, now: number, forward: readonly Span[]) {
  const db = new Database(join(folder, "recado.db"), { readonly: true });
  const clocks = db.query<ClockRow, []>("SELECT * FROM sla_clocks").all();
  const events = db
    .query<{ clock_id: number; step: string; due_at: number; fired_at: number }, []>(
      "SELECT * FROM sla_events",
    )
    .all();
  const done = db
    .query<{ ticket_id: number; kind: string; detail: string }, []>(
      "SELECT ticket_id, kind, detail FROM ticket_events WHERE kind IN ('sla', 'note')",
    )
    .all();
  db.close();
  const figures = {
    clocks: clocks.length,
    fired: events.length,
    missing: 0,
    lost: 0,
    twice: 0,
    early: 0,
  };
  const fired = new Set(events.map(({ clock_id, step }) => `${clock_id} ${step}`));
  const wanted = new Map<string, number>();
  const count = (key: string, by: number) => wanted.set(key, (wanted.get(key) ?? 0) + by);
  for (const clock of clocks) {
    // What ended at a time that was taken back need not have come so far.
    const isUndone = forward.some(
      ({ from, to }) => from <= (clock.ended_at ?? 0) && (clock.ended_at ?? now) <= to,
    );
    for (const [step, minutes] of isUndone ? [] : Object.entries(steps)) {
      const due = clock.started_at + minutes * MINUTE;
      const isFired = fired.has(`${clock.id} ${step}`);
      if (due <= (clock.ended_at ?? now) && !isFired) figures.missing += 1;
    }
  }
  for (const { clock_id, step, due_at, fired_at } of events) {
    const clock = clocks.find(({ id }) => id === clock_id) as ClockRow;
    if (fired_at < due_at || due_at !== clock.started_at + (steps[step] ?? 0) * MINUTE)
      figures.early += 1;
    count(`${clock.ticket_id} ${clock.metric} ${step}`, 1);
    const [kind, after] = step.split(":");
    if (kind === "escalation") count(`${clock.ticket_id} after ${after}`, 1);
  }
  for (const { ticket_id, kind, detail } of done) {
    const { metric, name, text } = JSON.parse(detail) as Record<string, string>;
    count(kind === "sla" ? `${ticket_id} ${metric} ${name}` : `${ticket_id} ${text}`, -1);
  }
  for (const left of wanted.values()) {
    if (left > 0) figures.lost += left;
    else figures.twice -= left;
  }
  return figures;
}
