import { getCountries } from "libphonenumber-js/min";
import type { ImportSetup, ImportView } from "../../views/consent/import-types.ts";
import { listPurposes } from "../consent/purposes.ts";
import { readPurposeNames } from "../consent-log/purpose-names.ts";
import { hideNumbers } from "../contacts/phone.ts";
import type { Me } from "../http/me.ts";
import type { Recado } from "../recado.ts";
import { importPath } from "./import-files.ts";
import type { ConsentImport } from "./imports.ts";
import { readHead } from "./read-csv.ts";
import { MOST_LINES, type Refusal } from "./terms.ts";

/** Lines that a page names; all others are in the report. */
const SHOWN = 20;
/** Lines of the file that show which column is which. */
const SAMPLE = 3;

export function presentImport(one: ConsentImport): ImportView {
  const { id, filename, state, total, done, accepted, refused, error, report } = one;
  const reasons = (Object.entries(report.reasons) as [Refusal, number][]).toSorted(
    ([, a], [, b]) => b - a,
  );
  return {
    id,
    filename,
    state,
    total,
    done,
    accepted,
    refused,
    error: error === "too-many" || error === "erased" || error === null ? error : "unreadable",
    reasons,
    lines: report.lines.slice(0, SHOWN),
    hasMore: refused > SHOWN,
    isCut: refused > MOST_LINES,
  };
}

/** What the columns are chosen from. */
export async function readSetup(
  { db, config }: Recado,
  { file, terms }: ConsentImport,
  me: Me,
): Promise<Pick<ImportSetup, "purposes" | "countries" | "sample">> {
  const names = await readPurposeNames(db, me);
  const rows = (await listPurposes(db)).filter(({ retired_at }) => retired_at === null);
  // A file that is gone (a backup has none) or odd further down has no sample; its page still opens.
  const path = importPath(config, file ?? "");
  const lines = await readHead(path, terms.separator, SAMPLE + 1).catch(() => []);
  const shown = (cell: string) => (me.can("phones") ? cell : hideNumbers(cell)).slice(0, 80);
  const words = new Intl.DisplayNames([me.language], { type: "region" });
  const countries = getCountries().map((code) => ({ value: code, label: words.of(code) ?? code }));
  return {
    purposes: rows.map(({ key }) => ({ value: key, label: names.get(key) ?? key })),
    countries: countries.toSorted((a, b) => a.label.localeCompare(b.label, me.language)),
    sample: lines.slice(1).map(({ cells }) => cells.map(shown)),
  };
}
