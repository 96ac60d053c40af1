import type { Flow, Step } from "../../src/flows/flow.ts";
import type { FlowMap } from "../../src/flows/lay-out-flow.ts";
import type { Language } from "../../src/db/schema.ts";
import type { Choice } from "../ui/field.tsx";

/** One way out of a step, in words. */
export interface ExitItem {
  slot: string;
  /** When it is taken; empty where there is only one. */
  label: string;
  /** Null: there is nothing after it. */
  to: { id: string; title: string } | null;
  /** What happens where there is nothing after it. */
  end: string;
  /** It leads to a step that is gone. */
  isBroken: boolean;
}

export interface StepItem {
  id: string;
  /** Its place in the list, from 1. */
  number: number;
  kind: Step["kind"];
  /** First words, or what it does. */
  label: string;
  exits: ExitItem[];
  isStart: boolean;
  isStray: boolean;
  isFirst: boolean;
  isLast: boolean;
  problems: string[];
}

/** What selects of a step's form offer. */
export interface StepChoices {
  steps: Choice[];
  /** Names that texts can use. */
  variables: string[];
  lefts: { label: string; choices: Choice[] }[];
  connections: Choice[];
  flows: Choice[];
  teams: Choice[];
  fields: Choice[];
  assets: Choice[];
  services: string[];
}

/** The step that is open for editing. */
export interface OpenStep {
  step: Step;
  /** As it was when it was read: whoever saves over another's change is told. */
  was: string;
  choices: StepChoices;
  language: Language;
  focus: string;
  /** Somebody changed it meanwhile: their name. */
  changedBy: string | null;
}

/** Where a new step is about to be put. */
export interface Adding {
  /** Null: at the beginning. */
  step: string | null;
  slot: string;
  /** When that way is taken; empty where there is only one. */
  label: string;
}

export interface ProblemItem {
  step: string | null;
  /** Title of the step. */
  at: string;
  text: string;
  /** It can't be published like this. */
  isGrave: boolean;
}

export interface FlowHead {
  id: number;
  name: string;
  description: string;
  /** Null: never published. */
  version: number | null;
  hasChanges: boolean;
  isOn: boolean;
}

/** The flow as its editor shows it. */
export interface Editing {
  head: FlowHead;
  revision: number;
  flow: Flow;
  items: StepItem[];
  open: OpenStep | null;
  adding: Adding | null;
  problems: ProblemItem[];
  map: FlowMap;
  /** Sample conversations that fail with this draft. */
  red: string[];
  /** Names of the incidents that start it. */
  begins: string[];
  notice: string | null;
  /** The step whose heading gets the focus. */
  focus: string | null;
}
