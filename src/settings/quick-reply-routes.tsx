/** @jsxImportSource preact */
import { Elysia } from "elysia";
import type { TextKey, Translate } from "../../views/i18n.ts";
import { QuickRepliesPage, QuickRepliesPart } from "../../views/settings/quick-replies-page.tsx";
import {
  type QuickReplyErrors,
  QuickReplyFormPage,
} from "../../views/settings/quick-reply-form.tsx";
import type { Undo } from "../../views/ui/toast.tsx";
import { byId } from "../http/by-id.ts";
import { AppError } from "../http/errors.ts";
import { asForm, type Form, idOf, readForm } from "../http/form.ts";
import { frameOf } from "../http/frame.ts";
import { meOf } from "../http/me.ts";
import { page, redirect } from "../http/respond.tsx";
import { partSaid } from "../http/said.tsx";
import {
  deleteQuickReply,
  getQuickReply,
  insertQuickReply,
  listQuickReplies,
  moveQuickReply,
  type QuickReplyInput,
  updateQuickReply,
} from "../inbox/quick-replies.ts";
import type { Recado } from "../recado.ts";
import { directionOf } from "./one-place.ts";
import { getSetting } from "./settings.ts";

const LIST = "/settings/quick-replies";

/** What is written ten times a day, written once. */
export function quickReplyRoutes(recado: Recado) {
  return new Elysia()
    .get("/settings/quick-replies", ({ request, query }) => showList(recado, request, query.done))
    .get("/settings/quick-replies/new", ({ request }) =>
      formPage(recado, request, { id: null, reply: { shortcut: "", category: "", text: "" } }),
    )
    .post("/settings/quick-replies", ({ request }) => save(recado, request, null), asForm)
    .get("/settings/quick-replies/:id", byId(recado, showOne))
    .post("/settings/quick-replies/:id", byId(recado, save), asForm)
    .delete("/settings/quick-replies/:id", byId(recado, remove), asForm)
    .post("/settings/quick-replies/restored", ({ request }) => bringBack(recado, request), asForm)
    .put("/settings/quick-replies/:id/position", byId(recado, move), asForm);
}

async function showList(
  recado: Recado,
  request: Request,
  saved: string | undefined,
): Promise<Response> {
  const frame = await frameOf(recado, request);
  const replies = await listQuickReplies(recado.db);
  const name = replies.find((reply) => reply.shortcut === saved)?.shortcut;
  const done = name ? frame.me.t("quick.saved", { name }) : undefined;
  return page(<QuickRepliesPage frame={frame} replies={replies} done={done} />);
}

async function showOne(recado: Recado, request: Request, id: number): Promise<Response> {
  return formPage(recado, request, { id, reply: await getQuickReply(recado.db, id) });
}

/** What was refused comes back as it was written, with the reason beside its field. */
async function save(recado: Recado, request: Request, id: number | null): Promise<Response> {
  const reply = readReply(await readForm(request));
  const now = recado.clock.now();
  try {
    const saved = await recado.write((tx) =>
      id === null ? insertQuickReply(tx, reply, now) : updateQuickReply(tx, id, reply, now),
    );
    return redirect(`${LIST}?done=${encodeURIComponent(saved.shortcut)}`, request);
  } catch (error) {
    if (!(error instanceof AppError) || error.key === undefined) throw error;
    return formPage(recado, request, { id, reply, error });
  }
}

function readReply(form: Form): QuickReplyInput {
  return {
    shortcut: form.text("shortcut"),
    category: form.text("category"),
    text: form.raw("text").replaceAll("\r\n", "\n"),
  };
}

const fieldOf: Partial<Record<TextKey, keyof QuickReplyInput>> = {
  "error.quick-shortcut": "shortcut",
  "error.quick-taken": "shortcut",
  "error.quick-text": "text",
  "error.quick-category": "category",
};

async function formPage(
  recado: Recado,
  request: Request,
  { id, reply, error }: { id: number | null; reply: QuickReplyInput; error?: AppError },
): Promise<Response> {
  const frame = await frameOf(recado, request);
  const categories = [
    ...new Set((await listQuickReplies(recado.db)).map(({ category }) => category).filter(Boolean)),
  ];
  const business = (await getSetting(recado.db, "business"))?.name ?? "Recado";
  const field = error?.key && fieldOf[error.key];
  const errors: QuickReplyErrors =
    field && error?.key ? { [field]: frame.me.t(error.key, error.values) } : {};
  const markup = (
    <QuickReplyFormPage
      frame={frame}
      id={id}
      reply={reply}
      errors={errors}
      categories={categories}
      business={business}
    />
  );
  return page(markup, { status: error?.status ?? 200 });
}

async function remove(recado: Recado, request: Request, id: number): Promise<Response> {
  const { t } = meOf(request);
  const { shortcut, category, text, position } = await recado.write((tx) =>
    deleteQuickReply(tx, id),
  );
  const undo: Undo = {
    method: "post",
    url: `${LIST}/restored`,
    values: { shortcut, category, text, position: String(position) },
  };
  return changed(recado, t, t("quick.deleted", { name: shortcut }), undo);
}

async function bringBack(recado: Recado, request: Request): Promise<Response> {
  const { t } = meOf(request);
  const form = await readForm(request);
  const position = idOf(form.text("position")) || 0;
  const { shortcut } = await recado.write((tx) =>
    insertQuickReply(tx, readReply(form), recado.clock.now(), position),
  );
  return changed(recado, t, t("quick.restored", { name: shortcut }));
}

async function move(recado: Recado, request: Request, id: number): Promise<Response> {
  const { t } = meOf(request);
  const direction = directionOf(await readForm(request));
  await recado.write((tx) => moveQuickReply(tx, id, direction, recado.clock.now()));
  return changed(recado, t);
}

/** The list as it is now, and a word about what happened. */
async function changed(
  recado: Recado,
  t: Translate,
  message?: string,
  undo?: Undo,
): Promise<Response> {
  const replies = await listQuickReplies(recado.db);
  return partSaid(t, <QuickRepliesPart t={t} replies={replies} />, message, undo);
}
