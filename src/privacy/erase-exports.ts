import { rm } from "node:fs/promises";
import { basename, join } from "node:path";
import type { Db } from "../db/open.ts";
import type { Recado } from "../recado.ts";

/**
 * Deletes the packages of consent records that may hold a person: those of everybody, and those
 * of this person. Inside a zip nobody can see who is in it. Returns how many.
 */
export async function dropExports(recado: Recado, contactId: number): Promise<number> {
  const holding = await listExportsWith(recado.db, contactId);
  for (const { id, file } of holding) {
    await rm(join(recado.config.dataFolder, "exports", basename(file ?? "")), { force: true });
    await recado.write((tx) =>
      tx
        .updateTable("consent_exports")
        .set({ state: "expired", file: null, error: "Somebody in it was erased." })
        .where("id", "=", id)
        .execute(),
    );
  }
  return holding.length;
}

export async function countExportsWith(db: Db, contactId: number): Promise<number> {
  return (await listExportsWith(db, contactId)).length;
}

async function listExportsWith(db: Db, contactId: number) {
  const rows = await db
    .selectFrom("consent_exports")
    .select(["id", "file", "filter"])
    .where("file", "is not", null)
    .execute();
  return rows.filter(({ filter }) => mayHold(filter, contactId));
}

function mayHold(filter: string, contactId: number): boolean {
  const { contact_id: only } = JSON.parse(filter) as { contact_id?: number };
  return only === undefined || only === contactId;
}
