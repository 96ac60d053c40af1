import type { Db } from "../db/open.ts";
import { readState } from "../consent/states.ts";
import { type Finding, MOST_FINDINGS } from "./examine-log.ts";

/** Contacts in memory at once. */
const PAGE = 500;

/** Whether the derived states are what the log amounts to; `where` is the contact's number. */
export async function examineStates(db: Db): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (let after = 0; findings.length < MOST_FINDINGS;) {
    const pairs = await pairsAfter(db, after);
    for (const { contact_id: contactId, purpose } of pairs)
      if (!(await isDerived(db, contactId, purpose)))
        findings.push({ code: "state", where: contactId });
    const last = pairs.at(-1);
    if (!last) break;
    after = last.contact_id;
  }
  return findings.slice(0, MOST_FINDINGS);
}

/** Every purpose of the next contacts that has a record or a state. */
async function pairsAfter(db: Db, after: number) {
  const contacts = db
    .selectFrom("contacts")
    .select("id")
    .where("id", ">", after)
    .where((where) =>
      where.or([
        where("id", "in", db.selectFrom("consent_subjects").select("contact_id")),
        where("id", "in", db.selectFrom("consent_states").select("contact_id")),
      ]),
    )
    .orderBy("id")
    .limit(PAGE);
  const recorded = db
    .selectFrom("consent_subjects")
    .innerJoin("consent_records", "consent_records.subject_id", "consent_subjects.id")
    .select(["contact_id", "purpose"])
    .where("contact_id", "in", contacts)
    .$narrowType<{ contact_id: number }>();
  const derived = db
    .selectFrom("consent_states")
    .select(["contact_id", "purpose"])
    .where("contact_id", "in", contacts);
  return recorded.union(derived).orderBy("contact_id").execute();
}

async function isDerived(db: Db, contactId: number, purpose: string): Promise<boolean> {
  const wanted = await readState(db, contactId, purpose);
  const kept = await db
    .selectFrom("consent_states")
    .selectAll()
    .where("contact_id", "=", contactId)
    .where("purpose", "=", purpose)
    .executeTakeFirst();
  if (!wanted || !kept) return !wanted && !kept;
  return (
    kept.state === wanted.state &&
    kept.event === wanted.event &&
    kept.event_at === wanted.eventAt &&
    kept.expires_at === wanted.expiresAt &&
    kept.seq === wanted.seq
  );
}
