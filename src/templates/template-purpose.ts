import type { Db } from "../db/open.ts";
import type { Purpose } from "../db/schema.ts";
import { getSetting } from "../settings/settings.ts";
import { purposeByCategory } from "./template-reply.ts";
import type { TemplateRow } from "./templates.ts";

/**
 * What the consent gate asks about: marketing for what Meta calls so; for any other the purpose
 * that the business named for it (consent/word-routes.tsx), or none: it answers.
 */
export async function purposeOfTemplate(
  db: Db,
  row: Pick<TemplateRow, "category" | "name">,
): Promise<Purpose> {
  const purpose = purposeByCategory(row);
  if (purpose !== "service") return purpose;
  return (await getSetting(db, "consent")).templatePurposes[row.name] ?? purpose;
}
