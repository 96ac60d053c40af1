import type { IntentSource } from "../understanding/intents.ts";
import type { Db } from "../db/open.ts";
import type { Phrasings } from "./incident.ts";
import { type IncidentRow, listIncidents } from "./incidents.ts";

type Spoken = Pick<IncidentRow, "id" | "name" | "phrasings">;

/** What the bot learns of them: "incident:12". Which ones count is the caller's to say. */
export function incidentSources(rows: readonly Spoken[]): IntentSource[] {
  return rows.map(({ id, name, phrasings }) => ({
    id: `incident:${id}`,
    name,
    samples: JSON.parse(phrasings) as Phrasings,
  }));
}

/** Those that are switched on. */
export async function listLiveIncidents(db: Db): Promise<IncidentRow[]> {
  return (await listIncidents(db)).filter((row) => row.is_enabled === 1);
}
