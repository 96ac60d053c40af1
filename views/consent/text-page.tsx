/** @jsxImportSource preact */
import { TEXT_LIMIT } from "../../src/consent/change-texts.ts";
import { noTexts, yesTexts } from "../../src/consent/consent-texts.ts";
import type { Language } from "../../src/db/schema.ts";
import type { Translate } from "../i18n.ts";
import type { Frame } from "../layout.tsx";
import { Badge } from "../ui/badge.tsx";
import { BackLink, Button, ButtonLink } from "../ui/button.tsx";
import { TextArea } from "../ui/field.tsx";
import { languageNames } from "../ui/languages.ts";
import { ConsentLayout } from "./consent-layout.tsx";

export interface TextView {
  /** Null: not saved yet. */
  id: number | null;
  version: number | null;
  state: "draft" | "approved" | "retired";
  purpose: string;
  purposeName: string;
  language: Language;
  body: string;
  /** With the business and the number filled in. */
  preview: string;
  error?: string;
}

const LIST = "/consent/texts";
const tones = { draft: "accent", approved: "good", retired: "neutral" } as const;

/** One version of a text: written as a draft, approved, retired. */
export function TextPage({ frame, text, done }: { frame: Frame; text: TextView; done?: string }) {
  const { t } = frame.me;
  const { purposeName, language, state, version } = text;
  return (
    <ConsentLayout
      frame={frame}
      tab="texts"
      title={t("consent-texts.one")}
      done={done}
      styles={["consent-log"]}
    >
      <BackLink href={LIST}>{t("consent-texts.title")}</BackLink>
      <section class="panel" aria-labelledby="text-title">
        <h2 id="text-title">
          {purposeName} · {languageNames[language]}
        </h2>
        <p>
          <Badge tone={tones[state]}>
            {version === null
              ? t("consent-texts.state.new")
              : t(`consent-texts.state.${state}`, { n: version })}
          </Badge>
        </p>
        {state === "draft" ? (
          <Draft t={t} text={text} />
        ) : (
          <p class="hint">{t("consent-texts.fixed")}</p>
        )}
        <Preview t={t} text={text} />
        <Steps t={t} text={text} />
      </section>
    </ConsentLayout>
  );
}

function Draft({ t, text }: { t: Translate; text: TextView }) {
  const { id, purpose, language, body, error } = text;
  return (
    <form class="stack" method="post" action={id === null ? LIST : `${LIST}/${id}`}>
      <input type="hidden" name="purpose" value={purpose} />
      <input type="hidden" name="language" value={language} />
      <TextArea
        id="body"
        label={t("consent-texts.body")}
        hint={t("consent-texts.body.hint")}
        error={error}
        value={body}
        rows={7}
        maxLength={TEXT_LIMIT}
        required
        lang={language}
        dir="auto"
      />
      <p class="form-actions">
        <Button type="submit" tone={id === null ? "primary" : "plain"}>
          {t("consent-texts.draft.save")}
        </Button>
        <ButtonLink href={LIST} tone="quiet">
          {t("ui.cancel")}
        </ButtonLink>
      </p>
    </form>
  );
}

/** As it stands in the chat and beside the box of a form. */
function Preview({ t, text: { preview, language } }: { t: Translate; text: TextView }) {
  return (
    <div class="stack-s">
      <h3>{t("consent-texts.preview")}</h3>
      <blockquote class="consent-quote" lang={language} dir="auto">
        {preview}
      </blockquote>
      <p class="quiet-text" lang={language}>
        <Badge>{yesTexts[language]}</Badge> <Badge>{noTexts[language]}</Badge>
      </p>
    </div>
  );
}

function Steps({ t, text: { id, state, purpose, language } }: { t: Translate; text: TextView }) {
  if (id === null) return null;
  const address = `${LIST}/${id}`;
  if (state === "draft")
    return (
      <>
        <p class="hint">{t("consent-texts.approve.hint")}</p>
        <div class="form-actions">
          <form method="post" action={`${address}/approval`}>
            <Button type="submit" tone="primary">
              {t("consent-texts.approve")}
            </Button>
          </form>
          <form method="post" action={`${address}/deletion`}>
            <Button type="submit" tone="quiet">
              {t("consent-texts.discard")}
            </Button>
          </form>
        </div>
      </>
    );
  return (
    <div class="form-actions">
      <ButtonLink href={`${LIST}/new?purpose=${purpose}&language=${language}`} tone="primary">
        {t("consent-texts.new")}
      </ButtonLink>
      {state === "approved" && (
        <form method="post" action={`${address}/retirement`}>
          <Button type="submit" tone="danger">
            {t("consent-texts.retire")}
          </Button>
        </form>
      )}
    </div>
  );
}
