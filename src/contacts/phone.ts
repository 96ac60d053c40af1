import parsePhoneNumber, { type CountryCode } from "libphonenumber-js/min";

const fewestDigits = 7;
const mostDigits = 15;

/**
 * A number as E.164 with `+`, in the one form that we keep: Brazilian mobiles with their ninth
 * digit, Mexican numbers without the 1, Argentinian ones with the 9 (API.md §2, Identity). Takes
 * Meta's `wa_id`, or a number as people write it with its country code. Null for what can't be a
 * number: fewer than 7 or more than 15 digits, letters, a national number that begins with 0.
 * Whether the number exists is not asked: Meta's own test numbers don't.
 *
 * @example canonicalPhone("551188887777") // "+5511988887777"
 */
export function canonicalPhone(raw: string): string | null {
  const digits = digitsOf(raw);
  if (digits === null) return null;
  return `+${canonicalDigits(digits)}`;
}

/**
 * All forms, digits alone, under which Meta or a person may name the same line; the canonical one
 * first. None for what is no number.
 *
 * @example phoneVariants("+5511988887777") // ["5511988887777", "551188887777"]
 */
export function phoneVariants(raw: string): string[] {
  const digits = digitsOf(raw);
  if (digits === null) return [];
  const canonical = canonicalDigits(digits);
  return [...new Set([canonical, ...otherForms(canonical), digits])];
}

/** For people: "+55 11 98888-7777". A number that no country's plan knows stays as it is. */
export function formatPhone(canonical: string): string {
  return parsePhoneNumber(canonical)?.formatInternational() ?? canonical;
}

/** Fewer hidden digits than these can be guessed. */
const fewestHidden = 4;
const lastShown = 4;

/**
 * For people: the number whole, or masked for those whose role hides numbers (permission `phones`).
 *
 * @example showPhone("+5511988884321", false) // "+55 11 ••••• 4321"
 */
export function showPhone(canonical: string, isWhole: boolean): string {
  const text = formatPhone(canonical);
  if (isWhole) return text;
  const [code = "", area = "", ...rest] = text.replaceAll("-", " ").split(" ");
  const hidden = rest.join("").length - lastShown;
  if (hidden >= fewestHidden) return `${code} ${area} ${hideAllButLast(rest.join(" "))}`;
  return rest.length > 0
    ? `${code} ${hideAllButLast([area, ...rest].join(" "))}`
    : `+${hideAllButLast(text.replaceAll(/\D/g, ""))}`;
}

/** A name, masked where it is a number or holds one: Meta gave none, or people wrote it there. */
export function showName(name: string, isWhole: boolean): string {
  if (isWhole) return name;
  const number = canonicalPhone(name);
  return number === null ? hideNumbers(name) : showPhone(number, false);
}

/** Masks every number within a text that names numbers: Meta's notices, a shared card. */
export function hideNumbers(text: string): string {
  return text.replaceAll(/\+?\d[\d ().-]{5,}\d/g, (found) => {
    const number = canonicalPhone(found);
    return number === null ? hideAllButLast(found) : showPhone(number, false);
  });
}

function hideAllButLast(text: string): string {
  const digits = text.replaceAll(/\D/g, "").length;
  let seen = 0;
  return text.replaceAll(/\d/g, (digit) => {
    seen += 1;
    return seen > digits - lastShown ? digit : "•";
  });
}

/** ISO code of the number's country; of a shared calling code that says no more, its main one. */
export function countryOf(phone: string): CountryCode | null {
  const parsed = parsePhoneNumber(phone.startsWith("+") ? phone : `+${phone}`);
  return parsed?.country ?? parsed?.getPossibleCountries()[0] ?? null;
}

/** For logs: the country code and the last two digits, "+55*********77". */
export function maskPhone(phone: string): string {
  const digits = phone.replaceAll(/\D/g, "");
  if (digits.length < fewestDigits) return "***";
  const code = parsePhoneNumber(`+${digits}`)?.countryCallingCode ?? "";
  return `+${code}${"*".repeat(digits.length - code.length - 2)}${digits.slice(-2)}`;
}

// Meta's wa_id, on every message: no library for what one look decides.
function digitsOf(raw: string): string | null {
  const plain = /^\d+$/.test(raw) ? raw : written(raw);
  const digits = plain.replace(/^00/, "");
  const isPlausible =
    digits.length >= fewestDigits && digits.length <= mostDigits && !digits.startsWith("0");
  return isPlausible ? digits : null;
}

// "tel:+33 (0)6 12 34 56 78" as people copy it; letters make it something else, such as a BSUID.
function written(raw: string): string {
  const text = raw.normalize("NFKC").replace(/^\s*(tel|whatsapp):/i, "");
  if (/\p{L}/u.test(text)) return "";
  return text.replace("(0)", "").replaceAll(/\D/g, "");
}

function canonicalDigits(digits: string): string {
  if (digits.startsWith("55")) return brazilian(digits);
  if (digits.startsWith("52")) return mexican(digits);
  if (digits.startsWith("54")) return argentinian(digits);
  return digits;
}

// Mobiles got a 9 in front from 2012 on; WhatsApp still names older accounts without it. Landlines
// begin with 2 to 5 and have none.
function brazilian(digits: string): string {
  return digits.replace(/^55([1-9]\d)([6-9]\d{7})$/, "55$19$2");
}

// The 1 after the country code marked mobiles until 2019; WhatsApp keeps it in wa_id.
function mexican(digits: string): string {
  return digits.replace(/^521(\d{10})$/, "52$1");
}

// Mobiles take a 9 from abroad, and at home a 15 after an area code of two to four digits (11, 2xx,
// 3xxx). A number with neither may be a landline: on WhatsApp it is nearly always a mobile, and the contract asks
// for the 9.
function argentinian(digits: string): string {
  const local = digits.replace(/^54(9?)0(?=[1-3]\d{9})/, "54$1");
  const mobile =
    /^549?(11)15(\d{8})$/.exec(local) ??
    /^549?([23]\d{2})15(\d{7})$/.exec(local) ??
    /^549?([23]\d{3})15(\d{6})$/.exec(local);
  if (mobile) return `549${mobile[1]}${mobile[2]}`;
  return local.replace(/^54([1-3]\d{9})$/, "549$1");
}

function otherForms(canonical: string): string[] {
  if (/^55\d{2}9[6-9]\d{7}$/.test(canonical)) return [canonical.slice(0, 4) + canonical.slice(5)];
  if (/^52\d{10}$/.test(canonical)) return [`521${canonical.slice(2)}`];
  if (/^549[1-3]\d{9}$/.test(canonical))
    return [`54${canonical.slice(3)}`, ...homeForms(canonical)];
  return [];
}

// The library knows how long an area code is ("011 15-2345-6789"), if the number exists.
function homeForms(canonical: string): string[] {
  const national = parsePhoneNumber(`+${canonical}`)?.formatNational().replaceAll(/\D/g, "") ?? "";
  const form = national.replace(/^0/, "54");
  return canonicalDigits(form) === canonical ? [form] : [];
}
