/** @jsxImportSource preact */
import type { TextKey, Translate } from "../i18n.ts";
import type { Frame } from "../layout.tsx";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { type Choice, Field, Select } from "../ui/field.tsx";
import { NewPasswordField, type PasswordLength } from "../users/password-field.tsx";
import { Notice } from "./notice.tsx";
import { Panel } from "./panel.tsx";
import type { PersonItem } from "./people-page.tsx";
import { SettingsPage } from "./settings-page.tsx";
import { type SkillsForm, SkillsPanel } from "./skills-panel.tsx";

interface PersonPageProps {
  frame: Frame;
  person: PersonItem;
  /** As the form of roles names it. */
  role: string;
  /** The roles that the reader may give. */
  roles: readonly Choice[];
  /** Whether the reader has all the rights that this person has. */
  mayManage: boolean;
  /** Of their access, YYYY-MM-DD; empty: without an end. */
  lastDay: string;
  today: string;
  /** Tickets of theirs that are not resolved. */
  openTickets: number;
  /** Who could have them. */
  heirs: readonly Choice[];
  skills: SkillsForm;
  isLastOwner: boolean;
  problems: Partial<Record<"password" | "access", TextKey>>;
  passwordLength: PasswordLength;
  done?: string;
}

/** One person: role, password, and whether they may come in. */
export function PersonPage(props: PersonPageProps) {
  const { frame, person, done } = props;
  const { t } = frame.me;
  return (
    <SettingsPage
      frame={frame}
      section="people"
      title={person.name}
      lead={person.email}
      done={done}
      back={{ href: "/settings/people", label: t("settings.people") }}
    >
      {!person.isActive && (
        <p>
          <Badge tone="warning">{t("people.inactive")}</Badge>
        </p>
      )}
      {!props.mayManage && (
        <Notice tone="info">{t("people.stronger", { name: person.name })}</Notice>
      )}
      {person.isActive ? <ActivePanels {...props} /> : <InactivePanels {...props} />}
    </SettingsPage>
  );
}

function ActivePanels(props: PersonPageProps) {
  const { person, isLastOwner, mayManage } = props;
  if (!mayManage) return <SkillsPanel t={props.frame.me.t} form={props.skills} />;
  return (
    <>
      <RolePanel {...props} />
      <SkillsPanel t={props.frame.me.t} form={props.skills} />
      {!isLastOwner && <AccessPanel {...props} />}
      {!person.isMe && <PasswordPanel {...props} />}
      {!isLastOwner && <DeactivationPanel {...props} />}
    </>
  );
}

function RolePanel({ frame, person, role, roles, isLastOwner }: PersonPageProps) {
  const { t } = frame.me;
  return (
    <Panel id="role-panel" title={t("people.role")}>
      {isLastOwner && <Notice tone="info">{t("people.last-owner")}</Notice>}
      <form method="post" action={`/settings/people/${person.id}/role`} class="stack">
        <Select id="role" label={t("people.role.may")} choices={roles} value={role} />
        <Button type="submit">{t("ui.save")}</Button>
      </form>
    </Panel>
  );
}

/** For somebody who helps out for a while. */
function AccessPanel({ frame, person, lastDay, today, problems }: PersonPageProps) {
  const { t } = frame.me;
  return (
    <Panel id="access-panel" title={t("people.access.title")}>
      <form method="post" action={`/settings/people/${person.id}/access`} class="stack">
        <Field
          id="access"
          type="date"
          label={t("people.access")}
          hint={t("people.access.hint")}
          value={lastDay}
          min={today}
          error={problems.access && t(problems.access)}
        />
        <Button type="submit">{t("ui.save")}</Button>
      </form>
    </Panel>
  );
}

function PasswordPanel({ frame, person, problems, passwordLength }: PersonPageProps) {
  const { t } = frame.me;
  return (
    <Panel id="password-panel" title={t("people.reset")} hint={t("people.reset.hint")}>
      <form method="post" action={`/settings/people/${person.id}/password`} class="stack">
        <NewPasswordField
          t={t}
          label={t("profile.password.new")}
          hint="people.password.hint"
          problem={problems.password}
          length={passwordLength}
        />
        <Button type="submit">{t("people.reset.submit")}</Button>
      </form>
    </Panel>
  );
}

function DeactivationPanel({ frame, person, openTickets, heirs }: PersonPageProps) {
  const { t } = frame.me;
  return (
    <Panel id="deactivation" title={t("people.deactivate")} hint={t("people.deactivate.hint")}>
      <form method="post" action={`/settings/people/${person.id}/deactivation`} class="stack">
        <HeirField t={t} openTickets={openTickets} heirs={heirs} />
        <Button type="submit" tone="danger" icon="ban">
          {t("people.deactivate.submit", { name: person.name })}
        </Button>
      </form>
    </Panel>
  );
}

function InactivePanels({ frame, person, openTickets, heirs, mayManage }: PersonPageProps) {
  const { t } = frame.me;
  if (!mayManage) return null;
  const address = `/settings/people/${person.id}`;
  return (
    <>
      {openTickets > 0 && (
        <Panel id="tickets" title={t("people.tickets")}>
          <form method="post" action={`${address}/tickets`} class="stack">
            <HeirField t={t} openTickets={openTickets} heirs={heirs} />
            <Button type="submit">{t("people.tickets.submit")}</Button>
          </form>
        </Panel>
      )}
      <Panel id="activation" title={t("people.reactivate")} hint={t("people.reactivate.hint")}>
        <form method="post" action={`${address}/reactivation`}>
          <Button type="submit" tone="primary">
            {t("people.reactivate.submit", { name: person.name })}
          </Button>
        </form>
      </Panel>
    </>
  );
}

function HeirField({
  t,
  openTickets,
  heirs,
}: {
  t: Translate;
  openTickets: number;
  heirs: readonly Choice[];
}) {
  if (openTickets === 0) return <p>{t("people.heir.none")}</p>;
  return (
    <Select
      id="heir"
      label={t("people.heir", { n: openTickets })}
      hint={t("people.heir.hint")}
      choices={[{ value: "", label: t("people.heir.nobody") }, ...heirs]}
      value=""
    />
  );
}
