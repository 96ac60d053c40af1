import { hot } from "../db/hot.ts";
import type { Db, Tx } from "../db/open.ts";
import type { ConsentEvent, ConsentMethod, Flag, Instant, Language } from "../db/schema.ts";
import { canonicalJson, type Canonical } from "../proof/canonical.ts";
import { commitmentTo, openingOf, sha256 } from "../proof/commitment.ts";
import { growTree, nextPlace } from "../proof/log.ts";
import { leafHash } from "../proof/merkle.ts";
import { getSetting } from "../settings/settings.ts";
import { type ConsentActor, leafOf, type ShownText } from "./leaf.ts";
import { lastsUntil } from "./purposes.ts";
import { deriveState } from "./states.ts";

/** What proves a record; personal, so only its commitment is hashed, and an erasure deletes it. */
export interface Evidence {
  /** Meta's id of the person's message (it holds their number). */
  wamid?: string;
  /** What they said or pressed. */
  said?: string;
  /** Of the form: its slug, when it was sent, from where. */
  form?: { slug: string; submitted_at: string; address: string; user_agent: string };
  /** SHA-256 of the photo of a paper (consent_papers). */
  paper_sha256?: string;
  /** Line of an imported file, with what it said. */
  import?: { file: string; line: number };
  /** The ad that brought them (referral, API.md §3). */
  ad?: { id: string | null; headline: string | null; click_id: string | null };
  /** Where it comes from, in the words of whoever recorded it. */
  source?: string;
  note?: string;
}

export interface NewConsentRecord {
  contactId: number;
  purpose: string;
  event: ConsentEvent;
  method: ConsentMethod;
  actor: ConsentActor;
  evidence?: Evidence;
  /** The exact words shown, and which version of the consent texts they are. */
  text?: { body: string; language: Language; id?: number | null; version?: number | null } | null;
  eventAt: Instant;
  /** Null or absent: a consent lasts as long as its purpose says. */
  expiresAt?: Instant | null;
}

interface Person {
  name: string;
  phone: string | null;
  user_id: string | null;
  username: string | null;
  is_simulated: Flag;
}

const findPerson = hot((db, p: { id: number }) =>
  db
    .selectFrom("contacts")
    .select(["name", "phone", "user_id", "username", "is_simulated"])
    .where("id", "=", p.id),
);
const findSubject = hot((db, p: { contactId: number }) =>
  db
    .selectFrom("consent_subjects")
    .select(["id", "reference"])
    .where("contact_id", "=", p.contactId)
    .orderBy("id")
    .limit(1),
);
const insertSubject = hot((db, p: { reference: string; contactId: number }) =>
  db
    .insertInto("consent_subjects")
    .values({ reference: p.reference, contact_id: p.contactId })
    .returning(["id", "reference"]),
);
const keepText = hot((db, p: { hash: string; body: string }) =>
  db
    .insertInto("shown_texts")
    .values({ hash: p.hash, body: p.body })
    .onConflict((conflict) => conflict.doNothing()),
);
const insertRecord = hot(
  (
    db,
    p: {
      seq: number;
      subjectId: number;
      purpose: string;
      event: ConsentEvent;
      method: ConsentMethod;
      eventAt: Instant;
      now: Instant;
      textHash: string | null;
      leaf: string;
      hash: Uint8Array;
    },
  ) =>
    db.insertInto("consent_records").values({
      seq: p.seq,
      subject_id: p.subjectId,
      purpose: p.purpose,
      event: p.event,
      method: p.method,
      event_at: p.eventAt,
      recorded_at: p.now,
      text_hash: p.textHash,
      leaf: p.leaf,
      hash: p.hash,
    }),
);
const insertPrivate = hot(
  (
    db,
    p: {
      seq: number;
      subjectSalt: string;
      subject: string;
      evidenceSalt: string;
      evidence: string;
      wamid: string | null;
    },
  ) =>
    db.insertInto("consent_private").values({
      seq: p.seq,
      subject_salt: p.subjectSalt,
      subject: p.subject,
      evidence_salt: p.evidenceSalt,
      evidence: p.evidence,
      wamid: p.wamid,
    }),
);

/**
 * Appends a record to the consent log and derives the contact's state from it anew: the
 * one way in. Returns its number.
 */
export async function appendConsentRecord(
  tx: Tx,
  record: NewConsentRecord,
  now: Instant,
): Promise<number> {
  const { contactId, purpose, event, method, eventAt } = record;
  const person = await getPerson(tx, contactId);
  const subject = await findOrInsertSubject(tx, contactId);
  const place = await nextPlace(tx, "consent");
  const who = openingOf(identifiersOf(person));
  const evidence = openingOf((record.evidence ?? {}) as Canonical);
  const text = await keepShownText(tx, record.text ?? null);
  const facts = {
    ...place,
    ...record,
    subject: subject.reference,
    commitments: { subject: commitmentTo(who), evidence: commitmentTo(evidence) },
    ...(await readResponsible(tx)),
    channel: person.is_simulated ? ("simulator" as const) : ("whatsapp" as const),
    text,
    recordedAt: now,
    expiresAt: record.expiresAt ?? (event === "given" ? await lastsUntil(tx, record) : null),
  };
  const leaf = canonicalJson(leafOf(facts));
  const hash = leafHash(leaf);
  const { seq } = place;
  const textHash = text?.sha256 ?? null;
  const row = { seq, subjectId: subject.id, purpose, event, method, eventAt, now, textHash };
  await insertRecord(tx, { ...row, leaf, hash });
  await insertPrivate(tx, {
    seq,
    subjectSalt: who.salt,
    subject: who.value,
    evidenceSalt: evidence.salt,
    evidence: evidence.value,
    wamid: record.evidence?.wamid ?? null,
  });
  await growTree(tx, "consent", seq, hash);
  await deriveState(tx, contactId, purpose);
  return seq;
}

async function getPerson(tx: Tx, contactId: number): Promise<Person> {
  const [person] = await findPerson(tx, { id: contactId });
  if (!person) throw new Error(`consent of contact ${contactId}, who does not exist`);
  return person;
}

function identifiersOf({ name, phone, user_id, username }: Person): Canonical {
  return {
    name,
    phone: phone ?? undefined,
    user_id: user_id ?? undefined,
    username: username ?? undefined,
  };
}

async function findOrInsertSubject(tx: Tx, contactId: number) {
  const [known] = await findSubject(tx, { contactId });
  if (known) return known;
  const [made] = await insertSubject(tx, { reference: crypto.randomUUID(), contactId });
  return made as { id: number; reference: string };
}

async function keepShownText(tx: Tx, text: NewConsentRecord["text"]): Promise<ShownText | null> {
  if (!text) return null;
  const hash = sha256(text.body);
  await keepText(tx, { hash, body: text.body });
  const { language, id = null, version = null } = text;
  return { sha256: hash, language, id, version };
}

async function readResponsible(db: Db) {
  const business = await getSetting(db, "business");
  const privacy = await getSetting(db, "privacy");
  return {
    controller: {
      name: privacy.controller || business?.name || "",
      contact: privacy.contact,
    },
    jurisdiction: privacy.jurisdiction,
  };
}

/** Meta delivers the same news again: one record for each method and instant. */
export async function hasConsentRecord(
  db: Db,
  {
    contactId,
    purpose,
    method,
    eventAt,
  }: Pick<NewConsentRecord, "contactId" | "purpose" | "method" | "eventAt">,
): Promise<boolean> {
  const row = await recordsOf(db, contactId)
    .select("consent_records.seq")
    .where("purpose", "=", purpose)
    .where("method", "=", method)
    .where("event_at", "=", eventAt)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** The newest record of a purpose, by the time it happened rather than the time we heard of it. */
export async function findLastConsent(db: Db, contactId: number, purpose: string) {
  return withTexts(recordsOf(db, contactId))
    .where("purpose", "=", purpose)
    .orderBy("event_at", "desc")
    .orderBy("consent_records.seq", "desc")
    .limit(1)
    .executeTakeFirst();
}

/** All records about a contact, the newest first, with what proves them. */
export async function listConsentRecords(db: Db, contactId: number) {
  return withTexts(recordsOf(db, contactId)).orderBy("consent_records.seq", "desc").execute();
}

function recordsOf(db: Db, contactId: number) {
  return db
    .selectFrom("consent_records")
    .where("subject_id", "in", (of) =>
      of.selectFrom("consent_subjects").select("id").where("contact_id", "=", contactId),
    );
}

/** With the text shown, the evidence, and the message that it is about. */
function withTexts(records: ReturnType<typeof recordsOf>) {
  return records
    .leftJoin("consent_private", "consent_private.seq", "consent_records.seq")
    .leftJoin("shown_texts", "shown_texts.hash", "consent_records.text_hash")
    .leftJoin("messages", "messages.wamid", "consent_private.wamid")
    .select([
      "consent_records.seq",
      "consent_records.purpose",
      "consent_records.event",
      "consent_records.method",
      "consent_records.event_at",
      "consent_records.recorded_at",
      "consent_records.leaf",
      "consent_private.evidence",
      "shown_texts.body as text_shown",
      "messages.id as message_id",
    ]);
}
