/** @jsxImportSource preact */
import type { FormChannel } from "../../src/consent-forms/form-channel.ts";
import type { FormProblems } from "../../src/consent-forms/form-input.ts";
import type { ConsentFormInput } from "../../src/consent-forms/forms.ts";
import { languages, type TextKey, type Translate } from "../i18n.ts";
import type { Frame } from "../layout.tsx";
import { BackLink } from "../ui/button.tsx";
import { Checkbox, type Choice, Field, Select, TextArea } from "../ui/field.tsx";
import { languageNames } from "../ui/languages.ts";
import { SaveActions } from "../ui/save-actions.tsx";
import { ConsentLayout } from "./consent-layout.tsx";
import { FormSharing, type FormShare } from "./form-share.tsx";

interface FormEditProps {
  frame: Frame;
  /** Null: a new one. */
  id: number | null;
  form: ConsentFormInput;
  problems: FormProblems;
  purposes: Choice[];
  channels: FormChannel[];
  /** Null while it is new. */
  share: FormShare | null;
  isSaved: boolean;
}

const LIST = "/consent/forms";

/** One form to write, and to hand out. */
export function FormEditPage(props: FormEditProps) {
  const { frame, id, form, share, isSaved } = props;
  const { t } = frame.me;
  const title = id === null ? t("forms.new") : form.name || t("forms.title");
  return (
    <ConsentLayout
      frame={frame}
      tab="forms"
      title={title}
      done={isSaved ? t("settings.saved") : undefined}
    >
      <BackLink href={LIST}>{t("forms.title")}</BackLink>
      {id !== null && share && <FormSharing t={t} id={id} share={share} />}
      <form class="panel" method="post" action={id === null ? LIST : `${LIST}/${id}`}>
        <h2>{t("forms.content")}</h2>
        <Fields {...props} t={t} />
        <SaveActions t={t} cancel={LIST} />
      </form>
    </ConsentLayout>
  );
}

function Fields({ t, form, problems, channels, purposes }: FormEditProps & { t: Translate }) {
  const said = (key: TextKey | undefined) => (key ? t(key) : undefined);
  const first = { value: "", label: t("forms.channel.first") };
  const numbers = channels.map(({ id, number, isSimulated }) => ({
    value: String(id),
    label: isSimulated ? `${number} · ${t("contacts.simulated")}` : number,
  }));
  return (
    <>
      <Field
        id="name"
        label={t("forms.name")}
        hint={t("forms.name.hint")}
        value={form.name}
        error={said(problems.name)}
        required
        maxLength={80}
      />
      <Field
        id="slug"
        label={t("forms.slug")}
        hint={t("forms.slug.hint")}
        value={form.slug}
        error={said(problems.slug)}
        maxLength={60}
        autocapitalize="none"
        spellcheck={false}
      />
      <Purposes t={t} form={form} purposes={purposes} error={said(problems.purposes)} />
      <Select
        id="channel"
        label={t("forms.channel")}
        hint={t("forms.channel.hint")}
        choices={[first, ...numbers]}
        value={form.channelId === null ? "" : String(form.channelId)}
      />
      <Words t={t} form={form} />
    </>
  );
}

type PurposesProps = { t: Translate; form: ConsentFormInput; purposes: Choice[]; error?: string };

function Purposes({ t, form, purposes, error }: PurposesProps) {
  return (
    <fieldset class={error ? "field has-error" : "field"}>
      <legend>{t("forms.purposes")}</legend>
      {purposes.map(({ value, label }) => (
        <Checkbox
          key={value}
          id={`purpose-${value}`}
          name="purpose"
          value={value}
          label={label}
          checked={form.purposes.includes(value)}
        />
      ))}
      <small class="hint">{t("forms.purposes.hint")}</small>
      {error && <small class="error">{error}</small>}
    </fieldset>
  );
}

/** Ours serve, so this is folded away. */
function Words({ t, form }: { t: Translate; form: ConsentFormInput }) {
  const isOwn = Object.keys({ ...form.titles, ...form.intros }).length > 0;
  return (
    <details open={isOwn}>
      <summary class="reveal">{t("forms.words")}</summary>
      <p class="hint">{t("forms.words.hint")}</p>
      {languages.map((language) => (
        <fieldset key={language} class="stack">
          <legend>{languageNames[language]}</legend>
          <Field
            id={`title-${language}`}
            label={t("forms.words.title")}
            value={form.titles[language] ?? ""}
            maxLength={120}
          />
          <TextArea
            id={`intro-${language}`}
            label={t("forms.words.intro")}
            value={form.intros[language] ?? ""}
            rows={2}
            maxLength={600}
          />
        </fieldset>
      ))}
    </details>
  );
}
