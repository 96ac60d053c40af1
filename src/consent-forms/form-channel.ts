import type { Db } from "../db/open.ts";
import { listChannels } from "../whatsapp/channels.ts";
import { formatPhone } from "../contacts/phone.ts";
import type { ConsentForm } from "./forms.ts";

/** The number that people confirm to. */
export interface FormChannel {
  id: number;
  /** For wa.me. */
  digits: string;
  /** For people. */
  number: string;
  isSimulated: boolean;
}

/**
 * The form's own number, else the first real one that is open; the simulator's where there is no
 * other. Undefined: Meta has not told us any number yet.
 */
export async function findFormChannel(
  db: Db,
  { channelId }: Pick<ConsentForm, "channelId">,
): Promise<FormChannel | undefined> {
  const channels = await listChannelChoices(db);
  return channels.find(({ id }) => id === channelId) ?? channels[0];
}

/** All that a form may name, real ones first. */
export async function listChannelChoices(db: Db): Promise<FormChannel[]> {
  return (await listChannels(db)).flatMap((channel) => {
    const digits = (channel.display_phone ?? "").replaceAll(/\D/g, "");
    if (digits === "" || channel.closed_at !== null) return [];
    const number = formatPhone(`+${digits}`);
    return [{ id: channel.id, digits, number, isSimulated: channel.is_simulated === 1 }];
  });
}
