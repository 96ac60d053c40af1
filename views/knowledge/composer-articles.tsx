/** @jsxImportSource preact */
import type { Language } from "../../src/db/schema.ts";
import type { AssetRow } from "../../src/incidents/assets.ts";
import type { Translate } from "../i18n.ts";
import { Badge } from "../ui/badge.tsx";
import { Button, ButtonLink, IconButton } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { languageNames } from "../ui/languages.ts";
import { ArticleBody, ArticleFiles } from "./article-page.tsx";

/** An article beside the composer. */
export interface FoundArticleView {
  id: number;
  title: string;
  /** Of title and text. */
  language: Language;
  /** Not the contact's. */
  isOtherLanguage: boolean;
  isInternal: boolean;
  /** It answers what the customer wrote last. */
  fits: boolean;
  body: string;
  files: AssetRow[];
  /** What "Insert" writes. */
  answer: string;
  link: string | null;
}

/** Opens the panel; in the composer. */
export function ArticlesButton({ t }: { t: Translate }) {
  return (
    <button
      type="button"
      class="composer-tab"
      popovertarget="article-panel"
      aria-label={t("articles.panel")}
    >
      <Icon name="book" />
      <span class="only-wide">{t("articles.panel")}</span>
    </button>
  );
}

/** The articles beside a conversation; a sheet on a phone. It lies outside of what a refresh morphs. */
export function ArticlePanel({ t, number }: { t: Translate; number: number }) {
  return (
    <section
      id="article-panel"
      class="article-panel"
      popover="auto"
      aria-label={t("articles.panel")}
    >
      <div class="article-panel-head">
        <div class="search-box grow" role="search">
          <Icon name="search" />
          <input
            type="search"
            name="q"
            placeholder={t("articles.search")}
            aria-label={t("articles.search")}
            autocomplete="off"
            autofocus
            enterkeyhint="search"
            hx-get={`/tickets/${number}/articles`}
            hx-trigger="input changed delay:150ms, toggle from:#article-panel"
            hx-target="#article-results"
            hx-swap="innerHTML"
            hx-sync="this:replace"
          />
        </div>
        <IconButton
          icon="close"
          label={t("ui.close")}
          popovertarget="article-panel"
          popovertargetaction="hide"
        />
      </div>
      <div id="article-results" class="article-results" aria-live="polite" />
    </section>
  );
}

interface ResultsProps {
  t: Translate;
  number: number;
  query: string;
  articles: FoundArticleView[];
}

/** What GET /tickets/:number/articles answers. */
export function ArticleFinds({ t, number, query, articles }: ResultsProps) {
  if (articles.length === 0)
    return (
      <p class="hint">{query ? t("articles.nothing", { query }) : t("articles.panel.none")}</p>
    );
  return (
    <ul aria-label={t("articles.panel.results")}>
      {articles.map((article) => (
        <li key={article.id}>
          <Find t={t} number={number} article={article} />
        </li>
      ))}
    </ul>
  );
}

interface FindProps {
  t: Translate;
  number: number;
  article: FoundArticleView;
}

function Find({ t, number, article }: FindProps) {
  const { language } = article;
  return (
    <details name="found-article">
      <summary>
        <strong lang={language} dir="auto">
          {article.title}
        </strong>
        <Icon name="chevron" />
        {article.fits && (
          <Badge tone="accent" icon="sparkle">
            {t("articles.panel.fits")}
          </Badge>
        )}
        {article.isOtherLanguage && <Badge>{languageNames[language]}</Badge>}
        {article.isInternal && (
          <Badge tone="warning" icon="lock">
            {t("articles.internal")}
          </Badge>
        )}
      </summary>
      <div class="article-preview" lang={language}>
        <ArticleBody text={article.body} />
        <ArticleFiles t={t} assets={article.files} />
      </div>
      <p class="article-actions">
        {!article.isInternal && <Inserts t={t} number={number} article={article} />}
        <ButtonLink href={`/knowledge/${article.id}?language=${language}`} tone="quiet">
          {t("articles.panel.open")}
        </ButtonLink>
      </p>
    </details>
  );
}

/** They put words into the draft (suggestions.js), close the panel, and are counted. */
function Inserts({ t, number, article: { id, answer, link, title } }: FindProps) {
  const shared = {
    popovertarget: "article-panel",
    popovertargetaction: "hide" as const,
    "hx-post": `/tickets/${number}/articles/${id}/uses`,
    "hx-swap": "none",
    class: "article-insert",
  };
  return (
    <>
      <Button {...shared} tone="primary" icon="reply" data-insert={answer}>
        {t("articles.panel.insert")}
      </Button>
      {link && (
        <Button {...shared} icon="link" data-insert={`${title}\n${link}`}>
          {t("articles.panel.link")}
        </Button>
      )}
    </>
  );
}
