import type { Form } from "../http/form.ts";

export type Direction = "up" | "down";

/** What the arrows beside a list ask for. */
export function directionOf(form: Form): Direction {
  return form.text("direction") === "up" ? "up" : "down";
}

/** The ids with one of them a place further; null where there is no further place. */
export function moveOnePlace(
  ids: readonly number[],
  id: number,
  direction: Direction,
): number[] | null {
  const from = ids.indexOf(id);
  const to = direction === "up" ? from - 1 : from + 1;
  const other = ids[to];
  if (from < 0 || other === undefined) return null;
  return ids.with(to, id).with(from, other);
}
