/** @jsxImportSource preact */
import { quickReplyVariables, type QuickReplyInput } from "../../src/inbox/quick-replies.ts";
import type { Translate } from "../i18n.ts";
import type { Frame } from "../layout.tsx";
import { SaveActions } from "../ui/save-actions.tsx";
import { Field, Suggestions, TextArea } from "../ui/field.tsx";
import { SettingsPage } from "./settings-page.tsx";

export type QuickReplyErrors = Partial<Record<keyof QuickReplyInput, string>>;

interface QuickReplyFormProps {
  frame: Frame;
  /** Null: a new one. */
  id: number | null;
  reply: QuickReplyInput;
  errors?: QuickReplyErrors;
  /** Used before, to choose from. */
  categories: string[];
  business: string;
}

const LIST = "/settings/quick-replies";

/** One quick reply to write or change. */
export function QuickReplyFormPage({
  frame,
  id,
  reply,
  errors = {},
  categories,
  business,
}: QuickReplyFormProps) {
  const { t } = frame.me;
  return (
    <SettingsPage
      frame={frame}
      section="quick-replies"
      title={t(id === null ? "quick.new" : "quick.edit")}
      back={{ href: LIST, label: t("quick.title") }}
    >
      <form class="panel" method="post" action={id === null ? LIST : `${LIST}/${id}`}>
        <Fields t={t} reply={reply} errors={errors} categories={categories} business={business} />
        <SaveActions t={t} cancel={LIST} />
      </form>
    </SettingsPage>
  );
}

function Fields({
  t,
  reply,
  errors,
  categories,
  business,
}: Pick<QuickReplyFormProps, "reply" | "categories" | "business"> & {
  t: Translate;
  errors: QuickReplyErrors;
}) {
  return (
    <>
      <Field
        id="shortcut"
        label={t("quick.shortcut")}
        hint={t("quick.shortcut.hint")}
        error={errors.shortcut}
        value={reply.shortcut}
        maxLength={33}
        required
        autofocus={!reply.shortcut || errors.shortcut !== undefined}
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
      />
      <TextArea
        id="text"
        label={t("quick.text")}
        error={errors.text}
        value={reply.text}
        rows={5}
        maxLength={4096}
        required
        dir="auto"
        autofocus={errors.text !== undefined}
      />
      <Variables t={t} business={business} />
      <CategoryField t={t} value={reply.category} error={errors.category} known={categories} />
    </>
  );
}

interface CategoryProps {
  t: Translate;
  value: string;
  error?: string;
  known: string[];
}

function CategoryField({ t, value, error, known }: CategoryProps) {
  return (
    <>
      <Field
        id="category"
        label={t("quick.category")}
        hint={t("quick.category.hint")}
        error={error}
        value={value}
        maxLength={40}
        list="categories"
        autocomplete="off"
      />
      <Suggestions id="categories" values={known} />
    </>
  );
}

function Variables({ t, business }: { t: Translate; business: string }) {
  return (
    <div class="stack-s">
      <p class="hint">{t("quick.variables")}</p>
      <ul class="variables">
        {quickReplyVariables.map((name) => (
          <li key={name}>
            <code>{`{{${name}}}`}</code>{" "}
            <span class="quiet-text">{t(`quick.variable.${name}`, { business })}</span>
          </li>
        ))}
      </ul>
      <p class="hint">{t("quick.variables.own")}</p>
    </div>
  );
}
