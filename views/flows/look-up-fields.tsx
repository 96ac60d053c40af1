/** @jsxImportSource preact */
import type { LookUpStep } from "../../src/flows/flow.ts";
import { Line, NextField, idOf, Pick, type StepForm } from "./step-atoms.tsx";
import { AddRow, RowButton } from "./step-rows.tsx";

const exits = ["next", "notFound", "failed"] as const;

/** Asks another system: where, what, which fields of the answer to keep, and its three ways out. */
export function LookUpFields({ form, step }: { form: StepForm; step: LookUpStep }) {
  const { t, choices } = form;
  return (
    <>
      <Pick
        form={form}
        name="connection"
        label={t("flows.look-up.connection")}
        value={String(step.connectionId ?? "")}
        empty={t("flows.choose")}
        choices={choices.connections}
      />
      <p class="hint">
        <a class="flow-link" href="/bot/connections">
          {t("flows.look-up.connections")}
        </a>
      </p>
      <RequestFields form={form} step={step} />
      <MapRows form={form} step={step} />
      <Line
        form={form}
        name="timeout"
        label={t("flows.look-up.timeout")}
        value={String(step.timeoutSeconds)}
        most={2}
        inputMode="numeric"
      />
      {exits.map((name) => (
        <NextField
          key={name}
          form={form}
          name={name}
          label={t(`flows.look-up.${name}`)}
          next={step[name]}
          end={t("flows.ends")}
        />
      ))}
    </>
  );
}

function RequestFields({ form, step }: { form: StepForm; step: LookUpStep }) {
  const { t } = form;
  return (
    <>
      <div class="flow-pair is-path">
        <Pick
          form={form}
          name="method"
          label={t("flows.look-up.method")}
          value={step.method}
          choices={["GET", "POST"].map((value) => ({
            value,
            label: t(value === "POST" ? "flows.look-up.post" : "flows.look-up.get"),
          }))}
        />
        <Line
          form={form}
          name="path"
          label={t("flows.look-up.path")}
          hint={t("flows.look-up.path.hint")}
          value={step.path}
          most={1000}
          placeholder="/orders/{number}"
          isMono
        />
      </div>
      <div class="field flow-body">
        <label for={idOf("body")}>{t("flows.look-up.body")}</label>
        <textarea
          id={idOf("body")}
          name="body"
          class="input mono"
          rows={4}
          maxLength={10_000}
          spellcheck={false}
          placeholder='{"subject": "{number}"}'
          value={step.body ?? ""}
        />
      </div>
    </>
  );
}

function MapRows({ form, step }: { form: StepForm; step: LookUpStep }) {
  const { t } = form;
  return (
    <fieldset class="field">
      <legend>{t("flows.look-up.map")}</legend>
      <small class="hint">{t("flows.look-up.map.hint")}</small>
      <input type="hidden" name="maps" value={[...step.map.keys()].join(" ")} />
      {step.map.map(({ path, save }, index) => (
        <div key={index} class="flow-map-row">
          <Line
            form={form}
            name={`map.${index}.path`}
            label={t("flows.look-up.map.path")}
            value={path}
            most={200}
            placeholder="order.items.0.status"
            isMono
          />
          <Line
            form={form}
            name={`map.${index}.save`}
            label={t("flows.look-up.map.save")}
            value={save}
            most={40}
            placeholder="status"
            isMono
          />
          <RowButton
            form={form}
            edit={`remove-map ${index}`}
            icon="trash"
            label={t("flows.look-up.map.remove", { n: index + 1 })}
          />
        </div>
      ))}
      <AddRow form={form} edit="add-map">
        {t("flows.look-up.map.add")}
      </AddRow>
    </fieldset>
  );
}
