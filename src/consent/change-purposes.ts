import { fold } from "../bot/fold.ts";
import type { Db, Tx } from "../db/open.ts";
import type { Instant, Language } from "../db/schema.ts";
import { AppError } from "../http/errors.ts";
import { readNo, readYes, readConsentWord } from "./stop-words.ts";
import { listPurposes, requirePurpose } from "./purposes.ts";
import { readConsentRules } from "./consent-rules.ts";

const MOST_MONTHS = 120;
const MOST_PURPOSES = 20;
const MOST_KEYWORDS = 30;

export interface PurposeInput {
  /** Of an own purpose; the built-in ones are named by the pages. */
  names: Partial<Record<Language, string>>;
  /** Null: until it is withdrawn. */
  months: number | null;
  /** Whole messages by which people ask to be asked. */
  keywords: readonly string[];
}

export async function listKeywords(db: Db, purpose: string): Promise<string[]> {
  const rows = await db
    .selectFrom("consent_keywords")
    .select("word")
    .where("purpose", "=", purpose)
    .orderBy("id")
    .execute();
  return rows.map(({ word }) => word);
}

/** A purpose of the business's own. Returns its key. @throws AppError `invalid`. */
export async function insertPurpose(tx: Tx, input: PurposeInput, now: Instant): Promise<string> {
  const known = await listPurposes(tx);
  if (known.length >= MOST_PURPOSES)
    throw new AppError("invalid", `There are ${MOST_PURPOSES} purposes at most.`, {
      key: "error.purpose-many",
      values: { most: MOST_PURPOSES },
    });
  const names = readNames(input.names);
  const key = freeKey(Object.values(names)[0] ?? "", new Set(known.map((each) => each.key)));
  const position = Math.max(0, ...known.map((each) => each.position)) + 1;
  await tx
    .insertInto("consent_purposes")
    .values({
      key,
      names: JSON.stringify(names),
      is_builtin: 0,
      expires_months: readMonths(input.months),
      position,
      retired_at: null,
      created_at: now,
    })
    .execute();
  await saveKeywords(tx, key, input.keywords, now);
  return key;
}

/** @throws AppError `invalid`, `not-found`. */
export async function updatePurpose(
  tx: Tx,
  key: string,
  input: PurposeInput,
  now: Instant,
): Promise<void> {
  const { is_builtin: isBuiltin } = await requirePurpose(tx, key);
  await tx
    .updateTable("consent_purposes")
    .set({
      expires_months: readMonths(input.months),
      ...(isBuiltin === 1 ? {} : { names: JSON.stringify(readNames(input.names)) }),
    })
    .where("key", "=", key)
    .execute();
  await saveKeywords(tx, key, input.keywords, now);
}

/** Asked for no more, or again; what was agreed to stays on record. @throws AppError for a built-in one. */
export async function retirePurpose(tx: Tx, key: string, retiredAt: Instant | null): Promise<void> {
  const { is_builtin: isBuiltin } = await requirePurpose(tx, key);
  if (isBuiltin === 1) throw new AppError("conflict", "A built-in purpose cannot be retired.");
  await tx
    .updateTable("consent_purposes")
    .set({ retired_at: retiredAt })
    .where("key", "=", key)
    .execute();
}

function readNames(names: PurposeInput["names"]): Partial<Record<Language, string>> {
  const named = Object.entries(names).map(([language, name]) => [language, name.trim()] as const);
  const filled = named.filter(([, name]) => name !== "");
  if (filled.length > 0 && filled.every(([, name]) => name.length <= 60))
    return Object.fromEntries(filled);
  throw new AppError("invalid", "Give the purpose a name of at most 60 characters.", {
    key: "error.purpose-name",
  });
}

function readMonths(months: number | null): number | null {
  const isRight = months === null || (Number.isInteger(months) && months > 0);
  if (isRight && (months ?? 0) <= MOST_MONTHS) return months;
  throw new AppError("invalid", `Months are a whole number from 1 to ${MOST_MONTHS}.`, {
    key: "error.purpose-months",
    values: { most: MOST_MONTHS },
  });
}

/** `club_news` of “Club news!”; numbered where it is taken. */
function freeKey(name: string, taken: ReadonlySet<string>): string {
  const plain = fold(name)
    .replaceAll(/[^a-z0-9]+/g, "_")
    .replaceAll(/^_+|_+$/g, "")
    .slice(0, 30);
  const base = plain || "purpose";
  for (let n = 1; ; n += 1) {
    const key = n === 1 ? base : `${base}_${n}`;
    if (!taken.has(key)) return key;
  }
}

async function saveKeywords(
  tx: Tx,
  purpose: string,
  words: readonly string[],
  now: Instant,
): Promise<void> {
  const before = await listKeywords(tx, purpose);
  const wanted = [...new Map(words.map((word) => [fold(word), word.trim()])).values()];
  if (JSON.stringify(before) === JSON.stringify(wanted)) return;
  if (wanted.length > MOST_KEYWORDS) throw taken(wanted.at(-1) ?? "");
  await tx.deleteFrom("consent_keywords").where("purpose", "=", purpose).execute();
  const rules = await readConsentRules(tx);
  for (const word of wanted) {
    const hasMeaning = readConsentWord(word, rules) ?? (readYes(word) || readNo(word));
    if (fold(word) === "" || word.length > 40 || hasMeaning || rules.keywords.has(fold(word)))
      throw taken(word);
    await tx.insertInto("consent_keywords").values({ word, purpose, created_at: now }).execute();
  }
}

function taken(word: string): AppError {
  return new AppError(
    "invalid",
    `"${word}" cannot be a keyword: it has a meaning already, is used elsewhere, or is too long.`,
    { key: "error.purpose-keyword", values: { word } },
  );
}
