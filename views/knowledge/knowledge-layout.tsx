/** @jsxImportSource preact */
import type { ComponentChildren } from "preact";
import { type Frame, Layout } from "../layout.tsx";
import { Notice } from "../settings/notice.tsx";
import { ButtonLink } from "../ui/button.tsx";

interface KnowledgeLayoutProps {
  frame: Frame;
  tab: "list" | "suggestions";
  mayWrite: boolean;
  /** Suggestions show customers' words. */
  maySuggest: boolean;
  done?: string;
  children: ComponentChildren;
}

/** The pages of the knowledge base: its articles, and what should be one. */
export function KnowledgeLayout(props: KnowledgeLayoutProps) {
  const { frame, tab, mayWrite, maySuggest, done, children } = props;
  const { t } = frame.me;
  return (
    <Layout title={t("nav.articles")} frame={frame} active="knowledge" styles={["knowledge"]}>
      <div class="column">
        <header class="page-head">
          <div>
            <h1>{t("nav.articles")}</h1>
            <p class="hint">{t("articles.lead")}</p>
          </div>
          {mayWrite && (
            <ButtonLink href="/knowledge/new" tone="primary" icon="plus">
              {t("articles.new")}
            </ButtonLink>
          )}
        </header>
        {maySuggest && (
          <nav class="tabs page-tabs" aria-label={t("articles.tabs")}>
            <a href="/knowledge" aria-current={tab === "list" ? "page" : undefined}>
              {t("articles.tab.list")}
            </a>
            <a
              href="/knowledge/suggestions"
              aria-current={tab === "suggestions" ? "page" : undefined}
            >
              {t("articles.tab.suggestions")}
            </a>
          </nav>
        )}
        {done && <Notice tone="good">{done}</Notice>}
        {children}
      </div>
    </Layout>
  );
}
