/** @jsxImportSource preact */
import type { Language } from "../../src/db/schema.ts";
import type { Translate } from "../i18n.ts";
import type { Frame } from "../layout.tsx";
import { Panel } from "../settings/panel.tsx";
import { Badge } from "../ui/badge.tsx";
import { ButtonLink } from "../ui/button.tsx";
import { languageNames } from "../ui/languages.ts";
import { ConsentLayout } from "./consent-layout.tsx";

export interface PurposeTexts {
  key: string;
  name: string;
  months: number | null;
  isRetired: boolean;
  keywords: string[];
  texts: TextItem[];
}

interface TextItem {
  language: Language;
  /** What people are shown; `id` null: the text that the program brings. Null: nothing is approved. */
  inForce: { id: number | null; version: number; body: string } | null;
  draft: { id: number; version: number } | null;
}

interface TextsPageProps {
  frame: Frame;
  purposes: PurposeTexts[];
  done?: string;
}

/** `/consent/texts`: what people are asked to agree to, by purpose and language. */
export function TextsPage({ frame, purposes, done }: TextsPageProps) {
  const { t } = frame.me;
  return (
    <ConsentLayout frame={frame} tab="texts" title={t("consent-texts.title")} done={done}>
      <p class="hint">{t("consent-texts.lead")}</p>
      <p class="form-actions">
        <ButtonLink href="/consent/purposes/new" tone="primary" icon="plus">
          {t("consent-texts.purpose.new")}
        </ButtonLink>
        <ButtonLink href="/consent/words">{t("consent-texts.words")}</ButtonLink>
      </p>
      {purposes.map((purpose) => (
        <Purpose key={purpose.key} t={t} purpose={purpose} />
      ))}
    </ConsentLayout>
  );
}

function Purpose({ t, purpose }: { t: Translate; purpose: PurposeTexts }) {
  const { key, name, months, keywords, isRetired } = purpose;
  return (
    <Panel
      id={`purpose-${key}`}
      title={name}
      hint={months === null ? t("consent-texts.forever") : t("consent-texts.months", { n: months })}
    >
      {isRetired && <Badge tone="warning">{t("consent-texts.purpose.retired")}</Badge>}
      {keywords.length > 0 && (
        <p class="quiet-text">{t("consent-texts.keywords.are", { words: keywords.join(", ") })}</p>
      )}
      <ul class="lines">
        {purpose.texts.map((text) => (
          <Text key={text.language} t={t} purpose={purpose} text={text} />
        ))}
      </ul>
      <p class="form-actions">
        <a
          class="button plain"
          href={`/consent/purposes/${key}`}
          aria-label={t("consent-texts.purpose.edit.named", { name })}
        >
          {t("consent-texts.purpose.edit")}
        </a>
      </p>
    </Panel>
  );
}

interface TextProps {
  t: Translate;
  purpose: PurposeTexts;
  text: TextItem;
}

function Text({ t, purpose, text }: TextProps) {
  const { language, inForce, draft } = text;
  const hasOther = purpose.texts.some((other) => other.inForce !== null);
  const named = { language: languageNames[language], name: purpose.name };
  const next = draft
    ? `/consent/texts/${draft.id}`
    : `/consent/texts/new?purpose=${purpose.key}&language=${language}`;
  return (
    <li class="line">
      <div class="line-text">
        <p class="line-title">
          {inForce?.id ? (
            <a href={`/consent/texts/${inForce.id}`}>{languageNames[language]}</a>
          ) : (
            <strong>{languageNames[language]}</strong>
          )}
          <TextBadge t={t} text={text} />
        </p>
        <p class="snippet" lang={inForce ? language : undefined} dir="auto">
          {inForce?.body ?? t(hasOther ? "consent-texts.elsewhere" : "consent-texts.none")}
        </p>
      </div>
      <div class="line-actions">
        <a
          class="button plain"
          href={next}
          aria-label={t(
            draft
              ? "consent-texts.draft.open.named"
              : inForce
                ? "consent-texts.new.named"
                : "consent-texts.write.named",
            named,
          )}
        >
          {t(
            draft
              ? "consent-texts.draft.open"
              : inForce
                ? "consent-texts.new"
                : "consent-texts.write",
          )}
        </a>
      </div>
    </li>
  );
}

function TextBadge({ t, text: { inForce, draft } }: { t: Translate; text: TextItem }) {
  return (
    <>
      {inForce?.id === null && <Badge>{t("consent-texts.builtin")}</Badge>}
      {inForce?.id && (
        <Badge tone="good">{t("consent-texts.version", { n: inForce.version })}</Badge>
      )}
      {!inForce && <Badge tone="warning">{t("consent-texts.missing")}</Badge>}
      {draft && (
        <Badge tone="accent">{t("consent-texts.draft.version", { n: draft.version })}</Badge>
      )}
    </>
  );
}
