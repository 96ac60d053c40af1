import type { MapEdge, Point } from "./lay-out-flow.ts";

type Route = Omit<MapEdge, "label">;

/** Between arrows that begin or end at the same box, and how far they stray from its middle. */
const STEP = 16;
const REACH = 60;

/** Arrows of one box side by side, each with a place for its words on a line of its own. */
export function spreadEdges(routes: readonly Route[]): MapEdge[] {
  const down = routes.filter(({ isBack }) => !isBack);
  const leaving = Map.groupBy(down, ({ from }) => from);
  const arriving = Map.groupBy(down, ({ to }) => to);
  return routes.map((route): MapEdge => {
    if (route.isBack) return { ...route, label: backLabel(route.points) };
    const out = placeAmong(leaving.get(route.from) ?? [], route, ({ points }) => points[1]);
    const into = placeAmong(arriving.get(route.to) ?? [], route, ({ points }) => points.at(-2));
    const last = route.points.length - 1;
    const points = route.points.map(({ x, y }, index) => {
      if (index === 0) return { x: x + offset(out), y };
      return index === last ? { x: x + offset(into), y } : { x, y };
    });
    const [begin, end] = points;
    const label = begin && end ? onCurve(begin, end, (out.at + 1) / (out.of + 1)) : { x: 0, y: 0 };
    return { ...route, points, label };
  });
}

interface Place {
  at: number;
  of: number;
}

/** From left to right by where they come from, or go to. */
function placeAmong(
  routes: readonly Route[],
  route: Route,
  far: (route: Route) => Point | undefined,
): Place {
  const sorted = routes.toSorted((one, other) => (far(one)?.x ?? 0) - (far(other)?.x ?? 0));
  return { at: sorted.indexOf(route), of: routes.length };
}

function offset({ at, of }: Place): number {
  return Math.round((at - (of - 1) / 2) * Math.min(STEP, REACH / of));
}

/** A point of the bow that pathOf draws between two points, `part` of the way. */
function onCurve(begin: Point, end: Point, part: number): Point {
  const rest = 1 - part;
  const down = 1.5 * part * rest + part ** 3;
  const across = 3 * rest * part ** 2 + part ** 3;
  return {
    x: Math.round(begin.x + (end.x - begin.x) * across),
    y: Math.round(begin.y + (end.y - begin.y) * down),
  };
}

/** Above the level stretch that leads out to the lane. */
export function backLabel(points: readonly Point[]): Point {
  const turn = points[1] ?? { x: 0, y: 0 };
  return { x: turn.x + 56, y: turn.y - 4 };
}
