import type { NewConsentRecord } from "../consent/records.ts";
import type { Db } from "../db/open.ts";
import { getSetting } from "../settings/settings.ts";

/** An approved text that may have been shown, as it reads to people. */
export interface TextChoice extends NonNullable<NewConsentRecord["text"]> {
  /** Names it in a form. */
  value: string;
  purpose: string;
}

/** Every text that is approved now. */
export async function listTextChoices(db: Db): Promise<TextChoice[]> {
  const business = (await getSetting(db, "business"))?.name ?? "";
  const rows = await db
    .selectFrom("consent_texts")
    .select(["id", "purpose", "language", "version", "body"])
    .where("state", "=", "approved")
    .orderBy("purpose")
    .orderBy("language")
    .execute();
  return rows.map((row) => ({
    ...row,
    value: String(row.id),
    body: row.body.replaceAll("{business}", business),
  }));
}
