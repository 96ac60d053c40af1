/** @jsxImportSource preact */
import type { RehearsedTurn } from "../../src/rehearsals/rehearse-conversation.ts";
import type { Language } from "../../src/db/schema.ts";
import { languages, type Translate } from "../i18n.ts";
import { Button } from "../ui/button.tsx";
import { languageNames } from "../ui/languages.ts";

export interface PreviewView {
  /** The customer's. */
  language: Language;
  conversations: { name: string; turns: RehearsedTurn[] }[];
}

interface PackPreviewProps {
  t: Translate;
  packKey: string;
  preview: PreviewView;
  /** Whether what stands in the form is played. */
  hasForm: boolean;
}

/** The pack's conversations as the bot would lead them, in one of the four languages. */
export function PackPreview({ t, packKey, preview, hasForm }: PackPreviewProps) {
  const play = {
    "hx-post": `/bot/packs/${packKey}/preview`,
    "hx-target": "#pack-preview",
    "hx-swap": "outerHTML",
    ...(hasForm ? { "hx-include": "#pack-form" } : {}),
  };
  return (
    <section id="pack-preview" class="panel aside" aria-labelledby="preview-title">
      <h2 id="preview-title">{t("pack.preview")}</h2>
      <p class="hint">{t("pack.preview.hint")}</p>
      <nav class="tabs page-tabs" aria-label={t("pack.preview.languages")}>
        {languages.map((language) => (
          <a
            key={language}
            href={`/bot/packs/${packKey}?language=${language}`}
            lang={language}
            aria-current={language === preview.language ? "true" : undefined}
            hx-vals={JSON.stringify({ language })}
            {...play}
          >
            {languageNames[language]}
          </a>
        ))}
      </nav>
      {hasForm && (
        <Button hx-vals={JSON.stringify({ language: preview.language })} icon="retry" {...play}>
          {t("pack.preview.again")}
        </Button>
      )}
      <div class="pack-samples" aria-live="polite">
        {preview.conversations.map(({ name, turns }) => (
          <section key={name} class="stack-s" aria-label={name}>
            <h3>{name}</h3>
            <ol class="plain-list talk-turns" lang={preview.language}>
              {turns.map((turn, index) => (
                <PreviewTurn key={index} t={t} turn={turn} />
              ))}
            </ol>
          </section>
        ))}
      </div>
    </section>
  );
}

function PreviewTurn({ t, turn }: { t: Translate; turn: RehearsedTurn }) {
  const last = turn.heard.length - 1;
  return (
    <li class="stack-s">
      <div class="message own">
        <div class="bubble">
          <p class="bubble-text" dir="auto">
            {turn.say || `📷 ${t("pack.photo")}`}
          </p>
        </div>
      </div>
      {turn.heard.map((text, index) => (
        <div key={index} class="message by-bot">
          <div class="bubble">
            <p class="bubble-text" dir="auto">
              {text}
            </p>
            {index === last && turn.offered.length > 0 && (
              <ul class="offered">
                {turn.offered.map((label) => (
                  <li key={label}>{label}</li>
                ))}
              </ul>
            )}
          </div>
        </div>
      ))}
    </li>
  );
}
