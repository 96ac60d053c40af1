/** @jsxImportSource preact */
import type { Translate } from "../i18n.ts";
import type { Frame } from "../layout.tsx";
import { Notice } from "../settings/notice.tsx";
import { BackLink } from "../ui/button.tsx";
import { Checkbox, type Choice, Select, TextArea } from "../ui/field.tsx";
import { SaveActions } from "../ui/save-actions.tsx";
import { ConsentLayout } from "./consent-layout.tsx";

export interface WordsView {
  /** One a line. */
  stop: string;
  start: string;
  asksAds: boolean;
  /** Templates that are no marketing, with the purpose that each serves; empty: it answers. */
  templates: { name: string; purpose: string }[];
  purposes: readonly Choice[];
  error?: string;
}

interface WordsPageProps {
  frame: Frame;
  words: WordsView;
  done?: string;
}

/** `/consent/words`: how people stop and start, whom we ask by ourselves, what templates are for. */
export function WordsPage({ frame, words, done }: WordsPageProps) {
  const { t } = frame.me;
  return (
    <ConsentLayout frame={frame} tab="texts" title={t("consent-texts.words")} done={done}>
      <BackLink href="/consent/texts">{t("consent-texts.title")}</BackLink>
      {words.error && <Notice tone="danger">{words.error}</Notice>}
      <form class="panel" method="post" action="/consent/words">
        <h2>{t("consent-texts.words")}</h2>
        <TextArea
          id="stop"
          label={t("consent-texts.stop")}
          hint={t("consent-texts.stop.hint")}
          value={words.stop}
          rows={8}
          maxLength={4000}
          dir="auto"
        />
        <TextArea
          id="start"
          label={t("consent-texts.start")}
          hint={t("consent-texts.start.hint")}
          value={words.start}
          rows={4}
          maxLength={4000}
          dir="auto"
        />
        <Checkbox
          id="ads"
          label={t("consent-texts.ads")}
          hint={t("consent-texts.ads.hint")}
          checked={words.asksAds}
        />
        {words.templates.length > 0 && <Templates t={t} words={words} />}
        <SaveActions t={t} cancel="/consent/texts" />
      </form>
    </ConsentLayout>
  );
}

function Templates({ t, words }: { t: Translate; words: WordsView }) {
  const choices = [{ value: "", label: t("consent-texts.template.answer") }, ...words.purposes];
  return (
    <fieldset class="stack-s">
      <legend>{t("consent-texts.templates")}</legend>
      <p class="hint">{t("consent-texts.templates.hint")}</p>
      {words.templates.map(({ name, purpose }, index) => (
        <div key={name}>
          <input type="hidden" name="template" value={name} />
          <Select
            id={`purpose-${index}`}
            name="purpose"
            label={name.replaceAll("_", " ")}
            value={purpose}
            choices={choices}
          />
        </div>
      ))}
    </fieldset>
  );
}
