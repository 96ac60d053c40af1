import { Database } from "bun:sqlite";
import { sql } from "kysely";
import { join } from "node:path";
import { migrate } from "../../src/db/migrate.ts";
import type { Tx } from "../../src/db/open.ts";
import { freshFolder } from "./battery.ts";
import { root as ours } from "./battery.ts";

/** How the transaction ends that runs when the webhooks arrive. */
export const endings = ["commits", "throws", "undoes a savepoint", "fails at COMMIT"] as const;
export type Ending = (typeof endings)[number];

/** The other transaction takes this many steps, with a turn of the event loop after each. */
const STEPS = 5;

export interface InterleavingFigures {
  interleavings: number;
  acked: number;
  lost: number;
  /** Rows of the transaction that was undone and are there all the same, or the reverse. */
  halfDone: number;
}

type Modules = {
  open: typeof import("../../src/db/open.ts");
  queue: typeof import("../../src/db/write-queue.ts");
  events: typeof import("../../src/whatsapp/webhook-events.ts");
};

/**
 * Webhooks are acknowledged at every moment of another transaction: before it begins,
 * between any two of its statements, at its end and after, for each way it can end, and
 * with a second transaction waiting behind it. Whatever was acknowledged must be there
 * for a reader who opens the file anew.
 */
export async function acknowledgeBesideTransactions({
  rounds,
  root = ours,
}: {
  rounds: number;
  root?: string;
}): Promise<InterleavingFigures> {
  const modules: Modules = {
    open: await import(join(root, "src/db/open.ts")),
    queue: await import(join(root, "src/db/write-queue.ts")),
    events: await import(join(root, "src/whatsapp/webhook-events.ts")),
  };
  const folder = freshFolder("interleavings");
  const path = join(folder.path, "recado.db");
  const figures = { interleavings: 0, acked: 0, lost: 0, halfDone: 0 };
  try {
    await migrate(path);
    for (let round = 0; round < rounds; round += 1) {
      for (const ending of endings) {
        for (let first = 0; first <= STEPS + 2; first += 1) {
          for (let second = first; second <= STEPS + 2; second += 1) {
            const outcome = await interleave(
              modules,
              path,
              ending,
              [first, second],
              figures.interleavings,
            );
            figures.interleavings += 1;
            figures.acked += outcome.acked;
            figures.lost += outcome.lost;
            figures.halfDone += outcome.halfDone;
          }
        }
      }
    }
    return figures;
  } finally {
    folder.remove();
  }
}

/** `arrivals`: the turns of the event loop at which a webhook arrives. */
async function interleave(
  { open, queue, events }: Modules,
  path: string,
  ending: Ending,
  arrivals: number[],
  index: number,
) {
  const store = open.openStore(path);
  const collect = store.queue.collect(events.insertWebhookEvents);
  const acked: string[] = [];
  const kept: Promise<void>[] = [];
  let turn = 0;

  const arrive = () => {
    for (const [place] of arrivals.entries()) {
      if (arrivals[place] !== turn) continue;
      const name = `webhook ${index} ${place}`;
      const body = new TextEncoder().encode(name);
      kept.push(
        collect({ body, source: "meta", receivedAt: 1 }).then(
          () => void acked.push(name),
          // Not acknowledged: Meta sends it again.
          () => {},
        ),
      );
    }
    turn += 1;
  };
  const step = async (tx: Tx, number: number) => {
    await sql`INSERT INTO settings (key, value, updated_at) VALUES (${`${index} step ${number}`}, '1', 1)`.execute(
      tx,
    );
    arrive();
    await new Promise(setImmediate);
  };

  arrive();
  const other = store.write(async (tx) => {
    for (let number = 0; number < STEPS; number += 1) {
      if (ending === "undoes a savepoint" && number === 2) {
        await queue.savepoint(tx, async () => {
          await step(tx, 100 + number);
          throw new Error("poisoned");
        });
      } else await step(tx, number);
    }
    if (ending === "throws") throw new Error("undone");
    // A broken foreign key that is only looked at on COMMIT.
    if (ending === "fails at COMMIT") {
      await sql`PRAGMA defer_foreign_keys = ON`.execute(tx);
      await sql`INSERT INTO contact_tags (contact_id, tag) VALUES (999999, 'nobody')`.execute(tx);
    }
  });
  const behind = store.write((tx) => sql`DELETE FROM settings WHERE key = 'nothing'`.execute(tx));
  const isUndone = await other.then(
    () => false,
    () => true,
  );
  while (turn <= STEPS + 2) {
    arrive();
    await new Promise(setImmediate);
  }
  await Promise.all([...kept, behind.catch(() => {})]);
  await store.close();
  return { acked: acked.length, ...look(path, index, acked, ending, isUndone) };
}

function look(path: string, index: number, acked: string[], ending: Ending, isUndone: boolean) {
  const db = new Database(path, { readonly: true });
  const has = db.query<{ n: number }, [string]>(
    "SELECT count(*) AS n FROM webhook_events WHERE CAST(body AS TEXT) = ?",
  );
  const lost = acked.filter((name) => has.get(name)?.n !== 1).length;
  const steps = db
    .query<{ n: number }, [string]>("SELECT count(*) AS n FROM settings WHERE key LIKE ?")
    .get(`${index} step %`)?.n;
  db.close();
  const shouldBeUndone = ending === "throws" || ending === "fails at COMMIT";
  const expected = shouldBeUndone ? 0 : ending === "undoes a savepoint" ? STEPS - 1 : STEPS;
  return { lost, halfDone: steps === expected && isUndone === shouldBeUndone ? 0 : 1 };
}
