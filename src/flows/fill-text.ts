import type { Language } from "../db/schema.ts";
import type { Flow, Texts } from "./flow.ts";

/** How variables are called. */
export const variableName = /^[a-z][a-z0-9_]{0,39}$/;

/** `{variable}` or `{variable|what stands there when it is empty}`. */
const placeholder = /\{([a-z][a-z0-9_.]*)(?:\|([^{}]*))?\}/g;

/** What placeholders stand for; undefined or empty: their fallback. */
export type ValueOf = (name: string) => string | undefined;

/**
 * Fills in what a text leaves open, in one pass: braces that a customer typed stay braces.
 *
 * @example fillText("Hello {name|there}!", () => "") // "Hello there!"
 */
export function fillText(text: string, valueOf: ValueOf): string {
  return text.replaceAll(
    placeholder,
    (_, name: string, fallback: string | undefined) => valueOf(name)?.trim() || (fallback ?? ""),
  );
}

/** The names of the variables that a text asks for. */
export function variablesIn(text: string): string[] {
  return [...text.matchAll(placeholder)].map((match) => match[1] as string);
}

/**
 * The path with what the customer typed, encoded. Null where that would lead out of it: a value of
 * dots alone is a step upward, whatever stands around it.
 */
export function fillPath(path: string, valueOf: ValueOf): string | null {
  const filled = fillText(path, (name) => encodeURIComponent(valueOf(name)?.trim() ?? ""));
  const [before = ""] = filled.split(/[?#]/);
  // Backslashes are slashes to whoever reads the address, and control characters nothing at all.
  if (/[\\\p{Cc}]/u.test(before)) return null;
  const parts = before.split("/");
  return parts.some((part) => /^(?:\.|%2e){1,2}$/i.test(part)) ? null : filled;
}

/** In the customer's language, else the business's, else the first there is. */
export function pickText(texts: Texts | undefined, language: Language, fallback: Language): string {
  if (!texts) return "";
  return (
    texts[language]?.trim() ||
    texts[fallback]?.trim() ||
    Object.values(texts)
      .find((text) => text.trim())
      ?.trim() ||
    ""
  );
}

/** A flow's own constant in a language. */
export function constantOf(
  { constants }: Pick<Flow, "constants">,
  name: string,
  language: Language,
  fallback: Language,
): string | undefined {
  if (!constants || !Object.hasOwn(constants, name)) return undefined;
  const constant = constants[name];
  return typeof constant === "string" ? constant : pickText(constant, language, fallback);
}
