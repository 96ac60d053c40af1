/** @jsxImportSource preact */
import { Elysia } from "elysia";
import {
  ErasurePreviewPage,
  ErasureProgress,
  ErasureProgressPage,
} from "../../views/consent/erasure-page.tsx";
import { languages, translator } from "../../views/i18n.ts";
import type { Db } from "../db/open.ts";
import { byId } from "../http/by-id.ts";
import { AppError } from "../http/errors.ts";
import { asForm, readForm } from "../http/form.ts";
import { frameOf } from "../http/frame.ts";
import { meOf } from "../http/me.ts";
import { isFragment } from "../http/request.ts";
import { fragment, page, redirect } from "../http/respond.tsx";
import type { Recado } from "../recado.ts";
import { startErasure } from "./erase-person.ts";
import { type ErasureRow, findErasureOfRequest } from "./erasures.ts";
import { noteStep } from "./handle-request.ts";
import { presentPreview, presentProgress } from "./present-erasure.ts";
import { personOf } from "./present-request.ts";
import { previewErasure } from "./preview-erasure.ts";
import { getRequest, type ListedRequest } from "./requests.ts";

const PATH = "/consent/requests/:id/erasure";

/** Seen before it is done, begun by a typed word, watched until no byte is left. */
export function erasureRoutes(recado: Recado) {
  return new Elysia()
    .get(PATH, byId(recado, showErasure))
    .post(PATH, byId(recado, beginErasure), asForm);
}

async function showErasure(recado: Recado, request: Request, id: number): Promise<Response> {
  const asked = await getRequest(recado.db, id);
  const row = await findErasureOfRequest(recado.db, id);
  if (!row) return showPreview(recado, request, await getErasable(recado.db, asked.id));
  return showProgress(recado, request, id, row);
}

async function showProgress(
  recado: Recado,
  request: Request,
  id: number,
  row: ErasureRow,
): Promise<Response> {
  const me = meOf(request);
  const progress = presentProgress(row, me);
  if (isFragment(request))
    return fragment(<ErasureProgress t={me.t} id={id} progress={progress} />);
  const frame = await frameOf(recado, request);
  return page(<ErasureProgressPage frame={frame} id={id} progress={progress} />);
}

async function showPreview(
  recado: Recado,
  request: Request,
  asked: Erasable,
  problem?: string,
): Promise<Response> {
  const me = meOf(request);
  const preview = await previewErasure(recado, asked.contact_id);
  const view = presentPreview(preview, personOf(asked, me), me);
  const frame = await frameOf(recado, request);
  const markup = (
    <ErasurePreviewPage frame={frame} id={asked.id} preview={view} problem={problem} />
  );
  return page(markup, { status: problem ? 422 : 200 });
}

async function beginErasure(recado: Recado, request: Request, id: number): Promise<Response> {
  const { t, id: actorId } = meOf(request);
  const asked = await getErasable(recado.db, id);
  const typed = (await readForm(request)).text("word");
  if (!isWord(typed)) {
    const problem = t("erase.confirm.wrong", { word: t("erase.confirm.word") });
    return showPreview(recado, request, asked, problem);
  }
  await startErasure(recado, asked.contact_id, { requestId: id, actorId });
  const now = recado.clock.now();
  await recado.write((tx) => noteStep(tx, id, { kind: "erased", actorId, now }));
  return redirect(`/consent/requests/${id}/erasure`);
}

/** In any of the four languages: whoever has two pages open knows one of the words. */
function isWord(typed: string): boolean {
  const words = languages.map((language) => translator(language)("erase.confirm.word"));
  return words.includes(typed.toUpperCase());
}

type Erasable = ListedRequest & { contact_id: number };

/** @throws AppError `not-found`, `conflict`: closed, of another kind, of nobody, or nobody knows that it is them. */
async function getErasable(db: Db, id: number): Promise<Erasable> {
  const asked = await getRequest(db, id);
  const { contact_id } = asked;
  if (asked.closed_at !== null || asked.kind !== "erasure")
    throw new AppError("conflict", "This request is closed, or asks for something else.", {
      key: "error.request-closed",
    });
  if (contact_id === null)
    throw new AppError("conflict", "This request is about nobody whom we know.", {
      key: "error.request-no-contact",
    });
  if (asked.identity_checked_at === null)
    throw new AppError("conflict", "Make sure first that it is the person who asks.", {
      key: "error.request-identity",
    });
  return { ...asked, contact_id };
}
