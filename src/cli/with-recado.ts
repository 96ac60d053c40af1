import type { Config } from "../config.ts";
import { runAs } from "../db/actor.ts";
import { closeRecado, openRecado, type Recado } from "../recado.ts";

/**
 * Opens the data folder (made and migrated if need be), runs `work`, and lets go of the
 * file. The audit log names the command line for what it changes.
 */
export async function withRecado<T>(
  config: Config,
  work: (recado: Recado) => Promise<T>,
): Promise<T> {
  const recado = await openRecado({
    ...config,
    logLevel: config.locked.has("RECADO_LOG_LEVEL") ? config.logLevel : "warn",
  });
  try {
    return await runAs({ type: "command-line", id: null, address: null }, () => work(recado));
  } finally {
    await closeRecado(recado);
  }
}
