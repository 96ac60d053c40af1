/** @jsxImportSource preact */
import type { Role } from "../../src/db/schema.ts";
import type { TextKey, Translate } from "../i18n.ts";
import type { Frame } from "../layout.tsx";
import { Avatar } from "../ui/avatar.tsx";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { Field, Select } from "../ui/field.tsx";
import { Icon } from "../ui/icon.tsx";
import { EmailField, LanguageField, problemWords } from "../users/fields.tsx";
import { NewPasswordField, type PasswordLength } from "../users/password-field.tsx";
import { Panel } from "./panel.tsx";
import { SettingsPage } from "./settings-page.tsx";

export interface PersonItem {
  id: number;
  name: string;
  email: string;
  role: Role;
  isActive: boolean;
  isMe: boolean;
}

export interface NewPersonValues {
  name: string;
  email: string;
  role: string;
  language: string;
}
export type NewPersonProblems = Partial<Record<keyof NewPersonValues | "password", TextKey>>;

interface PeoplePageProps {
  frame: Frame;
  people: PersonItem[];
  values: NewPersonValues;
  problems: NewPersonProblems;
  passwordLength: PasswordLength;
  done?: string;
}

/** Who works here, and the form for one more. */
export function PeoplePage({
  frame,
  people,
  values,
  problems,
  passwordLength,
  done,
}: PeoplePageProps) {
  const { t } = frame.me;
  return (
    <SettingsPage
      frame={frame}
      section="people"
      title={t("settings.people")}
      lead={t("people.lead")}
      done={done}
    >
      <div class="panel">
        <ul class="entries">
          {people.map((person) => (
            <PersonEntry key={person.id} t={t} person={person} />
          ))}
        </ul>
      </div>
      <Panel id="add" title={t("people.add")} hint={t("people.add.hint")}>
        <NewPersonForm t={t} values={values} problems={problems} passwordLength={passwordLength} />
      </Panel>
    </SettingsPage>
  );
}

function PersonEntry({ t, person }: { t: Translate; person: PersonItem }) {
  return (
    <li>
      <a class="entry entry-link" href={`/settings/people/${person.id}`}>
        <Avatar name={person.name} />
        <span class="grow">
          <span class="entry-title">
            <strong>{person.name}</strong>
            {person.isMe && <Badge>{t("people.you")}</Badge>}
            {!person.isActive && <Badge tone="warning">{t("people.inactive")}</Badge>}
          </span>
          <small class="hint">
            {t(`role.${person.role}`)} · {person.email}
          </small>
        </span>
        <Icon name="chevron" />
      </a>
    </li>
  );
}

export function roleChoices(t: Translate) {
  return (["agent", "owner"] as const).map((role) => ({
    value: role,
    label: t(`role.${role}.long`),
  }));
}

function NewPersonForm({
  t,
  values,
  problems,
  passwordLength,
}: Pick<PeoplePageProps, "values" | "problems" | "passwordLength"> & { t: Translate }) {
  const error = problemWords(t, problems);
  return (
    <form method="post" action="/settings/people" class="stack">
      <Field
        id="name"
        label={t("people.name")}
        value={values.name}
        error={error("name")}
        required
        maxLength={120}
        autocomplete="off"
      />
      <EmailField t={t} value={values.email} error={error("email")} isForeign />
      <Select
        id="role"
        label={t("people.role")}
        choices={roleChoices(t)}
        value={values.role}
        error={error("role")}
        required
      />
      <LanguageField t={t} value={values.language} error={error("language")} />
      <NewPasswordField
        t={t}
        label={t("people.password")}
        hint="people.password.hint"
        problem={problems.password}
        length={passwordLength}
      />
      <Button type="submit" tone="primary" icon="user-plus">
        {t("people.add.submit")}
      </Button>
    </form>
  );
}
