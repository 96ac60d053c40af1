import type { Form } from "../http/form.ts";
import type { Removed } from "./edit-flow.ts";
import { readStep } from "./flow-form.ts";
import { type Fields, fieldsOf } from "./step-fields.ts";

/** A deleted step as the values of the form that brings it back. */
export function undoFields({ step, index, isStart, ways, instead }: Removed): Fields {
  return {
    ...fieldsOf(step),
    "undo.index": String(index),
    ...(isStart ? { "undo.start": "1" } : {}),
    "undo.ways": ways.map(({ step: id, slot }) => `${id}/${slot}`).join(" "),
    ...(instead === null ? {} : { "undo.instead": instead }),
  };
}

/** Null: the form holds no step. */
export function readUndo(form: Form, id: string): Removed | null {
  const step = /^[a-z0-9-]{1,40}$/.test(id) ? readStep(form, id) : null;
  if (!step) return null;
  const ways = form.text("undo.ways", 5_000).split(" ").filter(Boolean);
  return {
    step,
    index: Number(form.text("undo.index", 4)) || 0,
    isStart: form.has("undo.start"),
    ways: ways.map((way) => {
      const [from = "", slot = ""] = way.split("/", 2);
      return { step: from, slot };
    }),
    instead: form.text("undo.instead", 60) || null,
  };
}
