/** @jsxImportSource preact */
import type { Language } from "../../src/db/schema.ts";
import type { Translate } from "../i18n.ts";
import type { Frame } from "../layout.tsx";
import { BackLink } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Icon } from "../ui/icon.tsx";
import { SearchBox } from "../ui/search-box.tsx";
import { ArticleMarks } from "./article-marks.tsx";
import { KnowledgeLayout } from "./knowledge-layout.tsx";

/** One line of the list. */
export interface ArticleItem {
  id: number;
  title: string;
  /** Of the title. */
  language: Language;
  languages: Language[];
  category: string;
  isInternal: boolean;
  isPublished: boolean;
  isArchived: boolean;
  used: number;
}

export interface ArticleList {
  query: string;
  /** The one that is shown; "": all. */
  category: string;
  categories: string[];
  isArchived: boolean;
  hasArchived: boolean;
  articles: ArticleItem[];
  /** The address of the next page. */
  more: string | null;
  mayWrite: boolean;
}

interface KnowledgePageProps {
  frame: Frame;
  list: ArticleList;
  maySuggest: boolean;
}

/** `/knowledge`: all articles by category, found as one types. */
export function KnowledgePage({ frame, list, maySuggest }: KnowledgePageProps) {
  const { t } = frame.me;
  return (
    <KnowledgeLayout frame={frame} tab="list" mayWrite={list.mayWrite} maySuggest={maySuggest}>
      {list.isArchived ? (
        <BackLink href="/knowledge">{t("articles.list")}</BackLink>
      ) : (
        <SearchBox
          action="/knowledge"
          target="#articles"
          label={t("articles.search")}
          value={list.query}
          kept={list.category ? { category: list.category } : undefined}
        />
      )}
      <ArticleResults t={t} list={list} />
    </KnowledgeLayout>
  );
}

type ListProps = { t: Translate; list: ArticleList };

/** What was found, as a swap target. */
export function ArticleResults({ t, list }: ListProps) {
  return (
    <div id="articles" class="stack" aria-live="polite">
      {!list.isArchived && !list.query && <Categories t={t} list={list} />}
      {list.articles.length === 0 ? (
        <Nothing t={t} list={list} />
      ) : (
        <ArticleRows t={t} list={list} />
      )}
      {list.hasArchived && !list.isArchived && !list.query && (
        <a class="quiet-link" href="/knowledge?archived=1">
          {t("articles.archived.list")}
        </a>
      )}
    </div>
  );
}

function Categories({ t, list: { categories, category } }: ListProps) {
  if (categories.length === 0) return null;
  return (
    <nav class="tabs article-categories" aria-label={t("articles.categories")}>
      <a href="/knowledge" aria-current={category ? undefined : "true"}>
        {t("articles.category.all")}
      </a>
      {categories.map((each) => (
        <a
          key={each}
          href={`/knowledge?${new URLSearchParams({ category: each })}`}
          aria-current={each === category ? "true" : undefined}
        >
          {each}
        </a>
      ))}
    </nav>
  );
}

/** One page of them; the last link fetches the next and gives way to it. */
export function ArticleRows({ t, list }: ListProps) {
  // What was sought is in the order in which it fits.
  const groups = list.query
    ? [{ category: null, articles: list.articles }]
    : groupByCategory(list.articles);
  return (
    <>
      {groups.map(({ category, articles }) => (
        <section key={category} class="panel">
          {category !== null && <h2>{category || t("articles.category.none")}</h2>}
          <ul class="entries">
            {articles.map((article) => (
              <li key={article.id}>
                <ArticleLine t={t} article={article} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      {list.more && (
        <a
          class="older-link"
          href={list.more}
          hx-get={list.more}
          hx-trigger="revealed, click"
          hx-target="this"
          hx-swap="outerHTML"
        >
          {t("articles.more")}
        </a>
      )}
    </>
  );
}

function groupByCategory(articles: ArticleItem[]) {
  return [...Map.groupBy(articles, (article) => article.category)].map(([category, of]) => ({
    category,
    articles: of,
  }));
}

function ArticleLine({ t, article }: { t: Translate; article: ArticleItem }) {
  return (
    <a class="entry entry-link" href={`/knowledge/${article.id}`}>
      <Icon name={article.isInternal ? "lock" : "document"} />
      <span class="entry-text">
        <span class="entry-title">
          <strong lang={article.language} dir="auto">
            {article.title}
          </strong>
          <ArticleMarks t={t} article={article} />
        </span>
        <small class="hint">
          <span class="sr-only">{t("articles.languages")}: </span>
          {article.languages.map((language) => language.toUpperCase()).join(" · ")}
          {article.used > 0 && ` · ${t("articles.figure.used")} ${article.used}`}
        </small>
      </span>
    </a>
  );
}

function Nothing({ t, list }: ListProps) {
  if (list.isArchived) return <EmptyState icon="book" title={t("articles.empty.archived")} />;
  if (list.query)
    return (
      <EmptyState icon="search" title={t("articles.nothing", { query: list.query })}>
        <p>{t("articles.nothing.text")}</p>
      </EmptyState>
    );
  return (
    <EmptyState icon="book" title={t("articles.empty")}>
      <p>{t(list.mayWrite ? "articles.empty.text" : "articles.empty.reader")}</p>
    </EmptyState>
  );
}
