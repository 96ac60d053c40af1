import type { Recado } from "../recado.ts";
import { getSetting } from "./settings.ts";

export interface MetaSecrets {
  appId: string | null;
  appSecret: string | null;
  verifyToken: string | null;
  accessToken: string | null;
}

const kept = new WeakMap<Recado, MetaSecrets>();

/** What an earlier `metaSecrets` found, for every webhook needs the app secret. */
export function keptMetaSecrets(recado: Recado): MetaSecrets | undefined {
  return kept.get(recado);
}

/** Meta's values in the clear: the environment's, else those of Settings → Channel. */
export async function metaSecrets(recado: Recado): Promise<MetaSecrets> {
  const known = keptMetaSecrets(recado);
  if (known) return known;
  const { meta } = recado.config;
  const saved = await getSetting(recado.db, "meta");
  const open = (sealed: string | null) => readSealed(recado, sealed);
  const values = {
    appId: meta.appId ?? saved.appId,
    appSecret: meta.appSecret ?? open(saved.appSecret),
    verifyToken: meta.verifyToken ?? open(saved.verifyToken),
    accessToken: meta.accessToken ?? open(saved.accessToken),
  };
  kept.set(recado, values);
  return values;
}

/** Null for what another key has sealed: it cannot be brought back, but entered again in Settings → Channel. */
export function readSealed({ secrets, log }: Recado, sealed: string | null): string | null {
  if (!sealed) return null;
  try {
    return secrets.decrypt(sealed);
  } catch {
    log.error("secret.unreadable", {
      repair:
        "The key is not the one it was sealed with. Bring back secret.key or RECADO_SECRET_KEY, or enter the value again in Settings → Channel.",
    });
    return null;
  }
}

/** Call after Settings → Channel was saved. */
export function forgetMetaSecrets(recado: Recado): void {
  kept.delete(recado);
}

const simulatorSecrets = new WeakMap<Recado, string>();

/** The simulator signs with a secret of its own, so that it can never pass as Meta. */
export function simulatorSecret(recado: Recado): string {
  const known = simulatorSecrets.get(recado) ?? recado.secrets.derive("simulator");
  simulatorSecrets.set(recado, known);
  return known;
}
