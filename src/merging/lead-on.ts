import type { ToastText } from "../../views/ui/toast.tsx";
import { MINUTE } from "../clock.ts";
import type { Db } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import type { Me } from "../http/me.ts";
import { isMergeStep } from "./merge-step.ts";

/** What the kept ticket's page says to who comes by the merged one's number; with Undo for who just merged it. */
export async function saysWhereFrom(
  db: Db,
  me: Pick<Me, "id" | "t">,
  merged: number,
  now: Instant,
): Promise<ToastText> {
  const message = me.t("merge.led", { number: merged });
  const id = await findUndo(db, me.id, merged, now - MINUTE);
  return id === undefined ? { message } : { message, undo: { method: "post", url: `/undo/${id}` } };
}

async function findUndo(db: Db, userId: number, merged: number, since: Instant) {
  const rows = await db
    .selectFrom("ticket_undos")
    .select(["id", "steps"])
    .where("user_id", "=", userId)
    .where("created_at", ">", since)
    .orderBy("id", "desc")
    .limit(10)
    .execute();
  return rows.find(({ steps }) => {
    const [step] = JSON.parse(steps) as object[];
    return isMergeStep(step) && step.merged.id === merged;
  })?.id;
}
