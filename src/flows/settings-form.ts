import { readTexts } from "../bot/rule-form.ts";
import type { Form } from "../http/form.ts";
import type { FlowFrame } from "./edit-flow.ts";
import type { Texts } from "./flow.ts";
import { readNumber, readSomeTexts, variableOf } from "./flow-form.ts";

/** A constant as its form has it. One text for all languages stands in one of them. */
export interface ConstantRow {
  /** Of the row in the form: c1, c2 … */
  id: string;
  name: string;
  texts: Texts;
}

const MOST_CONSTANTS = 30;
/** A day, and seven. */
const PATIENCE = { least: 1, most: 10_080, usual: 1440 };

/** What a flow's settings say besides its name; a constant without name or value is left out. */
export function readFrame(form: Form, rows: readonly ConstantRow[]): FlowFrame {
  const named = rows.filter(({ name, texts }) => name && Object.keys(texts).length > 0);
  const timeoutText = readSomeTexts(form, "timeout-text");
  return {
    timeoutMinutes: readNumber(form, "timeout", PATIENCE),
    ...(timeoutText ? { timeoutText } : {}),
    ...(named.length > 0
      ? { constants: Object.fromEntries(named.map(({ name, texts }) => [name, texts])) }
      : {}),
  };
}

export function readConstants(form: Form): ConstantRow[] {
  return form
    .text("constants", 500)
    .split(" ")
    .filter((id) => /^c\d{1,3}$/.test(id))
    .slice(0, MOST_CONSTANTS)
    .map((id) => ({
      id,
      name: variableOf(form.text(`constant.${id}.name`, 60)),
      texts: readTexts(form, `constant.${id}`),
    }));
}

/** A plain constant, as files may have it, becomes the text of the business's language. */
export function constantRows(
  { constants = {} }: Pick<FlowFrame, "constants">,
  language: keyof Texts,
): ConstantRow[] {
  return Object.entries(constants).map(([name, value], index) => ({
    id: `c${index + 1}`,
    name,
    texts: typeof value === "string" ? { [language]: value } : value,
  }));
}

/** The rows with one more, or one less, by the buttons of the form. */
export function editConstants(
  rows: readonly ConstantRow[],
  edit: string,
): { rows: ConstantRow[]; focus: string } {
  const [verb, id] = edit.split(" ");
  if (verb === "remove-constant") return { rows: rows.filter((row) => row.id !== id), focus: "" };
  if (verb !== "add-constant") return { rows: [...rows], focus: "" };
  const last = Math.max(0, ...rows.map((row) => Number(row.id.slice(1))));
  const added = { id: `c${last + 1}`, name: "", texts: {} };
  return { rows: [...rows, added], focus: added.id };
}
