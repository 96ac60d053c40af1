import type { Db } from "../db/open.ts";
import type { Language } from "../db/schema.ts";
import { getSetting } from "../settings/settings.ts";
import type { ListedRequest } from "./requests.ts";

/** The language in which a person is answered: theirs, else the business's. */
export async function languageFor(
  db: Db,
  { contact_language }: Pick<ListedRequest, "contact_language">,
): Promise<Language> {
  return contact_language ?? (await getSetting(db, "business"))?.language ?? "en";
}
