import { sql } from "kysely";
import { DAY } from "../clock.ts";
import type { Db } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import type { Recado } from "../recado.ts";

/** Rows in one query: pages and webhooks get their turn in between. */
const PAGE = 200;

/** Everything that may name an asset in its JSON, and since when it is as it is. */
const places = [
  { table: "incident_versions", json: "snapshot", since: "changed_at" },
  { table: "article_versions", json: "snapshot", since: "changed_at" },
  { table: "flows", json: "draft", since: "updated_at" },
  { table: "flow_versions", json: "definition", since: "published_at" },
  { table: "flow_runs", json: "definition", since: "started_at" },
] as const;
type Place = (typeof places)[number];

/**
 * Forgets files that were chosen in a form and never saved, older than a day; their bytes go with
 * the next sweep of files. What any version names stays: it may be put back. Returns how many.
 */
export async function sweepAssets(recado: Recado): Promise<number> {
  const begun = recado.clock.now();
  const old = await recado.db
    .selectFrom("assets")
    .select("id")
    .where("created_at", "<", begun - DAY)
    .execute();
  const unnamed = new Set(old.map(({ id }) => id));
  for (const place of places) {
    if (unnamed.size === 0) return 0;
    await forgetNamed(recado.db, place, unnamed, 0);
  }
  if (unnamed.size === 0) return 0;
  await recado.write(async (tx) => {
    // What was saved while we looked.
    for (const place of places) await forgetNamed(tx, place, unnamed, begun);
    if (unnamed.size > 0)
      await tx
        .deleteFrom("assets")
        .where("id", "in", [...unnamed])
        .execute();
  });
  if (unnamed.size > 0) recado.log.info("assets.swept", { assets: unnamed.size });
  return unnamed.size;
}

async function forgetNamed(
  db: Db,
  { table, json, since }: Place,
  unnamed: Set<number>,
  from: Instant,
): Promise<void> {
  for (let after = 0; ;) {
    const { rows } = await sql<{ id: number; json: string }>`
      SELECT id, ${sql.ref(json)} AS json FROM ${sql.table(table)}
      WHERE id > ${after} AND ${sql.ref(since)} >= ${from} AND ${sql.ref(json)} LIKE '%asset%'
      ORDER BY id LIMIT ${PAGE}`.execute(db);
    for (const row of rows) for (const id of assetsIn(row.json)) unnamed.delete(id);
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = last.id;
  }
}

/** `"assetId":3`, `"assetIds":[3,4]` */
function assetsIn(json: string): number[] {
  return [...json.matchAll(/"assetIds?":\[?([\d,]+)/g)].flatMap(([, ids = ""]) =>
    ids.split(",").map(Number),
  );
}
