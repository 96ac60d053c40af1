import type { Recado } from "../recado.ts";
import { deleteImportFile } from "./import-files.ts";

/**
 * Somebody is erased who may stand on a list that waits: what is on a list nobody can cut out, so
 * it has to be brought anew. What was taken in already is not touched. Returns how many there were.
 */
export async function dropWaitingLists({ config, write, clock }: Recado): Promise<number> {
  const now = clock.now();
  const dropped = await write(async (tx) => {
    const waiting = await tx
      .selectFrom("consent_imports")
      .select(["id", "file"])
      .where("state", "in", ["uploaded", "checking", "checked"])
      .execute();
    const ids = waiting.map(({ id }) => id);
    const end = { state: "failed", error: "erased", file: null, accepted: 0 } as const;
    await tx
      .updateTable("consent_imports")
      .set({ ...end, finished_at: now })
      .where("id", "in", ids)
      .execute();
    return waiting;
  });
  for (const { file } of dropped) await deleteImportFile(config, file);
  return dropped.length;
}
