import type { Db } from "../db/open.ts";
import type { IncidentTerms } from "../incidents/incident.ts";

/** Names of the incidents that start a flow. */
export async function listBeginnings(db: Db, flowId: number): Promise<string[]> {
  const rows = await db
    .selectFrom("incidents")
    .select(["name", "terms"])
    .where("archived_at", "is", null)
    .where("is_enabled", "=", 1)
    .orderBy("position")
    .execute();
  return rows
    .filter(({ terms }) => (JSON.parse(terms) as IncidentTerms).flowId === flowId)
    .map(({ name }) => name);
}
