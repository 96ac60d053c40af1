/** @jsxImportSource preact */
import { type AnswerKind, answerKinds } from "../../src/privacy/answer-texts.ts";
import type { Language } from "../../src/db/schema.ts";
import { languages, type Translate } from "../i18n.ts";
import { Panel } from "../settings/panel.tsx";
import { Button } from "../ui/button.tsx";
import { Select, TextArea } from "../ui/field.tsx";
import { languageNames } from "../ui/languages.ts";

export interface AnswerView {
  kind: AnswerKind;
  language: Language;
  text: string;
}

/** A text to begin with; which one and in what language stands in the address. */
export function AnswerStep({ t, id, answer }: { t: Translate; id: number; answer: AnswerView }) {
  return (
    <Panel id="answer" title={t("requests.step.answer")} hint={t("requests.step.answer.text")}>
      <form class="answer-choice" action={`/consent/requests/${id}#answer`}>
        <Select
          id="answer-kind"
          name="answer"
          label={t("requests.answer.which")}
          choices={answerKinds.map((value) => ({ value, label: t(`requests.answer.${value}`) }))}
          value={answer.kind}
        />
        <Select
          id="answer-language"
          name="language"
          label={t("requests.answer.language")}
          choices={languages.map((value) => ({ value, label: languageNames[value] }))}
          value={answer.language}
        />
        <p class="form-actions">
          <Button type="submit">{t("requests.answer.show")}</Button>
        </p>
      </form>
      <div class="stack">
        <TextArea
          id="answer-text"
          label={t(`requests.answer.${answer.kind}`)}
          value={answer.text}
          rows={8}
          lang={answer.language === "pt" ? "pt-BR" : answer.language}
        />
        <p class="form-actions">
          <button
            type="button"
            class="button plain"
            hidden
            data-copies="answer-text"
            data-done={t("settings.copied")}
          >
            {t("settings.copy")}
          </button>
        </p>
      </div>
    </Panel>
  );
}
