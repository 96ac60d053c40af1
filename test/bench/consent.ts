import { Database } from "bun:sqlite";
import { loadConfig } from "../../src/config.ts";
import { appendConsentRecord } from "../../src/consent/records.ts";
import { findConsentState } from "../../src/consent/states.ts";
import { closeRecado, openRecado } from "../../src/recado.ts";
import { latencyOf, line, median, ms, times, verdict } from "./figures.ts";
import { environment, newFolder, removeFolder } from "./processes.ts";
import { seedDesk } from "./seed.ts";

const FEW = 1_000;
const MANY = 1_000_000;
const RECORDS_EACH = 4;
/** Records in one transaction while the log is filled. */
const BATCH = 500;
/** Asked of the growth of what a record costs, from few to many. */
const MOST_GROWTH = 1.5;

/**
 * What a record of the consent log costs, durably and alone, and what the gate's question costs:
 * two desks in one process, a thousand and a million records, in turns.
 */
export async function benchConsent({ rounds, appends = 500, questions = 5_000 }: Asked) {
  console.log(`\nthe consent log at ${FEW.toLocaleString("en")} and ${MANY.toLocaleString("en")}`);
  const desks = [await openDesk(FEW), await openDesk(MANY)] as const;
  try {
    const seen = [newSeen(), newSeen()] as const;
    const growths = { appended: [] as number[], batched: [] as number[], asked: [] as number[] };
    for (let round = 0; round < rounds; round++) {
      const now = [newSeen(), newSeen()] as const;
      for (const index of round % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const))
        await desks[index].measure(now[index], appends, questions);
      growths.appended.push(median(now[1].appended) / median(now[0].appended));
      growths.batched.push(median(now[1].batched) / median(now[0].batched));
      growths.asked.push(median(now[1].asked) / median(now[0].asked));
      for (const index of [0, 1] as const)
        for (const kind of ["appended", "batched", "asked"] as const)
          seen[index][kind].push(...now[index][kind]);
    }
    for (const [index, size] of [FEW, MANY].entries()) {
      const name = `${size.toLocaleString("en")} records`;
      tell(`${name}: one, durably`, seen[index]?.appended ?? []);
      tell(`${name}: each of ${BATCH} in one commit`, seen[index]?.batched ?? []);
      tell(`${name}: may this be sent?`, seen[index]?.asked ?? []);
    }
    for (const [kind, name] of [
      ["appended", "growth of a durable record (median)"],
      ["batched", "growth of a record in a batch (median)"],
    ] as const) {
      const growth = median(growths[kind]);
      line(name, times(growth), verdict(growth <= MOST_GROWTH, `at most × ${MOST_GROWTH}`));
    }
    line("growth of the gate's question (median)", times(median(growths.asked)));
  } finally {
    for (const desk of desks) await desk.close();
  }
}

interface Asked {
  rounds: number;
  appends?: number;
  questions?: number;
}

/** Milliseconds each. */
interface Seen {
  appended: number[];
  batched: number[];
  asked: number[];
}

const newSeen = (): Seen => ({ appended: [], batched: [], asked: [] });

function tell(name: string, values: readonly number[]): void {
  const { p50, p99 } = latencyOf(values);
  const micro = (value: number) => (value < 1 ? `${Math.round(value * 1000)} µs` : ms(value));
  line(name, `p50 ${micro(p50)}`, `p99 ${micro(p99)}`);
}

async function openDesk(records: number) {
  const folder = newFolder();
  await seedDesk(folder);
  const recado = await openRecado(loadConfig(environment(folder, 3000, 1)));
  const people = Math.max(records / RECORDS_EACH, 250);
  insertPeople(recado.config.dataFile, people, Date.now());
  let next = 0;
  const append = async (tx: Parameters<Parameters<typeof recado.write>[0]>[0]) => {
    const now = recado.clock.now();
    const index = next++;
    const contactId = 1 + ((index * 7_919) % people);
    const body = "Loja Azul: do you want news and offers from us on WhatsApp, at most 4 a month?";
    await appendConsentRecord(
      tx,
      {
        contactId,
        purpose: "marketing",
        event: Math.floor(index / people) % 2 === 0 ? "given" : "withdrawn",
        method: "keyword",
        actor: { type: "contact" },
        evidence: { wamid: `wamid.BENCH${index}`, said: "SIM" },
        text: { body, language: "en" },
        eventAt: now,
      },
      now,
    );
  };
  const fill = (count: number) =>
    recado.write(async (tx) => {
      for (let n = 0; n < count; n++) await append(tx);
    });
  const began = performance.now();
  for (let done = 0; done < records; done += BATCH) await fill(Math.min(BATCH, records - done));
  const took = (performance.now() - began) / 1000;
  line(`${records.toLocaleString("en")} records written`, `${took.toFixed(1)} s`);
  return {
    async measure(seen: Seen, appends: number, questions: number): Promise<void> {
      for (let n = 0; n < appends; n++) {
        const start = performance.now();
        await recado.write(append);
        seen.appended.push(performance.now() - start);
      }
      for (let n = 0; n < 10; n++) {
        const start = performance.now();
        await fill(BATCH);
        seen.batched.push((performance.now() - start) / BATCH);
      }
      for (let n = 0; n < questions; n++) {
        const contactId = 1 + ((n * 104_729) % people);
        const start = performance.now();
        await findConsentState(recado.db, contactId, "marketing", Date.now());
        seen.asked.push(performance.now() - start);
      }
    },
    async close() {
      await closeRecado(recado);
      removeFolder(folder);
    },
  };
}

function insertPeople(file: string, count: number, now: number): void {
  const db = new Database(file);
  const insert = db.prepare(
    "INSERT INTO contacts (id, name, name_folded, phone, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?)",
  );
  db.transaction(() => {
    for (let id = 1; id <= count; id++)
      insert.run(id, `Dora ${id}`, `dora ${id}`, `+55119${10_000_000 + id}`, now, now);
  })();
  db.close();
}
