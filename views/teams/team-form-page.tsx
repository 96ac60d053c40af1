/** @jsxImportSource preact */
import type { Translate } from "../i18n.ts";
import type { Frame } from "../layout.tsx";
import { Panel } from "../settings/panel.tsx";
import { SettingsPage } from "../settings/settings-page.tsx";
import { Avatar } from "../ui/avatar.tsx";
import { Checkbox, Field } from "../ui/field.tsx";
import { PresenceDot } from "../ui/presence.tsx";
import { SaveActions } from "../ui/save-actions.tsx";
import { CalendarFields } from "./calendar-fields.tsx";
import type { TeamChoices, TeamDraft, TeamErrors } from "./types.ts";

interface TeamFormProps {
  frame: Frame;
  /** Null: a new one. */
  id: number | null;
  draft: TeamDraft;
  errors?: TeamErrors;
  choices: TeamChoices;
}

const LIST = "/settings/teams";
const modes = ["manual", "round-robin", "least-busy"] as const;

/** One team to make or change; everything is saved together. */
export function TeamFormPage({ frame, id, draft, errors = {}, choices }: TeamFormProps) {
  const { t } = frame.me;
  return (
    <SettingsPage
      frame={frame}
      section="teams"
      styles={["teams"]}
      title={id === null ? t("teams.new") : draft.name}
      back={{ href: LIST, label: t("teams.title") }}
    >
      <form class="stack" method="post" action={id === null ? LIST : `${LIST}/${id}`}>
        <Panel id="team" title={t("teams.who")}>
          <Field
            id="name"
            label={t("teams.name")}
            value={draft.name}
            error={errors.name}
            maxLength={60}
            required
            autofocus={!draft.name || errors.name !== undefined}
            autocomplete="off"
          />
          <Members t={t} draft={draft} people={choices.people} />
        </Panel>
        <Panel id="assignment" title={t("assignment.title")}>
          <Assignment t={t} draft={draft} />
        </Panel>
        <Panel id="hours-panel" title={t("teams.hours")}>
          <CalendarFields t={t} draft={draft.calendar} choices={choices} errors={errors} />
        </Panel>
        <SaveActions t={t} cancel={LIST} />
      </form>
    </SettingsPage>
  );
}

interface MembersProps {
  t: Translate;
  draft: TeamDraft;
  people: TeamChoices["people"];
}

function Members({ t, draft, people }: MembersProps) {
  return (
    <fieldset class="field">
      <legend>{t("teams.members")}</legend>
      <small class="hint">{t("teams.members.hint")}</small>
      <ul class="team-people">
        {people.map(({ id, name, presence }) => {
          const member = draft.members.find((each) => each.id === id);
          return (
            <li key={id}>
              <label class="check grow">
                <input type="checkbox" name="member" value={id} checked={member !== undefined} />
                <Avatar name={name} size="s" />
                <span>{name}</span>
                <PresenceDot t={t} presence={presence} />
              </label>
              <label class="check">
                <input
                  type="checkbox"
                  name="lead"
                  value={id}
                  checked={member?.isLead}
                  aria-label={t("teams.lead.named", { name })}
                />
                <span>{t("teams.lead.short")}</span>
              </label>
            </li>
          );
        })}
      </ul>
    </fieldset>
  );
}

function Assignment({ t, draft }: { t: Translate; draft: TeamDraft }) {
  return (
    <>
      <fieldset class="field">
        <legend class="sr-only">{t("assignment.title")}</legend>
        {modes.map((mode) => (
          <label key={mode} class="check">
            <input
              type="radio"
              name="assignment"
              value={mode}
              checked={mode === draft.assignment}
            />
            <span>
              {t(`assignment.${mode}`)}
              <small class="hint">{t(`assignment.${mode}.hint`)}</small>
            </span>
          </label>
        ))}
      </fieldset>
      <Checkbox
        id="sticky"
        label={t("teams.sticky")}
        hint={t("teams.sticky.hint")}
        checked={draft.isSticky}
      />
    </>
  );
}
