import { loadConfig } from "../../src/config.ts";
import { closeRecado, openRecado } from "../../src/recado.ts";
import { webhookProcessor } from "../../src/whatsapp/process-webhook-events.ts";
import type { Drained } from "./drain.ts";
import { environment } from "./processes.ts";

/** Recado's own pipeline over a full journal, without the sending behind it. */
const recado = await openRecado(loadConfig(environment(process.argv[2] ?? "", 3000, 1)));
const updates = await count();
const processor = webhookProcessor(recado, () => {});
const start = performance.now();
await processor.kick();
const seconds = (performance.now() - start) / 1000;
const left = await count();
if (left > 0) throw new Error(`${left} webhooks were left`);
console.log(JSON.stringify({ updates, seconds } satisfies Drained));
await closeRecado(recado);
process.exit(0);

async function count(): Promise<number> {
  const { n } = await recado.db
    .selectFrom("webhook_events")
    .select((select) => select.fn.countAll<number>().as("n"))
    .where("state", "=", "received")
    .executeTakeFirstOrThrow();
  return n;
}
