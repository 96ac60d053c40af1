/** @jsxImportSource preact */
import type { Role } from "../../src/db/schema.ts";
import type { RoleRights } from "../../src/users/permissions.ts";
import type { TextKey, Translate } from "../i18n.ts";
import type { Frame } from "../layout.tsx";
import { Icon } from "../ui/icon.tsx";
import { Panel } from "./panel.tsx";
import { RoleForm, type RoleFormChoices, type RoleValues } from "./role-form.tsx";
import { SettingsPage } from "./settings-page.tsx";

export type { RoleValues } from "./role-form.tsx";

interface RolesPageProps {
  frame: Frame;
  own: { id: number; name: string; rights: RoleRights; people: number }[];
  builtIn: { role: Role; rights: RoleRights }[];
  values: RoleValues;
  choices: RoleFormChoices;
  problem?: TextKey;
  done?: string;
}

/** Every role with what it allows, and the form for one more. */
export function RolesPage({ frame, own, builtIn, values, choices, problem, done }: RolesPageProps) {
  const { t } = frame.me;
  return (
    <SettingsPage
      frame={frame}
      section="roles"
      title={t("settings.roles")}
      lead={t("roles.lead")}
      done={done}
    >
      <OwnRoles t={t} own={own} />
      <Panel id="built-in" title={t("roles.built-in")}>
        <ul class="entries">
          {builtIn.map(({ role, rights }) => (
            <li key={role} class="entry">
              <span class="grow">
                <strong>{t(`role.${role}`)}</strong>
                <RightsLine t={t} rights={rights} />
              </span>
            </li>
          ))}
        </ul>
      </Panel>
      <Panel id="add" title={t("roles.new")} hint={t("roles.new.hint")}>
        <RoleForm
          t={t}
          action="/settings/roles"
          values={values}
          choices={choices}
          problem={problem}
        />
      </Panel>
    </SettingsPage>
  );
}

function OwnRoles({ t, own }: Pick<RolesPageProps, "own"> & { t: Translate }) {
  return (
    <Panel id="own" title={t("roles.own")}>
      {own.length === 0 && <p class="hint">{t("roles.none")}</p>}
      <ul class="entries">
        {own.map((role) => (
          <li key={role.id}>
            <a class="entry entry-link" href={`/settings/roles/${role.id}`}>
              <span class="grow">
                <strong>{role.name}</strong>
                <RightsLine t={t} rights={role.rights} />
                <small class="hint">{t("roles.people", { n: role.people })}</small>
              </span>
              <Icon name="chevron" />
            </a>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** Whose tickets, and then what may be done, in one line each. */
function RightsLine({ t, rights }: { t: Translate; rights: RoleRights }) {
  return (
    <>
      <small class="hint">{t(`scope.${rights.scope}`)}</small>
      <small class="hint">
        {rights.may.map((permission) => t(`permission.${permission}`)).join(" · ")}
      </small>
    </>
  );
}
