import { languages, type TextKey } from "../../views/i18n.ts";
import type { Language } from "../db/schema.ts";
import { type Form, idOf } from "../http/form.ts";
import type { ConsentFormInput } from "./forms.ts";

export type FormProblems = Partial<Record<"name" | "slug" | "purposes", TextKey>>;

/** What the page of a form sends; `purposes` and `channels` are what it may name. */
export function readFormInput(
  form: Form,
  known: { purposes: readonly string[]; channels: readonly number[] },
): ConsentFormInput {
  const name = form.text("name", 80);
  const channel = idOf(form.text("channel"));
  return {
    name,
    slug: slugOf(form.text("slug", 60) || name),
    purposes: known.purposes.filter((purpose) => form.all("purpose").includes(purpose)),
    channelId: known.channels.includes(channel) ? channel : null,
    titles: texts((language) => form.text(`title-${language}`, 120)),
    intros: texts((language) => form.text(`intro-${language}`, 600)),
  };
}

/** "Été à Paris" → "ete-a-paris". */
function slugOf(typed: string): string {
  return typed
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(0, 60);
}

function texts(read: (language: Language) => string): Partial<Record<Language, string>> {
  return Object.fromEntries(
    languages.map((language) => [language, read(language)]).filter(([, text]) => text),
  );
}

export function formProblems({ name, slug, purposes }: ConsentFormInput): FormProblems {
  return {
    ...(name ? {} : { name: "forms.name.missing" as const }),
    ...(slug ? {} : { slug: "forms.slug.missing" as const }),
    ...(purposes.length > 0 ? {} : { purposes: "forms.purposes.missing" as const }),
  };
}
