import type { Canonical } from "../proof/canonical.ts";
import { sha256 } from "../proof/commitment.ts";
import { auditedTables } from "./audited-tables.ts";
import type { StagedName } from "./audited-table.ts";
import { keptSetting } from "./kept-setting.ts";
import { words } from "./watch-changes.ts";

export type Values = { [column: string]: Canonical };
type Raw = Record<string, string | number | null>;

/** Characters of one value; a longer one is cut, and known by its hash. */
const LONGEST = 2_000;

/**
 * What a staged row says: of a change only the columns that differ, and those that tell
 * which row it was. Undefined when nothing is left to tell.
 */
export function valuesBetween(
  name: StagedName,
  beforeJson: string | null,
  afterJson: string | null,
): { before?: Values; after?: Values } | undefined {
  const was = beforeJson === null ? undefined : (JSON.parse(beforeJson) as Raw);
  const is = afterJson === null ? undefined : (JSON.parse(afterJson) as Raw);
  const before = was && shownOf(name, was);
  const after = is && shownOf(name, is, was);
  if (!before || !after)
    return { ...(before && { before: told(before) }), ...(after && { after: told(after) }) };
  const changed = Object.keys(after).filter((column) => before[column] !== after[column]);
  if (changed.length === 0) return undefined;
  const columns = new Set([...words(auditedTables[name]?.names), ...changed]);
  const only = (values: Raw) =>
    Object.fromEntries([...columns].map((column) => [column, cut(values[column] ?? null)]));
  return { before: only(before), after: only(after) };
}

/** Without what is empty. */
function told(row: Raw): Values {
  const full = Object.entries(row).filter(([, value]) => value !== null);
  return Object.fromEntries(full.map(([column, value]) => [column, cut(value)]));
}

function shownOf(name: StagedName, row: Raw, former?: Raw): Raw {
  if (name === "settings") {
    const [key, value] = [String(row["key"]), String(row["value"])];
    const before = former ? String(former["value"]) : value;
    return { key, value: keptSetting(key, value, before) };
  }
  return name === "ticket_events" ? { ...row, detail: fromTo(String(row["detail"])) } : row;
}

/** Of a ticket's event only what it was and became: the rest may be somebody's words. */
function fromTo(detail: string): string | null {
  const { from, to } = JSON.parse(detail) as { from?: unknown; to?: unknown };
  return from === undefined && to === undefined ? null : JSON.stringify({ from, to });
}

function cut(value: string | number | null): Canonical {
  if (typeof value === "number") return Number.isSafeInteger(value) ? value : String(value);
  if (value === null || value.length <= LONGEST) return value;
  return `${value.slice(0, LONGEST)}… (${value.length} characters, SHA-256 ${sha256(value)})`;
}
