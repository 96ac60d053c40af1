/** @jsxImportSource preact */
import { Elysia } from "elysia";
import { ChangesPage, type VersionItem, VersionsPage } from "../../views/routing/versions-page.tsx";
import { byId } from "../http/by-id.ts";
import { AppError } from "../http/errors.ts";
import { asForm, idOf, readForm } from "../http/form.ts";
import { frameOf } from "../http/frame.ts";
import { type Me, meOf } from "../http/me.ts";
import { page, redirect } from "../http/respond.tsx";
import type { Recado } from "../recado.ts";
import { timeText } from "../settings/time-text.ts";
import { placeRoutingRule } from "./place-rule.ts";
import { listSaid } from "./list-said.tsx";
import { differencesOf } from "./rule-differences.ts";
import { sayerOf, timeStyleOf } from "./rule-items.ts";
import {
  listRoutingRules,
  listRuleVersions,
  restoreRuleVersion,
  type RoutingRuleInput,
  type RuleVersion,
} from "./rules.ts";
import { sayRule } from "./say-rule.ts";

/** Who changed which rule, when and how; and back. */
export function versionRoutes(recado: Recado) {
  return new Elysia()
    .get("/routing/versions", ({ request }) => showChanges(recado, request))
    .post("/routing/versions/:id", byId(recado, restore), asForm)
    .put("/routing/versions/:id", byId(recado, undoDeletion), asForm)
    .get("/routing/rules/:id/versions", byId(recado, showVersions));
}

const MOST_SHOWN = 100;

async function showChanges(recado: Recado, request: Request): Promise<Response> {
  const frame = await frameOf(recado, request);
  // One more of each than is shown, so that the oldest has something to differ from.
  const rows = await listRuleVersions(recado.db, { limit: MOST_SHOWN * 2 });
  const versions = (await present(recado, meOf(request), rows)).slice(0, MOST_SHOWN);
  return page(<ChangesPage frame={frame} versions={versions} />);
}

async function showVersions(recado: Recado, request: Request, id: number): Promise<Response> {
  const frame = await frameOf(recado, request);
  const rows = Number.isSafeInteger(id)
    ? await listRuleVersions(recado.db, { ruleId: id, limit: MOST_SHOWN })
    : [];
  const [newest] = rows;
  if (!newest) throw new AppError("not-found", "There is no such rule.", { key: "error.no-rule" });
  const versions = await present(recado, meOf(request), rows);
  return page(
    <VersionsPage
      frame={frame}
      id={id}
      name={nameOf(newest)}
      isDeleted={newest.change === "deleted"}
      versions={versions}
    />,
  );
}

function isSwitch({ change }: RuleVersion): boolean {
  return change === "enabled" || change === "disabled";
}

function nameOf(row: RuleVersion): string {
  return (JSON.parse(row.snapshot) as RoutingRuleInput).name;
}

/** Newest first; each differs from the next older one of its rule. */
async function present(recado: Recado, me: Me, rows: RuleVersion[]): Promise<VersionItem[]> {
  const sayer = await sayerOf(recado, me);
  const style = await timeStyleOf(recado, me);
  const live = new Map((await listRoutingRules(recado.db)).map((rule) => [rule.id, rule.version]));
  return rows.map((row, index) => {
    const rule = JSON.parse(row.snapshot) as RoutingRuleInput;
    const older = rows.slice(index + 1).find((each) => each.rule_id === row.rule_id);
    const before = older ? (JSON.parse(older.snapshot) as RoutingRuleInput) : null;
    return {
      id: row.id,
      ruleId: row.rule_id,
      name: rule.name,
      version: row.version,
      change: row.change,
      by: row.name ?? me.t("routing.versions.program"),
      time: timeText(row.changed_at, style),
      // That it was switched says the change itself.
      differences: isSwitch(row) ? [] : differencesOf(before, rule, sayer),
      sentence: sayRule(rule, sayer),
      canRestore: live.get(row.rule_id) !== row.version,
    };
  });
}

async function restore(recado: Recado, request: Request, versionId: number): Promise<Response> {
  const me = meOf(request);
  await readForm(request);
  const now = recado.clock.now();
  await recado.write((tx) => restoreRuleVersion(tx, versionId, me.id, now));
  return redirect("/routing?done=restored", request);
}

/** A deleted rule is again where it stood. */
async function undoDeletion(
  recado: Recado,
  request: Request,
  versionId: number,
): Promise<Response> {
  const me = meOf(request);
  const place = idOf((await readForm(request)).text("place")) || 1;
  const now = recado.clock.now();
  const rule = await recado.write(async (tx) => {
    const restored = await restoreRuleVersion(tx, versionId, me.id, now);
    await placeRoutingRule(tx, restored.id, place);
    return restored;
  });
  return listSaid(recado, request, me.t("routing.restored", { name: rule.name }));
}
