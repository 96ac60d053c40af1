import { translator } from "../../views/i18n.ts";
import { csvOf } from "../consent-exports/records-csv.ts";
import type { Db } from "../db/open.ts";
import type { Instant, Language } from "../db/schema.ts";
import { canonicalJson } from "../proof/canonical.ts";
import { readAuditNames } from "./audit-names.ts";
import type { AuditItem } from "../../views/consent/audit-list.tsx";
import { type AuditRow, detailsOf, pageOfAudit } from "./list-audit.ts";
import { type Reader, toldOf } from "./present-audit.ts";

/** Which records are told whole; the lines of all others go along, for the chain. */
export interface AuditPeriod {
  /** At or after; before. */
  from: Instant | null;
  until: Instant | null;
}

/** What is written: the first `size` records. */
export interface AuditChosen {
  db: Db;
  size: number;
  period: AuditPeriod;
}

/** Rows in memory at once. */
const PAGE = 1_000;

async function* pagesOf({ db, size }: AuditChosen): AsyncGenerator<AuditRow[]> {
  for (let after = 0; after < size;) {
    const rows = await pageOfAudit(db, after, Math.min(size, after + PAGE));
    if (rows.length === 0) return;
    yield rows;
    after = rows.at(-1)?.seq ?? size;
  }
}

/** log.jsonl: each line the very bytes that were hashed. */
export async function* auditLogLines(chosen: AuditChosen): AsyncGenerator<string> {
  for await (const rows of pagesOf(chosen)) for (const { leaf } of rows) yield `${leaf}\n`;
}

/** details.jsonl: what the commitments of the period stand for, where it was not deleted. */
export async function* auditDetailLines(chosen: AuditChosen): AsyncGenerator<string> {
  for await (const rows of pagesOf(chosen))
    for (const { seq, salt, body, at } of rows)
      if (salt !== null && body !== null && isWithin(at, chosen.period))
        yield `${canonicalJson({ seq, salt, value: body })}\n`;
}

/** audit.csv: the records of the period for people, in the words of a language. */
export async function* auditCsvLines(
  chosen: AuditChosen,
  { language, timezone, now }: { language: Language; timezone: string; now: Instant },
): AsyncGenerator<string> {
  const t = translator(language);
  yield `\uFEFF${csvOf([headOf(t)], language)}`;
  for await (const rows of pagesOf(chosen)) {
    const within = rows.filter(({ at }) => isWithin(at, chosen.period));
    if (within.length === 0) continue;
    const ids = new Set(within.map(({ contact_id }) => contact_id));
    const names = await readAuditNames(chosen.db, [...ids]);
    const reader = { t, seesPhones: true, style: { language, timezone, now }, names };
    yield csvOf(
      within.map((row) => cellsOf(row, reader)),
      language,
    );
  }
}

function isWithin(at: Instant, { from, until }: AuditPeriod): boolean {
  return at >= (from ?? 0) && at < (until ?? Infinity);
}

function headOf(t: Reader["t"]): string[] {
  return [
    "#",
    t("audit.when"),
    t("audit.actor"),
    t("audit.address"),
    t("audit.action"),
    t("audit.object"),
    t("audit.person"),
    t("audit.before"),
    t("audit.after"),
    t("audit.reason"),
    t("audit.count"),
    "SHA-256",
  ];
}

function cellsOf(row: AuditRow, reader: Reader): string[] {
  const item = toldOf(row, reader);
  return [
    String(row.seq),
    new Date(row.at).toISOString(),
    item.actor,
    item.address ?? "",
    reader.t(`audit.action.${item.action}`),
    item.object,
    item.person?.name ?? "",
    linesOf(item, "before"),
    linesOf(item, "after"),
    item.reason ?? "",
    item.count === null ? "" : String(item.count),
    detailsOf(row)?.sha256 ?? "",
  ];
}

function linesOf({ changes }: Pick<AuditItem, "changes">, side: "before" | "after"): string {
  const told = (changes ?? []).filter((change) => change[side] !== null);
  return told.map((change) => `${change.label}: ${change[side]}`).join("\n");
}
