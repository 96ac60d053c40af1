import { Database } from "bun:sqlite";
import { HOUR } from "../../src/clock.ts";
import { loadConfig } from "../../src/config.ts";
import { closeRecado, openRecado } from "../../src/recado.ts";
import { insertPolicy } from "../../src/sla/policies.ts";
import { runDueSteps } from "../../src/sla/run-due-steps.ts";
import { latencyOf, line, median, ms, times, verdict } from "./figures.ts";
import { environment, newFolder, removeFolder } from "./processes.ts";
import { seedDesk } from "./seed.ts";

const DUE = 50;
const FEW = 1_000;
const MANY = 100_000;
const TARGET = 24 * HOUR;
/** Asked of the growth of p99 from few to many. */
const MOST_GROWTH = 1.2;
/** Ticks before the figures begin. */
const WARM_UP = 30;

/**
 * A tick of the SLA clocks with 50 due: each fires its breach, with a line of history and a notice,
 * durably. Two desks in one process, a thousand and a hundred thousand open clocks, in turns.
 */
export async function benchSla({ ticks, rounds }: { ticks: number; rounds: number }) {
  const desks = [await openDesk(FEW), await openDesk(MANY)] as const;
  try {
    console.log(`\na tick of the SLA clocks, ${DUE} due, in the order in which they began`);
    await compare(desks, { ticks, rounds, stride: 1 });
    console.log(`\nthe same, spread over all tickets: each on pages of its own`);
    await compare(desks, { ticks, rounds, stride: 7_919 });
  } finally {
    for (const desk of desks) await desk.close();
  }
}

type TestDesk = Awaited<ReturnType<typeof openDesk>>;

async function compare(
  desks: readonly [TestDesk, TestDesk],
  { ticks, rounds, stride }: { ticks: number; rounds: number; stride: number },
): Promise<void> {
  const seen: [Tick[], Tick[]] = [[], []];
  const growths: Record<keyof Tick, number[]> = { wall: [], computed: [] };
  for (let round = 0; round < rounds; round++) {
    const took: [Tick[], Tick[]] = [[], []];
    for (let tick = 0; tick < WARM_UP + ticks; tick++) {
      // Who comes first changes, so that neither always pays for the other.
      for (const index of tick % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
        const spent = await desks[index].tick(stride);
        if (tick >= WARM_UP) took[index].push(spent);
      }
    }
    for (const kind of ["wall", "computed"] as const)
      growths[kind].push(p99(took[1], kind) / p99(took[0], kind));
    seen[0].push(...took[0]);
    seen[1].push(...took[1]);
  }
  for (const [index, open] of [FEW, MANY].entries()) {
    const of = seen[index] as Tick[];
    const wall = latencyOf(of.map((tick) => tick.wall));
    const name = `${open.toLocaleString("en")} open clocks`;
    line(
      name,
      `p50 ${ms(wall.p50)}`,
      `p99 ${ms(wall.p99)}`,
      `computed p99 ${ms(p99(of, "computed"))}`,
    );
  }
  for (const kind of ["wall", "computed"] as const) {
    const growth = median(growths[kind]);
    const met = verdict(growth <= MOST_GROWTH, `at most × ${MOST_GROWTH}`);
    line(`growth of p99, ${kind === "wall" ? "by the clock" : "computed"}`, times(growth), met);
  }
}

/** Milliseconds by the clock on the wall, and of computing: the disk and others apart. */
interface Tick {
  wall: number;
  computed: number;
}

const p99 = (ticks: readonly Tick[], kind: keyof Tick) =>
  latencyOf(ticks.map((tick) => tick[kind])).p99;

async function openDesk(open: number) {
  const folder = newFolder();
  await seedDesk(folder);
  let now = Date.now();
  const recado = await openRecado(loadConfig(environment(folder, 3000, 1)), {
    clock: { now: () => now },
  });
  await addPolicy(recado, now);
  insertClocks(recado.config.dataFile, open, now);
  let next = 0;
  return {
    /** Milliseconds, of one tick a second after the last. */
    async tick(stride: number): Promise<Tick> {
      now += 1_000;
      const armed = Array.from({ length: DUE }, () => {
        next = (next + stride) % open;
        return next + 1;
      });
      // By the program's own connection: another would empty its cache.
      await recado.write(async (tx) => {
        const due = { started_at: now - TARGET, due_at: now, next_at: now, breached_at: null };
        await tx.updateTable("sla_clocks").set(due).where("id", "in", armed).execute();
        // Its ticket has known the deadline since the clock began; each has the number of its clock.
        await tx.updateTable("tickets").set({ sla_due_at: now }).where("id", "in", armed).execute();
        await tx.deleteFrom("sla_events").where("clock_id", "in", armed).execute();
      });
      const start = performance.now();
      const cpu = process.cpuUsage();
      const fired = await runDueSteps(recado);
      const wall = performance.now() - start;
      const { user, system } = process.cpuUsage(cpu);
      if (fired !== DUE) throw new Error(`${fired} clocks fired instead of ${DUE}`);
      return { wall, computed: (user + system) / 1_000 };
    },
    async close() {
      await closeRecado(recado);
      removeFolder(folder);
    },
  };
}

async function addPolicy(recado: Awaited<ReturnType<typeof openRecado>>, now: number) {
  const none = { low: null, normal: null, high: null, urgent: null };
  const day = TARGET / 60_000;
  await recado.write(async (tx) => {
    const targets = {
      "first-response": none,
      "next-response": none,
      "hand-over": none,
      resolution: { low: day, normal: day, high: day, urgent: day },
    };
    const terms = {
      targets,
      calendar: "always" as const,
      pausesOn: ["pending" as const, "snoozed" as const],
      countsBot: false,
      reminders: [],
      escalation: [],
    };
    const input = { name: "Everybody", condition: { all: [] }, terms, isEnabled: true };
    await insertPolicy(tx, input, now - 2 * TARGET);
    // The clocks are put there as they are: nothing is to be reckoned anew.
    await tx.updateTable("sla_progress").set({ ticket_id: null }).execute();
  });
}

/** A ticket each, Ana's; due within the next day, after everything that is measured. */
function insertClocks(file: string, open: number, now: number): void {
  const db = new Database(file);
  const insert = (table: string, columns: string) =>
    db.prepare(
      `INSERT INTO ${table} (${columns}) VALUES (${columns
        .split(",")
        .map(() => "?")
        .join(",")})`,
    );
  const contact = insert("contacts", "id,name,name_folded,created_at,updated_at");
  const thread = insert("threads", "id,contact_id,channel_id,created_at");
  const ticket = insert(
    "tickets",
    "id,thread_id,contact_id,channel_id,status,assignee_id,last_message_at,created_at,updated_at,sla_due_at,sla_policy_id",
  );
  const clock = insert(
    "sla_clocks",
    "id,ticket_id,policy_id,metric,state,target_ms,started_at,due_at,next_at",
  );
  db.transaction(() => {
    for (let id = 1; id <= open; id++) {
      const due = now + 12 * HOUR + ((id * 7_919) % (11 * HOUR));
      const started = due - TARGET;
      contact.run(id, "Dora", "dora", now, now);
      thread.run(id, id, 1, now);
      ticket.run(id, id, id, 1, "open", 1, now, started, now, due, 1);
      clock.run(id, id, 1, "resolution", "running", TARGET, started, due, due);
    }
  })();
  db.run("PRAGMA wal_checkpoint(TRUNCATE)");
  db.close();
}
