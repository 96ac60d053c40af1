/** @jsxImportSource preact */
import { TemplateListPart } from "../../views/inbox/template-picker.tsx";
import { CaseParts } from "../../views/inbox/ticket-page.tsx";
import { ToastPart, type Undo } from "../../views/ui/toast.tsx";
import { AppError } from "../http/errors.ts";
import type { Me } from "../http/me.ts";
import { isFragment } from "../http/request.ts";
import { fragment, redirect } from "../http/respond.tsx";
import type { Recado } from "../recado.ts";
import { readCase, type TailState, viewOf } from "./open-case.ts";

/** What a verb says when it is done. */
export interface Done {
  message: string;
  undo?: Undo;
}

interface Extra {
  done?: Done;
  status?: number;
  isTemplateSent?: boolean;
}

/** The parts of the ticket as they are now, for htmx; the whole page for a plain form. */
export async function answerCase(
  recado: Recado,
  me: Me,
  request: Request,
  number: number,
  state: TailState,
  { done, status, isTemplateSent }: Extra = {},
): Promise<Response> {
  if (!isFragment(request)) return redirect(`/tickets/${number}`);
  const open = await readCase(recado, me, number, state).catch(leftScope);
  if (!open) return redirect(`/inbox?view=${state.view}`, request);
  if (open.ticket.number !== number)
    return redirect(mergedAddress(open.ticket.number, number, state.view), request);
  const parts = [<CaseParts t={me.t} open={open} />];
  if (isTemplateSent && open.composer.kind === "window-closed")
    parts.push(<TemplateListPart t={me.t} composer={open.composer} />);
  if (done) parts.push(<ToastPart t={me.t} message={done.message} undo={done.undo} />);
  return fragment(parts, { status });
}

/** Who handed a ticket on may see it no more: back to what they have. */
function leftScope(error: unknown): undefined {
  if (!(error instanceof AppError) || error.code !== "not-found") throw error;
}

/** Where the number of a merged ticket leads. */
export function mergedAddress(kept: number, number: number, view: string): string {
  return `/tickets/${kept}?view=${view}&merged=${number}`;
}

/** Where the reader stands, as the page's hidden fields say it: in the form, or in the address of GET and DELETE. */
export function tailStateOf(
  request: Request,
  field: (name: string) => string = () => "",
): TailState {
  const query = new URL(request.url).searchParams;
  const value = (name: string) => field(name) || query.get(name) || "";
  const [unreadFrom, n] = value("unread").split(":").map(Number);
  return {
    view: viewOf(value("view")),
    from: /^\d{1,15}$/.test(value("from")) ? Number(value("from")) : null,
    unread: unreadFrom && n ? { from: unreadFrom, n } : null,
  };
}
