import type { Answered } from "./client.ts";
import { line, median, ms, perSecond, times } from "./figures.ts";
import { newFolder, removeFolder, runClient, startBaseline, startRecado } from "./processes.ts";
import { seedDesk } from "./seed.ts";

/**
 * (c) From the first byte of the webhook to the rule's answer at the fake Graph
 * API. Recado has stored the webhook, the new contact, ticket and message, and the
 * answer with its attempt by then, each on the disk; the bare handler nothing.
 */
export async function benchAnswer({
  seconds,
  rounds,
}: {
  seconds: number;
  rounds: number;
}): Promise<void> {
  console.log("\n(c) webhook to rule answer at the Graph API, each by a new customer, 50 rules");
  for (const concurrency of [1, 32]) {
    const bare: Answered[] = [];
    const recado: Answered[] = [];
    for (let round = 0; round < rounds; round++) {
      bare.push(await answer("bare", concurrency, seconds));
      recado.push(await answer("Recado", concurrency, seconds));
    }
    report(`bare, ${concurrency} at once`, bare, bare);
    report(`Recado, ${concurrency} at once`, recado, bare);
  }
}

async function answer(
  who: "bare" | "Recado",
  concurrency: number,
  seconds: number,
): Promise<Answered> {
  const folder = newFolder();
  await seedDesk(folder);
  const server = await (who === "bare"
    ? startBaseline("baseline-answer.ts", folder)
    : startRecado(folder));
  try {
    const { port, graphPort } = server;
    const job = { kind: "answers", port, graphPort, concurrency } as const;
    await runClient<Answered>({ ...job, seconds: 1, firstCustomer: 1_000_000 });
    return await runClient<Answered>({ ...job, seconds, firstCustomer: 0 });
  } finally {
    await server.stop();
    removeFolder(folder);
  }
}

function report(name: string, own: Answered[], bare: Answered[]): void {
  const figure = (read: (result: Answered) => number) => median(own.map(read));
  const words = [
    `p50 ${ms(figure(({ latency }) => latency.p50))}`,
    `p99 ${ms(figure(({ latency }) => latency.p99))}`,
    perSecond(figure((result) => result.perSecond)),
  ];
  if (own !== bare) {
    const ratio = median(
      own.map(({ latency }, round) => latency.p50 / (bare[round]?.latency.p50 ?? Number.NaN)),
    );
    words.push(`p50 ${times(ratio)} of bare`);
  }
  line(name, ...words);
}
