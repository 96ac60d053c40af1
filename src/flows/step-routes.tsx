/** @jsxImportSource preact */
import { Elysia } from "elysia";
import { FlowState } from "../../views/flows/flow-layout.tsx";
import { FlowDrawing } from "../../views/flows/flow-map.tsx";
import { PublishPanel, RevisionField } from "../../views/flows/editor-page.tsx";
import { StepHead, StepProblems } from "../../views/flows/step-card.tsx";
import { SavedWord, WasField } from "../../views/flows/step-form.tsx";
import { languages, type Translate } from "../../views/i18n.ts";
import { Part } from "../../views/ui/part.tsx";
import type { Undo } from "../../views/ui/toast.tsx";
import type { Language } from "../db/schema.ts";
import { AppError } from "../http/errors.ts";
import { asForm, type Form, idOf, readForm } from "../http/form.ts";
import { meOf } from "../http/me.ts";
import { isFragment } from "../http/request.ts";
import { fragment, redirect } from "../http/respond.tsx";
import type { Recado } from "../recado.ts";
import { directionOf } from "../settings/one-place.ts";
import { changeDraft, metBy, printOf } from "./change-draft.ts";
import { addStep, copyStep, moveStep, removeStep, restoreStep } from "./edit-flow.ts";
import { stepKinds } from "./new-step.ts";
import { answerEditor, opened, openStep, readEditing, sayerOf } from "./editor-answers.tsx";
import type { Flow } from "./flow.ts";
import { readStep } from "./flow-form.ts";
import { draftOf, type FlowRow, getFlow } from "./flows.ts";
import { saveStep, type SavedStep } from "./save-step.ts";
import { sayStep } from "./say-step.ts";
import { readUndo, undoFields } from "./undo-step.ts";

type Params = { id: string; step: string };

/** The steps of a draft: added, changed, copied, moved, deleted and brought back. */
export function stepRoutes(recado: Recado) {
  const at =
    (answer: (recado: Recado, request: Request, id: number, step: string) => Promise<Response>) =>
    ({ request, params }: { request: Request; params: Params }) =>
      answer(recado, request, idOf(params.id), params.step);
  return new Elysia()
    .post(
      "/bot/flows/:id/steps",
      ({ request, params }) => addOne(recado, request, idOf(params.id)),
      asForm,
    )
    .post("/bot/flows/:id/steps/:step", at(saveOne), asForm)
    .delete("/bot/flows/:id/steps/:step", at(removeOne), asForm)
    .put("/bot/flows/:id/steps/:step", at(bringBack), asForm)
    .post("/bot/flows/:id/steps/:step/copy", at(copyOne), asForm)
    .put("/bot/flows/:id/steps/:step/position", at(moveOne), asForm)
    .put(
      "/bot/flows/:id/start",
      ({ request, params }) => beginHere(recado, request, idOf(params.id)),
      asForm,
    );
}

/** Makes the change in the draft as it is now. Null: there is no such step any more. */
async function edit<T extends { flow: Flow }>(
  recado: Recado,
  request: Request,
  id: number,
  change: (flow: Flow) => T | null,
  form?: Form,
): Promise<{ row: FlowRow; made: T; notice: string | null }> {
  const me = meOf(request);
  const editor = { id: me.id, now: recado.clock.now() };
  return recado.write(async (tx) => {
    const row = await getFlow(tx, id);
    const made = change(draftOf(row));
    if (!made) throw new AppError("not-found", "There is no such step.", { key: "flows.no-step" });
    const notice = saidOfOther(me.t, await metBy(tx, row, editor.id, seenRevision(request, form)));
    return { made, notice, row: await changeDraft(tx, row, made.flow, editor) };
  });
}

/** The revision that the page showed; a DELETE has it in its address. Null: it did not say. */
function seenRevision(request: Request, form?: Form): number | null {
  const text =
    form?.text("revision", 12) ?? new URL(request.url).searchParams.get("revision") ?? "";
  return /^\d+$/.test(text) ? Number(text) : null;
}

function saidOfOther(t: Translate, name: string | null): string | null {
  return name === null ? null : t("flows.changed-by", { name });
}

async function addOne(recado: Recado, request: Request, id: number): Promise<Response> {
  const form = await readForm(request);
  const kind = stepKinds.find((each) => each === form.text("kind"));
  if (!kind) throw new AppError("invalid", "kind: choose what the step does.");
  const place = { step: form.text("at", 60) || null, slot: form.text("slot", 60) };
  const { row, made, notice } = await edit(
    recado,
    request,
    id,
    (flow) => addStep(flow, kind, place),
    form,
  );
  if (!isFragment(request)) return toStep(id, made.id, true);
  const { language, desk } = await sayerOf(recado, request);
  const open = openStep(row, made.id, desk.language ?? language);
  return answerEditor(recado, request, row, {
    shown: { open: open && { ...open, focus: "text" }, notice },
  });
}

function toStep(id: number, step: string, isOpen: boolean): Response {
  return redirect(`/bot/flows/${id}${isOpen ? `?step=${step}` : ""}#step-${step}`);
}

/** Each change of the form comes here, and its buttons. */
async function saveOne(
  recado: Recado,
  request: Request,
  id: number,
  stepId: string,
): Promise<Response> {
  const form = await readForm(request);
  const step = readStep(form, stepId);
  if (!step || !/^[a-z0-9-]{1,40}$/.test(stepId))
    throw new AppError("invalid", "kind: there is no such kind of step.");
  const editor = { id: meOf(request).id, now: recado.clock.now() };
  const sent = {
    step,
    was: form.text("was", 40),
    edit: form.text("edit", 60),
    seen: seenRevision(request, form),
  };
  const saved = await recado.write((tx) => saveStep(tx, id, sent, editor));
  const isDone = form.has("done") && saved.changedBy === null && !saved.wasGone;
  if (!isFragment(request) && saved.changedBy === null)
    return saved.newAt === null
      ? toStep(id, stepId, !isDone)
      : redirect(`/bot/flows/${id}?add=${stepId}&slot=${saved.newAt}`);
  const notice = saidOfOther(meOf(request).t, saved.metBy);
  if (isDone) return answerEditor(recado, request, saved.row, { shown: { focus: stepId, notice } });
  if (saved.isRedrawn) return redrawn(recado, request, saved, languageOf(form));
  return savedParts(recado, request, saved);
}

/** The step with other fields; or with a place for the new step, which shows all its ways. */
async function redrawn(
  recado: Recado,
  request: Request,
  { row, step, focus, newAt, changedBy, wasGone, metBy: other }: SavedStep,
  language: Language,
): Promise<Response> {
  const { t } = meOf(request);
  const notice = wasGone ? t("flows.step.gone") : changedBy ? null : saidOfOther(t, other);
  if (newAt !== null && !changedBy)
    return answerEditor(recado, request, row, {
      isRetargeted: true,
      shown: { adding: { step: step.id, slot: newAt }, notice },
    });
  const current = draftOf(row).steps.find((each) => each.id === step.id) ?? step;
  return answerEditor(recado, request, row, {
    isRetargeted: true,
    status: changedBy ? 409 : 200,
    shown: {
      open: { ...opened(step, language), was: printOf(current), focus: focus || "-", changedBy },
      notice,
    },
  });
}

/** All but the form itself: what is being typed stays. */
async function savedParts(
  recado: Recado,
  request: Request,
  { row, step, metBy: other }: SavedStep,
) {
  const { t } = meOf(request);
  const editing = await readEditing(recado, request, row, { open: opened(step, "en") });
  const item = editing.items.find((each) => each.id === step.id);
  if (!item) return fragment([]);
  const parts = [
    <Part key="head" target={`#head-${item.id}`}>
      <StepHead t={t} item={item} />
    </Part>,
    <Part key="problems" target={`#problems-${item.id}`}>
      <StepProblems item={item} />
    </Part>,
    <Part key="was" target="#step-was">
      <WasField was={printOf(step)} />
    </Part>,
    <Part key="saved" target="#flow-saved">
      <SavedWord t={t} />
    </Part>,
    <Part key="state" target="#flow-state">
      <FlowState t={t} head={editing.head} />
    </Part>,
    <Part key="publish" target="#flow-publish">
      <PublishPanel t={t} editing={editing} />
    </Part>,
    <Part key="map" target="#flow-map">
      <FlowDrawing t={t} editing={editing} isBeside />
    </Part>,
  ];
  // What somebody else changed meanwhile is not on the page yet: the next whole answer tells.
  if (other === null)
    parts.push(
      <Part key="revision" target="#flow-revision">
        <RevisionField revision={row.draft_revision} />
      </Part>,
    );
  return fragment(parts);
}

/** The one that the texts are shown in. */
function languageOf(form: Form): Language {
  return languages.find((language) => language === form.text("lang")) ?? "en";
}

async function removeOne(
  recado: Recado,
  request: Request,
  id: number,
  stepId: string,
): Promise<Response> {
  const sayer = await sayerOf(recado, request);
  const { row, made, notice } = await edit(recado, request, id, (flow) => removeStep(flow, stepId));
  const { removed } = made;
  const undo: Undo = {
    method: "put",
    url: `/bot/flows/${id}/steps/${stepId}`,
    values: undoFields(removed),
  };
  const message = sayer.t("flows.step.deleted", { title: sayStep(removed.step, sayer) });
  const shown = { focus: removed.instead ?? draftOf(row).steps[0]?.id ?? null, notice };
  return answerEditor(recado, request, row, { shown, message, undo });
}

async function bringBack(
  recado: Recado,
  request: Request,
  id: number,
  stepId: string,
): Promise<Response> {
  const removed = readUndo(await readForm(request), stepId);
  if (!removed) throw new AppError("invalid", "There is nothing to bring back.");
  const { row } = await edit(recado, request, id, (flow) => ({
    flow: restoreStep(flow, removed),
  }));
  const message = meOf(request).t("flows.step.restored");
  return answerEditor(recado, request, row, {
    shown: { focus: stepId },
    message,
    isRetargeted: true,
  });
}

async function copyOne(recado: Recado, request: Request, id: number, stepId: string) {
  const form = await readForm(request);
  const { row, made, notice } = await edit(
    recado,
    request,
    id,
    (flow) => copyStep(flow, stepId),
    form,
  );
  if (!isFragment(request)) return toStep(id, made.id, true);
  const { desk } = await sayerOf(recado, request);
  return answerEditor(recado, request, row, {
    shown: { open: openStep(row, made.id, desk.language), notice },
  });
}

async function moveOne(recado: Recado, request: Request, id: number, stepId: string) {
  const { t } = meOf(request);
  const form = await readForm(request);
  const { row, made, notice } = await edit(
    recado,
    request,
    id,
    (flow) => moveStep(flow, stepId, directionOf(form)),
    form,
  );
  const message = t(made.isRelinked ? "flows.moved" : "flows.moved.list");
  return answerEditor(recado, request, row, { shown: { focus: stepId, notice }, message });
}

async function beginHere(recado: Recado, request: Request, id: number): Promise<Response> {
  const form = await readForm(request);
  const stepId = form.text("step", 60);
  const { row, notice } = await edit(
    recado,
    request,
    id,
    (flow) =>
      flow.steps.some((step) => step.id === stepId) ? { flow: { ...flow, start: stepId } } : null,
    form,
  );
  return answerEditor(recado, request, row, { shown: { focus: stepId, notice } });
}
