import parsePhoneNumber, { type CountryCode } from "libphonenumber-js/min";
import { languages } from "../../views/i18n.ts";
import { canonicalPhone } from "../contacts/phone.ts";
import type { Instant, Language } from "../db/schema.ts";
import { readDate } from "./read-date.ts";
import type { ImportField, ImportTerms, Refusal } from "./terms.ts";

/** A consent as a line declares it. */
export interface DeclaredConsent {
  /** Canonical. */
  phone: string;
  /** Empty: the file has none. */
  name: string;
  purpose: string;
  source: string;
  at: Instant;
  text: string;
  language: Language;
}

/** A purpose by any of its names, folded to lower case. */
export type PurposeNames = ReadonlyMap<string, { key: string; expiresMonths: number | null }>;

const LONGEST_TEXT = 2_000;
const LONGEST_SOURCE = 300;

/** What a line says, or why it says too little. Pure: who the person is, is not asked here. */
export function readLine(
  cells: readonly string[],
  terms: ImportTerms,
  purposes: PurposeNames,
  now: Instant,
): DeclaredConsent | Refusal {
  const cell = (field: ImportField) => {
    const at = terms.columns[field];
    return at === null ? undefined : (cells[at] ?? "").trim();
  };
  const phone = readPhone(cell("phone") ?? "", terms.country);
  if (phone === null) return "phone";
  const purpose = purposes.get((cell("purpose") ?? terms.fixed.purpose).toLowerCase());
  if (!purpose) return "purpose";
  const source = (cell("source") ?? terms.fixed.source).slice(0, LONGEST_SOURCE);
  if (!source) return "source";
  const at = readDate(cell("date") ?? "", terms);
  if (at === null) return "date";
  if (at > now) return "future";
  const expiresAt = expiryOf(at, purpose.expiresMonths);
  if (expiresAt !== null && expiresAt <= now) return "expired";
  const text = cell("text") ?? terms.fixed.text;
  if (!text || text.length > LONGEST_TEXT) return "text";
  const language = readLanguage(cell("language") ?? terms.fixed.language);
  if (!language) return "language";
  const name = (cell("name") ?? "").replaceAll(/\s+/g, " ").slice(0, 120);
  return { phone, name, purpose: purpose.key, source, at, text, language };
}

/** When a consent that was given then ends by itself; null: never. */
export function expiryOf(at: Instant, months: number | null | undefined): Instant | null {
  if (!months) return null;
  const given = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO("UTC");
  return given.add({ months }).epochMilliseconds;
}

/** Canonical; a number without its country code is read as one of `country`. */
function readPhone(text: string, country: string | null): string | null {
  if (country === null || /^\s*(\+|00)/.test(text)) return canonicalPhone(text);
  const national = parsePhoneNumber(text, country as CountryCode);
  return canonicalPhone(national?.isPossible() ? national.number : text);
}

/** "pt-BR", "PT" and "pt" are Portuguese. */
function readLanguage(text: string): Language | undefined {
  return languages.find((language) => language === text.toLowerCase().split(/[-_]/, 1)[0]);
}
