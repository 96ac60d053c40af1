import { fold } from "../bot/fold.ts";
import type { Db } from "../db/open.ts";
import { getSetting } from "../settings/settings.ts";
import { startWords, stopWords } from "./stop-words.ts";

/** How this desk talks about consent; read with the rest of the desk (inbox/desk-rules.ts). */
export interface ConsentRules {
  stop: readonly string[];
  start: readonly string[];
  /** Folded word → the purpose that it asks for. */
  keywords: ReadonlyMap<string, string>;
  asksAds: boolean;
}

export async function readConsentRules(db: Db): Promise<ConsentRules> {
  const settings = await getSetting(db, "consent");
  const keywords = await db
    .selectFrom("consent_keywords")
    .innerJoin("consent_purposes", "consent_purposes.key", "consent_keywords.purpose")
    .select(["word", "purpose"])
    .where("retired_at", "is", null)
    .execute();
  return {
    stop: settings.stopWords ?? stopWords,
    start: settings.startWords ?? startWords,
    keywords: new Map(keywords.map(({ word, purpose }) => [fold(word), purpose])),
    asksAds: settings.asksAds,
  };
}
