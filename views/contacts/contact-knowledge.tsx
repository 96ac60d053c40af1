/** @jsxImportSource preact */
import type { FieldType } from "../../src/contacts/contact-fields.ts";
import type { Translate } from "../i18n.ts";
import { Panel } from "../settings/panel.tsx";
import { Button } from "../ui/button.tsx";
import { Checkbox, type Choice, Field, Select } from "../ui/field.tsx";

/** One of the business's own fields, with this contact's value. */
export interface OwnFieldView {
  id: number;
  label: string;
  type: FieldType;
  choices: string[];
  value: string;
  error?: string;
}

/** What the business knows of a contact, as it stands in the form. */
export interface KnowledgeView {
  isVip: boolean;
  value: string;
  valueError?: string;
  currency: string;
  timezone: string;
  zones: readonly string[];
  managerId: string;
  managers: readonly Choice[];
  /** A manager sees the contact's tickets: not everybody may say who that is. */
  mayChooseManager: boolean;
  fields: OwnFieldView[];
  mayChangeFields: boolean;
}

interface Props {
  t: Translate;
  contactId: number;
  known: KnowledgeView;
}

/** VIP, value, time zone, account manager and own fields. */
export function ContactKnowledge({ t, contactId, known }: Props) {
  return (
    <Panel id="knowledge" title={t("details.title")}>
      <form method="post" action={addressOf(contactId)} class="stack">
        <KnowledgeFields t={t} known={known} />
        <Button type="submit">{t("ui.save")}</Button>
      </form>
      {known.mayChangeFields && (
        <p>
          <a class="link-like" href="/settings/contact-fields">
            {t("details.fields")}
          </a>
        </p>
      )}
    </Panel>
  );
}

const addressOf = (contactId: number) => `/contacts/${contactId}/knowledge`;
export const slotOf = (contactId: number) => `card-knowledge-${contactId}`;

/**
 * In the card beside the thread: a button that brings the form into its own place, which stays
 * while the rest of the card is refreshed.
 */
export function KnowledgeSlot({ t, contactId }: { t: Translate; contactId: number }) {
  return (
    <div id={slotOf(contactId)} hx-preserve>
      <EditButton t={t} contactId={contactId} />
    </div>
  );
}

/** The slot's content again, once it is saved or given up. */
export function EditButton({ t, contactId }: { t: Translate; contactId: number }) {
  return (
    <Button
      icon="edit"
      hx-get={addressOf(contactId)}
      hx-target={`#${slotOf(contactId)}`}
      hx-swap="innerHTML"
    >
      {t("details.edit")}
    </Button>
  );
}

/** The slot's content while it is edited. */
export function CardKnowledge({ t, contactId, known }: Props) {
  const target = { "hx-target": `#${slotOf(contactId)}`, "hx-swap": "innerHTML" } as const;
  return (
    <form
      class="stack"
      method="post"
      action={addressOf(contactId)}
      hx-post={addressOf(contactId)}
      {...target}
    >
      <KnowledgeFields t={t} known={known} />
      <p class="form-actions">
        <Button type="submit" tone="primary">
          {t("ui.save")}
        </Button>
        <Button tone="quiet" hx-get={`${addressOf(contactId)}?closed=1`} {...target}>
          {t("ui.cancel")}
        </Button>
      </p>
    </form>
  );
}

function KnowledgeFields({ t, known }: Pick<Props, "t" | "known">) {
  return (
    <>
      <Checkbox
        id="vip"
        label={t("details.vip")}
        hint={t("details.vip.hint")}
        checked={known.isVip}
      />
      <Field
        id="value"
        label={t("details.value", { currency: known.currency })}
        value={known.value}
        error={known.valueError}
        inputmode="decimal"
        maxLength={30}
        autocomplete="off"
      />
      {known.fields.map((field) => (
        <OwnField key={field.id} field={field} />
      ))}
      <Select
        id="timezone"
        label={t("details.timezone")}
        value={known.timezone}
        choices={[
          { value: "", label: t("details.timezone.guess") },
          ...known.zones.map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") })),
        ]}
      />
      {known.mayChooseManager && <Manager t={t} known={known} />}
    </>
  );
}

function Manager({ t, known }: Pick<Props, "t" | "known">) {
  return (
    <Select
      id="manager"
      label={t("details.manager")}
      hint={t("details.manager.hint")}
      value={known.managerId}
      choices={[{ value: "", label: t("details.manager.none") }, ...known.managers]}
    />
  );
}

function OwnField({ field }: { field: OwnFieldView }) {
  const { id, label, type, value, error } = field;
  const name = `field-${id}`;
  if (type === "choice") {
    // What is offered no more stays with whoever has it.
    const offered = value && !field.choices.includes(value) ? [value] : [];
    const choices = ["", ...offered, ...field.choices];
    return (
      <Select
        id={name}
        label={label}
        value={value}
        error={error}
        choices={choices.map((choice) => ({ value: choice, label: choice || "–" }))}
      />
    );
  }
  return (
    <Field
      id={name}
      label={label}
      type={type === "date" ? "date" : "text"}
      inputmode={type === "number" ? "decimal" : undefined}
      value={value}
      error={error}
      maxLength={type === "text" ? 500 : 30}
      autocomplete="off"
      dir="auto"
    />
  );
}
