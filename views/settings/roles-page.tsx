/** @jsxImportSource preact */
import type { Role } from "../../src/db/schema.ts";
import { permissions, type RoleRights } from "../../src/users/permissions.ts";
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
              <div class="grow">
                <p class="entry-title">
                  <strong>{t(`role.${role}`)}</strong>
                </p>
                <p class="hint">{rightsWords(t, rights)}</p>
              </div>
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
                <span class="entry-title">
                  <strong>{role.name}</strong>
                </span>
                <small class="hint">
                  {rightsWords(t, role.rights)} · {t("roles.people", { n: role.people })}
                </small>
              </span>
              <Icon name="chevron" />
            </a>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** Whose tickets, and then what may be done with them. */
function rightsWords(t: Translate, { scope, may }: RoleRights): string {
  const words = may.map((permission) => t(`permission.${permission}`));
  const isAll = permissions.every((permission) => may.includes(permission));
  return [t(`scope.${scope}`), ...(isAll ? [t("roles.everything")] : words)].join(" · ");
}
