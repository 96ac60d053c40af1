/** @jsxImportSource preact */
import { Elysia } from "elysia";
import { type VersionItem, ArticleVersionsPage } from "../../views/knowledge/versions-page.tsx";
import { byId } from "../http/by-id.ts";
import { asForm, readForm } from "../http/form.ts";
import { frameOf } from "../http/frame.ts";
import { type Me, meOf } from "../http/me.ts";
import { page, redirect } from "../http/respond.tsx";
import type { Recado } from "../recado.ts";
import { getSetting } from "../settings/settings.ts";
import { timeStyleOf } from "../settings/time-style.ts";
import { timeText } from "../settings/time-text.ts";
import type { ArticleInput } from "./article.ts";
import { articleDifferences, textsOf } from "./article-differences.ts";
import { listArticleVersions, restoreArticleVersion } from "./article-versions.ts";
import { type Article, getArticle } from "./articles.ts";
import { titleOf } from "./present-articles.ts";

/** Who changed an article, when and how; and back. */
export function articleVersionRoutes(recado: Recado) {
  return new Elysia()
    .get("/knowledge/:id/versions", byId(recado, showVersions))
    .post("/knowledge/versions/:id", byId(recado, restore), asForm);
}

const MOST_SHOWN = 100;

async function showVersions(recado: Recado, request: Request, id: number): Promise<Response> {
  const me = meOf(request);
  const article = await getArticle(recado.db, id);
  const fallback = (await getSetting(recado.db, "business"))?.language ?? me.language;
  return page(
    <ArticleVersionsPage
      frame={await frameOf(recado, request)}
      id={id}
      name={titleOf(article, me.language, fallback)}
      versions={await present(recado, me, article)}
    />,
  );
}

/** Newest first; each differs from the next older one. */
async function present(recado: Recado, me: Me, article: Article): Promise<VersionItem[]> {
  const style = await timeStyleOf(recado, me.language);
  // One more than is shown, so that the oldest has something to differ from.
  const rows = await listArticleVersions(recado.db, article.id, MOST_SHOWN + 1);
  const inputs = rows.map((row) => JSON.parse(row.snapshot) as ArticleInput);
  return rows.slice(0, MOST_SHOWN).flatMap((row, index) => {
    const input = inputs[index];
    if (!input) return [];
    return {
      id: row.id,
      version: row.version,
      change: row.change,
      by: row.name ?? me.t("articles.versions.program"),
      time: timeText(row.changed_at, style),
      differences: articleDifferences(inputs[index + 1] ?? null, input, me.t),
      texts: textsOf(input),
      canRestore: row.version !== article.version,
    };
  });
}

async function restore(recado: Recado, request: Request, versionId: number): Promise<Response> {
  const me = meOf(request);
  await readForm(request);
  const now = recado.clock.now();
  const { id } = await recado.write((tx) => restoreArticleVersion(tx, versionId, me.id, now));
  return redirect(`/knowledge/${id}?done=saved`, request);
}
