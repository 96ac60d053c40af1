import type { Db } from "../db/open.ts";

/** Whether the person ever agreed to a purpose, whatever came after. */
export async function wasEverGiven(db: Db, contactId: number, purpose: string): Promise<boolean> {
  const given = await db
    .selectFrom("consent_subjects")
    .innerJoin("consent_records", "consent_records.subject_id", "consent_subjects.id")
    .select("seq")
    .where("consent_subjects.contact_id", "=", contactId)
    .where("purpose", "=", purpose)
    .where("event", "=", "given")
    .limit(1)
    .executeTakeFirst();
  return given !== undefined;
}
