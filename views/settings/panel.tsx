/** @jsxImportSource preact */
import type { ComponentChildren } from "preact";

interface PanelProps {
  id: string;
  title: string;
  hint?: ComponentChildren;
  children: ComponentChildren;
}

/** One matter of a settings page: a heading, what it is about, and what can be done. */
export function Panel({ id, title, hint, children }: PanelProps) {
  return (
    <section class="panel" id={id} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      {hint && <p class="hint">{hint}</p>}
      {children}
    </section>
  );
}
