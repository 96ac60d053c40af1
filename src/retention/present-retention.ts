import type { RunItem, TimeGroup } from "../../views/consent/retention-types.ts";
import type { TextKey } from "../../views/i18n.ts";
import { countText } from "../proof/present-proof.ts";
import { type TimeStyle, timeText } from "../settings/time-text.ts";
import { daysOf, keepingOf, type RetentionKind, retentionKinds } from "./kinds.ts";
import { type RunRow, talliesOf } from "./runs.ts";

/** The form's groups, in the order of the page. */
const groups = {
  tickets: ["archive", "tickets", "files", "bookings", "contacts"],
  bot: ["journal", "turns", "dialogues", "notices", "handovers"],
  consent: ["consent", "submissions", "refusals", "imports", "exports", "requests", "audit"],
} as const satisfies Record<TimeGroup["name"], readonly RetentionKind[]>;

export type TimeProblems = Partial<Record<RetentionKind, TextKey>>;

/** `typed` wins over what is kept. */
export function presentTimes(
  chosen: Readonly<Record<string, number | null>>,
  { typed, problems = {} }: { typed?: Record<string, string>; problems?: TimeProblems } = {},
): TimeGroup[] {
  const fieldOf = (kind: RetentionKind) => {
    const { least, most } = keepingOf(kind);
    const value = typed?.[kind] ?? String(daysOf(kind, chosen) ?? "");
    return { kind, value, least, most, problem: problems[kind] };
  };
  return (Object.keys(groups) as TimeGroup["name"][]).map((name) => ({
    name,
    fields: groups[name].map(fieldOf),
  }));
}

/** What pages link to, of a sample: what a person can look at. */
const addresses: Partial<Record<RetentionKind, string>> = {
  archive: "/tickets/",
  tickets: "/tickets/",
  contacts: "/contacts/",
};

/** A run and what it came to; `isRunning`: in this process. */
export function presentRun(row: RunRow, isRunning: boolean, style: TimeStyle): RunItem {
  const tallies = talliesOf(row);
  const isUnderWay = row.finished_at === null && isRunning;
  return {
    id: row.id,
    started: timeText(row.started_at, style),
    isRunning: isUnderWay,
    error: row.error,
    isCut: row.finished_at === null && !isRunning,
    tallies: retentionKinds.flatMap((kind) => {
      const tally = tallies[kind];
      if (!tally || tally.n === 0) return [];
      const address = row.is_dry_run === 1 ? addresses[kind] : undefined;
      const samples = address ? tally.samples : [];
      return [
        {
          kind,
          count: countText(tally.n, style.language),
          oldest: tally.oldest === null ? null : timeText(tally.oldest, style),
          samples: samples.map((id) => ({ href: `${address}${id}`, label: `#${id}` })),
        },
      ];
    }),
  };
}
