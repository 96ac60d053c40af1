import type { Viewer } from "../../views/layout.tsx";
import type { BannerText } from "../../views/ui/banner.tsx";
import type { Translate } from "../../views/i18n.ts";
import type { Db } from "../db/open.ts";
import type { Instant, Language } from "../db/schema.ts";
import { lacksCopy } from "../proof/stale-copies.ts";
import type { Recado } from "../recado.ts";
import { listOpenAlerts } from "../whatsapp/channels.ts";
import { explainError } from "../whatsapp/graph-errors.ts";

/** What concerns the whole desk, in the reader's language; the way to repair it for those who may. */
export async function listBanners(
  { db, store, clock }: Pick<Recado, "db" | "store" | "clock">,
  { t, language, permissions }: Viewer,
): Promise<BannerText[]> {
  const found = await listOpenAlerts(db);
  const alerts = found.filter(({ kind }) => kind !== LOG_FAULT);
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
  const hasFault = alerts.length < found.length;
  const proof = permissions.includes("privacy")
    ? await proofBanners(db, t, hasFault, clock.now())
    : [];
  return [...disk, ...closed, ...proof];
}

/** proof/log-alert.ts */
const LOG_FAULT = "log-fault";

/** The logs do not fit, or nobody else could say whether they do. */
async function proofBanners(
  db: Db,
  t: Translate,
  hasFault: boolean,
  now: Instant,
): Promise<BannerText[]> {
  const action = { href: "/consent/proof", label: t("proof.banner.open") };
  if (hasFault) return [{ id: LOG_FAULT, tone: "danger", text: t("proof.banner.fault"), action }];
  if (!(await lacksCopy(db, now))) return [];
  return [{ id: "no-copy", tone: "warning", text: t("proof.banner.no-copy"), action }];
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
