import type { Flow } from "./flow.ts";
import { slotsOf } from "./step-slots.ts";

/** An arrow of the drawn map. */
export interface Link {
  from: string;
  to: string;
  slots: string[];
}

/** Who leads to whom; ways to the same step are one arrow. */
export function linksOf({ steps }: Flow): Link[] {
  const known = new Set(steps.map(({ id }) => id));
  return steps.flatMap((step) => {
    const targets = new Map<string, string[]>();
    for (const { name, next } of slotsOf(step))
      if (next !== null && known.has(next)) targets.set(next, [...(targets.get(next) ?? []), name]);
    return [...targets].map(([to, slots]) => ({ from: step.id, to, slots }));
  });
}

export function reachedFrom(start: string, links: readonly Pick<Link, "from" | "to">[]) {
  const reached = new Set<string>();
  const open = [start];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (reached.has(id)) continue;
    reached.add(id);
    for (const { from, to } of links) if (from === id) open.push(to);
  }
  return reached;
}

/** Arrows to a step that is still on the way down from the first: a dialogue goes round there. */
export function backLinks(order: readonly string[], links: readonly Link[]): Set<Link> {
  const back = new Set<Link>();
  const state = new Map<string, "open" | "done">();
  const visit = (id: string) => {
    state.set(id, "open");
    for (const link of links) {
      if (link.from !== id) continue;
      if (state.get(link.to) === "open") back.add(link);
      else if (!state.has(link.to)) visit(link.to);
    }
    state.set(id, "done");
  };
  for (const id of order) if (!state.has(id)) visit(id);
  return back;
}

/** Each step one below the lowest that leads to it. */
export function layersOf(ids: readonly string[], links: readonly Link[], back: Set<Link>) {
  const layers = new Map(ids.map((id) => [id, 0]));
  const forward = links.filter((link) => !back.has(link));
  for (let round = 0; round < ids.length; round++) {
    let isSettled = true;
    for (const { from, to } of forward) {
      const least = (layers.get(from) ?? 0) + 1;
      if ((layers.get(to) ?? 0) >= least) continue;
      layers.set(to, least);
      isSettled = false;
    }
    if (isSettled) break;
  }
  return layers;
}

/** Where a long arrow passes a layer, it takes a place among the boxes. */
function passOf({ from, to }: Pick<Link, "from" | "to">, layer: number): string {
  return `${from}>${to}:${layer}`;
}

export function orderedRows(
  ids: readonly string[],
  links: readonly Link[],
  layers: Map<string, number>,
  back: Set<Link>,
): string[][] {
  const rows: string[][] = [];
  for (const id of ids) (rows[layers.get(id) ?? 0] ??= []).push(id);
  const above = new Map<string, string[]>();
  const below = new Map<string, string[]>();
  for (const link of links.filter((each) => !back.has(each))) {
    const chain = chainOf(link, layers);
    for (const [index, id] of chain.entries()) {
      const next = chain[index + 1];
      if (index > 0 && next !== undefined)
        (rows[(layers.get(link.from) ?? 0) + index] ??= []).push(id);
      if (next === undefined) continue;
      above.set(next, [...(above.get(next) ?? []), id]);
      below.set(id, [...(below.get(id) ?? []), next]);
    }
  }
  // Down and up by turns: each near the middle of its neighbours.
  for (let round = 0; round < 6; round++) {
    const isDown = round % 2 === 0;
    const order = isDown ? rows.keys() : [...rows.keys()].toReversed();
    for (const index of order) {
      const near = rows[isDown ? index - 1 : index + 1];
      if (near) rows[index] = byNeighbours(rows[index] ?? [], near, isDown ? above : below);
    }
  }
  return rows;
}

export function chainOf(link: Link, layers: Map<string, number>): string[] {
  const [top, bottom] = [layers.get(link.from) ?? 0, layers.get(link.to) ?? 0];
  const passes = Array.from({ length: Math.max(0, bottom - top - 1) }, (_, index) =>
    passOf(link, top + index + 1),
  );
  return [link.from, ...passes, link.to];
}

function byNeighbours(row: string[], near: string[], neighbours: Map<string, string[]>): string[] {
  const places = new Map(near.map((id, index) => [id, index]));
  const middle = (id: string, own: number): number => {
    const at = (neighbours.get(id) ?? []).flatMap((other) => places.get(other) ?? []);
    return at.length > 0 ? at.reduce((sum, each) => sum + each, 0) / at.length : own;
  };
  return row
    .map((id, index) => ({ id, index, middle: middle(id, index) }))
    .toSorted((one, other) => one.middle - other.middle || one.index - other.index)
    .map(({ id }) => id);
}
