import type { TextKey } from "../../views/i18n.ts";
import { languages } from "../../views/i18n.ts";
import type { Language } from "../db/schema.ts";
import { zoneNames } from "./guess-zone.ts";
import { isPassword } from "./passwords.ts";

/** What is wrong with one field of a form, as a text of the pages; undefined when it is right. */
type Problem = TextKey | undefined;

export const NAME_LENGTH = 120;

export function nameProblem(name: string): Problem {
  return name && name.length <= NAME_LENGTH ? undefined : "field.name";
}

export function emailProblem(email: string): Problem {
  return /^[^\s@]+@[^\s@]+$/.test(email) && email.length <= 320 ? undefined : "field.email";
}

export function passwordProblem(password: string): Problem {
  return isPassword(password) ? undefined : "password.problem";
}

export function zoneProblem(zone: string): Problem {
  return zoneNames().includes(zone) ? undefined : "field.timezone";
}

export function languageProblem(language: string): Problem {
  return findLanguage(language) ? undefined : "field.choice";
}

export function findLanguage(text: string): Language | undefined {
  return languages.find((language) => language === text);
}

/** Only the fields that have a problem. */
export function problemsOf<Field extends string>(
  found: Partial<Record<Field, Problem>>,
): Partial<Record<Field, TextKey>> {
  const problems = Object.entries(found).filter(([, problem]) => problem !== undefined);
  return Object.fromEntries(problems) as Partial<Record<Field, TextKey>>;
}

export function isEmpty(problems: object): boolean {
  return Object.keys(problems).length === 0;
}
