import { priorities } from "../routing/read-actions.ts";
import type { Language } from "../db/schema.ts";
import { variableName } from "./fill-text.ts";
import { type Change, type Flow, inputKinds, type Next, type Step, type Texts } from "./flow.ts";
import {
  dictionary,
  flag,
  integer,
  list,
  object,
  oneOf,
  optional,
  orNull,
  type Read,
  refuse,
  text,
} from "./read-json.ts";

const MOST_STEPS = 300;
const LONGEST = 4096;
const MOST_ID = 1_000_000_000;

const stepId = text(40, /^[a-z0-9-]+$/);
const next: Read<Next> = orNull(stepId);
const name = text(40);
const variable = text(40, variableName);
const language = /^(?:en|fr|pt|es)$/;
const texts = dictionary(language, text(LONGEST), 4) as Read<Texts>;
const rowId = integer(1, MOST_ID);
const retries = integer(0, 5);
const minutes = integer(1, 10_080);
const words = dictionary(language, list(text(200), 50), 4) as Read<
  Partial<Record<Language, string[]>>
>;

const option = object({
  id: text(40, /^[a-z0-9-]+$/),
  label: texts,
  description: optional(texts),
  words: optional(words),
  next,
});
const condition = object({
  left: text(80),
  test: oneOf(["is", "is-not", "contains", "at-least", "at-most", "is-empty", "is-set"]),
  value: optional(text(500)),
});
const branch = object({ tests: list(condition, 20), next });
const mapping = object({ path: text(200), save: text(40) });

function kindOf<K extends string>(kind: K): Read<K> {
  return (value) => value as K & typeof kind;
}

const changes: { [K in Change["set"]]: Read<Extract<Change, { set: K }>> } = {
  variable: object({ set: kindOf("variable"), name: variable, value: text(1000) }),
  "contact-name": object({ set: kindOf("contact-name"), value: text(1000) }),
  "contact-field": object({ set: kindOf("contact-field"), name, value: text(1000) }),
  "contact-tag": object({ set: kindOf("contact-tag"), value: text(1000) }),
  "ticket-tag": object({ set: kindOf("ticket-tag"), value: text(1000) }),
  category: object({ set: kindOf("category"), value: text(1000) }),
  priority: object({ set: kindOf("priority"), value: oneOf(priorities) }),
  consent: object({ set: kindOf("consent"), purpose: oneOf(["marketing"]), text: texts }),
};

const steps: { [K in Step["kind"]]: Read<Extract<Step, { kind: K }>> } = {
  say: object({ id: stepId, kind: kindOf("say"), text: texts, assetId: optional(rowId), next }),
  ask: object({
    id: stepId,
    kind: kindOf("ask"),
    text: texts,
    input: oneOf(inputKinds),
    save: text(40),
    retryText: optional(texts),
    retries,
    otherwise: next,
    next,
    isOptional: optional(flag),
  }),
  choose: object({
    id: stepId,
    kind: kindOf("choose"),
    text: texts,
    options: list(option, 20),
    save: optional(text(40)),
    retries,
    otherwise: next,
  }),
  check: object({ id: stepId, kind: kindOf("check"), cases: list(branch, 20), otherwise: next }),
  "look-up": object({
    id: stepId,
    kind: kindOf("look-up"),
    connectionId: orNull(rowId),
    method: oneOf(["GET", "POST"]),
    path: text(1000),
    body: optional(text(LONGEST)),
    map: list(mapping, 30),
    timeoutSeconds: integer(1, 20),
    next,
    notFound: next,
    failed: next,
  }),
  set: object({
    id: stepId,
    kind: kindOf("set"),
    changes: list(choiceOf("set", changes as Record<string, Read<Change>>), 30),
    next,
  }),
  wait: object({ id: stepId, kind: kindOf("wait"), minutes: orNull(minutes), next }),
  book: object({
    id: stepId,
    kind: kindOf("book"),
    act: oneOf(["choose", "move", "cancel", "confirm"]),
    service: orNull(text(200)),
    next,
    none: next,
  }),
  solved: object({
    id: stepId,
    kind: kindOf("solved"),
    text: optional(texts),
    yes: next,
    no: next,
  }),
  "hand-over": object({
    id: stepId,
    kind: kindOf("hand-over"),
    text: optional(texts),
    teamId: optional(rowId),
    priority: optional(oneOf(priorities)),
    tag: optional(text(40)),
  }),
  jump: object({ id: stepId, kind: kindOf("jump"), flowId: orNull(rowId) }),
  end: object({ id: stepId, kind: kindOf("end"), text: optional(texts) }),
};

/** One of several shapes, told apart by the word under `key`. */
function choiceOf<T>(key: string, shapes: Record<string, Read<T>>): Read<T> {
  return (value, at) => {
    const word = (value as Record<string, unknown> | null)?.[key];
    const known = typeof word === "string" && Object.hasOwn(shapes, word);
    if (!known)
      return refuse(`${at}.${key}`, `one of ${Object.keys(shapes).join(", ")} is expected`);
    return (shapes[word] as Read<T>)(value, at);
  };
}

const constant: Read<string | Texts> = (value, at) =>
  typeof value === "string" ? text(LONGEST)(value, at) : texts(value, at);

const flow = object({
  start: text(40),
  steps: list(choiceOf("kind", steps as Record<string, Read<Step>>), MOST_STEPS),
  constants: optional(dictionary(variableName, constant, 50)),
  timeoutMinutes: minutes,
  timeoutText: optional(texts),
});

/**
 * A flow from outside, of exactly the parts that flows have: nothing unknown comes in. Whether it
 * makes sense is another question (flow-problems.ts). @throws AppError `invalid` naming the place.
 */
export function readFlow(value: unknown, at = "flow"): Flow {
  return flow(value, at);
}
