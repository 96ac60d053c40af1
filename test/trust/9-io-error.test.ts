import { Database } from "bun:sqlite";
import { expect, test } from "bun:test";
import { join } from "node:path";
import { prepareFolder, startProgram } from "../support/server.ts";
import { brokenCopy, canTrace, freshFolder, patience, report, strace } from "./battery.ts";
import { type Delivery, textDelivery } from "./meta-client.ts";

const isSkipped = !canTrace && process.env.CI !== "true";
if (isSkipped) {
  process.stdout.write("  trust 9 (EIO) is skipped: strace is not installed or may not trace\n");
}

/** Every fsync from this one on fails: far enough for the start to be over. */
const FIRST_FAILURE = 60;

interface IoFigures {
  acked: number;
  /** Answers other than 200 before it ended: the first of them. */
  answer: number;
  /** Whether it ended by itself within five seconds; 143 and above are signals. */
  exitCode: number | null;
  lost: number;
}

/** Lets the disk fail under the real program, then starts it again on a good one. */
async function failTheDisk(root?: string): Promise<IoFigures> {
  const folder = freshFolder("io-error");
  const inject = `inject=fsync,fdatasync:error=EIO:when=${FIRST_FAILURE}+`;
  const wrap = [strace, "-D", "-f", "-o", "/dev/null", "-e", "trace=fsync,fdatasync", "-e", inject];
  try {
    await prepareFolder(folder.path);
    const failing = await startProgram({ dataFolder: folder.path, root, wrap });
    const acked: Delivery[] = [];
    let answer = 200;
    for (let sent = 0; answer === 200 && sent < 2 * FIRST_FAILURE; sent += 1) {
      const delivery = textDelivery(0, `message ${sent}`);
      answer = (await failing.postWebhook(delivery.body)).status;
      if (answer === 200) acked.push(delivery);
    }
    const exitCode = await Promise.race([failing.exited, Bun.sleep(5_000).then(() => null)]);
    await failing.kill();
    const sound = await startProgram({ dataFolder: folder.path, root });
    await sound.stop();
    return { acked: acked.length, answer, exitCode, lost: countLost(folder.path, acked) };
  } finally {
    folder.remove();
  }
}

function countLost(path: string, acked: Delivery[]): number {
  const db = new Database(join(path, "recado.db"), { readonly: true });
  const find = db.query<{ n: number }, [string]>(
    "SELECT count(*) AS n FROM webhook_events WHERE CAST(body AS TEXT) = ?",
  );
  const text = new TextDecoder();
  const lost = acked.filter(({ body }) => find.get(text.decode(body))?.n !== 1).length;
  db.close();
  return lost;
}

test.skipIf(isSkipped)(
  "a disk that fails answers 503, ends the program, and nothing acknowledged is lost",
  async () => {
    const figures = await failTheDisk();
    report("9 I/O error", { ...figures });
    expect(figures.acked).toBeGreaterThan(0);
    expect(figures).toMatchObject({ answer: 503, exitCode: 1, lost: 0 });
  },
  patience,
);

test.skipIf(isSkipped)(
  "a program that goes on after it is caught",
  async () => {
    const broken = brokenCopy({
      file: "src/db/write-queue.ts",
      replace: /if \(isDiskFailure\(error\)\) this\.#giveUp\(error\);/,
      by: "",
    });
    try {
      const figures = await failTheDisk(broken.root);
      report("9 I/O error, broken on purpose", { ...figures });
      expect(figures.exitCode).toBeNull();
    } finally {
      broken.remove();
    }
  },
  patience,
);
