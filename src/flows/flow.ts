import type { Language, Priority } from "../db/schema.ts";

/** What a customer reads, by language. Shown: the customer's, else the business's, else the first there is. */
export type Texts = Partial<Record<Language, string>>;

/**
 * A dialogue as data: steps that name the next one. Texts may hold `{variable}` and
 * `{variable|what stands there when it is empty}`.
 */
export interface Flow {
  /** Id of the first step. */
  start: string;
  steps: Step[];
  /** Variables that are there from the start: an address, a link. By language where it is a text. */
  constants?: Record<string, string | Texts>;
  /** Minutes without an answer after which the dialogue ends; 1 to 10,080 (7 days). */
  timeoutMinutes: number;
  /** Said then; none: it ends in silence. */
  timeoutText?: Texts;
}

export type Step =
  | SayStep
  | AskStep
  | ChooseStep
  | CheckStep
  | LookUpStep
  | SetStep
  | WaitStep
  | BookStep
  | SolvedStep
  | HandOverStep
  | JumpStep
  | EndStep;

interface StepBase {
  /** a-z, 0-9 and "-", unique in the flow. */
  id: string;
}

/** Null: the dialogue ends there. */
export type Next = string | null;

export interface SayStep extends StepBase {
  kind: "say";
  text: Texts;
  /** Of `assets`: picture, video or document that goes with it. */
  assetId?: number;
  next: Next;
}

/** What an answer must look like (flows/inputs.ts). */
export const inputKinds = [
  "text",
  "name",
  "email",
  "phone",
  "postcode",
  "number",
  "date",
  "order-number",
  "yes-no",
  "photo",
] as const;
export type InputKind = (typeof inputKinds)[number];

/** Asks for something typed (or a photo) and keeps it in a variable. */
export interface AskStep extends StepBase {
  kind: "ask";
  text: Texts;
  input: InputKind;
  /** Name of the variable: a-z, 0-9, _. */
  save: string;
  /** Said when the answer does not fit; none: the built-in words for the input. */
  retryText?: Texts;
  /** How often it asks again; 0 to 5. */
  retries: number;
  /** Where it goes after that; null: to a person. */
  otherwise: Next;
  next: Next;
  /** Whether "skip" goes on without an answer. */
  isOptional?: boolean;
}

export interface Option {
  /** a-z, 0-9 and "-", unique in the step. */
  id: string;
  /** Button: at most 20 characters, list row: at most 24 (API.md §6). */
  label: Texts;
  /** Of a list row, at most 72 characters. */
  description?: Texts;
  /** Other words that mean it. */
  words?: Partial<Record<Language, string[]>>;
  next: Next;
}

/** Buttons for up to three options, else a list of up to ten. Each also takes its digit, letter, label or words. */
export interface ChooseStep extends StepBase {
  kind: "choose";
  text: Texts;
  options: Option[];
  /** Keeps the option's id in this variable. */
  save?: string;
  retries: number;
  otherwise: Next;
}

/** `left`: a variable, or `contact.language|tag|name|phone|vip`, `contact.KEY` (own field), `business.open`. */
export interface Test {
  left: string;
  test: "is" | "is-not" | "contains" | "at-least" | "at-most" | "is-empty" | "is-set";
  /** May hold `{variable}`. */
  value?: string;
}

/** The first case whose tests all hold. */
export interface CheckStep extends StepBase {
  kind: "check";
  cases: { tests: Test[]; next: Next }[];
  otherwise: Next;
}

/** Asks another system over HTTP (TRUST.md, outgoing). Also opens a ticket in an external desk: a POST. */
export interface LookUpStep extends StepBase {
  kind: "look-up";
  /** Of `flow_connections`; null: none chosen yet, which counts as "doesn't answer". */
  connectionId: number | null;
  method: "GET" | "POST";
  /** After the connection's base URL; `{variable}` is URL-encoded. */
  path: string;
  /** JSON with `{variable}`s inside its strings; POST only. */
  body?: string;
  /** Fields of the JSON answer to keep: `order.items.0.status` → variable. */
  map: { path: string; save: string }[];
  /** 1 to 20. */
  timeoutSeconds: number;
  next: Next;
  /** The system says that there is no such thing: 404, or a mapped field that is missing. */
  notFound: Next;
  /** It doesn't answer, or with an error. */
  failed: Next;
}

export interface SetStep extends StepBase {
  kind: "set";
  changes: Change[];
  next: Next;
}
/** `value` may hold `{variable}`. */
export type Change =
  | { set: "variable"; name: string; value: string }
  | { set: "contact-name"; value: string }
  /** Key of an own field of contacts. */
  | { set: "contact-field"; name: string; value: string }
  | { set: "contact-tag"; value: string }
  | { set: "ticket-tag"; value: string }
  | { set: "category"; value: string }
  | { set: "priority"; value: Priority }
  /** Marketing consent by this very answer: `text` is what the customer was shown, word for word. */
  | { set: "consent"; purpose: "marketing"; text: Texts };

/** Goes on by itself later; an answer before that goes on at once. */
export interface WaitStep extends StepBase {
  kind: "wait";
  /** 1 to 10,080; null: until the business opens. */
  minutes: number | null;
  next: Next;
}

/** Lets the customer choose a service, person, day and time, holds the slot and books it (bookings/). */
export interface BookStep extends StepBase {
  kind: "book";
  /** `choose`: a new booking; `move`, `cancel`, `confirm`: of the customer's next one. */
  act: "choose" | "move" | "cancel" | "confirm";
  /** Name of the service; null: the customer chooses. May hold `{variable}`. */
  service: string | null;
  /** Afterwards `{booking_time}`, `{booking_service}`, `{booking_staff}`, `{booking_link}` are set. */
  next: Next;
  /** Nothing is free, or there is no booking. */
  none: Next;
}

/** "Did this solve it?" with two buttons. */
export interface SolvedStep extends StepBase {
  kind: "solved";
  /** None: the built-in question. */
  text?: Texts;
  yes: Next;
  no: Next;
}

export interface HandOverStep extends StepBase {
  kind: "hand-over";
  /** Said before the built-in words with the number and when to expect an answer. */
  text?: Texts;
  teamId?: number;
  priority?: Priority;
  tag?: string;
}

/** Goes on in another published flow, with what was gathered. */
export interface JumpStep extends StepBase {
  kind: "jump";
  flowId: number | null;
}

export interface EndStep extends StepBase {
  kind: "end";
  text?: Texts;
}

/** Steps that wait for the customer. */
export function isQuestion(step: Step): step is AskStep | ChooseStep | BookStep | SolvedStep {
  return (
    step.kind === "ask" || step.kind === "choose" || step.kind === "book" || step.kind === "solved"
  );
}

/** Where a step may lead. */
export function nextsOf(step: Step): Next[] {
  switch (step.kind) {
    case "say":
    case "set":
    case "wait":
      return [step.next];
    case "ask":
      return [step.next, step.otherwise];
    case "choose":
      return [...step.options.map((option) => option.next), step.otherwise];
    case "check":
      return [...step.cases.map((one) => one.next), step.otherwise];
    case "look-up":
      return [step.next, step.notFound, step.failed];
    case "book":
      return [step.next, step.none];
    case "solved":
      return [step.yes, step.no];
    default:
      return [];
  }
}
