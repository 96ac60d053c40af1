import type { Paged } from "./client.ts";
import { line, median, ms, times, verdict } from "./figures.ts";
import { newFolder, removeFolder, runClient, startRecado } from "./processes.ts";
import { seedDesk } from "./seed.ts";

const FEW = 10_000;
const MANY = 100_000;
const PER_TICKET = 20;
const MOST = 1.2;

interface Desk {
  messages: number;
  port: number;
  pages: { name: string; path: string; headers: Record<string, string> }[];
  close(): Promise<void>;
}

/** (d) Server time of the inbox and a ticket with ten times the messages in the file. */
export async function benchPages({
  seconds,
  rounds,
}: {
  seconds: number;
  rounds: number;
}): Promise<void> {
  console.log(
    `\n(d) pages at ${FEW} and ${MANY} messages, ${PER_TICKET} a ticket, one request at a time`,
  );
  const desks = [await openDesk(FEW), await openDesk(MANY)];
  try {
    const targets = desks.flatMap(({ messages, port, pages }) =>
      pages.map((page) => ({ ...page, name: `${page.name}@${messages}`, port })),
    );
    const results: Paged[] = [];
    for (let round = 0; round < rounds; round++) {
      results.push(await runClient<Paged>({ kind: "pages", targets, rounds: 40 * seconds }));
    }
    for (const { name } of desks[0]?.pages ?? []) report(name, results);
  } finally {
    for (const desk of desks) await desk.close();
  }
}

async function openDesk(messages: number): Promise<Desk> {
  const folder = newFolder();
  const people = messages / PER_TICKET;
  const { token, cookie } = await seedDesk(folder, { people, sent: messages });
  const server = await startRecado(folder);
  const program = { Authorization: `Bearer ${token}` };
  const number = people / 2;
  return {
    messages,
    port: server.port,
    pages: [
      { name: "GET /inbox", path: "/inbox", headers: { Cookie: cookie } },
      { name: "GET /tickets/:number", path: `/tickets/${number}`, headers: { Cookie: cookie } },
      { name: "GET /api/v1/tickets", path: "/api/v1/tickets", headers: program },
      {
        name: "GET /api/v1/…/messages",
        path: `/api/v1/tickets/${number}/messages`,
        headers: program,
      },
    ],
    async close() {
      await server.stop();
      removeFolder(folder);
    },
  };
}

function report(name: string, results: Paged[]): void {
  const of = (result: Paged, messages: number) => {
    const page = result[`${name}@${messages}`];
    if (!page) throw new Error(`${name} was not measured`);
    return page;
  };
  const [first] = results;
  if (first && of(first, FEW).status !== 200) {
    return line(name, `answers ${of(first, FEW).status}: not measured`);
  }
  const ratio = median(results.map((result) => of(result, MANY).p50 / of(result, FEW).p50));
  const p50 = (messages: number) => ms(median(results.map((result) => of(result, messages).p50)));
  const size = first ? `${(of(first, MANY).bytes / 1024).toFixed(0)} KB` : "";
  line(
    name,
    `${p50(FEW)} → ${p50(MANY)}`,
    times(ratio),
    size,
    verdict(ratio <= MOST, `at most ${MOST}`),
  );
}
