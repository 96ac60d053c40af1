/** @jsxImportSource preact */
import type { TicketScope } from "../../src/db/schema.ts";
import type { Permission } from "../../src/users/permissions.ts";
import type { TextKey, Translate } from "../i18n.ts";
import { Button } from "../ui/button.tsx";
import { Checkbox, Field, Select } from "../ui/field.tsx";

export interface RoleValues {
  name: string;
  scope: TicketScope;
  may: readonly Permission[];
}
/** What the reader has, and so may put into a role. */
export interface RoleFormChoices {
  scopes: readonly TicketScope[];
  permissions: readonly Permission[];
}

export interface RoleFormProps {
  t: Translate;
  action: string;
  values: RoleValues;
  choices: RoleFormChoices;
  problem?: TextKey;
}

/** A role: its name, whose tickets, and a box for each permission. */
export function RoleForm({ t, action, values, choices, problem }: RoleFormProps) {
  return (
    <form method="post" action={action} class="stack">
      <Field
        id="name"
        label={t("roles.name")}
        value={values.name}
        error={problem && t(problem)}
        required
        maxLength={60}
        autocomplete="off"
      />
      <Select
        id="scope"
        label={t("roles.scope")}
        hint={t("roles.scope.hint")}
        choices={choices.scopes.map((scope) => ({ value: scope, label: t(`scope.${scope}`) }))}
        value={values.scope}
      />
      <fieldset class="choice-grid">
        <legend>{t("roles.may")}</legend>
        {choices.permissions.map((permission) => (
          <Checkbox
            key={permission}
            id={`may-${permission}`}
            name="may"
            value={permission}
            label={t(`permission.${permission}`)}
            hint={permission === "journal" ? t("permission.journal.hint") : undefined}
            checked={values.may.includes(permission)}
          />
        ))}
      </fieldset>
      <Button type="submit" tone="primary">
        {t("roles.save")}
      </Button>
    </form>
  );
}
