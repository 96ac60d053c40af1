/** @jsxImportSource preact */
import type { Translate } from "../i18n.ts";
import { Panel } from "../settings/panel.tsx";
import { Button } from "../ui/button.tsx";
import { Field, Select } from "../ui/field.tsx";
import { languageChoices } from "../ui/languages.ts";
import { Time } from "../ui/time.tsx";
import type { ContactView } from "./contact-page.tsx";

interface DetailsProps {
  t: Translate;
  contact: ContactView;
  nameError?: string;
}

/** What can be changed by hand, and what WhatsApp says. */
export function ContactDetails({ t, contact, nameError }: DetailsProps) {
  return (
    <Panel id="details" title={t("contacts.details")}>
      <form class="stack" method="post" action={`/contacts/${contact.id}`}>
        <Field
          id="name"
          label={t("contacts.name")}
          hint={t("contacts.name.hint")}
          error={nameError}
          value={contact.typedName}
          maxLength={120}
          required
          autocomplete="off"
          autofocus={nameError !== undefined}
          dir="auto"
        />
        <Select
          id="language"
          label={t("contacts.language")}
          hint={t("contacts.language.hint")}
          value={contact.language ?? ""}
          choices={[{ value: "", label: t("contacts.language.unknown") }, ...languageChoices]}
        />
        <Button type="submit" tone="primary">
          {t("ui.save")}
        </Button>
      </form>
      <dl class="facts columns">
        <div>
          <dt>{t("contacts.phone")}</dt>
          <dd>
            {contact.phone ? (
              <a href={contact.phone.href}>{contact.phone.text}</a>
            ) : (
              t("contacts.no-phone")
            )}
          </dd>
        </div>
        {contact.username && (
          <div>
            <dt>{t("contacts.username")}</dt>
            <dd>@{contact.username}</dd>
          </div>
        )}
        {contact.userId && (
          <div>
            <dt>{t("contacts.bsuid")}</dt>
            <dd class="mono">{contact.userId}</dd>
          </div>
        )}
        <div>
          <dt>{t("contacts.since")}</dt>
          <dd>
            <Time time={contact.since} />
          </dd>
        </div>
      </dl>
    </Panel>
  );
}
