import { parsePhoneNumberFromString } from "libphonenumber-js/min";
import { listPurposeKeys } from "../consent/purposes.ts";
import type { Db } from "../db/open.ts";
import type { Language } from "../db/schema.ts";
import { getSetting } from "../settings/settings.ts";
import {
  type JurisdictionCode,
  jurisdictionCodes,
  type JurisdictionProfile,
  jurisdictionProfiles,
} from "./jurisdiction-profiles.ts";
import { complaintTexts, senderTexts } from "./jurisdiction-texts.ts";

export function isJurisdiction(code: string): code is JurisdictionCode {
  return (jurisdictionCodes as readonly string[]).includes(code);
}

/** The profile of an ISO country, where we have one: the United Kingdom is GB there. */
export function profileOfCountry(country: string | null | undefined) {
  const code = country === "GB" ? "UK" : (country ?? "");
  return isJurisdiction(code) ? jurisdictionProfiles[code] : undefined;
}

/** The profile of the country that a number belongs to: whose law most likely protects a person. */
export function profileOfPhone(phone: string | null): JurisdictionProfile | undefined {
  return profileOfCountry(phone ? parsePhoneNumberFromString(phone)?.country : null);
}

/**
 * Whose rules the business follows: what it chose, else those of its country; undefined where it
 * chose nothing and we have no profile for that country.
 */
export async function jurisdictionOf(db: Db): Promise<JurisdictionProfile | undefined> {
  const { jurisdiction } = await getSetting(db, "privacy");
  if (jurisdiction !== null && isJurisdiction(jurisdiction))
    return jurisdictionProfiles[jurisdiction];
  return profileOfCountry((await getSetting(db, "business"))?.country);
}

/** Who is responsible for the messages and how they are reached; either may be empty. */
export async function readController(db: Db): Promise<{ name: string; contact: string }> {
  const { controller, contact } = await getSetting(db, "privacy");
  return { name: controller || ((await getSetting(db, "business"))?.name ?? ""), contact };
}

/** One line that says who writes and how they are reached, for texts that ask for consent. */
export async function senderLine(db: Db, language: Language): Promise<string> {
  const { name, contact } = await readController(db);
  const { withContact, alone } = senderTexts[language];
  return fill(contact ? withContact : alone, { name, contact });
}

/** One line that says where a person can complain; null where no profile holds. */
export async function complaintRoute(db: Db, language: Language): Promise<string | null> {
  const profile = await jurisdictionOf(db);
  return profile ? complaintLine(profile, language) : null;
}

export function complaintLine({ authority }: JurisdictionProfile, language: Language): string {
  return fill(complaintTexts[language], { ...authority });
}

/** Keys of the purposes that a STOP withdraws: every one, unless the business chose marketing alone. */
export async function purposesThatStopEnds(db: Db): Promise<string[]> {
  const { stopEnds = "all" } = await getSetting(db, "privacy");
  return stopEnds === "marketing" ? ["marketing"] : listPurposeKeys(db);
}

/** Proof of a consent is kept at least this long after it ended (PRODUCT 43). */
export const LEAST_EVIDENCE_MONTHS = 24;

/** Months that the evidence of a consent is kept after it ended; never below two years. */
export async function evidenceMonths(db: Db): Promise<number> {
  const { evidenceMonths: chosen = 0 } = await getSetting(db, "privacy");
  return Math.max(chosen, LEAST_EVIDENCE_MONTHS);
}

function fill(text: string, values: Record<string, string>): string {
  return text.replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? "");
}
