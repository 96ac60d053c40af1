import type { ExportItem } from "../../views/consent/export-types.ts";
import type { Translate } from "../../views/i18n.ts";
import { readPurposeNames } from "../consent-log/purpose-names.ts";
import { DAY } from "../clock.ts";
import { hideNumbers } from "../contacts/phone.ts";
import type { Db } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import type { Me } from "../http/me.ts";
import type { Recado } from "../recado.ts";
import { timeStyleOf } from "../settings/time-style.ts";
import { type TimeStyle, timeText } from "../settings/time-text.ts";
import type { ExportRow } from "./exports.ts";
import type { ExportFilter } from "./filter.ts";

/** Rows as the pages show them: who, why, which records, and how far they are. */
export async function presentExports(
  recado: Recado,
  me: Me,
  rows: readonly ExportRow[],
): Promise<ExportItem[]> {
  const style = await timeStyleOf(recado, me.language);
  const purposes = await readPurposeNames(recado.db, me);
  const people = await namesOf(recado.db, rows);
  const when = (instant: Instant | null) => (instant === null ? null : timeText(instant, style));
  return rows.map((row) => ({
    id: row.id,
    state: row.state,
    what: whatText(row, purposes, me.t, style),
    reason: me.can("phones") ? row.reason : hideNumbers(row.reason),
    by: people.get(row.requested_by ?? 0) ?? me.t("exports.by.program"),
    decidedBy: people.get(row.decided_by ?? 0) ?? null,
    created: timeText(row.created_at, style),
    finished: when(row.finished_at),
    expires: when(row.expires_at),
    done: row.done,
    total: row.total,
    size: row.byte_size === null ? null : sizeText(row.byte_size, me.language),
    sha256: row.sha256,
    error: row.error,
    hasFile: row.state === "ready" && row.file !== null,
  }));
}

async function namesOf(db: Db, rows: readonly ExportRow[]): Promise<Map<number, string>> {
  const ids = rows.flatMap((row) => [row.requested_by ?? 0, row.decided_by ?? 0]);
  const users = await db
    .selectFrom("users")
    .select(["id", "name"])
    .where("id", "in", [0, ...new Set(ids)])
    .execute();
  return new Map(users.map(({ id, name }) => [id, name]));
}

const tags = { en: "en-GB", fr: "fr-FR", pt: "pt-BR", es: "es-ES" } as const;

function whatText(
  { log, filter: json }: ExportRow,
  purposes: Map<string, string>,
  t: Translate,
  style: TimeStyle,
): string {
  const filter = JSON.parse(json) as ExportFilter;
  const day = (iso: string | undefined, before: number) =>
    iso === undefined
      ? "…"
      : new Intl.DateTimeFormat(tags[style.language], {
          dateStyle: "medium",
          timeZone: style.timezone,
        }).format(Date.parse(iso) - before);
  const parts = [
    log === "audit" ? t("audit.title") : "",
    filter.contact_id === undefined ? "" : t("exports.part.person"),
    filter.purpose === undefined ? "" : (purposes.get(filter.purpose) ?? filter.purpose),
    filter.from === undefined && filter.to === undefined
      ? ""
      : // The filter's end is the first moment that is not meant.
        t("exports.part.period", { from: day(filter.from, 0), to: day(filter.to, DAY / 2) }),
  ].filter(Boolean);
  return parts.length > 0 ? parts.join(" · ") : t("exports.all");
}

/** In the unit that people would say. */
export function sizeText(bytes: number, language: keyof typeof tags): string {
  const isLarge = bytes >= 1024 * 1024;
  const value = isLarge ? bytes / 1024 ** 2 : Math.max(1, Math.round(bytes / 1024));
  return new Intl.NumberFormat(tags[language], {
    style: "unit",
    unit: isLarge ? "megabyte" : "kilobyte",
    maximumFractionDigits: 1,
  }).format(value);
}
