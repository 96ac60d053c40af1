import type { Flooded } from "./client.ts";
import { line, median, ms, perSecond, times, verdict } from "./figures.ts";
import {
  hasBinary,
  newFolder,
  removeFolder,
  runClient,
  type Running,
  startBaseline,
  startRecado,
} from "./processes.ts";
import { seedDesk } from "./seed.ts";

const CONCURRENCY = 32;
/** Of the bare server's acknowledgements per second. */
const LEAST = 0.8;
/** More webhooks than any of them takes in a second; made before the clock starts. */
const MOST_PER_SECOND = 8_000;

interface Contender {
  name: string;
  start(folder: string): Promise<Running>;
  body: "foreign" | "desk";
}

/**
 * (a) Acknowledgements per second at concurrency 32, each on the disk before its
 * 200, beside a server that does nothing else. Once with webhooks of a number that
 * is not ours (the way of the acknowledgement alone), once with a desk's traffic,
 * of which Recado also processes what it can meanwhile.
 */
export async function benchAck({
  seconds,
  rounds,
}: {
  seconds: number;
  rounds: number;
}): Promise<void> {
  console.log(`\n(a) webhook acknowledgement, durable, ${CONCURRENCY} at once`);
  const bare = (folder: string) => startBaseline("baseline-ack.ts", folder);
  const contenders: Contender[] = [
    { name: "bare, number not ours", start: bare, body: "foreign" },
    { name: "Recado, number not ours", start: (folder) => startRecado(folder), body: "foreign" },
    { name: "bare, desk traffic", start: bare, body: "desk" },
    { name: "Recado, desk traffic", start: (folder) => startRecado(folder), body: "desk" },
  ];
  if (hasBinary()) {
    const binary = (folder: string) => startRecado(folder, "binary");
    contenders.push({ name: "binary, number not ours", start: binary, body: "foreign" });
    contenders.push({ name: "binary, desk traffic", start: binary, body: "desk" });
  }
  const results = new Map(contenders.map(({ name }) => [name, [] as Flooded[]]));
  for (let round = 0; round < rounds; round++) {
    for (const contender of contenders) {
      results.get(contender.name)?.push(await flood(contender, seconds));
    }
  }
  for (const { name, body } of contenders) {
    const own = results.get(name) ?? [];
    const reference =
      results.get(body === "foreign" ? "bare, number not ours" : "bare, desk traffic") ?? [];
    report(name, own, reference);
  }
}

async function flood({ start, body }: Contender, seconds: number): Promise<Flooded> {
  const folder = newFolder();
  const traffic = { people: 2_000, sent: 6_000, at: Date.now() };
  await seedDesk(folder, traffic);
  const server = await start(folder);
  const job = {
    kind: "flood",
    port: server.port,
    concurrency: CONCURRENCY,
    body,
    traffic,
    first: 0,
  } as const;
  try {
    // A server is there for months: what is measured has run before, and is worked off.
    await runClient<Flooded>({ ...job, seconds: 1, most: MOST_PER_SECOND });
    await waitUntilIdle(server);
    return await runClient<Flooded>({ ...job, seconds, most: MOST_PER_SECOND * seconds });
  } finally {
    await server.stop();
    removeFolder(folder);
  }
}

/** Until the server has computed nothing for a while. */
async function waitUntilIdle(server: Running): Promise<void> {
  for (let before = -1, now = server.cpuSeconds(); now - before > 0.02;) {
    await Bun.sleep(300);
    [before, now] = [now, server.cpuSeconds()];
  }
}

function report(name: string, own: Flooded[], reference: Flooded[]): void {
  // Rounds are compared with their neighbours, so that a busy moment of the machine hits both.
  const ratio = median(
    own.map((result, round) => result.perSecond / (reference[round]?.perSecond ?? Number.NaN)),
  );
  const rate = median(own.map((result) => result.perSecond));
  const p99 = median(own.map((result) => result.latency.p99));
  const refused = own.reduce((sum, result) => sum + result.refused, 0);
  const words = [perSecond(rate), `p99 ${ms(p99)}`];
  if (own !== reference)
    words.push(times(ratio), verdict(ratio >= LEAST, `at least ${LEAST} of bare`));
  if (refused > 0) words.push(`${refused} REFUSED`);
  line(name, ...words);
}
