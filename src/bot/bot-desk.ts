import type { Db } from "../db/open.ts";
import type { DeskRules } from "../inbox/stored-message.ts";

/** What the bot understands besides keyword rules; compiled once per change of the desk. */
export interface BotDesk {
  /** Whether it understands more than keywords: only then it says that it did not understand. */
  understands: boolean;
}

const kept = new WeakMap<DeskRules, Promise<BotDesk>>();

export function botDeskOf(db: Db, desk: DeskRules): Promise<BotDesk> {
  const known = kept.get(desk) ?? read(db);
  kept.set(desk, known);
  return known;
}

async function read(_db: Db): Promise<BotDesk> {
  return { understands: false };
}
