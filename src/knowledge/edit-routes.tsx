/** @jsxImportSource preact */
import { Elysia } from "elysia";
import { ArticleFormPage } from "../../views/knowledge/article-form.tsx";
import { ArticlePart } from "../../views/knowledge/article-page.tsx";
import type { Undo } from "../../views/ui/toast.tsx";
import { byId } from "../http/by-id.ts";
import { AppError } from "../http/errors.ts";
import { asForm, formOf, idOf } from "../http/form.ts";
import { frameOf } from "../http/frame.ts";
import { meOf } from "../http/me.ts";
import { page, redirect } from "../http/respond.tsx";
import { partSaid } from "../http/said.tsx";
import { listAssets, storeAsset } from "../incidents/assets.ts";
import type { Recado } from "../recado.ts";
import { getSetting } from "../settings/settings.ts";
import { type ArticleInput, MOST_ASSETS, noArticle, tooManyFiles } from "./article.ts";
import { articleErrors, readArticle } from "./article-form.ts";
import { dismiss } from "./dismissals.ts";
import {
  archiveArticle,
  getArticle,
  inputOf,
  insertArticle,
  listCategories,
  unarchiveArticle,
  updateArticle,
} from "./articles.ts";
import { readView, titleOf } from "./present-articles.ts";
import { maySuggest } from "./rights.ts";
import { findTypedAnswer, keysOfAnswer } from "./typed-answers.ts";

/** Articles written, changed, archived and brought back. */
export function articleEditRoutes(recado: Recado) {
  return new Elysia()
    .get("/knowledge/new", ({ request, query }) => showNew(recado, request, idOf(query.answer)))
    .post("/knowledge", ({ request }) => save(recado, request, null), asForm)
    .get("/knowledge/:id/edit", byId(recado, showOne))
    .post("/knowledge/:id", byId(recado, save), asForm)
    .put("/knowledge/:id/archive", byId(recado, archive), asForm)
    .delete("/knowledge/:id/archive", byId(recado, unarchive), asForm);
}

/** `answer`: a message that agents type again and again, to begin with. */
async function showNew(recado: Recado, request: Request, answer: number): Promise<Response> {
  const me = meOf(request);
  const typed = maySuggest(me) ? await findTypedAnswer(recado.db, answer) : undefined;
  if (!typed) return formPage(recado, request, { id: null, article: noArticle });
  const language = typed.language ?? (await businessLanguage(recado)) ?? me.language;
  const article = {
    ...noArticle,
    texts: { [language]: { title: "", body: typed.text, questions: [] } },
  };
  return formPage(recado, request, { id: null, article, answer: typed.id });
}

async function showOne(recado: Recado, request: Request, id: number): Promise<Response> {
  return formPage(recado, request, { id, article: inputOf(await getArticle(recado.db, id)) });
}

/** What was refused comes back as it was written, with the reason beside its field. */
async function save(recado: Recado, request: Request, id: number | null): Promise<Response> {
  const me = meOf(request);
  const { form, article, fault } = await readSent(recado, request);
  const answer = maySuggest(me) ? idOf(form.text("answer")) : Number.NaN;
  const now = recado.clock.now();
  const keys = answer > 0 ? await keysOfAnswer(recado.db, answer, now) : [];
  try {
    if (fault) throw fault;
    const saved = await recado.write(async (tx) => {
      if (id !== null) return updateArticle(tx, id, article, me.id, now);
      await dismiss(tx, { kind: "answer", keys, subject: answer, who: me.id, now });
      return insertArticle(tx, article, me.id, now);
    });
    return redirect(`/knowledge/${saved.id}?done=saved`, request);
  } catch (error) {
    if (!(error instanceof AppError) || !(error.code === "invalid" || error === fault)) throw error;
    return formPage(recado, request, { id, article, error, answer: answer || undefined });
  }
}

/** The form with the files that came along stored; one that is refused is a fault of its field. */
async function readSent(recado: Recado, request: Request) {
  const body = await request.formData().catch(() => new FormData());
  const form = formOf(body);
  const article = readArticle(form);
  // Those that were taken away meanwhile are nobody's.
  article.assetIds = (await listAssets(recado.db, article.assetIds)).map((asset) => asset.id);
  for (const file of body.getAll("files")) {
    if (!(file instanceof File) || file.size === 0) continue;
    try {
      if (article.assetIds.length >= MOST_ASSETS) throw tooManyFiles();
      article.assetIds.push((await storeAsset(recado, file)).id);
    } catch (error) {
      if (!(error instanceof AppError) || !error.key) throw error;
      const fault = new AppError(error.code, error.message, {
        key: error.key,
        values: { ...error.values, field: "assets" },
      });
      return { form, article, fault };
    }
  }
  return { form, article, fault: undefined };
}

interface FormState {
  id: number | null;
  article: ArticleInput;
  error?: AppError;
  answer?: number;
}

async function formPage(
  recado: Recado,
  request: Request,
  { id, article, error, answer }: FormState,
): Promise<Response> {
  const frame = await frameOf(recado, request);
  const { language } = frame.me;
  const fallback = (await businessLanguage(recado)) ?? language;
  const known = id === null ? undefined : await getArticle(recado.db, id);
  const markup = (
    <ArticleFormPage
      frame={frame}
      id={id}
      name={known && titleOf(known, language, fallback)}
      article={article}
      assets={await listAssets(recado.db, article.assetIds)}
      errors={error && articleErrors(frame.me.t, error)}
      categories={await listCategories(recado.db)}
      chosen={fallback}
      answer={answer}
    />
  );
  return page(markup, { status: error?.status ?? 200 });
}

async function businessLanguage({ db }: Recado) {
  return (await getSetting(db, "business"))?.language;
}

async function archive(recado: Recado, request: Request, id: number): Promise<Response> {
  const me = meOf(request);
  await recado.write((tx) => archiveArticle(tx, id, me.id, recado.clock.now()));
  const undo: Undo = { method: "delete", url: `/knowledge/${id}/archive` };
  return changed(recado, request, id, "articles.archive.done", undo);
}

async function unarchive(recado: Recado, request: Request, id: number): Promise<Response> {
  const me = meOf(request);
  await recado.write((tx) => unarchiveArticle(tx, id, me.id, recado.clock.now()));
  return changed(recado, request, id, "articles.unarchive.done");
}

/** The article as it is now, and a word about what happened. */
async function changed(
  recado: Recado,
  request: Request,
  id: number,
  key: "articles.archive.done" | "articles.unarchive.done",
  undo?: Undo,
): Promise<Response> {
  const { t, language } = meOf(request);
  const fallback = (await businessLanguage(recado)) ?? language;
  const article = await getArticle(recado.db, id);
  const view = await readView(recado.db, article, language, fallback);
  const part = <ArticlePart t={t} article={view} mayWrite />;
  return partSaid(t, part, t(key, { name: titleOf(article, language, fallback) }), undo);
}
