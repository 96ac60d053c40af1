import type { Db } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import type { Recado } from "../recado.ts";
import { mustStay } from "./tickets.ts";
import { PAGE, type Walk, walkInOrder } from "./walk.ts";

/** Pictures, voice notes and documents of tickets that nobody works on. */
export function walkFiles(db: Db, before: Instant): Walk {
  return walkInOrder(before, (after) =>
    db
      .selectFrom("media")
      .innerJoin("messages", "messages.id", "media.message_id")
      .innerJoin("tickets", "tickets.id", "messages.ticket_id")
      .select(["media.id", "media.created_at as at"])
      .where("media.id", ">", after)
      .where("media.file", "is not", null)
      .where("tickets.status", "=", "resolved")
      .where((where) => where.not(mustStay(where, "tickets.contact_id")))
      .orderBy("media.id")
      .limit(PAGE)
      .execute(),
  );
}

/** The message stays and says that its file is gone; whatsapp/sweep-media.ts deletes files that no row names. */
export async function dropFiles({ write }: Recado, ids: readonly number[]): Promise<void> {
  await write((tx) =>
    tx
      .updateTable("media")
      .set({ file: null, thumbnail: null, state: "expired", next_attempt_at: null })
      .where("id", "in", ids)
      .execute(),
  );
}
