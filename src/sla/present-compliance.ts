import type { Compliance, ComplianceRow } from "../../views/sla/types.ts";
import type { Db } from "../db/open.ts";
import type { Instant, SlaMetric } from "../db/schema.ts";
import type { TicketReader } from "../inbox/time-words.ts";
import {
  countKeptByOwner,
  countKeptOverTime,
  type KeptByOwner,
  type KeptCount,
  type PromiseGroup,
  type PromiseRange,
  QUARTER,
} from "./kept-promises.ts";

export const periods = [7, 30, 90] as const;

export interface ComplianceQuery {
  days: (typeof periods)[number];
  metric: SlaMetric | "";
}

/** How promises of the last days were kept, as far as this person sees their tickets. */
export async function readCompliance(
  db: Db,
  reader: TicketReader,
  { days, metric }: ComplianceQuery,
): Promise<Compliance> {
  const { scope, now, t } = reader;
  const spans = spansOf(days, reader);
  const range: PromiseRange = { from: spans[0]?.from ?? now, to: now + 1 };
  if (metric) range.metric = metric;
  const [quarters, owners, names] = await Promise.all([
    countKeptOverTime(db, scope, range),
    countKeptByOwner(db, scope, range),
    readNames(db),
  ]);
  const present = presenter(reader);
  const rowsBy = (group: PromiseGroup) =>
    groupsOf(owners, group)
      .map(({ id, count }) =>
        present(`${group}:${id}`, names[group].get(id ?? 0) ?? none(group), count),
      )
      .filter(({ percent }) => percent !== null)
      .toSorted((a, b) => (a.percent ?? 0) - (b.percent ?? 0) || a.name.localeCompare(b.name));
  const none = (group: PromiseGroup) =>
    t(
      ({ policy: "sla.policy.gone", team: "sla.team.none", agent: "sla.agent.none" } as const)[
        group
      ],
    );
  return {
    days,
    metric,
    total: present("total", t("sla.metric.all"), sum(quarters)),
    periods: spans.map(({ from, to, name }) =>
      present(
        String(from),
        name,
        sum(quarters.filter(({ quarter }) => quarter * QUARTER >= from && quarter * QUARTER < to)),
      ),
    ),
    byPolicy: rowsBy("policy"),
    byTeam: rowsBy("team"),
    byAgent: rowsBy("agent"),
  };
}

function groupsOf(owners: readonly KeptByOwner[], group: PromiseGroup) {
  const byId = Map.groupBy(owners, (owner) => owner[group]);
  return [...byId].map(([id, own]) => ({ id, count: sum(own) }));
}

function sum(counts: readonly KeptCount[]): KeptCount {
  return {
    met: counts.reduce((total, { met }) => total + met, 0),
    breached: counts.reduce((total, { breached }) => total + breached, 0),
  };
}

function presenter({ language }: TicketReader) {
  const percent = new Intl.NumberFormat(language === "pt" ? "pt-BR" : language, {
    style: "percent",
    maximumFractionDigits: 1,
  });
  return (key: string, name: string, { met, breached }: KeptCount): ComplianceRow => {
    const total = met + breached;
    const share = total === 0 ? null : met / total;
    return {
      key,
      name,
      met,
      breached,
      percent: share === null ? null : share * 100,
      text: share === null ? "–" : percent.format(share),
    };
  };
}

interface Span {
  from: Instant;
  to: Instant;
  name: string;
}

/** Days of the business's zone up to today; a quarter of a year goes by weeks. */
function spansOf(days: number, { now, timezone, language }: TicketReader): Span[] {
  const step = days > 31 ? 7 : 1;
  const today = Temporal.Instant.fromEpochMilliseconds(now)
    .toZonedDateTimeISO(timezone)
    .toPlainDate();
  const tag = { en: "en-GB", fr: "fr-FR", pt: "pt-BR", es: "es-ES" }[language];
  const day = (date: Temporal.PlainDate) =>
    date.toLocaleString(tag, { day: "2-digit", month: "2-digit" });
  const count = Math.ceil(days / step);
  return Array.from({ length: count }, (_, index) => {
    const last = today.subtract({ days: (count - 1 - index) * step });
    const first = last.subtract({ days: step - 1 });
    return {
      from: first.toZonedDateTime(timezone).epochMilliseconds,
      to: last.add({ days: 1 }).toZonedDateTime(timezone).epochMilliseconds,
      name: step === 1 ? day(first) : `${day(first)}–${day(last)}`,
    };
  });
}

/** Also of what is gone by now: figures keep their names. */
async function readNames(db: Db): Promise<Record<PromiseGroup, Map<number, string>>> {
  const [policies, teams, people] = await Promise.all([
    db.selectFrom("sla_policies").select(["id", "name"]).execute(),
    db.selectFrom("teams").select(["id", "name"]).execute(),
    db.selectFrom("users").select(["id", "name"]).execute(),
  ]);
  const named = (rows: { id: number; name: string }[]) =>
    new Map(rows.map(({ id, name }) => [id, name]));
  return { policy: named(policies), team: named(teams), agent: named(people) };
}
