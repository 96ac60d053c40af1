/** @jsxImportSource preact */
import type { Language } from "../../src/db/schema.ts";
import { serviceLimits, type ServiceNumber } from "../../src/bookings/services.ts";
import { languages, type Translate } from "../i18n.ts";
import { type Frame, Layout } from "../layout.tsx";
import { BackLink } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { languageNames } from "../ui/languages.ts";
import { SaveActions } from "../ui/save-actions.tsx";

/** The form of a service as it is typed. */
export interface ServiceDraft {
  name: Partial<Record<Language, string>>;
  price: Partial<Record<Language, string>>;
  numbers: Record<ServiceNumber, string>;
}

interface ServiceFormProps {
  frame: Frame;
  /** Null: a new one. */
  id: number | null;
  draft: ServiceDraft;
  errors?: Partial<Record<"name" | ServiceNumber, string>>;
  /** The business's: its texts come first. */
  language: Language;
}

const LIST = "/bookings/services";

/** One service to make or change. */
export function ServiceFormPage({ frame, id, draft, errors = {}, language }: ServiceFormProps) {
  const { t } = frame.me;
  const title = (id !== null && draft.name[language]) || t("bookings.services.new");
  return (
    <Layout title={title} frame={frame} active="bookings" styles={["bookings"]}>
      <div class="column">
        <BackLink href={LIST}>{t("bookings.services")}</BackLink>
        <h1>{title}</h1>
        <form class="panel" method="post" action={id === null ? LIST : `${LIST}/${id}`}>
          <Texts t={t} draft={draft} language={language} error={errors.name} />
          <div class="booking-numbers">
            {(Object.keys(serviceLimits) as ServiceNumber[]).map((name) => (
              <Field
                key={name}
                id={name}
                type="number"
                inputMode="numeric"
                label={t(`bookings.field.${name}`)}
                hint={name === "capacity" ? t("bookings.field.capacity.hint") : undefined}
                error={errors[name]}
                value={draft.numbers[name]}
                min={serviceLimits[name].least}
                max={serviceLimits[name].most}
                step={serviceLimits[name].step}
                required
              />
            ))}
          </div>
          <SaveActions t={t} cancel={LIST} />
        </form>
      </div>
    </Layout>
  );
}

interface TextsProps {
  t: Translate;
  draft: ServiceDraft;
  language: Language;
  error?: string;
}

function Texts({ t, draft, language, error }: TextsProps) {
  const others = languages.filter((each) => each !== language);
  const isOpen = others.some((each) => draft.name[each] || draft.price[each]);
  return (
    <>
      <Field
        id={`name.${language}`}
        label={t("bookings.field.name")}
        error={error}
        value={draft.name[language]}
        maxLength={60}
        autocomplete="off"
        autofocus={!draft.name[language] || error !== undefined}
      />
      <Field
        id={`price.${language}`}
        label={t("bookings.field.price")}
        value={draft.price[language]}
        maxLength={60}
        autocomplete="off"
      />
      <details open={isOpen}>
        <summary class="reveal">{t("bookings.field.texts")}</summary>
        <div class="booking-numbers">
          {others.flatMap((each) =>
            (["name", "price"] as const).map((name) => (
              <Field
                key={`${name}.${each}`}
                id={`${name}.${each}`}
                label={t(`bookings.field.${name}.in`, { language: languageNames[each] })}
                value={draft[name][each]}
                maxLength={60}
                lang={each}
                autocomplete="off"
              />
            )),
          )}
        </div>
      </details>
    </>
  );
}
