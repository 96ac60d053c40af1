/** @jsxImportSource preact */
import type { TextKey, Translate } from "../i18n.ts";
import type { Frame } from "../layout.tsx";
import { Avatar } from "../ui/avatar.tsx";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { type Choice, Field, Select } from "../ui/field.tsx";
import { Icon } from "../ui/icon.tsx";
import { Time, type TimeText } from "../ui/time.tsx";
import { EmailField, LanguageField, problemWords } from "../users/fields.tsx";
import { NewPasswordField, type PasswordLength } from "../users/password-field.tsx";
import {
  type Invitation,
  InvitationEntries,
  type InviteForm,
  InvitePanel,
  MadePanel,
} from "./invite-panels.tsx";
import { Panel } from "./panel.tsx";
import { SettingsPage } from "./settings-page.tsx";

export interface PersonItem {
  id: number;
  name: string;
  email: string;
  /** In the reader's words, or the desk's own. */
  roleName: string;
  /** The end of their access, if there is one. */
  until: TimeText | null;
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

export interface PeoplePageProps {
  frame: Frame;
  people: PersonItem[];
  /** The roles that this person may give. */
  roles: readonly Choice[];
  values: NewPersonValues;
  problems: NewPersonProblems;
  invite: InviteForm;
  invitations: Invitation[];
  /** A link just made: the only time that it is shown. */
  made?: { email: string; link: string };
  passwordLength: PasswordLength;
  done?: string;
}

/** Who works here, who is invited, and the forms for one more. */
export function PeoplePage(props: PeoplePageProps) {
  const { frame, people, roles, invite, invitations, made, done } = props;
  const { t } = frame.me;
  return (
    <SettingsPage
      frame={frame}
      section="people"
      title={t("settings.people")}
      lead={t("people.lead")}
      done={done}
    >
      {made && <MadePanel t={t} made={made} />}
      <div class="panel">
        <ul class="entries">
          {people.map((person) => (
            <PersonEntry key={person.id} t={t} person={person} />
          ))}
        </ul>
      </div>
      {invitations.length > 0 && <InvitationEntries t={t} invitations={invitations} />}
      <InvitePanel t={t} roles={roles} form={invite} />
      <Panel id="add" title={t("people.add")} hint={t("people.add.hint")}>
        <NewPersonForm t={t} {...props} />
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
            {person.roleName} · {person.email}
            {person.until && (
              <>
                {" · "}
                {t("people.access.until")} <Time time={person.until} />
              </>
            )}
          </small>
        </span>
        <Icon name="chevron" />
      </a>
    </li>
  );
}

function NewPersonForm({
  t,
  roles,
  values,
  problems,
  passwordLength,
}: Pick<PeoplePageProps, "roles" | "values" | "problems" | "passwordLength"> & { t: Translate }) {
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
        choices={roles}
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
      <Button type="submit" icon="user-plus">
        {t("people.add.submit")}
      </Button>
    </form>
  );
}
