import type { Db } from "../db/open.ts";
import { getSetting } from "../settings/settings.ts";

/** The first run, step by step; each tick is read from what is really there. */
export interface Checklist {
  hasMessage: boolean;
  hasAnswer: boolean;
  hasRule: boolean;
  hasChannel: boolean;
}

/** Null once it was dismissed. */
export async function readChecklist(db: Db): Promise<Checklist | null> {
  const { isDismissed } = await getSetting(db, "checklist");
  if (isDismissed) return null;
  const message = await db
    .selectFrom("messages")
    .select("id")
    .where("direction", "=", "in")
    .limit(1)
    .executeTakeFirst();
  const answer = await db
    .selectFrom("messages")
    .select("id")
    .where("author_type", "=", "agent")
    .limit(1)
    .executeTakeFirst();
  const rule = await db
    .selectFrom("bot_rules")
    .select("id")
    .where("is_enabled", "=", 1)
    .limit(1)
    .executeTakeFirst();
  const channel = await db
    .selectFrom("channels")
    .select("id")
    .where("is_simulated", "=", 0)
    .limit(1)
    .executeTakeFirst();
  return { hasMessage: !!message, hasAnswer: !!answer, hasRule: !!rule, hasChannel: !!channel };
}
