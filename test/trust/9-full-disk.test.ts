import { Database } from "bun:sqlite";
import { expect, test } from "bun:test";
import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { serveFakeGraph } from "../../src/simulator/serve-fake-graph.ts";
import { until } from "../support/desk.ts";
import { prepareFolder, startProgram } from "../support/server.ts";
import { brokenCopy, freshFolder, patience, report } from "./battery.ts";
import { type Delivery, newSend, openTickets, postSend, textDelivery } from "./meta-client.ts";

/** How long Graph takes over the message that is on its way, in milliseconds. */
const SLOWNESS = 1_000;

const canMount = process.getuid?.() === 0 && Bun.which("mount") !== null;
if (!canMount) process.stdout.write("  trust 9 is skipped: only root can mount a small disk\n");

/** A disk of its own with `megabytes` of room. */
function smallDisk(megabytes: number) {
  const folder = freshFolder("small-disk");
  const { exitCode, stderr } = Bun.spawnSync([
    "mount",
    "-t",
    "tmpfs",
    "-o",
    `size=${megabytes}m`,
    "tmpfs",
    folder.path,
  ]);
  if (exitCode !== 0) {
    folder.remove();
    return { refused: stderr.toString().trim() };
  }
  const filler = join(folder.path, "filler");
  return {
    path: folder.path,
    fill() {
      // Ever smaller pieces, until not even a page fits.
      for (const size of [1 << 20, 1 << 16, 1 << 12]) {
        try {
          while (true) writeFileSync(filler, new Uint8Array(size), { flag: "a" });
        } catch {
          continue;
        }
      }
    },
    free() {
      if (existsSync(filler)) rmSync(filler);
    },
    remove() {
      Bun.spawnSync(["umount", "-l", folder.path]);
      folder.remove();
    },
  };
}

interface DiskFigures {
  acked: number;
  refused: number;
  otherAnswers: number;
  lost: number;
  /** Messages that Graph took while the disk was full and that still say `sending`. */
  stuck: number;
}

/** Fills the disk while a message is on its way and webhooks come, then makes room again. */
async function fillTheDisk(
  path: string,
  disk: { fill(): void; free(): void },
  root?: string,
): Promise<DiskFigures> {
  const served = await serveFakeGraph();
  const token = await prepareFolder(path);
  const server = await startProgram({
    dataFolder: path,
    root,
    env: { RECADO_META_GRAPH_URL: served.baseUrl },
  });
  const deliveries = await openTickets(server, token, 3);
  const figures = { acked: deliveries.length, refused: 0, otherAnswers: 0 };
  const count = async (resource: string) => {
    const response = await fetch(`${server.url}/api/v1/${resource}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    return ((await response.json()) as { data: unknown[] }).data.length;
  };
  const send = async (delivery: Delivery) => {
    const { status } = await server.postWebhook(delivery.body);
    if (status === 200) {
      figures.acked += 1;
      deliveries.push(delivery);
    } else if (status !== 503) figures.otherAnswers += 1;
    return status === 200;
  };
  const text = (length: number) => textDelivery(deliveries.length % 3, "x".repeat(length));
  /** Large ones, then small ones: the log keeps room from before for many of these. */
  const sendUntilRefused = async (owed: Delivery[]) => {
    for (const length of [60_000, 10]) {
      const enough = owed.length + 20;
      for (let sent = 0; owed.length < enough && sent < 1_000; sent += 1) {
        const delivery = text(length);
        if (!(await send(delivery))) owed.push(delivery);
      }
    }
  };
  try {
    for (let sent = 0; sent < 20; sent += 1) await send(text(60_000));
    // One message is on its way while the disk fills: Graph's answer cannot be written.
    served.graph.faults.set("slow", { times: 1, delayMs: SLOWNESS });
    await postSend(server, token, newSend(1));
    await until(async () => (await count("outbox?state=sending")) === 1);
    disk.fill();
    const owed: Delivery[] = [];
    await sendUntilRefused(owed);
    figures.refused = owed.length;
    // Until Graph has answered, and the answer found no room.
    await Bun.sleep(SLOWNESS + 500);

    disk.free();
    for (const delivery of owed) await send(delivery);
    await postSend(server, token, newSend(1));
    await until(async () => (await count("outbox?state=accepted")) === 2, 5_000).catch(() => {});
    await until(async () => (await count("webhook-events?state=received")) === 0, 30_000);
    const stuck = await count("outbox?state=sending");
    await server.stop();
    return { ...figures, stuck, lost: countLost(path, deliveries) };
  } finally {
    await server.kill();
    await served.stop();
  }
}

function countLost(path: string, deliveries: Delivery[]): number {
  const db = new Database(join(path, "recado.db"), { readonly: true });
  const find = db.query<{ n: number }, [string]>(
    "SELECT count(*) AS n FROM messages WHERE wamid = ?",
  );
  const lost = deliveries
    .flatMap(({ wamids }) => wamids)
    .filter((wamid) => find.get(wamid)?.n !== 1).length;
  db.close();
  return lost;
}

async function onSmallDisk(root?: string): Promise<DiskFigures | undefined> {
  const disk = smallDisk(48);
  if ("refused" in disk) {
    process.stdout.write(`  trust 9 is skipped: ${disk.refused}\n`);
    return undefined;
  }
  try {
    return await fillTheDisk(disk.path, disk, root);
  } finally {
    disk.remove();
  }
}

test.skipIf(!canMount)(
  "a full disk answers 503, loses nothing acknowledged, and goes on by itself when there is room",
  async () => {
    const figures = await onSmallDisk();
    if (!figures) return;
    report("9 full disk", { ...figures });
    expect(figures.refused).toBeGreaterThan(0);
    expect(figures).toMatchObject({ otherAnswers: 0, lost: 0, stuck: 0 });
  },
  patience,
);

test.skipIf(!canMount)(
  "a program that forgets Graph's answer when it cannot write it is caught",
  async () => {
    const broken = brokenCopy({
      file: "src/whatsapp/send-outbox.ts",
      replace: /await this\.#settleSurely\(\{/,
      by: "await this.#settle({",
    });
    try {
      const figures = await onSmallDisk(broken.root);
      if (!figures) return;
      report("9 broken on purpose", { ...figures });
      expect(figures.stuck).toBeGreaterThan(0);
    } finally {
      broken.remove();
    }
  },
  patience,
);
