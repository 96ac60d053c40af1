/** @jsxImportSource preact */
import type { Translate } from "../i18n.ts";
import { Badge } from "../ui/badge.tsx";

interface MarksProps {
  t: Translate;
  article: { isInternal: boolean; isPublished: boolean; isArchived: boolean };
}

/** What is special about an article: most have nothing. */
export function ArticleMarks({ t, article }: MarksProps) {
  return (
    <>
      {article.isInternal && (
        <Badge tone="warning" icon="lock">
          {t("articles.internal")}
        </Badge>
      )}
      {!article.isPublished && <Badge>{t("articles.draft")}</Badge>}
      {article.isArchived && <Badge>{t("articles.archived")}</Badge>}
    </>
  );
}
