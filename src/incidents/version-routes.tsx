/** @jsxImportSource preact */
import { Elysia } from "elysia";
import { type VersionItem, VersionsPage } from "../../views/incidents/versions-page.tsx";
import { byId } from "../http/by-id.ts";
import { asForm, readForm } from "../http/form.ts";
import { frameOf } from "../http/frame.ts";
import { type Me, meOf } from "../http/me.ts";
import { page, redirect } from "../http/respond.tsx";
import type { Recado } from "../recado.ts";
import { timeStyleOf } from "../routing/rule-items.ts";
import { timeText } from "../settings/time-text.ts";
import type { IncidentInput } from "./incident.ts";
import { differencesOf } from "./incident-differences.ts";
import {
  type IncidentVersion,
  listIncidentVersions,
  restoreIncidentVersion,
} from "./incident-versions.ts";
import { findIncident, type IncidentRow, noIncident } from "./incidents.ts";
import { requireGreen } from "./require-green.ts";
import { readIncidentNames } from "./present-incidents.ts";

/** Who changed an incident, when and how; and back. */
export function incidentVersionRoutes(recado: Recado) {
  return new Elysia()
    .get("/bot/incidents/:id/versions", byId(recado, showVersions))
    .post("/bot/incidents/versions/:id", byId(recado, restore), asForm);
}

async function showVersions(recado: Recado, request: Request, id: number): Promise<Response> {
  const me = meOf(request);
  const incident = await findIncident(recado.db, id);
  if (!incident) throw noIncident();
  const rows = await listIncidentVersions(recado.db, id);
  return page(
    <VersionsPage
      frame={await frameOf(recado, request)}
      id={id}
      name={incident.name}
      isDeleted={incident.archived_at !== null}
      versions={await present(recado, me, incident, rows)}
    />,
  );
}

/** Newest first; each differs from the next older one. */
async function present(
  recado: Recado,
  me: Me,
  incident: IncidentRow,
  rows: IncidentVersion[],
): Promise<VersionItem[]> {
  const style = await timeStyleOf(recado, me);
  const saying = { t: me.t, names: await readIncidentNames(recado.db, me.t, me.language) };
  return rows.map((row, index) => {
    const older = rows[index + 1];
    const before = older ? (JSON.parse(older.snapshot) as IncidentInput) : null;
    const isSwitch = row.change === "enabled" || row.change === "disabled";
    return {
      id: row.id,
      version: row.version,
      change: row.change,
      by: row.name ?? me.t("incident.versions.program"),
      time: timeText(row.changed_at, style),
      // That it was switched says the change itself.
      differences: isSwitch
        ? []
        : differencesOf(before, JSON.parse(row.snapshot) as IncidentInput, saying),
      canRestore: row.version !== incident.version || incident.archived_at !== null,
    };
  });
}

async function restore(recado: Recado, request: Request, versionId: number): Promise<Response> {
  const me = meOf(request);
  await readForm(request);
  await requireGreen(recado, { restore: versionId });
  const now = recado.clock.now();
  await recado.write((tx) => restoreIncidentVersion(tx, versionId, me.id, now));
  return redirect("/bot/incidents?done=restored", request);
}
