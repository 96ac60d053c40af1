import { HOUR } from "../clock.ts";
import type { Tx } from "../db/open.ts";

/** A little more than the 24-hour window. */
export const LEAP = 25 * HOUR;

/**
 * Lets 25 hours pass for one simulated conversation, by moving what happened in it
 * back: the program's clock stays the only one. What is owed to Meta is left alone.
 */
export async function leapThread(tx: Tx, threadId: number): Promise<void> {
  await tx
    .updateTable("threads")
    .set((set) => ({
      window_from_at: set("window_from_at", "-", LEAP),
      created_at: set("created_at", "-", LEAP),
    }))
    .where("id", "=", threadId)
    .execute();
  await tx
    .updateTable("messages")
    .set((set) => ({
      sent_at: set("sent_at", "-", LEAP),
      created_at: set("created_at", "-", LEAP),
    }))
    .where("thread_id", "=", threadId)
    .execute();
  await tx
    .updateTable("notes")
    .set((set) => ({
      created_at: set("created_at", "-", LEAP),
      updated_at: set("updated_at", "-", LEAP),
    }))
    .where("thread_id", "=", threadId)
    .execute();
  await tx
    .updateTable("tickets")
    .set((set) => ({
      last_message_at: set("last_message_at", "-", LEAP),
      resolved_at: set("resolved_at", "-", LEAP),
      snoozed_until: set("snoozed_until", "-", LEAP),
      created_at: set("created_at", "-", LEAP),
      updated_at: set("updated_at", "-", LEAP),
    }))
    .where("thread_id", "=", threadId)
    .execute();
  await tx
    .updateTable("ticket_events")
    .set((set) => ({ created_at: set("created_at", "-", LEAP) }))
    .where(
      "ticket_id",
      "in",
      tx.selectFrom("tickets").select("id").where("thread_id", "=", threadId),
    )
    .execute();
}
