import { Database } from "bun:sqlite";
import { join } from "node:path";
import { line, median, perSecond, times } from "./figures.ts";
import { newFolder, removeFolder, run } from "./processes.ts";
import { seedDesk } from "./seed.ts";
import { deskBody } from "./webhooks.ts";

const UPDATES_PER_SECOND = 2_500;

/** What a drain-*.ts prints. */
export interface Drained {
  updates: number;
  seconds: number;
}

/**
 * (b) The most that is drained per second: a journal filled before the clock
 * starts, beside the same pipeline in plain SQL (baseline-drain.ts).
 */
export async function benchDrain({
  seconds,
  rounds,
}: {
  seconds: number;
  rounds: number;
}): Promise<void> {
  console.log(
    "\n(b) most updates drained per second, 1 message to 3 statuses, one a webhook, 50 rules",
  );
  const recado: Drained[] = [];
  const raw: Drained[] = [];
  for (let round = 0; round < rounds; round++) {
    raw.push(await drain("baseline-drain.ts", seconds));
    recado.push(await drain("drain-recado.ts", seconds));
  }
  const rate = ({ updates, seconds: took }: Drained) => updates / took;
  const ratio = median(recado.map((result, round) => rate(result) / rate(raw[round] as Drained)));
  line("raw SQL, one thread, nothing awaited", perSecond(median(raw.map(rate))));
  line("Recado", perSecond(median(recado.map(rate))), times(ratio));
}

async function drain(script: string, seconds: number): Promise<Drained> {
  const folder = newFolder();
  try {
    const traffic = { people: 2_000, sent: 6_000, at: Date.now() };
    await seedDesk(folder, traffic);
    fillJournal(folder, UPDATES_PER_SECOND * seconds, traffic);
    return await run<Drained>(script, folder);
  } finally {
    removeFolder(folder);
  }
}

function fillJournal(
  folder: string,
  updates: number,
  traffic: { people: number; sent: number; at: number },
): void {
  const database = new Database(join(folder, "recado.db"));
  const insert = database.prepare(
    "INSERT INTO webhook_events (received_at, source, body, state) VALUES (?, 'meta', ?, 'received')",
  );
  database.transaction(() => {
    for (let index = 0; index < updates; index++) insert.run(traffic.at, deskBody(index, traffic));
  })();
  database.run("PRAGMA wal_checkpoint(TRUNCATE)");
  database.close();
}
