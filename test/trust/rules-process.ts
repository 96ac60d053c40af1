import { join } from "node:path";
import type { Tx } from "../../src/db/open.ts";
import type { Actor } from "../../src/inbox/tickets.ts";
import { dice } from "./battery.ts";
import type { Orders } from "./sla-timer-process.ts";

/** People change tickets and customers wait, and the rules react, until the kill. */
const orders = JSON.parse(process.argv[2] ?? "") as Orders;
const load = <M>(path: string): Promise<M> => import(join(orders.root, path)) as Promise<M>;
const { openRecado, closeRecado } =
  await load<typeof import("../../src/recado.ts")>("src/recado.ts");
const { loadConfig } = await load<typeof import("../../src/config.ts")>("src/config.ts");
const { runRules } = await load<typeof import("../../src/routing/process-ticket-events.ts")>(
  "src/routing/process-ticket-events.ts",
);
const { noteWaiting, clearWaiting } =
  await load<typeof import("../../src/inbox/waiting.ts")>("src/inbox/waiting.ts");
const { changeStatus } = await load<typeof import("../../src/inbox/change-ticket.ts")>(
  "src/inbox/change-ticket.ts",
);
const { getTicket, insertTicketEvent } =
  await load<typeof import("../../src/inbox/tickets.ts")>("src/inbox/tickets.ts");

const clock = { now: () => Math.round(orders.now + (Date.now() - orders.at) * orders.speed) };
const config = loadConfig({ RECADO_DATA_DIR: orders.folder, RECADO_SECRET_KEY: "test key" });
const recado = await openRecado(config, { clock });
const roll = dice(orders.seed);
const agent: Actor = { type: "agent", id: null };
const { tickets } = await recado.db
  .selectFrom("tickets")
  .select((select) => select.fn.countAll<number>().as("tickets"))
  .executeTakeFirstOrThrow();

if (orders.isBusy) {
  process.stdout.write("at work\n");
  for (;;) {
    await recado.write(async (tx) => {
      for (let left = 5; left > 0; left--) await disturb(tx, 1 + roll(tickets));
    });
    await runRules(recado, () => {});
    await Bun.sleep(roll(8));
  }
}
await runRules(recado, () => {});
await closeRecado(recado);
process.exit(0);

/** The history says when a waiting began and ended, for whoever counts. */
async function disturb(tx: Tx, id: number): Promise<void> {
  const now = clock.now();
  const ticket = await getTicket(tx, id);
  const note = (kind: string) => insertTicketEvent(tx, id, kind, agent, {}, now);
  switch (roll(3)) {
    case 0:
      if (ticket.waiting_since !== null) return;
      await noteWaiting(tx, id, now);
      return note("waits");
    case 1:
      if (ticket.waiting_since === null) return;
      await clearWaiting(tx, id);
      return note("answered");
    default:
      await changeStatus(tx, ticket, ticket.status === "open" ? "pending" : "open", agent, now);
  }
}
