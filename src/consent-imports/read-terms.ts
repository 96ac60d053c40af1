import { languages, type TextKey } from "../../views/i18n.ts";
import { type Form, idOf } from "../http/form.ts";
import { type ImportField, importFields, type ImportTerms } from "./terms.ts";

export type TermProblems = Partial<Record<ImportField | "declared", TextKey>>;

/** What the page of an uploaded file sends. */
export function readTerms(form: Form, known: ImportTerms): ImportTerms {
  const column = (field: ImportField) => {
    const at = idOf(form.text(`col-${field}`));
    return at < known.headers.length ? at : null;
  };
  const country = form.text("country").toUpperCase();
  return {
    ...known,
    columns: Object.fromEntries(importFields.map((field) => [field, column(field)])) as Record<
      ImportField,
      number | null
    >,
    fixed: {
      purpose: form.text("purpose"),
      source: form.text("source", 300),
      text: form.raw("text").trim().slice(0, 2_000),
      language: languages.find((language) => language === form.text("language")) ?? "en",
    },
    country: /^[A-Z]{2}$/.test(country) ? country : null,
    dateOrder: form.text("order") === "mdy" ? "mdy" : "dmy",
    isDeclared: form.has("declared"),
  };
}

/** What is missing before a line can be read. */
export function termProblems({ columns, fixed, isDeclared }: ImportTerms): TermProblems {
  const problems: TermProblems = {};
  if (columns.phone === null) problems.phone = "imports.problem.column";
  if (columns.date === null) problems.date = "imports.problem.column";
  if (columns.purpose === null && !fixed.purpose) problems.purpose = "imports.problem.either";
  if (columns.source === null && !fixed.source) problems.source = "imports.problem.either";
  if (columns.text === null && !fixed.text) problems.text = "imports.problem.either";
  if (!isDeclared) problems.declared = "imports.problem.declared";
  return problems;
}
