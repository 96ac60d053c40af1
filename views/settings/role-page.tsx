/** @jsxImportSource preact */
import type { TextKey } from "../i18n.ts";
import type { Frame } from "../layout.tsx";
import { Button } from "../ui/button.tsx";
import { Notice } from "./notice.tsx";
import { Panel } from "./panel.tsx";
import { RoleForm, type RoleFormChoices, type RoleValues } from "./role-form.tsx";
import { SettingsPage } from "./settings-page.tsx";

interface RolePageProps {
  frame: Frame;
  role: { id: number; name: string };
  values: RoleValues;
  choices: RoleFormChoices;
  /** Whether the reader has all that this role allows. */
  mayManage: boolean;
  problem?: TextKey;
  done?: string;
}

/** One of the desk's own roles. */
export function RolePage({
  frame,
  role,
  values,
  choices,
  mayManage,
  problem,
  done,
}: RolePageProps) {
  const { t } = frame.me;
  const address = `/settings/roles/${role.id}`;
  return (
    <SettingsPage
      frame={frame}
      section="roles"
      title={role.name}
      lead={t("roles.lead")}
      done={done}
      back={{ href: "/settings/roles", label: t("settings.roles") }}
    >
      {!mayManage && <Notice tone="info">{t("roles.stronger")}</Notice>}
      {mayManage && (
        <>
          <Panel id="role" title={t("roles.may")}>
            <RoleForm t={t} action={address} values={values} choices={choices} problem={problem} />
          </Panel>
          <form
            method="post"
            action={`${address}/removal`}
            data-confirm={t("roles.delete.confirm", { name: role.name })}
          >
            <Button type="submit" tone="danger" icon="trash">
              {t("roles.delete")}
            </Button>
          </form>
        </>
      )}
    </SettingsPage>
  );
}
