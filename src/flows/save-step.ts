import type { Tx } from "../db/open.ts";
import { changeDraft, type Editor, metBy, otherEditor, printOf } from "./change-draft.ts";
import { replaceStep } from "./edit-flow.ts";
import { editStep } from "./edit-step.ts";
import type { Step } from "./flow.ts";
import { NEW_STEP } from "./flow-form.ts";
import { draftOf, type FlowRow, getFlow } from "./flows.ts";
import { slotsOf, withSlot } from "./step-slots.ts";

/** What a step's form sent. */
export interface SentStep {
  step: Step;
  /** Print of the step as the form had it at first. */
  was: string;
  /** A row more or less. */
  edit: string;
  /** Revision of the draft that the page shows. */
  seen: number | null;
}

export interface SavedStep {
  row: FlowRow;
  step: Step;
  focus: string;
  /** A way was led to a step that is yet to be made. */
  newAt: string | null;
  /** The form shows other fields than before. */
  isRedrawn: boolean;
  /** Somebody else changed it since: nothing is saved. */
  changedBy: string | null;
  /** Somebody else changed something else meanwhile. */
  metBy: string | null;
  /** It was deleted meanwhile: kept, with nothing that leads to it. */
  wasGone: boolean;
}

/**
 * Keeps a step as its form has it, in the draft as it is now: whoever changed other steps meanwhile
 * loses nothing. Where the very step was changed by somebody else, nothing is saved.
 */
export async function saveStep(
  tx: Tx,
  id: number,
  { step, was, edit, seen }: SentStep,
  editor: Editor,
): Promise<SavedStep> {
  const row = await getFlow(tx, id);
  const flow = draftOf(row);
  const current = flow.steps.find((each) => each.id === step.id);
  const edited = edit ? editStep(step, edit) : { step, focus: "" };
  const fresh = slotsOf(edited.step).find(({ next }) => next === NEW_STEP)?.name ?? null;
  const sound = withoutNew(edited.step, current);
  const met = await metBy(tx, row, editor.id, seen);
  const answer = { step: sound, focus: edited.focus, newAt: fresh, changedBy: null, metBy: met };
  if (!current) {
    const kept = { ...flow, steps: [...flow.steps, sound], start: flow.start || sound.id };
    const saved = await changeDraft(tx, row, kept, editor);
    return { ...answer, row: saved, isRedrawn: true, wasGone: true };
  }
  const other = printOf(current) === was ? null : await otherEditor(tx, row, editor.id);
  if (other !== null && !Bun.deepEquals(current, sound))
    return { ...answer, row, isRedrawn: true, changedBy: other, wasGone: false };
  const saved = await changeDraft(tx, row, replaceStep(flow, sound) ?? flow, editor);
  return {
    ...answer,
    row: saved,
    isRedrawn: edit !== "" || fresh !== null || shapeOf(current) !== shapeOf(sound),
    wasGone: false,
  };
}

/** "New step…" is no step: the way leads where it led before, until the new one is chosen. */
function withoutNew(step: Step, before: Step | undefined): Step {
  const known = before ? slotsOf(before) : [];
  return slotsOf(step)
    .filter(({ next }) => next === NEW_STEP)
    .reduce(
      (changed, { name }) =>
        withSlot(changed, name, known.find((slot) => slot.name === name)?.next ?? null),
      step,
    );
}

/** What decides which fields a form has. */
function shapeOf(step: Step): string {
  return step.kind === "set" ? step.changes.map((change) => change.set).join() : step.kind;
}
