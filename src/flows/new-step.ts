import type { Next, Step } from "./flow.ts";

export const stepKinds = [
  "say",
  "ask",
  "choose",
  "check",
  "look-up",
  "set",
  "wait",
  "book",
  "solved",
  "hand-over",
  "jump",
  "end",
] as const satisfies Step["kind"][];
export type StepKind = (typeof stepKinds)[number];

/** A step of that kind with nothing written in it yet. */
export function newStep(kind: StepKind, id: string, next: Next): Step {
  switch (kind) {
    case "say":
      return { id, kind, text: {}, next };
    case "ask":
      return { id, kind, text: {}, input: "text", save: "", retries: 2, otherwise: null, next };
    case "choose":
      return {
        id,
        kind,
        text: {},
        options: [
          { id: "1", label: {}, next },
          { id: "2", label: {}, next: null },
        ],
        retries: 2,
        otherwise: null,
      };
    case "check":
      return {
        id,
        kind,
        cases: [{ tests: [{ left: "", test: "is", value: "" }], next }],
        otherwise: null,
      };
    case "look-up":
      return newLookUp(id, next);
    case "set":
      return { id, kind, changes: [{ set: "ticket-tag", value: "" }], next };
    case "wait":
      return { id, kind, minutes: 60, next };
    case "book":
      return { id, kind, act: "choose", service: null, next, none: null };
    case "solved":
      return { id, kind, yes: next, no: null };
    case "jump":
      return { id, kind, flowId: null };
    default:
      return { id, kind };
  }
}

function newLookUp(id: string, next: Next): Step {
  return {
    id,
    kind: "look-up",
    connectionId: null,
    method: "GET",
    path: "",
    map: [{ path: "", save: "" }],
    timeoutSeconds: 8,
    next,
    notFound: null,
    failed: null,
  };
}
