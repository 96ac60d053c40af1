/** @jsxImportSource preact */
import type { ArticleVersionsTable, Language } from "../../src/db/schema.ts";
import type { ArticleText } from "../../src/knowledge/article.ts";
import { type Frame, Layout } from "../layout.tsx";
import { BackLink } from "../ui/button.tsx";
import { Version, type VersionText } from "../ui/versions.tsx";
import { ArticleBody } from "./article-page.tsx";

/** One version of an article as the page tells it. */
export interface VersionItem extends VersionText {
  change: ArticleVersionsTable["change"];
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
    <Layout
      title={t("articles.versions")}
      frame={frame}
      active="knowledge"
      styles={["knowledge", "versions"]}
    >
      <div class="column">
        <BackLink href={`/knowledge/${id}`}>{name}</BackLink>
        <h1>{t("articles.versions")}</h1>
        <section class="panel" aria-label={t("articles.versions")}>
          <ol class="versions">
            {versions.map((version) => (
              <li key={version.id}>
                <Version
                  t={t}
                  version={version}
                  change={{
                    text: t(`articles.change.${version.change}`),
                    isEnd: version.change === "archived",
                  }}
                  restore={version.canRestore ? `/knowledge/versions/${version.id}` : null}
                >
                  {version.texts.map(({ language, text }) => (
                    <div key={language} lang={language}>
                      <h3>{text.title}</h3>
                      <ArticleBody text={text.body} />
                    </div>
                  ))}
                </Version>
              </li>
            ))}
          </ol>
        </section>
      </div>
    </Layout>
  );
}
