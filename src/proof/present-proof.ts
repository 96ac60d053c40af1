import type {
  CheckpointItem,
  CopyItem,
  CopyTargets,
  VerdictText,
} from "../../views/consent/proof-types.ts";
import type { TextKey, Translate } from "../../views/i18n.ts";
import type { Db } from "../db/open.ts";
import type { Language } from "../db/schema.ts";
import { getSetting } from "../settings/settings.ts";
import { type TimeStyle, timeText } from "../settings/time-text.ts";
import { type CheckpointDeliveryRow, listCopies, listOwners } from "./checkpoint-deliveries.ts";
import type { CheckpointRow } from "./checkpoints.ts";
import type { Verdict } from "./compare-copy.ts";

/** 1234 as the reader writes it. */
export function countText(n: number, language: Language): string {
  return new Intl.NumberFormat(language === "pt" ? "pt-BR" : language).format(n);
}

/** Checkpoints as pages show them, with what became of their copies. */
export async function presentCheckpoints(
  db: Db,
  rows: readonly CheckpointRow[],
  style: TimeStyle,
): Promise<CheckpointItem[]> {
  const copies = await listCopies(
    db,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({
    id: row.id,
    reason: row.reason,
    signed: timeText(row.created_at, style),
    records: { n: row.size, count: countText(row.size, style.language) },
    auditRecords: countText(row.audit_size, style.language),
    root: row.root,
    copies: copies
      .filter((copy) => copy.checkpoint_id === row.id)
      .map((copy) => presentCopy(copy, style)),
  }));
}

function presentCopy(row: CheckpointDeliveryRow, style: TimeStyle): CopyItem {
  const at = row.sent_at ?? row.next_attempt_at;
  return {
    channel: row.channel,
    target: row.target,
    state: row.state,
    time: at === null ? null : timeText(at, style),
    error: row.error,
  };
}

/** The form of where copies go; `typed` wins over what is kept. */
export async function presentTargets(
  db: Db,
  typed?: { mailsOwners: boolean; url: string; problem: TextKey },
): Promise<CopyTargets> {
  const kept = await getSetting(db, "checkpointCopies");
  const mail = await getSetting(db, "mail");
  const owners = await listOwners(db);
  return {
    mailsOwners: kept.mailsOwners,
    url: kept.url ?? "",
    ...typed,
    hasMail: mail.host !== "",
    owners: owners.map(({ name }) => name),
  };
}

/** What a comparison came to, in words. */
export function verdictText(t: Translate, verdict: Verdict, language: Language): VerdictText {
  const count = (n: number) => countText(n, language);
  switch (verdict.kind) {
    case "unreadable":
      return { tone: "warning", text: t("proof.verdict.unreadable") };
    case "other-log":
      return { tone: "danger", text: t("proof.verdict.other-log", { id: verdict.logId }) };
    case "not-ours":
      return { tone: "danger", text: t("proof.verdict.not-ours") };
    case "missing": {
      const { log, signed, now } = verdict;
      const values = { log: t(`proof.log.${log}`), signed: count(signed), now: count(now) };
      return { tone: "danger", text: t("proof.verdict.missing", values) };
    }
    case "changed": {
      const values = { log: t(`proof.log.${verdict.log}`), signed: count(verdict.signed) };
      return { tone: "danger", text: t("proof.verdict.changed", values) };
    }
    case "same":
      return sameText(t, verdict, count);
  }
}

function sameText(
  t: Translate,
  { consent, audit, isSigned }: Extract<Verdict, { kind: "same" }>,
  count: (n: number) => string,
): VerdictText {
  const fits = t("proof.verdict.same", { consent: count(consent), audit: count(audit) });
  if (isSigned) return { tone: "good", text: fits };
  return { tone: "warning", text: `${fits} ${t("proof.verdict.unsigned")}` };
}
