/** @jsxImportSource preact */
import type { FieldType } from "../../src/contacts/contact-fields.ts";
import type { Translate } from "../i18n.ts";
import type { Frame } from "../layout.tsx";
import { Badge } from "../ui/badge.tsx";
import { ButtonLink } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { LineActions } from "../ui/line-actions.tsx";
import { Part } from "../ui/part.tsx";
import { SettingsPage } from "./settings-page.tsx";

/** One field of the list. */
export interface ContactFieldItem {
  id: number;
  label: string;
  type: FieldType;
  /** Contacts that have a value. */
  used: number;
}

interface PageProps {
  frame: Frame;
  fields: ContactFieldItem[];
  done?: string;
}

export const FIELDS_PATH = "/settings/contact-fields";

/** `/settings/contact-fields`: what else is kept about people, in the order of the forms. */
export function ContactFieldsPage({ frame, fields, done }: PageProps) {
  const { t } = frame.me;
  return (
    <SettingsPage
      frame={frame}
      section="contact-fields"
      title={t("settings.contact-fields")}
      lead={t("fields.lead")}
      done={done}
    >
      <ContactFieldList t={t} fields={fields} />
    </SettingsPage>
  );
}

/** A swap target of its own. */
function ContactFieldList({ t, fields }: { t: Translate; fields: ContactFieldItem[] }) {
  return (
    <section id="contact-fields" class="panel" aria-label={t("fields.list")}>
      {fields.length === 0 ? (
        <EmptyState icon="list" title={t("fields.empty")}>
          <p>{t("fields.empty.text")}</p>
          <p class="examples">
            <NewLink t={t} />
          </p>
        </EmptyState>
      ) : (
        <>
          <p>
            <NewLink t={t} />
          </p>
          <ol class="lines">
            {fields.map((field, index) => (
              <FieldLine
                key={field.id}
                t={t}
                field={field}
                isFirst={index === 0}
                isLast={index === fields.length - 1}
              />
            ))}
          </ol>
        </>
      )}
    </section>
  );
}

/** The list as a part of an answer, whatever the target was. */
export function ContactFieldsPart(props: { t: Translate; fields: ContactFieldItem[] }) {
  return (
    <Part target="#contact-fields">
      <ContactFieldList {...props} />
    </Part>
  );
}

function NewLink({ t }: { t: Translate }) {
  return (
    <ButtonLink href={`${FIELDS_PATH}/new`} tone="primary" icon="plus">
      {t("fields.new")}
    </ButtonLink>
  );
}

interface LineProps {
  t: Translate;
  field: ContactFieldItem;
  isFirst: boolean;
  isLast: boolean;
}

function FieldLine({ t, field, isFirst, isLast }: LineProps) {
  const { id, label: name } = field;
  const address = `${FIELDS_PATH}/${id}`;
  return (
    <li id={`field-${id}`} class="line">
      <div class="line-text">
        <p class="line-title">
          <a href={address}>{name}</a>
          <Badge>{t(`fields.type.${field.type}`)}</Badge>
        </p>
        <p class="snippet">{t("fields.used", { n: field.used })}</p>
      </div>
      <LineActions
        t={t}
        name={name}
        address={address}
        place={{ isFirst, isLast }}
        labels={{ up: "fields.up", down: "fields.down", edit: "fields.edit.named" }}
      />
    </li>
  );
}
