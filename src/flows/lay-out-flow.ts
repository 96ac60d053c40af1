import type { Flow, Step } from "./flow.ts";
import {
  backLinks,
  chainOf,
  layersOf,
  type Link,
  linksOf,
  orderedRows,
  reachedFrom,
} from "./flow-layers.ts";
import { backLabel, spreadEdges } from "./flow-arrows.ts";
import { slotsOf } from "./step-slots.ts";

/** Sizes in the units of the drawing: pixels, unless it is scaled. */
export const BOX = { width: 184, height: 56 } as const;
const GAP = { x: 28, y: 84 } as const;
const MARGIN = 24;
/** Between lanes of arrows that lead back up. */
const LANE = 14;
/** Between what is reached and what is not. */
const APART = 72;

export interface MapBox {
  id: string;
  kind: Step["kind"];
  x: number;
  y: number;
  isStart: boolean;
  /** Nothing leads here. */
  isStray: boolean;
  /** Ways out that end the dialogue. */
  ends: string[];
}

export interface MapEdge {
  from: string;
  to: string;
  /** Names of the ways (step-slots.ts): several may lead to the same step. */
  slots: string[];
  /** Its corners; the arrow's tip is at the last. */
  points: Point[];
  /** The middle of its words. */
  label: Point;
  /** Leads to a step that came before. */
  isBack: boolean;
}

export interface Point {
  x: number;
  y: number;
}

export interface FlowMap {
  boxes: MapBox[];
  edges: MapEdge[];
  width: number;
  height: number;
  /** Where the part begins that nothing leads to; null: all is reached. */
  straysFrom: number | null;
}

/**
 * The flow as a drawing: steps in layers by their longest way from the first, in each layer
 * near what leads to them; arrows keep to the gaps between layers and go round boxes. Pure,
 * and the same for the same flow.
 */
export function layOutFlow(flow: Flow): FlowMap {
  const links = linksOf(flow);
  const reached = reachedFrom(flow.start, links);
  const main = flow.steps.filter(({ id }) => reached.has(id));
  const strays = flow.steps.filter(({ id }) => !reached.has(id));
  const upper = layOut(main, flow.start, links);
  const lower = layOut(strays, "", links);
  const top = main.length > 0 ? upper.height : 0;
  const straysFrom = strays.length > 0 ? top + (main.length > 0 ? APART - MARGIN : 0) : null;
  const down = straysFrom ?? 0;
  const moved = (point: Point): Point => ({ x: point.x, y: point.y + down });
  const drawn = [...upper.boxes, ...lower.boxes.map((box) => ({ ...box, ...moved(box) }))];
  // As in the list, so that the keyboard goes through both in one order.
  const boxes = flow.steps.flatMap(({ id }) => drawn.filter((box) => box.id === id));
  const edges = [
    ...upper.edges,
    ...lower.edges.map((edge) => ({
      ...edge,
      points: edge.points.map(moved),
      label: moved(edge.label),
    })),
  ];
  const width = Math.max(upper.width, lower.width);
  // What is set apart leads into the rest, too: along the far side.
  const across = links
    .filter(({ from, to }) => !reached.has(from) && reached.has(to))
    .map((link, index) => acrossEdge(link, boxes, width + index * LANE));
  return {
    boxes,
    edges: [...edges, ...across],
    width: width + across.length * LANE,
    height: strays.length > 0 ? down + lower.height : top,
    straysFrom,
  };
}

/** Steps that nothing leads to. */
export function straysOf(flow: Flow): Set<string> {
  const reached = reachedFrom(flow.start, linksOf(flow));
  return new Set(flow.steps.map(({ id }) => id).filter((id) => !reached.has(id)));
}

type Drawn = Pick<FlowMap, "boxes" | "edges" | "width" | "height">;

function layOut(steps: readonly Step[], start: string, links: readonly Link[]): Drawn {
  const ids = steps.map(({ id }) => id);
  const inside = links.filter(({ from, to }) => ids.includes(from) && ids.includes(to));
  const back = backLinks(start ? [start, ...ids] : ids, inside);
  const layers = layersOf(ids, inside, back);
  const rows = orderedRows(ids, inside, layers, back);
  const places = placesOf(rows);
  const laid = Math.max(0, ...[...places.values()].map(({ x }) => x + BOX.width / 2));
  let lanes = 0;
  const routes = inside.map((link) => {
    const isBack = back.has(link);
    const points = isBack
      ? backPoints(link, places, laid + LANE * ++lanes)
      : forwardPoints(link, places, layers);
    return { ...link, points, isBack };
  });
  const edges = spreadEdges(routes);
  const boxes = steps.map((step): MapBox => {
    const centre = places.get(step.id) ?? { x: 0, y: 0 };
    return {
      id: step.id,
      kind: step.kind,
      x: centre.x - BOX.width / 2,
      y: centre.y,
      isStart: step.id === start,
      isStray: start === "",
      ends: slotsOf(step)
        .filter(({ next }) => next === null)
        .map(({ name }) => name),
    };
  });
  const height = Math.max(0, ...boxes.map(({ y }) => y + BOX.height));
  return { boxes, edges, width: laid + LANE * lanes + MARGIN, height: height + MARGIN };
}

/**
 * The middle of each box's upper edge, and of the gap that an arrow passes through. Rows begin at
 * the same side: the usual way is a straight line, and the first thing that a narrow screen shows.
 */
function placesOf(rows: readonly string[][]): Map<string, Point> {
  const places = new Map<string, Point>();
  for (const [layer, row] of rows.entries()) {
    let x = MARGIN;
    for (const id of row) {
      const width = id.includes(">") ? LANE : BOX.width;
      places.set(id, { x: x + width / 2, y: MARGIN + layer * (BOX.height + GAP.y) });
      x += width + GAP.x;
    }
  }
  return places;
}

function forwardPoints(link: Link, places: Map<string, Point>, layers: Map<string, number>) {
  const chain = chainOf(link, layers);
  return chain.flatMap((id, index): Point[] => {
    const { x, y } = places.get(id) ?? { x: 0, y: 0 };
    if (index === 0) return [{ x, y: y + BOX.height }];
    if (index === chain.length - 1) return [{ x, y }];
    return [
      { x, y },
      { x, y: y + BOX.height },
    ];
  });
}

/** Down into the gap, out to a lane of its own, up, and in above the step it leads to. */
function backPoints({ from, to }: Link, places: Map<string, Point>, lane: number): Point[] {
  const source = places.get(from) ?? { x: 0, y: 0 };
  const target = places.get(to) ?? { x: 0, y: 0 };
  return roundTrip(source, target, lane);
}

const INSET = 40;

function roundTrip(source: Point, target: Point, lane: number): Point[] {
  const out = { x: source.x + INSET, y: source.y + BOX.height };
  const turn = out.y + GAP.y / 4;
  const over = target.y - LANE;
  return [
    out,
    { x: out.x, y: turn },
    { x: lane, y: turn },
    { x: lane, y: over },
    { x: target.x + INSET, y: over },
    { x: target.x + INSET, y: target.y },
  ];
}

function acrossEdge(link: Link, boxes: readonly MapBox[], lane: number): MapEdge {
  const centre = (id: string): Point => {
    const box = boxes.find((each) => each.id === id);
    return { x: (box?.x ?? 0) + BOX.width / 2, y: box?.y ?? 0 };
  };
  const points = roundTrip(centre(link.from), centre(link.to), lane);
  return { ...link, points, label: backLabel(points), isBack: true };
}
