import { sql } from "kysely";
import { pause } from "../understanding/group-in-batches.ts";
import { DAY } from "../clock.ts";
import type { Db } from "../db/open.ts";
import type { Recado } from "../recado.ts";

/** Rows that one query looks at: pages and webhooks get their turn in between. */
const STRETCH = 5_000;

/** Everything that may name an asset in its JSON. Only drafts are written anew, and they are few. */
const places = [
  { table: "incident_versions", json: "snapshot", isRewritten: false },
  { table: "article_versions", json: "snapshot", isRewritten: false },
  { table: "flow_versions", json: "definition", isRewritten: false },
  { table: "flow_runs", json: "definition", isRewritten: false },
  { table: "flows", json: "draft", isRewritten: true },
] as const;
type Place = (typeof places)[number];

/**
 * Forgets files that were chosen in a form and never saved, older than a day; their bytes go with
 * the next sweep of files. What any version names stays: it may be put back. Returns how many.
 */
export async function sweepAssets(recado: Recado): Promise<number> {
  const old = await recado.db
    .selectFrom("assets")
    .select("id")
    .where("created_at", "<", recado.clock.now() - DAY)
    .execute();
  const unnamed = new Set(old.map(({ id }) => id));
  const looked = new Map<Place, number>();
  for (const place of places) {
    if (unnamed.size === 0) return 0;
    const last = await lastIdOf(recado.db, place);
    looked.set(place, last);
    for (let after = 0; after < last; after += STRETCH) {
      await forgetNamed(recado.db, place, unnamed, { after, last: after + STRETCH });
      await pause();
    }
  }
  if (unnamed.size === 0) return 0;
  await recado.write(async (tx) => {
    // What was saved while we looked.
    for (const place of places) {
      const after = place.isRewritten ? 0 : (looked.get(place) ?? 0);
      await forgetNamed(tx, place, unnamed, { after, last: await lastIdOf(tx, place) });
    }
    if (unnamed.size > 0)
      await tx
        .deleteFrom("assets")
        .where("id", "in", [...unnamed])
        .execute();
  });
  if (unnamed.size > 0) recado.log.info("assets.swept", { assets: unnamed.size });
  return unnamed.size;
}

async function lastIdOf(db: Db, { table }: Place): Promise<number> {
  const { rows } = await sql<{ id: number | null }>`
    SELECT max(id) AS id FROM ${sql.table(table)}`.execute(db);
  return rows[0]?.id ?? 0;
}

async function forgetNamed(
  db: Db,
  { table, json }: Place,
  unnamed: Set<number>,
  { after, last }: { after: number; last: number },
): Promise<void> {
  const { rows } = await sql<{ json: string }>`
    SELECT ${sql.ref(json)} AS json FROM ${sql.table(table)}
    WHERE id > ${after} AND id <= ${last} AND ${sql.ref(json)} LIKE '%asset%'`.execute(db);
  for (const row of rows) for (const id of assetsIn(row.json)) unnamed.delete(id);
}

/** `"assetId":3`, `"assetIds":[3,4]` */
function assetsIn(json: string): number[] {
  return [...json.matchAll(/"assetIds?":\[?([\d,]+)/g)].flatMap(([, ids = ""]) =>
    ids.split(",").map(Number),
  );
}
