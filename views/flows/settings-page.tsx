/** @jsxImportSource preact */
import type { FlowFrame } from "../../src/flows/edit-flow.ts";
import type { ConstantRow } from "../../src/flows/settings-form.ts";
import type { Language } from "../../src/db/schema.ts";
import type { Translate } from "../i18n.ts";
import type { Frame } from "../layout.tsx";
import { LanguageTabs } from "../bot/language-tabs.tsx";
import { Button, IconButton } from "../ui/button.tsx";
import { Field, TextArea } from "../ui/field.tsx";
import { SaveActions } from "../ui/save-actions.tsx";
import { FlowLayout } from "./flow-layout.tsx";
import { SettingsConflict } from "./flows-page.tsx";
import type { FlowHead } from "./types.ts";

export interface FlowSettings {
  name: string;
  description: string;
  frame: Pick<FlowFrame, "timeoutMinutes" | "timeoutText">;
  constants: ConstantRow[];
  was: string;
  changedBy: string | null;
  nameError?: string;
  focus?: string;
}

interface SettingsProps {
  frame: Frame;
  head: FlowHead;
  settings: FlowSettings;
  fallback: Language;
  done?: string | null;
}

/** `/bot/flows/:id/settings`: its name, its patience, and what its texts can call by a name. */
export function SettingsPage({ frame, head, settings, fallback, done }: SettingsProps) {
  const { t } = frame.me;
  const address = `/bot/flows/${head.id}/settings`;
  return (
    <FlowLayout frame={frame} head={head} tab="settings" done={done}>
      <form class="stack narrow" method="post" action={address} novalidate>
        {settings.changedBy && <SettingsConflict t={t} name={settings.changedBy} />}
        <input type="hidden" name="was" value={settings.was} />
        <section class="panel" aria-label={t("flows.tab.settings")}>
          <Field
            id="name"
            label={t("flows.name")}
            error={settings.nameError}
            value={settings.name}
            maxLength={80}
            required
            autocomplete="off"
          />
          <TextArea
            id="description"
            label={t("flows.description")}
            hint={t("flows.description.hint")}
            value={settings.description}
            rows={2}
            maxLength={500}
          />
        </section>
        <Patience t={t} settings={settings} fallback={fallback} />
        <Constants t={t} settings={settings} fallback={fallback} address={address} />
        <SaveActions t={t} cancel={`/bot/flows/${head.id}`} />
      </form>
    </FlowLayout>
  );
}

function Patience({ t, settings, fallback }: Omit<ConstantsProps, "address">) {
  return (
    <section class="panel" aria-labelledby="patience-title">
      <h2 id="patience-title">{t("flows.timeout")}</h2>
      <Field
        id="timeout"
        label={t("flows.timeout.minutes")}
        hint={t("flows.timeout.hint")}
        value={String(settings.frame.timeoutMinutes)}
        inputMode="numeric"
        maxLength={5}
        autocomplete="off"
      />
      <LanguageTabs
        t={t}
        name="timeout-text"
        label={t("flows.timeout.text")}
        hint={t("flows.timeout.text.hint")}
        labelIn={(language) => t("flows.text.in", { label: t("flows.timeout.text"), language })}
        texts={settings.frame.timeoutText ?? {}}
        chosen={fallback}
      />
    </section>
  );
}

interface ConstantsProps {
  t: Translate;
  settings: FlowSettings;
  fallback: Language;
  address: string;
}

function Constants({ t, settings, fallback, address }: ConstantsProps) {
  return (
    <section class="panel" aria-labelledby="constants-title">
      <h2 id="constants-title">{t("flows.constants")}</h2>
      <p class="hint">{t("flows.constants.hint")}</p>
      <input
        type="hidden"
        name="constants"
        value={settings.constants.map(({ id }) => id).join(" ")}
      />
      <ul class="flow-rows">
        {settings.constants.map((row, index) => (
          <Constant
            key={row.id}
            t={t}
            {...{ row, index, fallback, address }}
            focus={settings.focus}
          />
        ))}
      </ul>
      <p>
        <Button type="submit" name="edit" value="add-constant" tone="quiet" icon="plus">
          {t("flows.constant.add")}
        </Button>
      </p>
    </section>
  );
}

interface ConstantProps {
  t: Translate;
  row: ConstantRow;
  index: number;
  fallback: Language;
  address: string;
  focus: string | undefined;
}

function Constant({ t, row, index, fallback, address, focus }: ConstantProps) {
  return (
    <li class="flow-row">
      <div class="spread">
        <strong>{t("flows.constant", { n: index + 1 })}</strong>
        <IconButton
          type="submit"
          name="edit"
          value={`remove-constant ${row.id}`}
          formaction={address}
          icon="trash"
          label={t("flows.constant.remove", { n: index + 1 })}
        />
      </div>
      <Field
        id={`constant-${row.id}-name`}
        name={`constant.${row.id}.name`}
        label={t("flows.constant.name")}
        value={row.name}
        maxLength={60}
        autocomplete="off"
        autocapitalize="off"
        autofocus={focus === row.id}
      />
      <LanguageTabs
        t={t}
        name={`constant.${row.id}`}
        label={t("flows.constant.value")}
        hint={t("flows.constant.value.hint")}
        labelIn={(language) => t("flows.text.in", { label: t("flows.constant.value"), language })}
        texts={row.texts}
        chosen={fallback}
      />
    </li>
  );
}
