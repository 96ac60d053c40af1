/** @jsxImportSource preact */
import type { RuleInput } from "../../src/bot/rules.ts";
import type { Language, RuleAction, RuleMatch } from "../../src/db/schema.ts";
import { type Frame, Layout } from "../layout.tsx";
import type { Translate } from "../i18n.ts";
import { BackLink } from "../ui/button.tsx";
import { SaveActions } from "../ui/save-actions.tsx";
import { Checkbox, Field, TextArea } from "../ui/field.tsx";
import { languageNames } from "../ui/languages.ts";
import { LanguageTabs } from "./language-tabs.tsx";

/** What is wrong, beside the field that is. */
export interface RuleErrors {
  name?: string;
  phrases?: string;
  answers?: string;
}

interface RuleFormProps {
  frame: Frame;
  /** Null: a new rule. */
  id: number | null;
  rule: RuleInput;
  errors?: RuleErrors;
  /** The language that answers when the customer's has no text. */
  fallback: Language;
}

const matches: readonly RuleMatch[] = ["contains", "message", "exact"];
const actions: readonly RuleAction[] = ["answer", "hand-over"];

/** One rule to write or change. */
export function RuleFormPage({ frame, id, rule, errors = {}, fallback }: RuleFormProps) {
  const { t } = frame.me;
  const title = t(id === null ? "bot.rule.new" : "bot.rule.edit");
  return (
    <Layout title={title} frame={frame} active="bot">
      <div class="column">
        <BackLink href="/bot">{t("bot.title")}</BackLink>
        <h1>{title}</h1>
        <form class="panel" method="post" action={id === null ? "/bot/rules" : `/bot/rules/${id}`}>
          <RuleFields t={t} rule={rule} errors={errors} fallback={fallback} />
          <SaveActions t={t} cancel="/bot" />
        </form>
      </div>
    </Layout>
  );
}

function RuleFields({
  t,
  rule,
  errors,
  fallback,
}: Pick<RuleFormProps, "rule" | "fallback"> & { t: Translate; errors: RuleErrors }) {
  return (
    <>
      <Field
        id="name"
        label={t("bot.field.name")}
        hint={t("bot.field.name.hint")}
        error={errors.name}
        value={rule.name}
        maxLength={80}
        required
        autofocus={!rule.name || errors.name !== undefined}
        autocomplete="off"
      />
      <MatchChoice t={t} match={rule.match} />
      <TextArea
        id="phrases"
        label={t("bot.field.phrases")}
        hint={t("bot.field.phrases.hint")}
        error={errors.phrases}
        value={rule.phrases.join("\n")}
        rows={4}
        required
        autofocus={errors.phrases !== undefined}
        autocapitalize="off"
      />
      <ActionChoice t={t} action={rule.action} />
      <LanguageTabs
        t={t}
        name="answer"
        label={t("bot.field.answer")}
        hint={t("bot.field.answer.hint", { language: languageNames[fallback] })}
        error={errors.answers}
        labelIn={(language) => t("bot.field.answer.in", { language })}
        texts={rule.answers}
        chosen={fallback}
      />
      <Checkbox id="enabled" label={t("bot.field.enabled")} checked={rule.enabled} />
    </>
  );
}

function MatchChoice({ t, match }: { t: Translate; match: RuleMatch }) {
  return (
    <fieldset class="field">
      <legend>{t("bot.field.match")}</legend>
      {matches.map((value) => (
        <label key={value} class="check option">
          <input type="radio" name="match" value={value} checked={value === match} />
          <span>
            {t(`bot.field.${value}`)}
            <small class="hint">{t(`bot.field.${value}.hint`)}</small>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function ActionChoice({ t, action }: { t: Translate; action: RuleAction }) {
  return (
    <fieldset class="field">
      <legend>{t("bot.field.action")}</legend>
      {actions.map((value) => (
        <label key={value} class="check option">
          <input type="radio" name="action" value={value} checked={value === action} />
          <span>
            {t(`bot.field.action.${value}`)}
            {value === "hand-over" && (
              <small class="hint">{t("bot.field.action.hand-over.hint")}</small>
            )}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
