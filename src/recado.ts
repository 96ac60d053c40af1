import { mkdirSync } from "node:fs";
import { beginWatching, recordChanges } from "./audit/record-changes.ts";
import { watchChanges } from "./audit/watch-changes.ts";
import { type Clock, systemClock } from "./clock.ts";
import type { Config } from "./config.ts";
import { migrate } from "./db/migrate.ts";
import { type Db, openStore, type Store } from "./db/open.ts";
import { type Live, openLive } from "./http/live.ts";
import { jsonLog, type Log } from "./log.ts";
import { openSecrets, type Secrets } from "./settings/secrets.ts";
import { fakeGraph, type FakeGraph } from "./simulator/fake-graph.ts";
import { notingRefusals } from "./consent/refusals.ts";
import { carryOverConsent } from "./consent/carry-over.ts";
import { signHeads } from "./proof/checkpoints.ts";
import { openSigner, type Signer } from "./proof/signer.ts";
import { bindSuppression } from "./privacy/suppress.ts";
import { type Graph, graphClient } from "./whatsapp/graph.ts";

/** What the running program is made of; passed to whatever needs more than a `tx`. */
export interface Recado {
  config: Config;
  clock: Clock;
  log: Log;
  store: Store;
  db: Db;
  write: Store["write"];
  secrets: Secrets;
  /** Signs the consent log and the audit log. */
  signer: Signer;
  live: Live;
  graph: Graph;
  /** The Graph API of the simulated channel, in this process. */
  fakeGraph: FakeGraph;
}

/** Opens the data folder, migrates the file and puts the parts together. Starts nothing. */
export async function openRecado(
  config: Config,
  { clock = systemClock(config.nowOffset), log = jsonLog(config.logLevel, clock) } = {},
): Promise<Recado> {
  mkdirSync(config.mediaFolder, { recursive: true, mode: 0o700 });
  await migrate(config.dataFile);
  const store = openStore(config.dataFile);
  const secrets = openSecrets(config);
  const signer = await openSigner(store, secrets, clock.now());
  await bindSuppression(store, secrets);
  await store.write(watchChanges);
  store.queue.beforeActor(beginWatching);
  store.queue.beforeCommit(async (tx) => {
    await recordChanges(tx, clock.now());
    await signHeads(tx, signer, clock.now());
  });
  await carryOverConsent(store, clock.now());
  const simulated = fakeGraph();
  return {
    config,
    clock,
    log,
    store,
    db: store.db,
    write: notingRefusals(store, clock),
    secrets,
    signer,
    live: openLive(log),
    fakeGraph: simulated,
    graph: graphClient({
      baseUrl: config.meta.graphUrl,
      mediaHosts: config.meta.mediaHosts,
      allowPrivateHosts: config.allowPrivateHosts,
      simulatorFetch: simulated.fetch,
    }),
  };
}

export async function closeRecado(recado: Recado): Promise<void> {
  recado.live.close();
  recado.fakeGraph.forget();
  await recado.store.close();
}
