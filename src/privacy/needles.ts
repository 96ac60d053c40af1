import parsePhoneNumber from "libphonenumber-js/min";
import { canonicalPhone, formatPhone, phoneVariants } from "../contacts/phone.ts";
import { getContact, isUnnamed } from "../contacts/contacts.ts";
import type { Db } from "../db/open.ts";
import type { Needle } from "./byte-finder.ts";

/** By what a person is recognised, and what is theirs wherever it stands. */
export interface PersonTraces {
  /** Numbers in every form (digits), user ids, user names. */
  identifiers: string[];
  /** Meta's ids of messages from and to them. */
  wamids: string[];
  needles: Needle[];
  /** Long words they used, as the search index keeps them: they may stand in its old pages. */
  terms: string[];
}

/** Of one person: so many messages are looked for by their words; the newest ones. */
const MOST_TEXTS = 5_000;
/** Shorter ones ("ok, thanks") are everybody's. */
const SHORTEST_TEXT = 12;
const SHORTEST_TERM = 8;
const MOST_TERMS = 2_000;
/** Bytes on a page of the data file end somewhere: a needle that is too long is torn in two. */
const LONGEST_TEXT = 40;
const SHORTEST_PART = 4;

/** Reads what to look for; by the contact's own rows alone. @throws AppError `not-found`. */
export async function gatherTraces(db: Db, contactId: number): Promise<PersonTraces> {
  const contact = await getContact(db, contactId);
  const identities = await listIdentities(db, contactId);
  const former = await listFormerSelves(db, contactId);
  const phones = [
    contact.phone,
    contact.wa_id,
    ...identities.phones,
    ...former.map((f) => f.phone),
  ];
  const forms = phones.flatMap((phone) => (phone ? phoneForms(phone) : []));
  const names = isUnnamed(contact) ? [] : [contact.name];
  const allNames = [...new Set([...names, ...former.flatMap(({ name }) => name ?? [])])];
  const ids = [contact.user_id, contact.username, ...identities.ids].filter((id) => id !== null);
  const wamids = await listWamids(db, contactId);
  const texts = await listTexts(db, contactId);
  const identifiers = [...new Set([...forms.map(({ digits }) => digits), ...ids])];
  const isName = (name: string) => /\p{L}/u.test(name) && canonicalPhone(name) === null;
  const parts = allNames.filter(isName).flatMap((name) => name.split(/\s+/));
  return {
    identifiers,
    wamids,
    needles: distinct([
      ...needlesOf("identity", [...identifiers, ...forms.flatMap(({ written }) => written)]),
      ...needlesOf("identity", wamids),
      ...needlesOf("name", allNames.filter(isName)),
      ...needlesOf(
        "part",
        parts.filter((part) => part.length >= SHORTEST_PART),
      ),
      ...needlesOf("words", texts.flatMap(wordsOf)),
    ]),
    terms: termsOf(texts),
  };
}

const needlesOf = (kind: Needle["kind"], texts: string[]) =>
  texts.map((text): Needle => ({ kind, text }));

/** With names that turned up later: behind the others, whose places stay. */
export function withNames(needles: readonly Needle[], names: readonly string[]): Needle[] {
  const known = new Set(needles.map(({ text }) => text));
  const other = [...new Set(names)].filter((name) => !known.has(name) && /\p{L}{2}/u.test(name));
  return [...needles, ...needlesOf("name", other)];
}

/** A name of one word is a whole name, not a part. */
function distinct(needles: Needle[]): Needle[] {
  const byText = new Map<string, Needle>();
  for (const needle of needles)
    if (needle.text.length >= 3 && !byText.has(needle.text)) byText.set(needle.text, needle);
  return [...byText.values()];
}

/** A number's digits in each of its variants, and how people write it. */
function phoneForms(phone: string): { digits: string; written: string[] }[] {
  return phoneVariants(phone).map((digits) => {
    const national = parsePhoneNumber(`+${digits}`)?.formatNational() ?? "";
    const written = [formatPhone(`+${digits}`), national, national.replaceAll(/\D/g, "")];
    return { digits, written: written.filter((form) => form.length >= SHORTEST_NUMBER) };
  });
}
/** Fewer digits than that stand in many numbers. */
const SHORTEST_NUMBER = 8;

/** A stretch from the beginning and one from the middle, cut at spaces. */
function wordsOf(text: string): string[] {
  const clean = text.trim();
  if (clean.length < SHORTEST_TEXT) return [];
  if (clean.length <= LONGEST_TEXT) return [clean];
  const middle = clean.slice(Math.floor(clean.length / 2)).replace(/^\S*\s/, "");
  return [clean, middle]
    .map((part) => part.slice(0, LONGEST_TEXT).trim())
    .filter((part) => part.length >= SHORTEST_TEXT);
}

/** Folded like the index folds: small letters without accents. */
function termsOf(texts: readonly string[]): string[] {
  const terms = new Set<string>();
  for (const text of texts)
    for (const [term] of text
      .normalize("NFD")
      .replaceAll(/\p{M}/gu, "")
      .toLowerCase()
      .matchAll(/[\p{L}\p{N}]+/gu))
      if (term.length >= SHORTEST_TERM && terms.size < MOST_TERMS) terms.add(term);
  return [...terms];
}

async function listIdentities(db: Db, contactId: number) {
  const rows = await db
    .selectFrom("contact_identities")
    .select(["kind", "value"])
    .where("contact_id", "=", contactId)
    .execute();
  const valuesOf = (isPhone: boolean) =>
    rows.filter(({ kind }) => (kind === "phone") === isPhone).map(({ value }) => value);
  return { phones: valuesOf(true), ids: valuesOf(false) };
}

/** What the consent log knows them by: names and numbers of earlier days. */
async function listFormerSelves(db: Db, contactId: number) {
  const rows = await db
    .selectFrom("consent_subjects")
    .innerJoin("consent_records", "consent_records.subject_id", "consent_subjects.id")
    .innerJoin("consent_private", "consent_private.seq", "consent_records.seq")
    .select("consent_private.subject")
    .distinct()
    .where("consent_subjects.contact_id", "=", contactId)
    .execute();
  return [...new Set(rows.map((row) => row.subject))].map(
    (subject) => JSON.parse(subject) as { name?: string; phone?: string },
  );
}

function messagesOf(db: Db, contactId: number) {
  return db
    .selectFrom("messages")
    .innerJoin("threads", "threads.id", "messages.thread_id")
    .where("threads.contact_id", "=", contactId)
    .orderBy("messages.id", "desc");
}

async function listWamids(db: Db, contactId: number): Promise<string[]> {
  const rows = await messagesOf(db, contactId)
    .select("messages.wamid")
    .where("messages.wamid", "is not", null)
    .execute();
  return rows.flatMap(({ wamid }) => wamid ?? []);
}

/** What they wrote, what was written to them, and notes about them. */
async function listTexts(db: Db, contactId: number): Promise<string[]> {
  const messages = await messagesOf(db, contactId)
    .select("messages.text")
    .where("messages.text", "is not", null)
    .limit(MOST_TEXTS)
    .execute();
  const notes = await db
    .selectFrom("notes")
    .innerJoin("threads", "threads.id", "notes.thread_id")
    .select("notes.text")
    .where("threads.contact_id", "=", contactId)
    .orderBy("notes.id", "desc")
    .limit(MOST_TEXTS)
    .execute();
  return [...messages, ...notes].flatMap(({ text }) => text ?? []);
}
