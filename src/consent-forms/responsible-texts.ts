import type { Language } from "../db/schema.ts";

/** Where to complain, where no profile of a country says it more exactly. */
export const complainTexts: Record<Language, string> = {
  en: "You can ask what is kept about you, and complain to your data protection authority.",
  fr: "Vous pouvez demander ce qui est conservé sur vous et saisir votre autorité de protection des données.",
  pt: "Você pode perguntar o que guardamos sobre você e reclamar à autoridade de proteção de dados.",
  es: "Puede preguntar qué guardamos sobre usted y reclamar ante su autoridad de protección de datos.",
};

/** Who is responsible, where a way to reach them is known and where not. */
export const responsibleTexts: Record<Language, { withContact: string; alone: string }> = {
  en: { withContact: "Responsible: {name}, {contact}.", alone: "Responsible: {name}." },
  fr: { withContact: "Responsable\u00a0: {name}, {contact}.", alone: "Responsable\u00a0: {name}." },
  pt: { withContact: "Responsável: {name}, {contact}.", alone: "Responsável: {name}." },
  es: { withContact: "Responsable: {name}, {contact}.", alone: "Responsable: {name}." },
};
