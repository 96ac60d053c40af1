/** @jsxImportSource preact */
import { type ImportField, importFields } from "../../src/consent-imports/terms.ts";
import type { Translate } from "../i18n.ts";
import { Button } from "../ui/button.tsx";
import { Checkbox, Field, Select, TextArea } from "../ui/field.tsx";
import { languageChoices } from "../ui/languages.ts";
import type { ImportSetup } from "./import-types.ts";

interface ImportColumnsProps {
  t: Translate;
  id: number;
  setup: ImportSetup;
}

/** Which column is which, what holds for all lines, and that it is true. */
export function ImportColumns({ t, id, setup }: ImportColumnsProps) {
  return (
    <form class="stack" method="post" action={`/consent/imports/${id}/check`}>
      <Sample t={t} setup={setup} />
      <section class="panel" aria-labelledby="columns-title">
        <h2 id="columns-title">{t("imports.columns")}</h2>
        <p class="hint">{t("imports.columns.hint")}</p>
        <div class="facts columns">
          {importFields.map((field) => (
            <Column key={field} t={t} field={field} setup={setup} />
          ))}
        </div>
      </section>
      <Fixed t={t} setup={setup} />
      <Declaration t={t} setup={setup} />
    </form>
  );
}

function Sample({ t, setup: { terms, sample } }: Pick<ImportColumnsProps, "t" | "setup">) {
  const title = t("imports.sample");
  return (
    <section class="panel">
      <h2>{title}</h2>
      <div class="table-scroll" role="region" tabIndex={0} aria-label={title}>
        <table class="table sample">
          <thead>
            <tr>
              {terms.headers.map((header, index) => (
                <th key={`${index}`} scope="col" dir="auto">
                  {header || index + 1}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sample.map((cells, row) => (
              <tr key={`${row}`}>
                {terms.headers.map((_, index) => (
                  <td key={`${index}`} dir="auto">
                    {cells[index] ?? ""}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Column({ t, field, setup }: { t: Translate; field: ImportField; setup: ImportSetup }) {
  const { terms, problems } = setup;
  const problem = problems[field];
  const isNeeded = field === "phone" || field === "date";
  const none = {
    value: "",
    label: t(isNeeded || field === "name" ? "imports.column.none" : "imports.column.same"),
  };
  const columns = terms.headers.map((header, index) => ({
    value: String(index),
    label: header || String(index + 1),
  }));
  return (
    <Select
      id={`col-${field}`}
      label={t(`imports.field.${field}`)}
      choices={[none, ...columns]}
      value={terms.columns[field] === null ? "" : String(terms.columns[field])}
      error={problem && t(problem)}
    />
  );
}

/** Used where no column was chosen. */
function Fixed({ t, setup }: Pick<ImportColumnsProps, "t" | "setup">) {
  const { terms, purposes } = setup;
  return (
    <section class="panel" aria-labelledby="fixed-title">
      <h2 id="fixed-title">{t("imports.fixed")}</h2>
      <p class="hint">{t("imports.fixed.hint")}</p>
      <Select
        id="purpose"
        label={t("imports.field.purpose")}
        choices={[{ value: "", label: "…" }, ...purposes]}
        value={terms.fixed.purpose}
      />
      <Field
        id="source"
        label={t("imports.field.source")}
        hint={t("imports.source.hint")}
        value={terms.fixed.source}
        maxLength={300}
      />
      <TextArea
        id="text"
        label={t("imports.field.text")}
        hint={t("imports.text.hint")}
        value={terms.fixed.text}
        rows={4}
        maxLength={2000}
      />
      <Select
        id="language"
        label={t("imports.field.language")}
        choices={languageChoices}
        value={terms.fixed.language}
      />
      <Spelling t={t} setup={setup} />
    </section>
  );
}

/** How numbers and dates are written. */
function Spelling({ t, setup }: Pick<ImportColumnsProps, "t" | "setup">) {
  const { terms, countries } = setup;
  return (
    <>
      <Select
        id="country"
        label={t("imports.country")}
        hint={t("imports.country.hint")}
        choices={[{ value: "", label: t("imports.country.none") }, ...countries]}
        value={terms.country ?? ""}
      />
      <Select
        id="order"
        label={t("imports.order")}
        choices={[
          { value: "dmy", label: t("imports.order.dmy") },
          { value: "mdy", label: t("imports.order.mdy") },
        ]}
        value={terms.dateOrder}
      />
    </>
  );
}

function Declaration({ t, setup: { terms, problems } }: Pick<ImportColumnsProps, "t" | "setup">) {
  return (
    <section class={problems.declared ? "panel has-error" : "panel"}>
      <Checkbox
        id="declared"
        label={t("imports.declared")}
        hint={t("imports.declared.hint")}
        checked={terms.isDeclared}
      />
      {problems.declared && <small class="error">{t(problems.declared)}</small>}
      <p class="form-actions">
        <Button type="submit" tone="primary">
          {t("imports.check")}
        </Button>
        <span class="hint">{t("imports.check.hint")}</span>
      </p>
    </section>
  );
}
