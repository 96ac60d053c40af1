import { languages } from "../../views/i18n.ts";
import type { Db } from "../db/open.ts";
import type { Language } from "../db/schema.ts";
import { acceptedTags } from "../http/accept-language.ts";
import { getSetting } from "../settings/settings.ts";

/** The one that was chosen, else the browser's, else the business's. */
export async function formLanguage(
  db: Db,
  request: Request,
  chosen: string | undefined,
): Promise<Language> {
  const known = (tag: string | undefined) =>
    languages.find((language) => language === tag?.split("-")[0]);
  const asked = known(chosen) ?? acceptedTags(request).map(known).find(Boolean);
  return asked ?? (await getSetting(db, "business"))?.language ?? "en";
}
