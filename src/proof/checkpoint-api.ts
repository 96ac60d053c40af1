import { Elysia } from "elysia";
import { pageOf, readPaging } from "../api/paging.ts";
import { withToken } from "../http/me.ts";
import type { Recado } from "../recado.ts";
import type { CheckpointRow } from "./checkpoints.ts";

/** Checkpoints for programs: whoever keeps them elsewhere can fetch them, too. */
export function checkpointApi(recado: Recado) {
  return new Elysia().use(withToken).get("/api/v1/consent/checkpoints", async ({ query }) => {
    const paging = readPaging(query);
    let rows = recado.db
      .selectFrom("checkpoints")
      .selectAll()
      .orderBy("id", paging.order)
      .limit(paging.limit + 1);
    if (paging.after !== null)
      rows = rows.where("id", paging.order === "asc" ? ">" : "<", paging.after);
    return pageOf(await rows.execute(), paging, (row) => checkpointJson(row, recado));
  });
}

function checkpointJson(row: CheckpointRow, { signer }: Recado) {
  return {
    id: row.id,
    reason: row.reason,
    consent_size: row.size,
    consent_root: row.root,
    audit_size: row.audit_size,
    checkpoint: row.body,
    signature: row.signature,
    key_fingerprint: signer.fingerprint,
    created_at: new Date(row.created_at).toISOString(),
  };
}
