/** @jsxImportSource preact */
import type { TextKey, Translate } from "../i18n.ts";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { Checkbox, type Choice, Field, Select } from "../ui/field.tsx";
import { Time, type TimeText } from "../ui/time.tsx";
import { problemWords } from "../users/fields.tsx";
import { CopyField } from "./copy-field.tsx";
import { Notice } from "./notice.tsx";
import { Panel } from "./panel.tsx";

export interface InviteValues {
  name: string;
  email: string;
  role: string;
  /** YYYY-MM-DD, on the business's calendar. */
  expires: string;
  /** The same, or empty. */
  access: string;
}
export type InviteProblems = Partial<Record<keyof InviteValues, TextKey>>;

export interface InviteForm {
  values: InviteValues;
  problems: InviteProblems;
  teams: readonly (Choice & { isChosen: boolean })[];
  /** The first day that can be chosen. */
  today: string;
}

/** One that waits for an answer. */
export interface Invitation {
  id: number;
  email: string;
  roleName: string;
  inviter: string | null;
  until: TimeText;
  isExpired: boolean;
}

export function MadePanel({ t, made }: { t: Translate; made: { email: string; link: string } }) {
  return (
    <Panel id="made" title={t("people.invite.made", { email: made.email })}>
      <Notice tone="warning">{t("people.invite.once")}</Notice>
      <CopyField t={t} id="invitation-link" label={t("people.invite.link")} value={made.link} />
    </Panel>
  );
}

export function InvitationEntries({ t, invitations }: { t: Translate; invitations: Invitation[] }) {
  return (
    <Panel id="invitations" title={t("people.invitations")}>
      <ul class="entries">
        {invitations.map((invitation) => (
          <InvitationEntry key={invitation.id} t={t} invitation={invitation} />
        ))}
      </ul>
    </Panel>
  );
}

function InvitationEntry({ t, invitation }: { t: Translate; invitation: Invitation }) {
  const { id, email, roleName, inviter, until, isExpired } = invitation;
  return (
    <li class="entry">
      <div class="grow">
        <p class="entry-title">
          <strong>{email}</strong>
          {isExpired && <Badge tone="warning">{t("people.invitations.expired")}</Badge>}
        </p>
        <p class="hint">
          {roleName}
          {inviter && ` · ${t("people.invitations.by", { name: inviter })}`} ·{" "}
          {t("people.invitations.until")} <Time time={until} />
        </p>
      </div>
      <form method="post" action={`/settings/people/invitations/${id}/revocation`}>
        <Button
          type="submit"
          tone="danger"
          aria-label={t("people.invitations.revoke.label", { email })}
        >
          {t("people.invitations.revoke")}
        </Button>
      </form>
    </li>
  );
}

interface InvitePanelProps {
  t: Translate;
  roles: readonly Choice[];
  form: InviteForm;
}

/** By a link that somebody passes on as they like. */
export function InvitePanel({ t, roles, form }: InvitePanelProps) {
  const { values, problems } = form;
  const error = problemWords(t, problems);
  return (
    <Panel id="invite" title={t("people.invite")} hint={t("people.invite.hint")}>
      <form method="post" action="/settings/people/invitations" class="stack">
        <Field
          id="invite-email"
          name="email"
          type="email"
          label={t("login.email")}
          value={values.email}
          error={error("email")}
          required
          maxLength={320}
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
        />
        <Field
          id="invite-name"
          name="name"
          label={t("people.invite.name")}
          value={values.name}
          error={error("name")}
          maxLength={120}
          autocomplete="off"
        />
        <Select
          id="invite-role"
          name="role"
          label={t("people.role")}
          choices={roles}
          value={values.role}
          error={error("role")}
          required
        />
        <TeamChoices t={t} teams={form.teams} />
        <Dates t={t} form={form} />
        <Button type="submit" tone="primary" icon="link">
          {t("people.invite.submit")}
        </Button>
      </form>
    </Panel>
  );
}

function Dates({ t, form: { values, problems, today } }: Omit<InvitePanelProps, "roles">) {
  const error = problemWords(t, problems);
  return (
    <>
      <Field
        id="invite-expires"
        name="expires"
        type="date"
        label={t("people.invite.expires")}
        value={values.expires}
        error={error("expires")}
        min={today}
        required
      />
      <Field
        id="invite-access"
        name="access"
        type="date"
        label={t("people.access")}
        hint={t("people.access.hint")}
        value={values.access}
        error={error("access")}
        min={today}
      />
    </>
  );
}

function TeamChoices({ t, teams }: { t: Translate; teams: InviteForm["teams"] }) {
  if (teams.length === 0) return null;
  return (
    <fieldset class="choice-grid">
      <legend>{t("people.invite.teams")}</legend>
      {teams.map(({ value, label, isChosen }) => (
        <Checkbox
          key={value}
          id={`invite-team-${value}`}
          name="teams"
          value={value}
          label={label}
          checked={isChosen}
        />
      ))}
    </fieldset>
  );
}
