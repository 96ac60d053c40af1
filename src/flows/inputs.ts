import parsePhoneNumber, { type CountryCode } from "libphonenumber-js/min";
import { fold, words } from "../bot/fold.ts";
import { isGreeting } from "../contacts/greetings.ts";
import { canonicalPhone } from "../contacts/phone.ts";
import type { Instant, Language } from "../db/schema.ts";
import type { InputKind } from "./flow.ts";
import { readDate } from "./read-date.ts";
import { readYesNo } from "./yes-no.ts";

/** By what an answer is read. */
export interface InputPlace {
  language: Language;
  /** IANA zone of the business. */
  timezone: string;
  /** Two-letter country of the business. */
  country: string | null;
  now: Instant;
}

/** What a customer sent. */
export interface TypedAnswer {
  messageId: number;
  /** Words, caption or the label of what was tapped; empty for none. */
  text: string;
  isPhoto: boolean;
}

const LONGEST_TEXT = 1000;

/**
 * The answer as it is kept: a date as "YYYY-MM-DD", a number as JavaScript writes it, a phone as
 * E.164, an order number in capitals, yes or no as "yes" and "no", a photo as `photo:` with its
 * message's id. Undefined for what does not fit.
 */
export function readInput(
  kind: InputKind,
  answer: TypedAnswer,
  place: InputPlace,
): string | undefined {
  if (kind === "photo") return answer.isPhoto ? `photo:${answer.messageId}` : undefined;
  const text = answer.text.replaceAll(/[\u200B-\u200F\u2060\uFEFF]/g, "").trim();
  if (!text || text.length > LONGEST_TEXT) return undefined;
  switch (kind) {
    case "text":
      return text;
    case "name":
      return readName(text);
    case "email":
      return readEmail(text);
    case "phone":
      return readPhone(text, place.country);
    case "postcode":
      return readPostcode(text, place.country);
    case "number":
      return readNumber(text);
    case "date":
      return readDate(text, place);
    case "order-number":
      return readOrderNumber(text);
    case "yes-no":
      return readYesNo(text);
  }
}

const beforeName =
  /^(?:(?:hi|hello|oi|ola|olá|hola|bonjour)[,!.]?\s+)?(?:my name is|i am|i'm|it's|this is|je m['’]appelle|je suis|c['’]est|mon nom est|moi c['’]est|meu nome é|meu nome e|me chamo|eu sou|sou|mi nombre es|me llamo|soy)\s+/iu;

function readName(text: string): string | undefined {
  const name = text
    .replace(beforeName, "")
    .replaceAll(/\s+/g, " ")
    .replace(/[\s.,!]+$/, "");
  const isName = /^[\p{L}\p{M}'’.\- ]{2,80}$/u.test(name) && /\p{L}{2}/u.test(name);
  const isCourtesy = readYesNo(name) !== undefined || isGreeting(words(name));
  return isName && !isCourtesy && name.split(" ").length <= 8 ? name : undefined;
}

function readEmail(text: string): string | undefined {
  const found = /[\p{L}\p{N}._%+'-]{1,64}@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,24}/u.exec(
    text,
  );
  if (!found) return undefined;
  const [local = "", domain = ""] = found[0].split("@");
  const isWhole = !/^\.|\.$|\.\./.test(local) && !/(?:^|\.)-|-(?:\.|$)/.test(domain);
  return isWhole ? `${local}@${domain.toLowerCase()}` : undefined;
}

function readPhone(text: string, country: string | null): string | undefined {
  const found = /\+?\d[\d\s().\-/]{5,24}\d/.exec(text)?.[0];
  if (!found) return undefined;
  const parsed = parsePhoneNumber(found, (country ?? undefined) as CountryCode | undefined);
  if (!parsed?.isPossible()) return undefined;
  return canonicalPhone(parsed.number) ?? undefined;
}

const postcodes: Record<string, RegExp> = {
  BR: /\b(\d{5})[-\s.]?(\d{3})\b/,
  FR: /\b(\d{2})\s?(\d{3})\b/,
  ES: /\b(\d{5})\b/,
  MX: /\b(\d{5})\b/,
  DE: /\b(\d{5})\b/,
  PT: /\b(\d{4})[-\s]?(\d{3})\b/,
  US: /\b(\d{5}(?:-\d{4})?)\b/,
  GB: /\b([A-Z]{1,2}\d[A-Z\d]?)\s*(\d[A-Z]{2})\b/i,
};
const between: Record<string, string> = { BR: "-", PT: "-", GB: " " };

/** As its country writes it; of other countries whatever is short and has a digit. */
function readPostcode(text: string, country: string | null): string | undefined {
  const known = country ? postcodes[country] : undefined;
  if (known && country) {
    const parts = known.exec(text)?.slice(1).filter(Boolean);
    return parts?.join(between[country] ?? "").toUpperCase();
  }
  const bare = text.replaceAll(/\s+/g, " ").toUpperCase();
  return /^(?=.*\d)[A-Z0-9][A-Z0-9 -]{1,8}[A-Z0-9]$/.test(bare) ? bare : undefined;
}

/** "2", "1,5", "1.234,56", "R$ 1.200": one number and hardly anything beside it. */
function readNumber(text: string): string | undefined {
  const found = [...text.matchAll(/[-+]?\d[\d.,\u00A0\u202F' ]*/g)];
  const [first] = found;
  if (found.length !== 1 || !first || fold(text).split(" ").length > 6) return undefined;
  const digits = first[0].replaceAll(/[\u00A0\u202F' ]/g, "").replace(/[.,]+$/, "");
  const value = Number(plainDecimal(digits));
  return Number.isFinite(value) && digits.length <= 15 ? String(value) : undefined;
}

/** The last mark is the decimal one, unless it stands before exactly three digits or comes twice. */
function plainDecimal(digits: string): string {
  const marks = digits.match(/[.,]/g) ?? [];
  const isOneKind = new Set(marks).size === 1;
  const isWhole =
    marks.length === 0 ||
    (isOneKind && (marks.length > 1 || /^[-+]?[1-9]\d{0,2}[.,]\d{3}$/.test(digits)));
  const last = isWhole ? digits.length : Math.max(digits.lastIndexOf("."), digits.lastIndexOf(","));
  const [whole, rest] = [digits.slice(0, last), digits.slice(last + 1)];
  const isGrouped = /^[-+]?(?:\d+|\d{1,3}(?:\.\d{3})+|\d{1,3}(?:,\d{3})+)$/.test(whole);
  if (!isGrouped) return "none";
  return `${whole.replaceAll(/[.,]/g, "")}${rest ? `.${rest}` : ""}`;
}

/** "order #1042", "nº BR-2231": letters, digits and dashes with at least two digits. */
function readOrderNumber(text: string): string | undefined {
  const tokens = text.toUpperCase().match(/[A-Z0-9]+(?:[-_/.][A-Z0-9]+)*/g) ?? [];
  const numbers = tokens.filter(
    (token) => (token.match(/\d/g)?.length ?? 0) >= 2 && token.length >= 3 && token.length <= 32,
  );
  return numbers.length === 1 ? numbers[0] : undefined;
}
