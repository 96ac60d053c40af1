/** @jsxImportSource preact */
import type { ArticleVersionsTable, Language } from "../../src/db/schema.ts";
import type { ArticleText } from "../../src/knowledge/article.ts";
import type { ArticleDifference } from "../../src/knowledge/article-differences.ts";
import type { Translate } from "../i18n.ts";
import { type Frame, Layout } from "../layout.tsx";
import { Badge } from "../ui/badge.tsx";
import { BackLink, Button } from "../ui/button.tsx";
import { Time, type TimeText } from "../ui/time.tsx";
import { ArticleBody } from "./article-page.tsx";

/** One version of an article as the page tells it. */
export interface VersionItem {
  id: number;
  version: number;
  change: ArticleVersionsTable["change"];
  by: string;
  time: TimeText;
  differences: ArticleDifference[];
  /** The whole article at that time. */
  texts: { language: Language; text: ArticleText }[];
  /** Not the one in force. */
  canRestore: boolean;
}

interface VersionsPageProps {
  frame: Frame;
  id: number;
  name: string;
  versions: VersionItem[];
}

/** `/knowledge/:id/versions` */
export function ArticleVersionsPage({ frame, id, name, versions }: VersionsPageProps) {
  const { t } = frame.me;
  return (
    <Layout title={t("articles.versions")} frame={frame} active="knowledge" styles={["knowledge"]}>
      <div class="column">
        <BackLink href={`/knowledge/${id}`}>{name}</BackLink>
        <h1>{t("articles.versions")}</h1>
        <section class="panel" aria-label={t("articles.versions")}>
          <ol class="versions">
            {versions.map((version) => (
              <li key={version.id}>
                <Version t={t} version={version} />
              </li>
            ))}
          </ol>
        </section>
      </div>
    </Layout>
  );
}

type VersionProps = { t: Translate; version: VersionItem };

function Version({ t, version }: VersionProps) {
  return (
    <article class="stack-s">
      <p class="line-title">
        {t("articles.versions.by", { n: version.version, name: version.by })}
        <Badge tone={version.change === "archived" ? "danger" : "neutral"}>
          {t(`articles.change.${version.change}`)}
        </Badge>
      </p>
      <p class="quiet-text">
        <Time time={version.time} />
      </p>
      {version.differences.length > 0 && <Differences t={t} of={version.differences} />}
      <details class="fold">
        <summary class="quiet-link">{t("articles.versions.whole")}</summary>
        {version.texts.map(({ language, text }) => (
          <div key={language} lang={language}>
            <h3>{text.title}</h3>
            <ArticleBody text={text.body} />
          </div>
        ))}
      </details>
      {version.canRestore && (
        <form method="post" action={`/knowledge/versions/${version.id}`}>
          <Button type="submit" icon="reopen">
            {t("articles.versions.restore")}
            <span class="sr-only"> {version.version}</span>
          </Button>
        </form>
      )}
    </article>
  );
}

function Differences({ t, of }: { t: Translate; of: ArticleDifference[] }) {
  return (
    <dl class="differences">
      {of.map(({ label, before, after }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            <del>
              <span class="sr-only">{t("articles.versions.before")} </span>
              {before || "–"}
            </del>
            <ins>
              <span class="sr-only">{t("articles.versions.after")} </span>
              {after || "–"}
            </ins>
          </dd>
        </div>
      ))}
    </dl>
  );
}
