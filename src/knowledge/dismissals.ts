import { fold } from "../bot/fold.ts";
import type { Db, Tx } from "../db/open.ts";
import type { DismissedSuggestionsTable, Instant } from "../db/schema.ts";

export type SuggestionKind = DismissedSuggestionsTable["kind"];
export const suggestionKinds: readonly SuggestionKind[] = ["answer", "question", "article"];

/** A hash says enough: what people wrote is not kept twice. */
export function hashOf(text: string): string {
  return new Bun.CryptoHasher("sha256").update(fold(text)).digest("hex").slice(0, 24);
}

export async function listDismissed(db: Db, kind: SuggestionKind): Promise<Set<string>> {
  const rows = await db
    .selectFrom("dismissed_suggestions")
    .select("key")
    .where("kind", "=", kind)
    .execute();
  return new Set(rows.map((row) => row.key));
}

interface Dismissal {
  kind: SuggestionKind;
  keys: string[];
  /** What it was shown with: for Undo. */
  subject: number;
  who: number | null;
  now: Instant;
}

export async function dismiss(tx: Tx, { kind, keys, subject, who, now }: Dismissal): Promise<void> {
  for (const key of new Set(keys))
    await tx
      .insertInto("dismissed_suggestions")
      .values({ kind, key, subject, dismissed_by: who, dismissed_at: now })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
}

export async function bringBack(tx: Tx, kind: SuggestionKind, subject: number): Promise<void> {
  await tx
    .deleteFrom("dismissed_suggestions")
    .where("kind", "=", kind)
    .where("subject", "=", subject)
    .execute();
}
