import { Database } from "bun:sqlite";
import { join } from "node:path";
import { migrate } from "../../src/db/migrate.ts";
import { PHONE_NUMBER_ID, WABA_ID } from "../support/desk.ts";
import { freshFolder, root as ours } from "./battery.ts";

/** The parts of the program under test: ours, or those of a copy that is broken on purpose. */
export async function loadRaceModules(root = ours) {
  const load = <M>(path: string): Promise<M> => import(join(root, "src", path)) as Promise<M>;
  return {
    recado: await load<typeof import("../../src/recado.ts")>("recado.ts"),
    config: await load<typeof import("../../src/config.ts")>("config.ts"),
    log: await load<typeof import("../../src/log.ts")>("log.ts"),
    work: await load<typeof import("../../src/jobs/work.ts")>("jobs/work.ts"),
    channels: await load<typeof import("../../src/whatsapp/channels.ts")>("whatsapp/channels.ts"),
    events: await load<typeof import("../../src/whatsapp/webhook-events.ts")>(
      "whatsapp/webhook-events.ts",
    ),
    records: await load<typeof import("../../src/consent/records.ts")>("consent/records.ts"),
    gate: await load<typeof import("../../src/consent/gate.ts")>("consent/gate.ts"),
    reply: await load<typeof import("../../src/inbox/queue-reply.ts")>("inbox/queue-reply.ts"),
    tickets: await load<typeof import("../../src/inbox/tickets.ts")>("inbox/tickets.ts"),
  };
}

export const NOW = Date.UTC(2026, 8, 21, 14, 0, 0);
/** Of the one picture that is sent. */
export const PICTURE = "0".repeat(32);
export const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** What the stand-in for Meta saw. */
export interface Seen {
  started: number;
  /** Began to be sent although the data file already said that the person had stopped. */
  afterStop: { to: string; purpose: string }[];
}

export type RaceDesk = Awaited<ReturnType<typeof openRaceDesk>>;

/**
 * A whole desk whose Graph is this process: as a request begins it looks, in the same breath and
 * on a connection of its own, at what is committed. So "after the STOP" needs no clock.
 */
export async function openRaceDesk(root: string | undefined, roll: (below: number) => number) {
  const modules = await loadRaceModules(root);
  const folder = freshFolder("consent-races");
  const path = join(folder.path, "recado.db");
  await migrate(path);
  const config = modules.config.loadConfig({
    RECADO_DATA_DIR: folder.path,
    RECADO_SECRET_KEY: "test key",
    RECADO_META_WABA_ID: WABA_ID,
    RECADO_META_PHONE_NUMBER_ID: PHONE_NUMBER_ID,
    RECADO_META_ACCESS_TOKEN: "EAAtest",
  });
  const clock = { now: () => NOW };
  const errors: string[] = [];
  const log = modules.log.jsonLog("error", clock, (line) => errors.push(line));
  const recado = await modules.recado.openRecado(config, { clock, log });
  await modules.channels.ensureEnvironmentChannel(recado);
  await recado.write((tx) =>
    tx.updateTable("channels").set({ messages_per_second: 1_000_000 }).execute(),
  );
  await Bun.write(join(config.mediaFolder, PICTURE), "a picture");

  const committed = new Database(path, { readonly: true });
  const stateOf = committed.query<{ state: string }, [string, string]>(
    "SELECT state FROM consent_states JOIN contacts ON contacts.id = contact_id WHERE phone = ? AND purpose = ?",
  );
  const seen: Seen = { started: 0, afterStop: [] };
  const wait = async (below: number) => {
    for (let n = roll(below); n > 0; n -= 1) await turn();
  };
  recado.graph = {
    ...recado.graph,
    async sendMessage(_, body) {
      const purpose = purposeIn(body);
      const to = String(body.to);
      if (purpose && stateOf.get(to, purpose)?.state !== "given")
        seen.afterStop.push({ to, purpose });
      seen.started += 1;
      await wait(4);
      const wamid = `wamid.${crypto.randomUUID()}`;
      return { kind: "accepted", wamid, waId: null, userId: null, heldStatus: null };
    },
    async uploadMedia() {
      await wait(40);
      return { kind: "uploaded", metaId: crypto.randomUUID() };
    },
    markRead: async () => true,
  };
  const work = modules.work.startWork(recado);

  async function close(): Promise<void> {
    await work.processor.stop();
    await work.sender.stop(5_000);
    committed.close();
    await modules.recado.closeRecado(recado);
    folder.remove();
  }
  return { modules, recado, work, seen, errors, close };
}

/** The races write the purpose in front of the words, as `[reviews] …`. */
function purposeIn(body: Record<string, unknown>): string | undefined {
  return /\[(marketing|service_updates|reviews)\]/.exec(JSON.stringify(body))?.[1];
}
