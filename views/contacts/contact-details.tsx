/** @jsxImportSource preact */
import type { ComponentChildren } from "preact";
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
      <Facts t={t} contact={contact} />
    </Panel>
  );
}

function Facts({ t, contact }: Pick<DetailsProps, "t" | "contact">) {
  const { phone, username, userId } = contact;
  return (
    <dl class="facts columns">
      <Fact label={t("contacts.phone")}>
        {phone?.href ? (
          <a href={phone.href}>{phone.text}</a>
        ) : (
          (phone?.text ?? t("contacts.no-phone"))
        )}
      </Fact>
      {username && <Fact label={t("contacts.username")}>@{username}</Fact>}
      {userId && (
        <Fact label={t("contacts.bsuid")}>
          <span class="mono">{userId}</span>
        </Fact>
      )}
      <Fact label={t("contacts.since")}>
        <Time time={contact.since} />
      </Fact>
    </dl>
  );
}

function Fact({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
