import type { Recado } from "../recado.ts";
import { getSetting, saveSetting } from "./settings.ts";

/** Links in messages are written where no environment is at hand: the address is kept with the settings. */
export async function keepAddress({ config, db, write, clock }: Recado): Promise<void> {
  const address = config.isBaseUrlSet ? config.baseUrl.href : null;
  if ((await getSetting(db, "address")) === address) return;
  await write((tx) => saveSetting(tx, "address", address, clock.now()));
}
