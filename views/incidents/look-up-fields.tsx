/** @jsxImportSource preact */
import { Field, Select, TextArea } from "../ui/field.tsx";
import { Icon } from "../ui/icon.tsx";
import type { Editing } from "./editing.ts";

/** Asks another system before the answer; open where it does, or something is wrong with it. */
export function LookUpFields(form: Editing) {
  const { t, draft, faults, choices } = form;
  const isOpen =
    draft.connectionId !== "" || Object.keys(faults).some((field) => field.startsWith("look_up"));
  return (
    <details class="panel fold incident-look-up" open={isOpen}>
      <summary>
        <h2>{t("incident.look-up")}</h2>
        <Icon name="chevron" />
      </summary>
      <div class="stack">
        <p class="hint">{t("incident.look-up.hint")}</p>
        {choices.connections.length === 0 ? (
          <p>
            {t("incident.look-up.none")} <a href="/bot/connections">{t("incident.look-up.add")}</a>
          </p>
        ) : (
          <>
            <Select
              id="connection_id"
              label={t("incident.look-up.connection")}
              error={faults["look_up.connection_id"]}
              choices={[{ value: "", label: t("incident.none") }, ...choices.connections]}
              value={draft.connectionId}
            />
            <Request {...form} />
          </>
        )}
      </div>
    </details>
  );
}

const methods = ["GET", "POST"].map((value) => ({ value, label: value }));
const technical = { autocomplete: "off", autocapitalize: "off", spellcheck: false } as const;

function Request({ t, draft, faults }: Editing) {
  return (
    <>
      <div class="incident-pair">
        <Select
          id="method"
          label={t("incident.look-up.method")}
          choices={methods}
          value={draft.method}
        />
        <Field
          id="seconds"
          label={t("incident.look-up.seconds")}
          error={faults["look_up.timeout_seconds"]}
          value={draft.seconds}
          inputMode="numeric"
          maxLength={2}
        />
      </div>
      <Field
        {...technical}
        id="path"
        label={t("incident.look-up.path")}
        error={faults["look_up.path"]}
        value={draft.path}
        maxLength={500}
      />
      <TextArea
        {...technical}
        id="map"
        label={t("incident.look-up.map")}
        hint={t("incident.look-up.map.hint")}
        error={faults["look_up.map"]}
        value={draft.map}
        rows={3}
      />
      <TextArea
        {...technical}
        id="body"
        label={t("incident.look-up.body")}
        error={faults["look_up.body"]}
        value={draft.body}
        rows={3}
      />
    </>
  );
}
