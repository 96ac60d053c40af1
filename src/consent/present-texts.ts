import type { PurposeTexts } from "../../views/consent/texts-page.tsx";
import { languages } from "../../views/i18n.ts";
import { readPurposeNames } from "../consent-log/purpose-names.ts";
import type { Db } from "../db/open.ts";
import type { Me } from "../http/me.ts";
import { listTexts } from "./change-texts.ts";
import { listPurposes } from "./purposes.ts";
import { builtinText, fillApproved } from "./texts.ts";

/** Every purpose with the text in force per language, and what waits for approval. */
export async function readTextList(
  db: Db,
  me: Pick<Me, "t" | "language">,
): Promise<PurposeTexts[]> {
  const [purposes, names, texts] = [
    await listPurposes(db),
    await readPurposeNames(db, me),
    await listTexts(db),
  ];
  const keywords = await db.selectFrom("consent_keywords").select(["word", "purpose"]).execute();
  return Promise.all(
    purposes.map(async ({ key, expires_months: months, retired_at: retired }) => ({
      key,
      name: names.get(key) ?? key,
      months,
      isRetired: retired !== null,
      keywords: keywords.filter(({ purpose }) => purpose === key).map(({ word }) => word),
      texts: await Promise.all(
        languages.map(async (language) => {
          const own = texts.filter((row) => row.purpose === key && row.language === language);
          const approved = own.find(({ state }) => state === "approved");
          const draft = own.find(({ state }) => state === "draft");
          const shown = approved ?? builtinText(key, language) ?? null;
          return {
            language,
            inForce: shown && {
              id: shown.id,
              version: shown.version,
              body: await fillApproved(db, shown),
            },
            draft: draft ? { id: draft.id, version: draft.version } : null,
          };
        }),
      ),
    })),
  );
}
