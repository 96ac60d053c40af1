/** @jsxImportSource preact */
import { Elysia } from "elysia";
import type { Translate } from "../../views/i18n.ts";
import { CompliancePage } from "../../views/sla/compliance-page.tsx";
import { type Compliance, metrics } from "../../views/sla/types.ts";
import { auditExport } from "../audit/audit-export.ts";
import { csvFile, csvText } from "../http/csv.ts";
import { frameOf } from "../http/frame.ts";
import { withMe } from "../http/me.ts";
import { page } from "../http/respond.tsx";
import { readerOf } from "../inbox/open-case.ts";
import type { Recado } from "../recado.ts";
import { type ComplianceQuery, periods, readCompliance } from "./present-compliance.ts";

/** How promises were kept, as a page and as a file. */
export function complianceRoutes(recado: Recado) {
  return new Elysia()
    .use(withMe)
    .get("/sla/compliance", async ({ me, request, query }) => {
      const frame = await frameOf(recado, request);
      const reader = await readerOf(recado, me);
      const compliance = await readCompliance(recado.db, reader, queryOf(query));
      return page(<CompliancePage frame={frame} compliance={compliance} />);
    })
    .get("/sla/compliance.csv", async ({ me, query }) => {
      const reader = await readerOf(recado, me);
      const compliance = await readCompliance(recado.db, reader, queryOf(query));
      const date = new Date(recado.clock.now()).toISOString().slice(0, 10);
      const rows = csvRows(compliance, me.t);
      const { days, metric } = compliance;
      const what = { what: "promises.csv", count: rows.length, filter: { days, metric } };
      await recado.write((tx) => auditExport(tx, what, recado.clock.now()));
      const text = csvText(rows, me.language);
      return csvFile(`${me.t("sla.csv.file")}-${compliance.days}-${date}`, text);
    });
}

function queryOf({ days, metric }: Record<string, string | undefined>): ComplianceQuery {
  return {
    days: periods.find((n) => String(n) === days) ?? 30,
    metric: metrics.find((name) => name === metric) ?? "",
  };
}

function csvRows(compliance: Compliance, t: Translate): (string | number)[][] {
  const groups = [
    ["sla.by.period", compliance.periods],
    ["sla.by.policy", compliance.byPolicy],
    ["sla.by.team", compliance.byTeam],
    ["sla.by.agent", compliance.byAgent],
  ] as const;
  const head = [
    t("sla.csv.group"),
    t("sla.name"),
    `${t("sla.compliance.percent")} (%)`,
    t("sla.compliance.met"),
    t("sla.compliance.breached"),
  ];
  const lines = groups.flatMap(([title, rows]) =>
    rows.map(({ name, percent, met, breached }) => [
      t(title),
      name,
      percent === null ? "" : Math.round(percent * 10) / 10,
      met,
      breached,
    ]),
  );
  return [head, ...lines];
}
