import type { Viewer } from "../../views/layout.tsx";
import type { BannerText } from "../../views/ui/banner.tsx";
import type { Language } from "../db/schema.ts";
import type { Recado } from "../recado.ts";
import { listOpenAlerts } from "../whatsapp/channels.ts";
import { explainError } from "../whatsapp/graph-errors.ts";

/** What concerns the whole desk, in the reader's language; the way to repair it for those who may. */
export async function listBanners(
  { db, store }: Pick<Recado, "db" | "store">,
  { t, language, permissions }: Viewer,
): Promise<BannerText[]> {
  const alerts = await listOpenAlerts(db);
  const action = permissions.includes("settings")
    ? { href: "/settings/channel", label: t("alert.repair") }
    : undefined;
  // Not an alert in the file: a full disk takes no rows.
  const disk: BannerText[] = store.queue.isDiskFull
    ? [{ id: "disk-full", tone: "danger", text: t("error.disk-full") }]
    : [];
  const closed = alerts.map((alert): BannerText => ({
    id: String(alert.id),
    tone: "danger",
    text: t(alert.kind === "channel-closed" ? "alert.channel-closed" : "alert.other", {
      channel: alert.channel_name ?? "WhatsApp",
      reason: explainReason(alert.detail, language),
    }),
    action,
  }));
  return [...disk, ...closed];
}

/**
 * Why a channel is closed, and what to do: Meta's error code explained where the
 * reason begins with one, its word for a restricted account (API.md §5) explained
 * and kept; else as it stands.
 */
export function explainReason(reason: string, language: Language): string {
  const code = /^\d+/.exec(reason)?.[0];
  if (code) return explainError(Number(code), language);
  return /^[A-Z_ ·]{4,}$/.test(reason)
    ? `${explainError(RESTRICTED, language)} (${reason})`
    : reason;
}

/** "Temporarily blocked for policy violations" (API.md §8). */
const RESTRICTED = 368;
