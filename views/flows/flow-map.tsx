/** @jsxImportSource preact */
import { BOX, type MapBox, type MapEdge, type Point } from "../../src/flows/lay-out-flow.ts";
import { assetUrl } from "../../src/http/assets.ts";
import type { Translate } from "../i18n.ts";
import type { Frame } from "../layout.tsx";
import { ButtonLink } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { FlowLayout } from "./flow-layout.tsx";
import { kindIcons } from "./kind-icons.ts";
import type { Editing, StepItem } from "./types.ts";

/** `/bot/flows/:id/map` */
export function MapPage({ frame, editing }: { frame: Frame; editing: Editing }) {
  const { t } = frame.me;
  return (
    <FlowLayout frame={frame} head={editing.head} tab="map" isWide>
      <section class="panel" aria-label={t("flows.map")}>
        {editing.items.length === 0 ? (
          <EmptyState icon="list" title={t("flows.no-steps")}>
            <ButtonLink href={`/bot/flows/${editing.head.id}`} icon="plus">
              {t("flows.add.title")}
            </ButtonLink>
          </EmptyState>
        ) : (
          <>
            <p class="hint">{t("flows.map.hint")}</p>
            <FlowDrawing t={t} editing={editing} />
          </>
        )}
      </section>
    </FlowLayout>
  );
}

interface DrawingProps {
  t: Translate;
  editing: Editing;
  /** Beside the list: a box leads to its card on the same page. */
  isBeside?: boolean;
}

/** The flow as boxes and arrows; the list of steps says the same in words. */
export function FlowDrawing({ t, editing, isBeside = false }: DrawingProps) {
  const { map, items, head } = editing;
  const itemOf = new Map(items.map((item) => [item.id, item]));
  return (
    <div
      id="flow-map"
      class={isBeside ? "flow-map panel" : "flow-map"}
      tabindex={0}
      role="group"
      aria-label={t("flows.map")}
    >
      <svg
        width={map.width}
        height={map.height}
        viewBox={`0 0 ${map.width} ${map.height}`}
        aria-label={t("flows.map.label", { name: head.name })}
      >
        <ArrowTip />
        {map.straysFrom !== null && <Apart t={t} y={map.straysFrom} width={map.width} />}
        {map.edges.map((edge) => (
          <Arrow key={`${edge.from} ${edge.to}`} edge={edge} />
        ))}
        {map.boxes.map((box) => {
          const item = itemOf.get(box.id);
          return (
            item && (
              <Box
                key={box.id}
                t={t}
                box={box}
                item={item}
                href={hrefOf(head.id, box.id, isBeside)}
                isOpen={editing.open?.step.id === box.id}
              />
            )
          );
        })}
        {map.edges.map((edge) => (
          <ArrowLabel key={`${edge.from} ${edge.to}`} edge={edge} from={itemOf.get(edge.from)} />
        ))}
      </svg>
    </div>
  );
}

function ArrowTip() {
  return (
    <defs>
      <marker
        id="tip"
        viewBox="0 0 8 8"
        refX="7"
        refY="4"
        markerWidth="8"
        markerHeight="8"
        orient="auto"
      >
        <path class="map-tip" d="M0 0 8 4 0 8z" />
      </marker>
    </defs>
  );
}

function hrefOf(flow: number, step: string, isBeside: boolean): string {
  return isBeside ? `#step-${step}` : `/bot/flows/${flow}?step=${step}#step-${step}`;
}

function Apart({ t, y, width }: { t: Translate; y: number; width: number }) {
  return (
    <>
      {y > 0 && <line class="map-apart" x1={0} x2={width} y1={y - 6} y2={y - 6} />}
      <text class="map-note" x={8} y={y + 12}>
        {t("flows.map.strays")}
      </text>
    </>
  );
}

interface BoxProps {
  t: Translate;
  box: MapBox;
  item: StepItem;
  href: string;
  isOpen: boolean;
}

const TEXT_X = 36;
/** Letters that fit into a line of a box. */
const LINE = 19;

function Box({ t, box, item, href, isOpen }: BoxProps) {
  const kind = t(`flows.kind.${box.kind}`);
  const [first = "", second] = wrap(item.label, LINE);
  const signs = [
    "map-box",
    box.isStray && "is-stray",
    isOpen && "is-open",
    item.problems.length > 0 && "is-wrong",
  ];
  const isEnd = box.ends.length > 0 || box.kind === "hand-over" || box.kind === "end";
  return (
    <a href={href} class={signs.filter(Boolean).join(" ")}>
      <title>
        {[`${item.number} · ${kind} ${item.label}`, ...item.problems, ...endWords(item)].join(
          " — ",
        )}
      </title>
      <rect class="map-frame" x={box.x} y={box.y} width={BOX.width} height={BOX.height} rx={10} />
      {box.isStart && <circle class="map-start" cx={box.x + BOX.width / 2} cy={box.y - 12} r={6} />}
      <svg class="icon" x={box.x + 9} y={box.y + 9} width={18} height={18} viewBox="0 0 24 24">
        <use href={`${assetUrl("icons.svg")}#${kindIcons[box.kind]}`} />
      </svg>
      <text class="map-kind" x={box.x + TEXT_X} y={box.y + 17}>
        {item.problems.length > 0 ? `⚠ ${item.number} · ${kind}` : `${item.number} · ${kind}`}
      </text>
      <text x={box.x + TEXT_X} y={box.y + 32}>
        {first}
      </text>
      {second && (
        <text x={box.x + TEXT_X} y={box.y + 46}>
          {second}
        </text>
      )}
      {isEnd && (
        <rect
          class="map-end"
          x={box.x + BOX.width / 2 - 14}
          y={box.y + BOX.height - 2}
          width={28}
          height={4}
          rx={2}
        />
      )}
    </a>
  );
}

function endWords(item: StepItem): string[] {
  return item.exits
    .filter((exit) => exit.to === null)
    .map((exit) => (exit.label ? `${exit.label}: ${exit.end}` : exit.end));
}

function Arrow({ edge }: { edge: MapEdge }) {
  return (
    <path
      class={edge.isBack ? "map-arrow is-back" : "map-arrow"}
      d={pathOf(edge.points)}
      marker-end="url(#tip)"
    />
  );
}

/** Straight with round corners on the way back, slanted in the gaps on the way down. */
function pathOf(points: readonly Point[]): string {
  return points
    .map((point, index) => {
      const before = points[index - 1];
      if (!before) return `M${point.x} ${point.y}`;
      if (before.x === point.x || before.y === point.y) return `L${point.x} ${point.y}`;
      const middle = (before.y + point.y) / 2;
      return `C${before.x} ${middle} ${point.x} ${middle} ${point.x} ${point.y}`;
    })
    .join("");
}

function ArrowLabel({ edge, from }: { edge: MapEdge; from: StepItem | undefined }) {
  const labels = (from?.exits ?? [])
    .filter((exit) => edge.slots.includes(exit.slot) && exit.label)
    .map((exit) => exit.label);
  const [first] = labels;
  if (!first) return null;
  const text = cut(labels.length > 1 ? `${first} +${labels.length - 1}` : first, 20);
  return (
    <text class="map-label" x={edge.label.x} y={edge.label.y + 4} text-anchor="middle">
      {text}
      <title>{labels.join(", ")}</title>
    </text>
  );
}

function cut(text: string, most: number): string {
  const letters = [...text];
  return letters.length > most
    ? `${letters
        .slice(0, most - 1)
        .join("")
        .trimEnd()}…`
    : text;
}

/** At most two lines. */
function wrap(text: string, most: number): string[] {
  if ([...text].length <= most) return [text];
  const at = text.lastIndexOf(" ", most);
  const break_ = at > most / 3 ? at : most;
  return [text.slice(0, break_), cut(text.slice(break_).trim(), most)];
}
