import { join } from "node:path";
import type { Tx } from "../../src/db/open.ts";
import type { Instant } from "../../src/db/schema.ts";
import type { Actor } from "../../src/inbox/tickets.ts";
import { dice } from "./battery.ts";

/** What a process is told: where it runs, and what time it is there. */
export interface Orders {
  root: string;
  folder: string;
  /** Its clock says `now` at the machine's `at`, and goes so many times as fast. */
  now: Instant;
  at: number;
  speed: number;
  seed: number;
  /** Works until it is killed; else sets off what is due and ends. */
  isBusy: boolean;
}

/** Customers ask and are answered, priorities change, and the clocks tick, until the kill. */
const orders = JSON.parse(process.argv[2] ?? "") as Orders;
const load = <M>(path: string): Promise<M> => import(join(orders.root, path)) as Promise<M>;
const { openRecado, closeRecado } =
  await load<typeof import("../../src/recado.ts")>("src/recado.ts");
const { loadConfig } = await load<typeof import("../../src/config.ts")>("src/config.ts");
const { runDueSteps } = await load<typeof import("../../src/sla/run-due-steps.ts")>(
  "src/sla/run-due-steps.ts",
);
const { keepClocks } =
  await load<typeof import("../../src/sla/keep-clocks.ts")>("src/sla/keep-clocks.ts");
const { noteWaiting, clearWaiting } =
  await load<typeof import("../../src/inbox/waiting.ts")>("src/inbox/waiting.ts");
const { changeStatus, changePriority } = await load<
  typeof import("../../src/inbox/change-ticket.ts")
>("src/inbox/change-ticket.ts");
const { getTicket } =
  await load<typeof import("../../src/inbox/tickets.ts")>("src/inbox/tickets.ts");

const clock = { now: () => Math.round(orders.now + (Date.now() - orders.at) * orders.speed) };
const config = loadConfig({ RECADO_DATA_DIR: orders.folder, RECADO_SECRET_KEY: "test key" });
const recado = await openRecado(config, { clock });
// For the fault that is planted: effects in a transaction of their own.
Object.assign(globalThis, { recadoUnderTest: recado });
const roll = dice(orders.seed);
const agent: Actor = { type: "agent", id: 1 };
const contact: Actor = { type: "contact", id: null };
const { tickets } = await recado.db
  .selectFrom("tickets")
  .select((select) => select.fn.countAll<number>().as("tickets"))
  .executeTakeFirstOrThrow();

if (orders.isBusy) {
  for (;;) {
    await recado.write(async (tx) => {
      for (let left = 3; left > 0; left--) await disturb(tx, 1 + roll(tickets));
    });
    await runDueSteps(recado);
    await Bun.sleep(roll(8));
  }
}
while ((await runDueSteps(recado)) > 0) continue;
await closeRecado(recado);
process.stdout.write(JSON.stringify({ now: clock.now() }));
process.exit(0);

async function disturb(tx: Tx, id: number): Promise<unknown> {
  const now = clock.now();
  const ticket = await getTicket(tx, id);
  switch (roll(6)) {
    case 0:
    case 1:
    case 2:
      if (ticket.status === "resolved") await changeStatus(tx, ticket, "open", contact, now);
      await noteWaiting(tx, id, now);
      return keepClocks(tx, id, now);
    case 3:
      await clearWaiting(tx, id);
      return keepClocks(tx, id, now, "answered");
    case 4:
      return changePriority(tx, ticket, roll(2) ? "high" : "normal", agent, now);
    default:
      return ticket.status === "resolved"
        ? ticket
        : changeStatus(tx, ticket, "resolved", agent, now);
  }
}
