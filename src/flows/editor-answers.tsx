/** @jsxImportSource preact */
import { EditorPage, Editor } from "../../views/flows/editor-page.tsx";
import { FlowState } from "../../views/flows/flow-layout.tsx";
import { Part } from "../../views/ui/part.tsx";
import { ToastPart, type Undo } from "../../views/ui/toast.tsx";
import type { Db } from "../db/open.ts";
import { frameOf } from "../http/frame.ts";
import { meOf } from "../http/me.ts";
import { isFragment } from "../http/request.ts";
import { fragment, page } from "../http/respond.tsx";
import type { Recado } from "../recado.ts";
import { printOf } from "./change-draft.ts";
import type { Step } from "./flow.ts";
import { readFlowDesk } from "./flow-desk.ts";
import { draftOf, type FlowRow, getFlowVersion } from "./flows.ts";
import { listBeginnings } from "./beginnings.ts";
import { headOf, type Presenting, presentFlow } from "./present-flow.ts";
import type { FlowSayer } from "./say-step.ts";

export type Shown = Partial<Pick<Presenting, "open" | "adding" | "notice" | "red" | "focus">>;

export async function sayerOf(recado: Recado, request: Request): Promise<FlowSayer> {
  const { t, language } = meOf(request);
  return { t, language, desk: await readFlowDesk(recado.db, language) };
}

/** What the live version says; null where there is none. */
async function liveOf(db: Db, row: FlowRow): Promise<string | null> {
  if (row.published_version === null) return null;
  return (await getFlowVersion(db, row.id, row.published_version)).definition;
}

export async function readHead(db: Db, row: FlowRow) {
  return headOf(row, await liveOf(db, row));
}

export async function readEditing(recado: Recado, request: Request, row: FlowRow, shown: Shown) {
  const sayer = await sayerOf(recado, request);
  const live = await liveOf(recado.db, row);
  const begins = await listBeginnings(recado.db, row.id);
  return presentFlow({ row, live, sayer, begins, ...shown });
}

interface Answer {
  shown?: Shown;
  status?: number;
  message?: string;
  undo?: Undo;
  done?: string | null;
  /** The form asked for no swap of its own. */
  isRetargeted?: boolean;
}

/** The editor as it is now: a part of the page for htmx, a whole page otherwise. */
export async function answerEditor(
  recado: Recado,
  request: Request,
  row: FlowRow,
  { shown = {}, status = 200, message, undo, done, isRetargeted }: Answer = {},
): Promise<Response> {
  const { t } = meOf(request);
  const editing = await readEditing(recado, request, row, shown);
  if (!isFragment(request) || request.headers.has("hx-history-restore-request")) {
    const frame = await frameOf(recado, request);
    return page(<EditorPage frame={frame} editing={editing} done={done ?? message} />, { status });
  }
  const parts = [
    <Editor key="editor" t={t} editing={editing} />,
    <Part key="state" target="#flow-state">
      <FlowState t={t} head={editing.head} />
    </Part>,
  ];
  if (message) parts.push(<ToastPart key="toast" t={t} message={message} undo={undo} />);
  const headers = isRetargeted
    ? { "hx-retarget": "#flow-editor", "hx-reswap": "outerHTML" }
    : undefined;
  return fragment(parts, { status, headers });
}

/** A step of the draft, to be opened. */
export function openStep(
  row: FlowRow,
  id: string,
  language: FlowSayer["language"],
): Presenting["open"] {
  const step = draftOf(row).steps.find((each) => each.id === id);
  return step ? opened(step, language) : null;
}

export function opened(
  step: Step,
  language: FlowSayer["language"],
): NonNullable<Presenting["open"]> {
  return { step, was: printOf(step), language, focus: "", changedBy: null };
}
