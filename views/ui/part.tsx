/** @jsxImportSource preact */
import type { ComponentChildren } from "preact";

interface PartProps {
  /** A selector; where nothing matches, the part is dropped. */
  target: string;
  children: ComponentChildren;
}

/** A part of an answer that goes to its own place, whatever the target was; what is there is morphed. */
export function Part({ target, children }: PartProps) {
  return (
    <hx-partial hx-target={target} hx-swap="outerMorph">
      {children}
    </hx-partial>
  );
}
