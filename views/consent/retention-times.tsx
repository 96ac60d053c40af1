/** @jsxImportSource preact */
import type { Translate } from "../i18n.ts";
import { Button } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import type { TimeField, TimeGroup } from "./retention-types.ts";

interface TimesFormProps {
  t: Translate;
  groups: TimeGroup[];
  mayChange: boolean;
}

/** Days for each kind of data; who may change nothing reads them. */
export function TimesForm({ t, groups, mayChange }: TimesFormProps) {
  return (
    <form method="post" action="/consent/retention" class="retention-times">
      {groups.map(({ name, fields }) => (
        <fieldset key={name} disabled={!mayChange}>
          <legend>
            <strong>{t(`retention.group.${name}`)}</strong>
          </legend>
          <div class="retention-fields">
            {fields.map((field) => (
              <DaysField key={field.kind} t={t} field={field} />
            ))}
          </div>
        </fieldset>
      ))}
      {mayChange && (
        <div>
          <Button type="submit" tone="primary">
            {t("ui.save")}
          </Button>
        </div>
      )}
    </form>
  );
}

function DaysField({ t, field }: { t: Translate; field: TimeField }) {
  const { kind, value, least, most, problem } = field;
  const limits =
    most === null ? t("retention.least", { n: least }) : t("retention.between", { least, most });
  return (
    <Field
      id={kind}
      label={t(`retention.${kind}`)}
      hint={`${t(`retention.${kind}.hint`)} ${limits}`}
      error={problem && t(problem)}
      value={value}
      inputMode="numeric"
      maxLength={6}
      autocomplete="off"
    />
  );
}
