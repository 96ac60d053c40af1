import type { Db } from "../db/open.ts";
import type { Recado } from "../recado.ts";
import type { ChannelRow } from "../whatsapp/channels.ts";
import type { EnvelopePlace } from "./envelope.ts";

/** No id of Meta's has letters: these can be nobody's number. */
export const simulatedPlace = {
  phoneNumberId: "SIM-1",
  wabaId: "SIM-WABA",
  displayPhone: "15550100100",
} as const satisfies EnvelopePlace;

/** The one channel of the simulator, made when it is first asked for. */
export async function ensureSimulatedChannel(recado: Recado): Promise<ChannelRow> {
  const found = await findSimulatedChannel(recado.db);
  if (found) return found;
  const { phoneNumberId, wabaId, displayPhone } = simulatedPlace;
  return recado.write(async (tx) => {
    await tx
      .insertInto("channels")
      .values({
        name: "Simulator",
        phone_number_id: phoneNumberId,
        waba_id: wabaId,
        display_phone: displayPhone,
        access_token: null,
        is_simulated: 1,
        closed_at: null,
        closed_reason: null,
        created_at: recado.clock.now(),
      })
      .onConflict((conflict) => conflict.column("phone_number_id").doNothing())
      .execute();
    return tx
      .selectFrom("channels")
      .selectAll()
      .where("phone_number_id", "=", phoneNumberId)
      .executeTakeFirstOrThrow();
  });
}

export async function findSimulatedChannel(db: Db): Promise<ChannelRow | undefined> {
  return db
    .selectFrom("channels")
    .selectAll()
    .where("is_simulated", "=", 1)
    .limit(1)
    .executeTakeFirst();
}
