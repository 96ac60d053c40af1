import { MINUTE } from "../clock.ts";
import type { Db } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import { readDeskRules } from "../inbox/desk-rules.ts";
import type { DeskRules } from "../inbox/stored-message.ts";
import type { Recado } from "../recado.ts";
import { type Coverage, type CoverageQuery, readCoverage } from "./coverage.ts";

interface Known {
  desk: DeskRules;
  lastMessage: number;
  at: Instant;
  coverage: Promise<Coverage>;
}

const kept = new WeakMap<Recado, Map<string, Known>>();

/** Read anew when something came in or the bot was changed; whoever asks meanwhile waits for the same. */
export async function knownCoverage(recado: Recado, query: CoverageQuery): Promise<Coverage> {
  const { db, clock } = recado;
  const desk = await readDeskRules(db);
  const lastMessage = await findLastMessage(db);
  const now = clock.now();
  const byQuery = kept.get(recado) ?? new Map<string, Known>();
  kept.set(recado, byQuery);
  const key = `${query.days} ${query.isSimulated}`;
  const known = byQuery.get(key);
  const isFresh = known && now - known.at < MINUTE && known.lastMessage === lastMessage;
  if (isFresh && known.desk === desk) return known.coverage;
  const coverage = readCoverage(recado, query);
  byQuery.set(key, { desk, lastMessage, at: now, coverage });
  coverage.catch(() => byQuery.delete(key));
  return coverage;
}

/** Nothing of what was read is kept: somebody in it was erased. */
export function forgetCoverage(recado: Recado): void {
  kept.delete(recado);
}

async function findLastMessage(db: Db): Promise<number> {
  const row = await db
    .selectFrom("messages")
    .select("id")
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.id ?? 0;
}
