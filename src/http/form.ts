import { AppError } from "./errors.ts";

/** A submitted form. What is missing reads as an empty text, never as undefined. */
export interface Form {
  /** Trimmed, on one line, cut at `most` characters. */
  text(name: string, most?: number): string;
  /** Several of them, each under its name. */
  texts<Name extends string>(...names: Name[]): Record<Name, string>;
  /** As typed: for passwords and texts of several lines. */
  raw(name: string): string;
  all(name: string): string[];
  /** A ticked box. */
  has(name: string): boolean;
  names(): string[];
}

/** What a route says whose handler reads the form itself. */
export const asForm = { parse: "none" } as const;

/**
 * Reads the form of a page; the route says `asForm`.
 * @throws AppError `invalid` when the body is no form, whatever its type claims.
 */
export async function readForm(request: Request): Promise<Form> {
  const type = request.headers.get("content-type") ?? "";
  // A form without any field has no body, and some clients then name no type.
  return formOf(type ? await request.formData().catch(refuseBody) : new FormData());
}

/** The same for a form that was read already, because it holds files. */
export function formOf(form: FormData): Form {
  const raw = (name: string) => asText(form.get(name));
  const text = (name: string, most = 500) =>
    raw(name).replaceAll(/\s+/g, " ").trim().slice(0, most);
  return {
    raw,
    text,
    texts: <Name extends string>(...names: Name[]) =>
      Object.fromEntries(names.map((name) => [name, text(name)])) as Record<Name, string>,
    all: (name) => form.getAll(name).map(asText),
    has: (name) => form.has(name),
    names: () => [...new Set(form.keys())],
  };
}

function refuseBody(): never {
  throw new AppError("invalid", "The body could not be read. Send it as a form.");
}

/** An attached file is not a text. */
function asText(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** The id in an address such as /settings/people/12; NaN, which nobody has, for anything else. */
export function idOf(text: string | undefined): number {
  return /^\d{1,15}$/.test(text ?? "") ? Number(text) : Number.NaN;
}
