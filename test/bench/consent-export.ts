import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { loadConfig } from "../../src/config.ts";
import { appendConsentRecord } from "../../src/consent/records.ts";
import { signHead } from "../../src/proof/checkpoints.ts";
import { closeRecado, openRecado } from "../../src/recado.ts";
import { line } from "./figures.ts";
import { fillLog } from "./fill-log.ts";
import { environment, newFolder, removeFolder } from "./processes.ts";
import { seedDesk } from "./seed.ts";

const root = join(import.meta.dir, "../..");
const script = join(root, "src/consent-exports/verify.py");
/** MB that an export of ten times the records may take more, once caches and the collector's slack are full. */
const MOST_MORE = 60;

/** Time and memory of an export, and of its verification by both, from one record to a million. */
export async function benchConsentExport({
  sizes = [1, 10_000, 100_000, 1_000_000],
} = {}): Promise<void> {
  console.log("\nexports of the consent log, and their verification");
  const peaks: number[] = [];
  for (const size of sizes) {
    const folder = await makeLog(size);
    try {
      const out = join(folder, "export.zip");
      const name = `${size.toLocaleString("en")} records`;
      const made = await measure(folder, recado("consent", "export", "--out", out));
      peaks.push(made.megabytes);
      line(`${name}: export`, ...words(made), `${(statSync(out).size / 1e6).toFixed(1)} MB`);
      line(
        `${name}: recado consent verify`,
        ...words(await measure(folder, recado("consent", "verify", out))),
      );
      line(`${name}: verify.py`, ...words(await measure(folder, ["python3", script, out])));
    } finally {
      removeFolder(folder);
    }
  }
  const more = (peaks.at(-1) ?? 0) - (peaks.at(-2) ?? 0);
  const verdict = more <= MOST_MORE ? "met" : "NOT MET";
  line(
    "memory of the last two exports",
    `${more < 0 ? "-" : "+"} ${Math.abs(more).toFixed(0)} MB`,
    `${verdict}: at most + ${MOST_MORE} MB`,
  );
}

/** A desk whose log has so many records, the last of them appended and signed by the program itself. */
async function makeLog(size: number): Promise<string> {
  const folder = newFolder();
  await seedDesk(folder);
  const desk = await openRecado(loadConfig(environment(folder, 3000, 1)));
  const now = desk.clock.now();
  const contact = { name: "Bruno", name_folded: "bruno", created_at: now, updated_at: now };
  const { id } = await desk.write((tx) =>
    tx.insertInto("contacts").values(contact).returning("id").executeTakeFirstOrThrow(),
  );
  if (size > 1) {
    fillLog(desk.config.dataFile, size - 1, Math.ceil(size / 4));
    // What came in by that way is not signed over: here it counts as the program's own.
    await desk.write((tx) => signHead(tx, desk.signer, "consent"));
  }
  await desk.write((tx) =>
    appendConsentRecord(
      tx,
      {
        contactId: id,
        purpose: "marketing",
        event: "given",
        method: "agent",
        actor: { type: "agent", id: 1 },
        eventAt: now,
      },
      now,
    ),
  );
  await closeRecado(desk);
  return folder;
}

const recado = (...rest: string[]) => [process.execPath, join(root, "src/main.ts"), ...rest];

interface Measured {
  seconds: number;
  /** The most that was resident at once. */
  megabytes: number;
}

const words = ({ seconds, megabytes }: Measured) => [
  `${seconds.toFixed(1)} s`.padStart(8),
  `${megabytes.toFixed(0)} MB at most`,
];

/** @throws Error when it fails. */
async function measure(folder: string, command: string[]): Promise<Measured> {
  const start = performance.now();
  const child = Bun.spawn(command, {
    env: environment(folder, 3000, 1),
    stdout: "ignore",
    stderr: "inherit",
  });
  let peak = 0;
  const timer = setInterval(() => (peak = Math.max(peak, peakOf(child.pid))), 20);
  const status = await child.exited;
  clearInterval(timer);
  if (status !== 0) throw new Error(`${command.join(" ")} ended with ${status}`);
  return { seconds: (performance.now() - start) / 1000, megabytes: peak };
}

/** Linux keeps the highest mark itself. */
function peakOf(pid: number): number {
  const path = `/proc/${pid}/status`;
  if (!existsSync(path)) return 0;
  const kilobytes = /VmHWM:\s+(\d+) kB/.exec(readFileSync(path, "utf8"))?.[1];
  return Number(kilobytes ?? 0) / 1024;
}
