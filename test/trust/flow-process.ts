import { join } from "node:path";
import type { Tx } from "../../src/db/open.ts";
import type { DeskRules } from "../../src/inbox/stored-message.ts";
import { dice } from "./battery.ts";
import type { FlowOrders } from "./flow-kill.ts";

/** Customers begin dialogues and answer, or don't, until the kill. */
const orders = JSON.parse(process.argv[2] ?? "") as FlowOrders;
const load = <M>(path: string): Promise<M> => import(join(orders.root, path)) as Promise<M>;
const { openRecado, closeRecado } =
  await load<typeof import("../../src/recado.ts")>("src/recado.ts");
const { loadConfig } = await load<typeof import("../../src/config.ts")>("src/config.ts");
const { jsonLog } = await load<typeof import("../../src/log.ts")>("src/log.ts");
const { runDueFlows } = await load<typeof import("../../src/flows/run-due-flows.ts")>(
  "src/flows/run-due-flows.ts",
);
const { askSystems } = await load<typeof import("../../src/flows/ask-systems.ts")>(
  "src/flows/ask-systems.ts",
);
const { readDeskRules } =
  await load<typeof import("../../src/inbox/desk-rules.ts")>("src/inbox/desk-rules.ts");
const { receiveMessage } = await load<typeof import("../../src/inbox/receive-message.ts")>(
  "src/inbox/receive-message.ts",
);
const { getChannel } = await load<typeof import("../../src/whatsapp/channels.ts")>(
  "src/whatsapp/channels.ts",
);

const CUSTOMERS = 12;
const clock = { now: () => Math.round(orders.now + (Date.now() - orders.at) * orders.speed) };
const config = loadConfig({
  RECADO_DATA_DIR: orders.folder,
  RECADO_SECRET_KEY: "test key",
  RECADO_ALLOW_PRIVATE_HOSTS: orders.shop,
});
const recado = await openRecado(config, { clock, log: jsonLog("error", clock) });
const roll = dice(orders.seed);
const nothing = () => {};

if (orders.isBusy) {
  process.stdout.write("at work\n");
  for (;;) {
    await recado.write(async (tx) => {
      const desk = await readDeskRules(tx);
      for (let left = 3; left > 0; left--) await hear(tx, desk, roll(CUSTOMERS));
    });
    await runDueFlows(recado, nothing);
    await Bun.sleep(roll(15));
  }
}
// An answer may begin a delay, whose end asks once more: each gets its time.
for (let round = 0; round < 3; round++) {
  await runDueFlows(recado, nothing);
  await askSystems(recado, nothing);
  orders.now += 30 * 60_000;
}
await closeRecado(recado);
process.exit(0);

/** The message of a customer, sometimes delivered twice. */
async function hear(tx: Tx, desk: DeskRules, customer: number): Promise<void> {
  const text = await nextWords(tx, customer);
  if (text === undefined) return;
  const now = clock.now();
  const channel = await getChannel(tx, 1);
  const waId = `1555010${String(customer).padStart(4, "0")}`;
  const message = {
    phoneNumberId: "1",
    displayPhone: null,
    wabaId: "1",
    wamid: `wamid.${crypto.randomUUID()}`,
    timestamp: now,
    sender: { waId, userId: null, parentUserId: null, name: "Clara", username: null },
    type: "text" as const,
    text,
    content: {},
    replyToWamid: null,
    targetWamid: null,
    media: null,
  };
  for (let times = roll(4) === 0 ? 2 : 1; times > 0; times--)
    await receiveMessage(tx, channel, message, desk, { now, receivedAt: now });
}

/** What fits where the customer's dialogue stands; nothing while it is busy, or to let it time out. */
async function nextWords(tx: Tx, customer: number): Promise<string | undefined> {
  const run = await tx
    .selectFrom("flow_runs")
    .innerJoin("contacts", "contacts.id", "flow_runs.contact_id")
    .select(["flow_runs.state", "flow_runs.step"])
    .where("contacts.phone", "=", `+1555010${String(customer).padStart(4, "0")}`)
    .where("flow_runs.ended_at", "is", null)
    .executeTakeFirst();
  if (!run) return "begin my order dialogue";
  if (run.state !== "waiting" || roll(4) === 0) return undefined;
  return run.step === "code" ? `code-${crypto.randomUUID()}` : "red";
}
