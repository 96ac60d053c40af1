import type {
  Adding,
  Editing,
  FlowHead,
  OpenStep,
  ProblemItem,
  StepChoices,
  StepItem,
} from "../../views/flows/types.ts";
import type { Choice } from "../../views/ui/field.tsx";
import { variablesOf } from "./edit-flow.ts";
import type { Flow, Step } from "./flow.ts";
import { knownOf } from "./flow-desk.ts";
import { type FlowProblem, flowProblems } from "./flow-problems.ts";
import { draftOf, type FlowRow } from "./flows.ts";
import { layOutFlow, straysOf } from "./lay-out-flow.ts";
import { type FlowSayer, lefts, sayEnd, sayExit, sayStep } from "./say-step.ts";
import { slotsOf } from "./step-slots.ts";

export interface Presenting {
  row: FlowRow;
  /** What the live version says; null: none. */
  live: string | null;
  sayer: FlowSayer;
  open?: Pick<OpenStep, "step" | "was" | "language" | "focus" | "changedBy"> | null;
  adding?: { step: string | null; slot: string } | null;
  red?: string[];
  /** Incidents that start it. */
  begins?: string[];
  notice?: string | null;
  /** The card whose heading gets the focus. */
  focus?: string | null;
}

/** A flow as its editor shows it. */
export function presentFlow(given: Presenting): Editing {
  const { row, sayer, open, adding, red = [], begins = [], notice = null, focus = null } = given;
  const flow = draftOf(row);
  const problems = flowProblems(flow, knownOf(sayer.desk));
  const items = itemsOf(flow, problems, sayer);
  return {
    head: headOf(row, given.live),
    revision: row.draft_revision,
    flow,
    items,
    open: open ? { ...open, choices: choicesOf(flow, items, sayer) } : null,
    adding: adding ? addingOf(flow, adding, sayer) : null,
    problems: problemItems(problems, items, sayer),
    map: layOutFlow(flow),
    red,
    begins,
    notice,
    focus,
  };
}

export function headOf(row: FlowRow, live: string | null): FlowHead {
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    version: row.published_version,
    hasChanges: live !== null && !isSame(row.draft, live),
    isOn: row.is_enabled === 1,
  };
}

/** The order of keys says nothing. */
function isSame(one: string, other: string): boolean {
  return one === other || Bun.deepEquals(JSON.parse(one), JSON.parse(other));
}

export function titleOf(item: Pick<StepItem, "number" | "label">): string {
  return `${item.number} · ${item.label}`;
}

function itemsOf(flow: Flow, problems: readonly FlowProblem[], sayer: FlowSayer): StepItem[] {
  const strays = straysOf(flow);
  const titles = new Map(
    flow.steps.map((step, index) => [
      step.id,
      titleOf({ number: index + 1, label: sayStep(step, sayer) }),
    ]),
  );
  return flow.steps.map((step, index): StepItem => {
    const own = problems.filter((problem) => problem.step === step.id && problem.isGrave);
    return {
      id: step.id,
      number: index + 1,
      kind: step.kind,
      label: sayStep(step, sayer),
      exits: exitsOf(step, titles, sayer),
      isStart: step.id === flow.start,
      isStray: strays.has(step.id),
      isFirst: index === 0,
      isLast: index === flow.steps.length - 1,
      problems: own.map((problem) => sayProblem(problem, sayer)),
    };
  });
}

function exitsOf(step: Step, titles: ReadonlyMap<string, string>, sayer: FlowSayer) {
  return slotsOf(step).map(({ name, next }) => {
    const title = next === null ? undefined : titles.get(next);
    const isBroken = next !== null && title === undefined;
    return {
      slot: name,
      label: sayExit(step, name, sayer),
      to: next !== null && title !== undefined ? { id: next, title } : null,
      end: isBroken ? sayer.t("flows.gone", { name: next }) : sayEnd(step, name, sayer),
      isBroken,
    };
  });
}

function sayProblem({ kind, values }: FlowProblem, { t }: FlowSayer): string {
  return t(`flow.problem.${kind}`, values);
}

function problemItems(
  problems: readonly FlowProblem[],
  items: readonly StepItem[],
  sayer: FlowSayer,
): ProblemItem[] {
  return problems.map((problem) => {
    const item = items.find(({ id }) => id === problem.step);
    return {
      step: item?.id ?? null,
      at: item ? titleOf(item) : "",
      text: sayProblem(problem, sayer),
      isGrave: problem.isGrave,
    };
  });
}

function addingOf(
  flow: Flow,
  { step: id, slot }: { step: string | null; slot: string },
  sayer: FlowSayer,
): Adding | null {
  if (id === null) return { step: null, slot: "next", label: "" };
  const step = flow.steps.find((each) => each.id === id);
  if (!step || !slotsOf(step).some(({ name }) => name === slot)) return null;
  return { step: id, slot, label: sayExit(step, slot, sayer) };
}

function choicesOf(flow: Flow, items: readonly StepItem[], { t, desk }: FlowSayer): StepChoices {
  const variables = variablesOf(flow);
  const named = (rows: readonly { id: number; name: string }[]): Choice[] =>
    rows.map(({ id, name }) => ({ value: String(id), label: name }));
  const known = lefts.map((value) => ({ value, label: t(`flows.left.${value}`) }));
  return {
    steps: items.map((item) => ({ value: item.id, label: titleOf(item) })),
    variables,
    lefts: [
      {
        label: t("flows.left.answers"),
        choices: variables.map((name) => ({ value: name, label: name })),
      },
      {
        label: t("flows.left.contact"),
        choices: [
          ...known.filter(({ value }) => value.startsWith("contact.")),
          ...desk.fields.map(({ key, label }) => ({ value: `contact.${key}`, label })),
        ],
      },
      {
        label: t("flows.left.business"),
        choices: known.filter(({ value }) => value.startsWith("business.")),
      },
    ],
    connections: named(desk.connections),
    flows: named(desk.flows),
    teams: named(desk.teams),
    fields: desk.fields.map(({ key, label }) => ({ value: key, label })),
    assets: desk.assets.map(({ id, filename }) => ({ value: String(id), label: filename })),
    services: desk.services,
  };
}
