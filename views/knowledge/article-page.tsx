/** @jsxImportSource preact */
import type { AssetRow } from "../../src/incidents/assets.ts";
import type { ArticleText } from "../../src/knowledge/article.ts";
import type { Language } from "../../src/db/schema.ts";
import { AssetPreview } from "../incidents/preview.tsx";
import { splitLinks } from "../inbox/rich-text.tsx";
import type { Translate } from "../i18n.ts";
import { type Frame, Layout } from "../layout.tsx";
import { Notice } from "../settings/notice.tsx";
import { BackLink, Button, ButtonLink } from "../ui/button.tsx";
import { Part } from "../ui/part.tsx";
import { languageNames } from "../ui/languages.ts";
import { ArticleMarks } from "./article-marks.tsx";

/** An article as it is read. */
export interface ArticleView {
  id: number;
  category: string;
  isInternal: boolean;
  isPublished: boolean;
  isArchived: boolean;
  link: string | null;
  assets: AssetRow[];
  languages: Language[];
  /** The one that is shown. */
  language: Language;
  text: ArticleText;
  used: number;
  helped: number;
  unhelpful: number;
}

interface ArticlePageProps {
  frame: Frame;
  article: ArticleView;
  mayWrite: boolean;
  done?: string;
}

type PartProps = { t: Translate; article: ArticleView };

/** `/knowledge/:id` */
export function ArticlePage({ frame, article, mayWrite, done }: ArticlePageProps) {
  const { t } = frame.me;
  const { title } = article.text;
  return (
    <Layout title={title} frame={frame} active="knowledge" styles={["knowledge"]}>
      <Whole t={t} article={article} mayWrite={mayWrite} done={done} />
    </Layout>
  );
}

/** The article as a part of an answer. */
export function ArticlePart(props: PartProps & { mayWrite: boolean }) {
  return (
    <Part target="#article">
      <Whole {...props} />
    </Part>
  );
}

/** A swap target of its own. */
function Whole({ t, article, mayWrite, done }: PartProps & { mayWrite: boolean; done?: string }) {
  const { text, language } = article;
  return (
    <div id="article" class="column">
      <BackLink href="/knowledge">{t("nav.articles")}</BackLink>
      <header class="page-head">
        <div class="stack-s">
          <h1 lang={language} dir="auto">
            {text.title}
          </h1>
          <p class="line-title">
            {article.category && <span class="hint">{article.category}</span>}
            <ArticleMarks t={t} article={article} />
          </p>
        </div>
        {mayWrite && <Actions t={t} article={article} />}
      </header>
      {done && <Notice tone="good">{done}</Notice>}
      <Status t={t} article={article} />
      <LanguageLinks t={t} article={article} />
      <section class="panel" lang={language} aria-label={text.title}>
        <ArticleBody text={text.body} />
        {article.link && (
          <p>
            <a class="article-link" href={article.link} target="_blank" rel="noopener noreferrer">
              {article.link}
            </a>
          </p>
        )}
        <ArticleFiles t={t} assets={article.assets} />
      </section>
      <Questions t={t} article={article} />
      <Figures t={t} article={article} />
    </div>
  );
}

function Actions({ t, article: { id, isArchived } }: PartProps) {
  const address = `/knowledge/${id}/archive`;
  return (
    <div class="form-actions">
      <ButtonLink href={`/knowledge/${id}/edit`} tone="primary" icon="edit">
        {t("articles.edit")}
      </ButtonLink>
      <ButtonLink href={`/knowledge/${id}/versions`} icon="clock">
        {t("articles.versions")}
      </ButtonLink>
      {isArchived ? (
        <Button icon="reopen" hx-delete={address} hx-swap="none">
          {t("articles.unarchive")}
        </Button>
      ) : (
        <Button icon="trash" tone="quiet" hx-put={address} hx-swap="none">
          {t("articles.archive")}
        </Button>
      )}
    </div>
  );
}

/** Who reads it, where that is not everybody. */
function Status({ t, article: { isArchived, isPublished, isInternal } }: PartProps) {
  if (isArchived) return <Notice tone="warning">{t("articles.archived.text")}</Notice>;
  if (!isPublished) return <Notice tone="info">{t("articles.draft.text")}</Notice>;
  if (isInternal) return <Notice tone="warning">{t("articles.internal.text")}</Notice>;
  return null;
}

function LanguageLinks({ t, article: { id, languages, language } }: PartProps) {
  if (languages.length < 2) return null;
  return (
    <nav class="tabs page-tabs" aria-label={t("articles.languages")}>
      {languages.map((each) => (
        <a
          key={each}
          href={`/knowledge/${id}?language=${each}`}
          lang={each}
          aria-current={each === language ? "page" : undefined}
        >
          {languageNames[each]}
        </a>
      ))}
    </nav>
  );
}

/** As it is sent, with its links made to follow. */
export function ArticleBody({ text }: { text: string }) {
  return (
    <p class="article-body" dir="auto">
      {splitLinks(text).map((part, index) =>
        part.href ? (
          <a key={index} href={part.href} target="_blank" rel="noopener noreferrer nofollow">
            {part.text}
          </a>
        ) : (
          part.text
        ),
      )}
    </p>
  );
}

/** Pictures, videos and documents that go with an article. */
export function ArticleFiles({ t, assets }: { t: Translate; assets: AssetRow[] }) {
  if (assets.length === 0) return null;
  return (
    <ul class="article-files" aria-label={t("articles.files")}>
      {assets.map((asset) => (
        <li key={asset.id}>
          <AssetPreview asset={asset} />
        </li>
      ))}
    </ul>
  );
}

function Questions({ t, article: { text, language } }: PartProps) {
  if (text.questions.length === 0) return null;
  return (
    <section class="panel" aria-labelledby="questions-title">
      <h2 id="questions-title">{t("articles.questions")}</h2>
      <ul class="tags article-questions" lang={language}>
        {text.questions.map((question) => (
          <li key={question} class="tag" dir="auto">
            {question}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What came of it; an internal one is shown to no customer. */
function Figures({ t, article }: PartProps) {
  if (article.isInternal) return null;
  const figures = [
    { label: t("articles.figure.used"), n: article.used },
    { label: t("articles.figure.helped"), n: article.helped },
    { label: t("articles.figure.unhelpful"), n: article.unhelpful },
  ];
  return (
    <section class="panel" aria-labelledby="figures-title">
      <h2 id="figures-title">{t("articles.figures")}</h2>
      <dl class="article-figures">
        {figures.map(({ label, n }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{n}</dd>
          </div>
        ))}
      </dl>
      <p class="hint">{t("articles.figures.text")}</p>
    </section>
  );
}
