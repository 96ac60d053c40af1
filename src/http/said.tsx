/** @jsxImportSource preact */
import type { VNode } from "preact";
import type { Translate } from "../../views/i18n.ts";
import { ToastPart, type Undo } from "../../views/ui/toast.tsx";
import { fragment } from "./respond.tsx";

/** A part of the page as it is now and, where there is something to say, a word about what was done. */
export function partSaid(t: Translate, part: VNode, message?: string, undo?: Undo): Response {
  if (!message) return fragment(part);
  return fragment([part, <ToastPart key="toast" t={t} message={message} undo={undo} />]);
}
