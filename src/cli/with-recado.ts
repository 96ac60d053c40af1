import type { Config } from "../config.ts";
import { closeRecado, openRecado, type Recado } from "../recado.ts";

/** Opens the data folder (made and migrated if need be), runs `work`, and lets go of the file. */
export async function withRecado<T>(
  config: Config,
  work: (recado: Recado) => Promise<T>,
): Promise<T> {
  const recado = await openRecado({
    ...config,
    logLevel: config.locked.has("RECADO_LOG_LEVEL") ? config.logLevel : "warn",
  });
  try {
    return await work(recado);
  } finally {
    await closeRecado(recado);
  }
}
