/** @jsxImportSource preact */
import { type ContactFieldInput, fieldTypes } from "../../src/contacts/contact-fields.ts";
import type { Translate } from "../i18n.ts";
import type { Frame } from "../layout.tsx";
import { Button } from "../ui/button.tsx";
import { Field, Select, TextArea } from "../ui/field.tsx";
import { SaveActions } from "../ui/save-actions.tsx";
import { FIELDS_PATH } from "./contact-fields-page.tsx";
import { Panel } from "./panel.tsx";
import { SettingsPage } from "./settings-page.tsx";

export type ContactFieldErrors = Partial<Record<"label" | "choices", string>>;

interface FormProps {
  frame: Frame;
  /** Null: a new one. */
  saved: { id: number; key: string; used: number } | null;
  field: ContactFieldInput;
  errors?: ContactFieldErrors;
}

/** One field to make or change; its type is chosen once. */
export function ContactFieldFormPage({ frame, saved, field, errors = {} }: FormProps) {
  const { t } = frame.me;
  return (
    <SettingsPage
      frame={frame}
      section="contact-fields"
      title={t(saved ? "fields.edit" : "fields.new")}
      lead={saved ? t("fields.key", { key: saved.key }) : undefined}
      back={{ href: FIELDS_PATH, label: t("settings.contact-fields") }}
    >
      <form class="panel" method="post" action={saved ? `${FIELDS_PATH}/${saved.id}` : FIELDS_PATH}>
        <Field
          id="label"
          label={t("fields.label")}
          hint={t("fields.label.hint")}
          error={errors.label}
          value={field.label}
          maxLength={60}
          required
          autocomplete="off"
          dir="auto"
        />
        {!saved && (
          <Select
            id="type"
            label={t("fields.type")}
            hint={t("fields.type.hint")}
            value={field.type}
            choices={fieldTypes.map((type) => ({ value: type, label: t(`fields.type.${type}`) }))}
          />
        )}
        {(!saved || field.type === "choice") && (
          <TextArea
            id="choices"
            label={t("fields.choices")}
            hint={t("fields.choices.hint")}
            error={errors.choices}
            value={field.choices.join("\n")}
            rows={5}
            maxLength={10_000}
            dir="auto"
          />
        )}
        <SaveActions t={t} cancel={FIELDS_PATH} />
      </form>
      {saved && <Deletion t={t} id={saved.id} used={saved.used} />}
    </SettingsPage>
  );
}

/** Says what goes with it before it is pressed. */
function Deletion({ t, id, used }: { t: Translate; id: number; used: number }) {
  return (
    <Panel
      id="deletion"
      title={t("fields.delete")}
      hint={used === 0 ? t("fields.delete.unused") : t("fields.delete.used", { n: used })}
    >
      <form method="post" action={`${FIELDS_PATH}/${id}/deletion`}>
        <Button type="submit" tone="danger" icon="trash">
          {t("fields.delete")}
        </Button>
      </form>
    </Panel>
  );
}
