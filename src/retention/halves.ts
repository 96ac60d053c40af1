import type { Db } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import type { Recado } from "../recado.ts";
import { PAGE, type Walk, walkAll, walkInOrder } from "./walk.ts";

/**
 * People who have agreed to nothing any more, by their subject in the log, since their last record.
 * Whoever still agrees to anything keeps all their proof.
 */
export async function* walkEndedConsent(db: Db, before: Instant): Walk {
  const subjects = walkAll((after) =>
    db
      .selectFrom("consent_subjects")
      .innerJoin("consent_records", "consent_records.subject_id", "consent_subjects.id")
      .select(["consent_subjects.id", (of) => of.fn.max("consent_records.event_at").as("at")])
      .where("consent_subjects.id", ">", after)
      .where("consent_subjects.contact_id", "is not", null)
      .groupBy("consent_subjects.id")
      .orderBy("consent_subjects.id")
      .limit(PAGE)
      .execute(),
  );
  for await (const rows of subjects) {
    const quiet = rows.filter(({ at }) => at < before).map(({ id }) => id);
    const over = new Set(await listWithHalves(db, quiet, before));
    const found = rows.filter(({ id }) => over.has(id));
    if (found.length > 0) yield found;
  }
}

async function listWithHalves(db: Db, ids: number[], before: Instant): Promise<number[]> {
  if (ids.length === 0) return [];
  const rows = await ended(db, ids, before)
    .where((where) =>
      where.exists(
        where
          .selectFrom("consent_private")
          .innerJoin("consent_records", "consent_records.seq", "consent_private.seq")
          .select("consent_private.seq")
          .whereRef("consent_records.subject_id", "=", "consent_subjects.id"),
      ),
    )
    .execute();
  return rows.map(({ id }) => id);
}

/** Of some subjects those whose contact agrees to nothing and has said nothing since; both as the log has it now. */
function ended(db: Db, ids: readonly number[], before: Instant) {
  return db
    .selectFrom("consent_subjects")
    .select("consent_subjects.id")
    .where("consent_subjects.id", "in", ids)
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom("consent_states")
            .select("consent_states.seq")
            .whereRef("consent_states.contact_id", "=", "consent_subjects.contact_id")
            .where((state) =>
              state.or([
                state("consent_states.state", "=", "given"),
                state("consent_states.event_at", ">=", before),
              ]),
            ),
        ),
      ),
    );
}

/**
 * Names, evidence and photos of papers. The records stay, with who withdrew: nobody is written to
 * because their proof has grown old.
 */
export async function deleteConsentHalves(
  { write }: Recado,
  ids: readonly number[],
  _: Instant,
  before: Instant,
): Promise<void> {
  await write(async (tx) => {
    const subjects = (await ended(tx, ids, before).execute()).map(({ id }) => id);
    if (subjects.length === 0) return;
    await tx
      .deleteFrom("consent_private")
      .where("seq", "in", (records) =>
        records
          .selectFrom("consent_records")
          .select("consent_records.seq")
          .where("consent_records.subject_id", "in", subjects),
      )
      .execute();
    await tx
      .deleteFrom("consent_papers")
      .where("contact_id", "in", (people) =>
        people
          .selectFrom("consent_subjects")
          .select((of) => of.ref("consent_subjects.contact_id").$notNull().as("contact_id"))
          .where("consent_subjects.id", "in", subjects),
      )
      .execute();
  });
}

/** Names, addresses, before and after in the audit log; its lines stay and can still be verified. */
export function walkAuditHalves(db: Db, before: Instant): Walk {
  return walkInOrder(before, (after) =>
    db
      .selectFrom("audit_private")
      .innerJoin("audit_records", "audit_records.seq", "audit_private.seq")
      .select(["audit_private.seq as id", "audit_records.at"])
      .where("audit_private.seq", ">", after)
      .orderBy("audit_private.seq")
      .limit(PAGE)
      .execute(),
  );
}

export async function deleteAuditHalves({ write }: Recado, ids: readonly number[]): Promise<void> {
  await write((tx) => tx.deleteFrom("audit_private").where("seq", "in", ids).execute());
}
