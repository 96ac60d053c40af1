import type { MetaField, MetaValue } from "../../views/settings/channel-page.tsx";
import type { ChannelItem } from "../../views/settings/numbers.tsx";
import type { Variable } from "../config.ts";
import type { Language } from "../db/schema.ts";
import type { Recado } from "../recado.ts";
import { type ChannelRow, listChannels } from "../whatsapp/channels.ts";
import { formatPhone } from "../contacts/phone.ts";
import { explainReason } from "./banners.ts";
import { hasThreads } from "./change-channels.ts";
import { metaSecrets, readSealed } from "./meta-secrets.ts";

export const metaVariables = {
  appId: "RECADO_META_APP_ID",
  appSecret: "RECADO_META_APP_SECRET",
  verifyToken: "RECADO_META_VERIFY_TOKEN",
  accessToken: "RECADO_META_ACCESS_TOKEN",
} as const satisfies Record<MetaField, Variable>;

/** Meta's values as the page may show them: of a secret no more than its end. */
export async function readMetaValues(recado: Recado): Promise<Record<MetaField, MetaValue>> {
  const { appId, appSecret, verifyToken, accessToken } = await metaSecrets(recado);
  const value = (field: MetaField, shown: string | null): MetaValue => ({
    shown,
    lockedBy: recado.config.locked.has(metaVariables[field]) ? metaVariables[field] : null,
  });
  return {
    appId: value("appId", appId),
    appSecret: value("appSecret", endOf(appSecret)),
    verifyToken: value("verifyToken", verifyToken),
    accessToken: value("accessToken", endOf(accessToken)),
  };
}

/** "…1234"; of a short secret nothing. */
export function endOf(secret: string | null): string | null {
  if (!secret) return null;
  return secret.length < 16 ? "…" : `…${secret.slice(-4)}`;
}

export async function readChannels(recado: Recado, language: Language): Promise<ChannelItem[]> {
  const items: ChannelItem[] = [];
  for (const row of await listChannels(recado.db)) items.push(await itemOf(recado, row, language));
  return items;
}

async function itemOf(recado: Recado, row: ChannelRow, language: Language): Promise<ChannelItem> {
  return {
    id: row.id,
    name: row.name,
    phoneNumberId: row.phone_number_id,
    wabaId: row.waba_id ?? "",
    displayPhone: row.display_phone && formatPhone(`+${row.display_phone.replaceAll(/\D/g, "")}`),
    isSimulated: row.is_simulated === 1,
    isFromEnvironment: row.is_from_environment === 1,
    isOpen: row.closed_at === null,
    reason: row.closed_reason && explainReason(row.closed_reason, language),
    token: endOf(readSealed(recado, row.access_token)),
    isEmpty: !(await hasThreads(recado.db, row.id)),
  };
}
