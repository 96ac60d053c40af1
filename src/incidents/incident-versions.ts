import type { Selectable } from "kysely";
import type { Db, Tx } from "../db/open.ts";
import type { IncidentVersionsTable, Instant } from "../db/schema.ts";
import { AppError } from "../http/errors.ts";
import type { IncidentInput } from "./incident.ts";
import { changeIncident, findIncident, type IncidentRow, noIncident } from "./incidents.ts";
import { requireIncident } from "./require-incident.ts";

/** A version with who made it; null: a program. */
export type IncidentVersion = Selectable<IncidentVersionsTable> & { name: string | null };

/** Newest first. */
export async function listIncidentVersions(
  db: Db,
  incidentId: number,
  limit = 100,
): Promise<IncidentVersion[]> {
  return db
    .selectFrom("incident_versions")
    .leftJoin("users", "users.id", "incident_versions.changed_by")
    .selectAll("incident_versions")
    .select("users.name")
    .where("incident_id", "=", incidentId)
    .orderBy("incident_versions.id", "desc")
    .limit(limit)
    .execute();
}

/** The incident is again as it was then, out of the archive too. @throws AppError `not-found`, `invalid`. */
export async function restoreIncidentVersion(
  tx: Tx,
  versionId: number,
  who: number | null,
  now: Instant,
): Promise<IncidentRow> {
  const version = await tx
    .selectFrom("incident_versions")
    .selectAll()
    .where("id", "=", versionId)
    .executeTakeFirst();
  if (!version) throw new AppError("not-found", "There is no such version.");
  const incident = await findIncident(tx, version.incident_id);
  if (!incident) throw noIncident();
  const input = await requireIncident(tx, JSON.parse(version.snapshot) as IncidentInput);
  return changeIncident(tx, incident, input, "restored", who, now);
}
