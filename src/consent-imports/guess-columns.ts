import { fold } from "../bot/fold.ts";
import { type ImportField, importFields } from "./terms.ts";

/** Words of a header, folded, in four languages. */
const words: Record<ImportField, RegExp> = {
  phone: /phone|mobile|whats|telefon|telephone|portable|celular|movil|numero|\btel\b|^number$/,
  date: /date|\bdata\b|fecha|quand|when|cuando|quando/,
  name: /name|\bnom\b|nome|nombre/,
  purpose: /purpose|finali/,
  source: /source|origem|origen|origine|fonte|fuente/,
  text: /text|wording/,
  language: /lang|idioma|lengua/,
};

/** Which column is which, by its header; each column at most once. */
export function guessColumns(headers: readonly string[]): Record<ImportField, number | null> {
  const taken = new Set<number>();
  const find = (field: ImportField) => {
    const at = headers.findIndex(
      (header, index) => !taken.has(index) && words[field].test(fold(header)),
    );
    if (at < 0) return null;
    taken.add(at);
    return at;
  };
  return Object.fromEntries(importFields.map((field) => [field, find(field)])) as Record<
    ImportField,
    number | null
  >;
}
