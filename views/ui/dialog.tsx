/** @jsxImportSource preact */
import type { ComponentChildren } from "preact";
import { IconButton } from "./button.tsx";

interface DialogProps {
  id: string;
  title: string;
  closeLabel: string;
  children: ComponentChildren;
  class?: string;
}

/** A modal; opened by any button with `data-opens="<id>"`. */
export function Dialog({ id, title, closeLabel, children, class: extra }: DialogProps) {
  return (
    <dialog id={id} class={extra ? `dialog ${extra}` : "dialog"} aria-labelledby={`${id}-title`}>
      <header class="dialog-head">
        <h2 id={`${id}-title`}>{title}</h2>
        <form method="dialog">
          <IconButton icon="close" label={closeLabel} type="submit" />
        </form>
      </header>
      {children}
    </dialog>
  );
}
