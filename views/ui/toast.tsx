/** @jsxImportSource preact */
import type { Translate } from "../i18n.ts";
import { IconButton } from "./button.tsx";
import { Icon } from "./icon.tsx";

export interface Undo {
  method: "put" | "delete" | "post";
  url: string;
  /** Form values to send along. */
  values?: Record<string, string>;
}

export interface ToastText {
  message: string;
  undo?: Undo;
}

interface ToastProps extends ToastText {
  t: Translate;
  tone?: "plain" | "error";
}

/** A short word about what just happened; app.js takes it away after a while. */
export function Toast({ t, message, tone = "plain", undo }: ToastProps) {
  return (
    <div class={`toast ${tone}`} role={tone === "error" ? "alert" : undefined} data-toast={tone}>
      {tone === "error" && <Icon name="alert" />}
      <span class="grow">{message}</span>
      {undo && <UndoButton t={t} undo={undo} />}
      <IconButton icon="close" label={t("ui.close")} data-dismiss="toast" />
    </div>
  );
}

/** The toast as a part of an answer: it goes to the toasts, whatever the target was. */
export function ToastPart(props: ToastProps) {
  return (
    <hx-partial hx-target="#toasts" hx-swap="beforeend">
      <Toast {...props} />
    </hx-partial>
  );
}

function UndoButton({ t, undo }: { t: Translate; undo: Undo }) {
  return (
    <button
      type="button"
      class="toast-undo"
      data-dismiss="toast"
      hx-swap="none"
      hx-include=".tail-state"
      hx-vals={undo.values ? JSON.stringify(undo.values) : undefined}
      {...{ [`hx-${undo.method}`]: undo.url }}
    >
      {t("ui.undo")}
    </button>
  );
}
