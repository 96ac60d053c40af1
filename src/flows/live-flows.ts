import type { Db } from "../db/open.ts";
import type { DeskRules } from "../inbox/stored-message.ts";
import type { Flow } from "./flow.ts";

/** A published flow that dialogues may begin by. */
export interface LiveFlow {
  id: number;
  name: string;
  version: number;
  pack: string | null;
  flow: Flow;
}

const kept = new WeakMap<DeskRules, LiveFlow[]>();

/** Published, switched on and not put away; read once for each state of the desk. */
export async function flowsOf(db: Db, desk: DeskRules): Promise<readonly LiveFlow[]> {
  if (desk.usesDrafts) return listDrafts(db);
  const known = kept.get(desk);
  if (known) return known;
  const rows = await db
    .selectFrom("flows")
    .innerJoin("flow_versions", (join) =>
      join
        .onRef("flow_versions.flow_id", "=", "flows.id")
        .onRef("flow_versions.version", "=", "flows.published_version"),
    )
    .select(["flows.id", "flows.name", "flows.pack", "flow_versions.version", "definition"])
    .where("flows.is_enabled", "=", 1)
    .where("flows.archived_at", "is", null)
    .orderBy("flows.id")
    .execute();
  const flows = rows.map(({ definition, ...row }) => ({
    ...row,
    flow: JSON.parse(definition) as Flow,
  }));
  kept.set(desk, flows);
  return flows;
}

/** As they are being written, finished or not; the desk doesn't know when they change. */
async function listDrafts(db: Db): Promise<LiveFlow[]> {
  const rows = await db
    .selectFrom("flows")
    .select(["id", "name", "pack", "published_version", "draft"])
    .where("archived_at", "is", null)
    .orderBy("id")
    .execute();
  return rows.map(({ draft, published_version, ...row }) => ({
    ...row,
    version: published_version ?? 0,
    flow: JSON.parse(draft) as Flow,
  }));
}
