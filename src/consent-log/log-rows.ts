import type { Db } from "../db/open.ts";

/** Lines of the log with whom they are about, the newest first. */
export async function listRows(db: Db, seqs: readonly number[]) {
  return db
    .selectFrom("consent_records")
    .innerJoin("consent_subjects", "consent_subjects.id", "consent_records.subject_id")
    .leftJoin("contacts", "contacts.id", "consent_subjects.contact_id")
    .select([
      "consent_records.seq",
      "consent_records.purpose",
      "consent_records.event",
      "consent_records.method",
      "consent_records.event_at",
      "consent_records.recorded_at",
      "consent_records.text_hash",
      "consent_records.leaf",
      "consent_subjects.reference",
      "consent_subjects.contact_id",
      "contacts.name",
      "contacts.is_simulated",
    ])
    .where("consent_records.seq", "in", seqs)
    .orderBy("consent_records.recorded_at", "desc")
    .orderBy("consent_records.seq", "desc")
    .execute();
}

export type LogRow = Awaited<ReturnType<typeof listRows>>[number];

/** How many records of one person stand beside one of them. */
const MOST_OTHERS = 20;

/** The newest records of whom a record is about; of an erased person those of the same name in the log. */
export async function listOfSamePerson(
  db: Db,
  { subject_id, contact_id }: { subject_id: number; contact_id: number | null },
): Promise<LogRow[]> {
  const rows = await db
    .selectFrom("consent_records")
    .select("seq")
    .where("subject_id", "in", (of) => {
      const subjects = of.selectFrom("consent_subjects").select("id");
      return contact_id === null
        ? subjects.where("id", "=", subject_id)
        : subjects.where("contact_id", "=", contact_id);
    })
    .orderBy("seq", "desc")
    .limit(MOST_OTHERS)
    .execute();
  return listRows(
    db,
    rows.map(({ seq }) => seq),
  );
}
