import type { Translate } from "../../views/i18n.ts";
import { builtinPurposes, listPurposes } from "../consent/purposes.ts";
import type { Db } from "../db/open.ts";
import type { Language } from "../db/schema.ts";

/** Every purpose by its key, in the reader's words and the business's order; retired ones, too. */
export async function readPurposeNames(
  db: Db,
  { t, language }: { t: Translate; language: Language },
): Promise<Map<string, string>> {
  const rows = await listPurposes(db);
  return new Map(
    rows.map(({ key, names }) => {
      const own = JSON.parse(names) as Partial<Record<Language, string>>;
      const builtin = builtinPurposes.find((purpose) => purpose === key);
      const first = Object.values(own).find(Boolean);
      return [key, builtin ? t(`contacts.purpose.${builtin}`) : (own[language] ?? first ?? key)];
    }),
  );
}
