import type { Server } from "bun";
import { type App, buildApp } from "../app.ts";
import type { Config } from "../config.ts";
import { finishAsking } from "../flows/ask-systems.ts";
import { startSchedule } from "../jobs/schedule.ts";
import { startWork, type Work } from "../jobs/work.ts";
import { errorText } from "../log.ts";
import { closeRecado, openRecado, type Recado } from "../recado.ts";
import { keepAddress } from "../settings/address.ts";
import { hasUsers } from "../users/users.ts";
import { ensureEnvironmentChannel } from "../whatsapp/channels.ts";
import { forgetSending } from "../whatsapp/outbox.ts";
import { AppError } from "../http/errors.ts";
import { version } from "../version.ts";
import { claimFolder } from "./claim-folder.ts";
import type { Command } from "./command.ts";
import { offerSetupLink } from "./setup-link.ts";

/** Attachments up to Meta's 100 MB, with room for the form around them. */
const BODY_LIMIT = 101 * 1024 * 1024;
/** How long a stop waits for messages on their way. */
const PATIENCE = 8_000;

export const serve: Command = {
  name: "serve",
  summary: "Serves the desk: webhooks, pages and API. This is what `recado` alone does.",
  run: async (config) => {
    const server = await startServer(config);
    await server.stopped;
  },
};

/** Starts everything; `stop` finishes what is in flight and releases the file. */
export async function startServer(config: Config) {
  const release = await claimFolder(config.dataFolder);
  const recado = await openRecado(config);
  announceClock(recado);
  await ensureEnvironmentChannel(recado);
  await keepAddress(recado);
  const unknown = await recado.write((tx) => forgetSending(tx, recado.clock.now()));
  if (unknown > 0) recado.log.warn("outbox.unknown-after-restart", { messages: unknown });

  const work = startWork(recado);
  const app = buildApp(recado, work);
  const server = listen(config, app);
  const schedule = startSchedule(recado, work);
  recado.log.info("started", { version, address: server.url.href, data: config.dataFolder });
  if (!(await hasUsers(recado.db))) await offerSetupLink(recado);
  void work.processor.kick();
  work.sender.kick();

  const { promise: stopped, resolve: setStopped } = Promise.withResolvers<void>();
  let stopping: Promise<void> | undefined;
  const stop = (reason: string) => {
    stopping ??= stopServer(recado, work, schedule, server, reason).then(release).then(setStopped);
    return stopping;
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => void stop(signal).then(() => process.exit(0)));
  }
  recado.store.queue.onDiskFailure((error) => {
    // What was committed can no longer be vouched for: end, and let the supervisor start us anew.
    recado.log.error("disk.failed", { error: errorText(error) });
    setTimeout(() => process.exit(1), 200);
  });
  return { recado, url: server.url, stop, stopped };
}

/** @throws AppError `conflict` when something else listens there. */
function listen(config: Config, app: App): Server<unknown> {
  try {
    return Bun.serve({
      hostname: config.host,
      port: config.port,
      maxRequestBodySize: BODY_LIMIT,
      idleTimeout: 60,
      fetch: app.fetch,
    });
  } catch (error) {
    const reason =
      error instanceof Error && "code" in error ? String(error.code) : errorText(error);
    throw new AppError(
      "conflict",
      `Cannot listen on ${config.host}, port ${config.port} (${reason}). Stop what uses it, or set RECADO_PORT.`,
    );
  }
}

/** Takes nothing new, finishes what is in flight, releases the file. */
async function stopServer(
  recado: Recado,
  work: Work,
  schedule: { stop(): void },
  server: Server<unknown>,
  reason: string,
): Promise<void> {
  recado.log.info("stopping", { reason });
  schedule.stop();
  recado.live.close();
  await Promise.race([server.stop(), new Promise((resolve) => setTimeout(resolve, 2_000))]);
  await work.processor.stop();
  await finishAsking(recado, PATIENCE);
  await work.sender.stop(PATIENCE);
  await closeRecado(recado);
  await server.stop(true);
}

function announceClock(recado: Recado): void {
  if (recado.config.nowOffset === 0) return;
  recado.log.warn("clock.shifted: RECADO_NOW_OFFSET_MS is for tests only", {
    by_ms: recado.config.nowOffset,
    now: new Date(recado.clock.now()).toISOString(),
  });
}
