/** @jsxImportSource preact */
import { Elysia } from "elysia";
import { AppError } from "../http/errors.ts";
import { asForm, idOf } from "../http/form.ts";
import { meOf } from "../http/me.ts";
import { isFragment } from "../http/request.ts";
import { redirect } from "../http/respond.tsx";
import { storeAsset } from "../incidents/assets.ts";
import type { Recado } from "../recado.ts";
import { changeDraft } from "./change-draft.ts";
import { replaceStep } from "./edit-flow.ts";
import { answerEditor, openStep, sayerOf } from "./editor-answers.tsx";
import { draftOf, type FlowRow, getFlow } from "./flows.ts";

/** A picture, video or document that goes with what a step says. */
export function stepFileRoutes(recado: Recado) {
  return new Elysia().post(
    "/bot/flows/:id/steps/:step/file",
    ({ request, params }) => takeFile(recado, request, idOf(params.id), params.step),
    asForm,
  );
}

async function takeFile(
  recado: Recado,
  request: Request,
  id: number,
  stepId: string,
): Promise<Response> {
  const { t } = meOf(request);
  const file = (await request.formData().catch(() => new FormData())).get("file");
  if (!(file instanceof File) || file.size === 0)
    throw new AppError("invalid", "Choose a file first.", { key: "flows.file.none" });
  await getFlow(recado.db, id);
  const asset = await storeAsset(recado, file);
  const row = await keepFile(recado, { id, stepId, assetId: asset.id, by: meOf(request).id });
  if (!isFragment(request)) return redirect(`/bot/flows/${id}?step=${stepId}#step-${stepId}`);
  const { desk } = await sayerOf(recado, request);
  return answerEditor(recado, request, row, {
    shown: { open: openStep(row, stepId, desk.language) },
    message: t("flows.file.added", { name: asset.filename }),
  });
}

interface Kept {
  id: number;
  stepId: string;
  assetId: number;
  by: number;
}

function keepFile({ write, clock }: Recado, { id, stepId, assetId, by }: Kept): Promise<FlowRow> {
  return write(async (tx) => {
    const row = await getFlow(tx, id);
    const flow = draftOf(row);
    const step = flow.steps.find((each) => each.id === stepId);
    const changed = step?.kind === "say" ? replaceStep(flow, { ...step, assetId }) : null;
    if (!changed)
      throw new AppError("not-found", "There is no such step.", { key: "flows.no-step" });
    return changeDraft(tx, row, changed, { id: by, now: clock.now() });
  });
}
