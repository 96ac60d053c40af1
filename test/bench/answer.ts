import type { Answered } from "./client.ts";
import { line, median, ms, perSecond, times } from "./figures.ts";
import { newFolder, removeFolder, runClient, startBaseline, startRecado } from "./processes.ts";
import { seedDesk } from "./seed.ts";

/**
 * (c) From the first byte of the webhook to the bot's answer at the fake Graph
 * API: by a keyword rule, and by an incident that is understood among sixty.
 * Recado has stored the webhook, the new contact, ticket and message, the answer with
 * its attempt (and the dialogue) by then, each on the disk; the bare handler nothing.
 */
export async function benchAnswer({
  seconds,
  rounds,
}: {
  seconds: number;
  rounds: number;
}): Promise<void> {
  console.log(
    "\n(c) webhook to the bot's answer at the Graph API, each by a new customer, 50 rules",
  );
  for (const concurrency of [1, 32]) {
    const bare: Answered[] = [];
    const rule: Answered[] = [];
    const incident: Answered[] = [];
    for (let round = 0; round < rounds; round++) {
      bare.push(await answer("bare", concurrency, seconds));
      rule.push(await answer("rule", concurrency, seconds));
      incident.push(await answer("incident", concurrency, seconds));
    }
    report(`bare, ${concurrency} at once`, bare, bare);
    report(`rule, ${concurrency} at once`, rule, bare);
    report(`incident, ${concurrency} at once`, incident, bare);
  }
}

async function answer(
  who: "bare" | "rule" | "incident",
  concurrency: number,
  seconds: number,
): Promise<Answered> {
  const folder = newFolder();
  await seedDesk(folder, { hasIncidents: who === "incident" });
  const server = await (who === "bare"
    ? startBaseline("baseline-answer.ts", folder)
    : startRecado(folder));
  try {
    const { port, graphPort } = server;
    // Texts of webhooks.ts: the first is a rule's, the second asks after a late order.
    const text = who === "incident" ? 1 : 0;
    const job = { kind: "answers", port, graphPort, concurrency, text } as const;
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
