import { Database } from "bun:sqlite";
import { join } from "node:path";
import type { Flooded } from "./client.ts";
import { line, ms, perSecond, verdict } from "./figures.ts";
import { newFolder, removeFolder, runClient, startRecado } from "./processes.ts";
import { seedDesk } from "./seed.ts";

const RATE = 1_000;
const MOST_P99 = 250;
const SEEDED_PEOPLE = 5_000;
/** Some of those who write are new. */
const PEOPLE = 6_000;
/** What came and was not worked through by then is left over. */
const PATIENCE = 30_000;

/**
 * (b) A thousand updates a second, held; one message in five is answered by a rule
 * through the Graph API. (e) Resident memory before and after.
 */
export async function benchLoad({
  seconds,
  form,
}: {
  seconds: number;
  form: "source" | "binary";
}): Promise<void> {
  console.log(
    `\n(b) ${RATE} updates/s for ${seconds} s: 3 statuses to 1 message, 50 rules (${form})`,
  );
  const folder = newFolder();
  const sent = (RATE * seconds) / 4;
  await seedDesk(folder, { people: SEEDED_PEOPLE, sent });
  const server = await startRecado(folder, form);
  try {
    await Bun.sleep(3_000);
    const idle = server.memory();
    const traffic = { people: PEOPLE, sent, at: Date.now() };
    const { port, graphPort } = server;
    const load = await runClient<Flooded>({
      kind: "pace",
      port,
      graphPort,
      rate: RATE,
      seconds,
      traffic,
    });
    const lag = await waitUntilEmpty(folder);
    const after = server.memory();
    await report(folder, load, lag, RATE * seconds);
    console.log("\n(e) resident memory");
    line("idle, before any request", `${idle.toFixed(0)} MB`);
    line("after (b)", `${after.toFixed(0)} MB`);
  } finally {
    await server.stop();
    removeFolder(folder);
  }
}

function report(folder: string, load: Flooded, lag: number, updates: number): void {
  const { p50, p99, max } = load.latency;
  const held = perSecond(load.perSecond);
  line(
    "offered and acknowledged",
    held,
    load.refused > 0 ? `${load.refused} REFUSED` : "none refused",
  );
  const words = [`p50 ${ms(p50)}`, `p99 ${ms(p99)}`, `max ${ms(max)}`];
  line(
    "acknowledgement, from when it was due",
    ...words,
    verdict(p99 <= MOST_P99, `p99 at most ${MOST_P99} ms`),
  );
  const left = leftOver(folder);
  const isEmpty = left.waiting + left.failed + left.ignored + left.owed + left.behind === 0;
  const isWhole = left.received === updates / 4 && left.searchable === left.written;
  line(
    `left over ${(3 + lag / 1000).toFixed(1)} s after the last send`,
    `${left.waiting} waiting, ${left.failed} failed, ${left.ignored} ignored, ${left.owed} owed to Meta,`,
    `${left.behind} statuses missing,`,
    verdict(isEmpty && isWhole, `nothing; ${left.received} messages, all searchable`),
  );
}

async function waitUntilEmpty(folder: string): Promise<number> {
  const start = performance.now();
  while (performance.now() - start < PATIENCE) {
    const { waiting, owed } = leftOver(folder);
    if (waiting + owed === 0) break;
    await Bun.sleep(100);
  }
  return performance.now() - start;
}

function leftOver(folder: string) {
  const database = new Database(join(folder, "recado.db"), { readonly: true });
  const count = (where: string) =>
    (database.query(`SELECT count(*) AS n FROM ${where}`).get() as { n: number }).n;
  const left = {
    waiting: count("webhook_events WHERE state = 'received'"),
    failed: count("webhook_events WHERE state = 'failed'"),
    ignored: count("webhook_events WHERE state = 'ignored'"),
    owed: count("outbox WHERE state != 'accepted'"),
    behind: count("messages WHERE wamid LIKE 'wamid.BENCHOUT%' AND status != 'read'"),
    received: count("messages WHERE direction = 'in'"),
    written: count("messages WHERE text IS NOT NULL"),
    searchable: count("message_search_docsize"),
  };
  database.close();
  return left;
}
