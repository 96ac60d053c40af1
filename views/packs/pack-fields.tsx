/** @jsxImportSource preact */
import type { Language } from "../../src/db/schema.ts";
import { LanguageTabs } from "../bot/language-tabs.tsx";
import type { Translate } from "../i18n.ts";
import { ButtonLink } from "../ui/button.tsx";
import { Field, Select } from "../ui/field.tsx";

/** A field with its label in the reader's language, and what stands in it. */
export interface PackFieldView {
  key: string;
  label: string;
  hint: string | undefined;
  isOptional: boolean;
  error: string | undefined;
  input:
    | { kind: "line"; value: string; example: string; isLink: boolean }
    | {
        kind: "texts";
        texts: Partial<Record<Language, string>>;
        example: Partial<Record<Language, string>>;
        chosen: Language;
      }
    | { kind: "connection"; value: string; connections: { id: number; name: string }[] };
}

export function PackFields({ t, fields }: { t: Translate; fields: PackFieldView[] }) {
  return (
    <>
      {fields.map((field) => (
        <PackFieldInput key={field.key} t={t} field={field} />
      ))}
    </>
  );
}

function PackFieldInput({ t, field }: { t: Translate; field: PackFieldView }) {
  const { key, hint, error, input, isOptional } = field;
  const label = isOptional ? t("pack.optional", { label: field.label }) : field.label;
  const labelled = { label, hint, error };
  if (input.kind === "connection")
    return <ConnectionInput t={t} id={key} {...labelled} input={input} />;
  if (input.kind === "texts")
    return (
      <LanguageTabs
        t={t}
        name={key}
        {...labelled}
        labelIn={(language) => t("pack.in", { label: field.label, language })}
        texts={input.texts}
        placeholder={(language) => input.example[language] ?? " "}
        chosen={input.chosen}
      />
    );
  return (
    <Field
      id={key}
      {...labelled}
      value={input.value}
      placeholder={input.example}
      type={input.isLink ? "url" : "text"}
      required={!isOptional}
      maxLength={300}
      autocomplete="off"
    />
  );
}

interface ConnectionInputProps {
  t: Translate;
  id: string;
  label: string;
  hint: string | undefined;
  error: string | undefined;
  input: Extract<PackFieldView["input"], { kind: "connection" }>;
}

function ConnectionInput({ t, input: { value, connections }, ...labelled }: ConnectionInputProps) {
  const known = connections.map(({ id, name }) => ({ value: String(id), label: name }));
  return (
    <div class="stack-s">
      <Select
        {...labelled}
        value={value}
        choices={[{ value: "", label: t("pack.connection.none") }, ...known]}
      />
      {connections.length === 0 && (
        <ButtonLink href="/bot/connections" icon="plus">
          {t("pack.connection.new")}
        </ButtonLink>
      )}
    </div>
  );
}
