import type { Recado } from "../recado.ts";
import { getSetting, saveSetting } from "./settings.ts";

/** Links in messages are written where no environment is at hand: the address is kept with the settings. */
export async function keepAddress({ config, db, write, clock }: Recado): Promise<void> {
  const address = { url: config.baseUrl.href, isSet: config.isBaseUrlSet };
  const known = await getSetting(db, "address");
  if (known?.url === address.url && known.isSet === address.isSet) return;
  await write((tx) => saveSetting(tx, "address", address, clock.now()));
}
