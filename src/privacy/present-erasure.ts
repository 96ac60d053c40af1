import type { ErasurePreviewView, ErasureProgressView } from "../../views/consent/erasure-page.tsx";
import { type Translate } from "../../views/i18n.ts";
import type { Me } from "../http/me.ts";
import { type ErasureRow, reportOf, type Stay } from "./erasures.ts";
import { foundKinds, stayReasons } from "./personal-tables.ts";
import { presentFound } from "./present-found.ts";
import type { ErasurePreview } from "./preview-erasure.ts";

type Reader = Pick<Me, "t" | "can" | "scope">;

/** What an erasure would do, in the reader's words. */
export function presentPreview(
  preview: ErasurePreview,
  person: string,
  me: Reader,
): ErasurePreviewView {
  const { t } = me;
  const traces = [...preview.traces.values()].reduce((sum, n) => sum + n, 0);
  const { exports, records } = preview;
  return {
    person,
    goes: presentFound(preview.own, me),
    goesToo: [
      ...(traces > 0 ? [t("erase.goes.traces", { n: traces })] : []),
      ...(exports > 0 ? [t("erase.goes.exports", { n: exports })] : []),
    ],
    stays: [
      ...(records > 0 ? [t("erase.stays.records", { n: records })] : []),
      t("erase.stays.code"),
      ...staysWords(preview.stays, t),
    ],
    files: preview.files,
  };
}

/** How far an erasure is, and what it did. */
export function presentProgress(row: ErasureRow, { t }: Reader): ErasureProgressView {
  const { gone, stays, exports, files, rewrittenMs, isClean } = reportOf(row);
  return {
    state: row.error !== null && row.state !== "done" ? "failed" : row.state,
    gone: foundKinds
      .filter((kind) => (gone[kind] ?? 0) > 0)
      .map((kind) => ({ kind: t(`found.kind.${kind}`), count: gone[kind] ?? 0, samples: [] })),
    remarks: [
      ...(exports > 0 ? [t("erase.goes.exports", { n: exports })] : []),
      ...staysWords(stays, t),
      ...(isClean ? [t("erase.clean")] : []),
      ...(rewrittenMs === null ? [] : [t("erase.clean.rewritten", { n: Math.round(rewrittenMs) })]),
    ],
    isClean,
    files,
  };
}

/** One sentence a reason. */
function staysWords(stays: readonly Stay[], t: Translate): string[] {
  return stayReasons.flatMap((reason) => {
    const n = stays
      .filter((stay) => stay.reason === reason)
      .reduce((sum, { count }) => sum + count, 0);
    return n > 0 ? [t(`erase.stays.${reason}`, { n })] : [];
  });
}
