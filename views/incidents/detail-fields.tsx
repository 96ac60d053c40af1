/** @jsxImportSource preact */
import { inputKinds } from "../../src/flows/flow.ts";
import type { FieldDraft } from "../../src/incidents/incident-draft.ts";
import { LanguageTabs } from "../bot/language-tabs.tsx";
import { IconButton } from "../ui/button.tsx";
import { Checkbox, Field, FieldFrame } from "../ui/field.tsx";
import { Icon } from "../ui/icon.tsx";
import { type Editing, editing } from "./editing.ts";

/** What the bot asks before it answers, in its order. */
export function DetailFields(form: Editing) {
  const { t, draft, faults, focus } = form;
  return (
    <section class="panel" aria-labelledby="details-title">
      <h2 id="details-title">{t("incident.fields")}</h2>
      <p class="hint">{t("incident.fields.hint")}</p>
      {draft.fields.length > 0 && (
        <ol class="details">
          {draft.fields.map((field, index) => (
            <li key={field.id} id={`${field.id}-item`}>
              <Detail {...form} field={field} index={index} />
            </li>
          ))}
        </ol>
      )}
      {faults.fields && <small class="error">{faults.fields}</small>}
      <p>
        <button
          class="button quiet"
          id="add-field"
          autofocus={focus === "add-field"}
          {...editing("add-field")}
        >
          <Icon name="plus" />
          <span>{t("incident.fields.add")}</span>
        </button>
      </p>
    </section>
  );
}

type DetailProps = Editing & { field: FieldDraft; index: number };

function Detail({ field, index, ...form }: DetailProps) {
  const { t, draft, faults, focus, fallback } = form;
  const { id } = field;
  return (
    <div class="detail" role="group" aria-labelledby={`${id}-title`}>
      <input type="hidden" name="field" value={id} />
      <div class="detail-head">
        <strong id={`${id}-title`}>{t("incident.fields.title", { n: index + 1 })}</strong>
        <DetailTools t={t} id={id} n={index + 1} of={draft.fields.length} focus={focus} />
      </div>
      <AnswerKind {...form} field={field} index={index} />
      <LanguageTabs
        t={t}
        name={`${id}.question`}
        label={t("incident.fields.question")}
        error={faults[`fields.${index}.question`]}
        labelIn={(language) => t("incident.fields.question.in", { language })}
        texts={field.question}
        chosen={fallback}
        open={draft.tabs[`${id}.question`]}
        rows={2}
        maxLength={1024}
      />
      <Checkbox
        id={`${id}-optional`}
        name={`${id}.optional`}
        label={t("incident.fields.optional")}
        checked={field.isOptional}
      />
    </div>
  );
}

function AnswerKind({ t, faults, keys, focus, field, index }: DetailProps) {
  const { id } = field;
  return (
    <div class="incident-pair">
      <FieldFrame id={`${id}-input`} label={t("incident.fields.input")}>
        <select
          class="input"
          id={`${id}-input`}
          name={`${id}.input`}
          autofocus={focus === `${id}-input`}
        >
          {inputKinds.map((kind) => (
            <option key={kind} value={kind} selected={kind === field.input}>
              {t(`incident.input.${kind}`)}
            </option>
          ))}
        </select>
      </FieldFrame>
      <Field
        id={`${id}-key`}
        name={`${id}.key`}
        label={t("incident.fields.key")}
        error={faults[`fields.${index}.key`]}
        value={field.key}
        placeholder={keys[index]}
        maxLength={40}
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
      />
    </div>
  );
}

interface DetailToolsProps {
  t: Editing["t"];
  id: string;
  /** Its place, from 1. */
  n: number;
  of: number;
  focus: string;
}

function DetailTools({ t, id, n, of, focus }: DetailToolsProps) {
  return (
    <span class="detail-tools">
      {(["up", "down"] as const).map((to) => (
        <IconButton
          key={to}
          icon="chevron"
          id={`${id}-${to}`}
          class={`turn-${to}`}
          label={t(`incident.fields.${to}`, { n })}
          disabled={to === "up" ? n === 1 : n === of}
          autofocus={focus === `${id}-${to}`}
          {...editing(`${to} ${id}`)}
        />
      ))}
      <IconButton
        icon="close"
        label={t("incident.fields.remove", { n })}
        {...editing(`remove ${id}`)}
      />
    </span>
  );
}
