import type { Change, Option, Step, Texts } from "./flow.ts";

export type Fields = Record<string, string>;

/** The step as the fields of its form: what flow-form.ts reads is what this wrote. */
export function fieldsOf(step: Step): Fields {
  return { kind: step.kind, ...ownFieldsOf(step) };
}

function ownFieldsOf(step: Step): Fields {
  switch (step.kind) {
    case "say":
      return {
        ...texts("text", step.text),
        ...some("asset", step.assetId),
        ...some("next", step.next),
      };
    case "ask":
      return {
        ...texts("text", step.text),
        ...texts("retry", step.retryText),
        input: step.input,
        save: step.save,
        retries: String(step.retries),
        ...some("otherwise", step.otherwise),
        ...some("next", step.next),
        ...(step.isOptional ? { optional: "1" } : {}),
      };
    case "choose":
      return {
        ...texts("text", step.text),
        options: step.options.map(({ id }) => id).join(" "),
        ...all(step.options, (option) => optionFields(option)),
        ...some("save", step.save),
        retries: String(step.retries),
        ...some("otherwise", step.otherwise),
      };
    case "check":
      return {
        cases: numbered(step.cases),
        ...all(step.cases, ({ tests, next }, index) => ({
          [`case.${index}.tests`]: numbered(tests),
          ...all(tests, ({ left, test, value }, at) => ({
            [`case.${index}.${at}.left`]: left,
            [`case.${index}.${at}.test`]: test,
            ...some(`case.${index}.${at}.value`, value),
          })),
          ...some(`case.${index}.next`, next),
        })),
        ...some("otherwise", step.otherwise),
      };
    case "look-up":
      return lookUpFields(step);
    default:
      return shortFields(step);
  }
}

type Short = Exclude<Step["kind"], "say" | "ask" | "choose" | "check" | "look-up">;

function shortFields(step: Extract<Step, { kind: Short }>): Fields {
  switch (step.kind) {
    case "set":
      return {
        changes: numbered(step.changes),
        ...all(step.changes, changeFields),
        ...some("next", step.next),
      };
    case "wait":
      return {
        ...(step.minutes === null
          ? { until: "open" }
          : { until: "minutes", minutes: String(step.minutes) }),
        ...some("next", step.next),
      };
    case "book":
      return {
        act: step.act,
        ...some("service", step.service),
        ...some("next", step.next),
        ...some("none", step.none),
      };
    case "solved":
      return { ...texts("text", step.text), ...some("yes", step.yes), ...some("no", step.no) };
    case "hand-over":
      return {
        ...texts("text", step.text),
        ...some("team", step.teamId),
        ...some("priority", step.priority),
        ...some("tag", step.tag),
      };
    case "jump":
      return some("flow", step.flowId);
    case "end":
      return texts("text", step.text);
  }
}

function optionFields({ id, label, description, words, next }: Option): Fields {
  const lists = Object.entries(words ?? {}).map(([language, list]) => [language, list.join(", ")]);
  return {
    ...texts(`option.${id}.label`, label),
    ...texts(`option.${id}.description`, description),
    ...texts(`option.${id}.words`, Object.fromEntries(lists) as Texts),
    ...some(`option.${id}.next`, next),
  };
}

function lookUpFields(step: Extract<Step, { kind: "look-up" }>): Fields {
  return {
    ...some("connection", step.connectionId),
    method: step.method,
    path: step.path,
    ...some("body", step.body),
    maps: numbered(step.map),
    ...all(step.map, ({ path, save }, index) => ({
      [`map.${index}.path`]: path,
      [`map.${index}.save`]: save,
    })),
    timeout: String(step.timeoutSeconds),
    ...some("next", step.next),
    ...some("notFound", step.notFound),
    ...some("failed", step.failed),
  };
}

function changeFields(change: Change, index: number): Fields {
  const at = `change.${index}`;
  const set = { [`${at}.set`]: change.set };
  if (change.set === "consent") return { ...set, ...texts(`${at}.text`, change.text) };
  if (change.set === "priority") return { ...set, [`${at}.priority`]: change.value };
  if (change.set === "variable")
    return { ...set, [`${at}.name`]: change.name, [`${at}.value`]: change.value };
  if (change.set === "contact-field")
    return { ...set, [`${at}.field`]: change.name, [`${at}.value`]: change.value };
  return { ...set, [`${at}.value`]: change.value };
}

function texts(name: string, of: Texts | undefined): Fields {
  return Object.fromEntries(
    Object.entries(of ?? {}).map(([language, text]) => [`${name}.${language}`, text]),
  );
}

function some(name: string, value: string | number | null | undefined): Fields {
  return value === null || value === undefined ? {} : { [name]: String(value) };
}

function numbered(list: readonly unknown[]): string {
  return list.map((_, index) => index).join(" ");
}

function all<T>(list: readonly T[], fields: (one: T, index: number) => Fields): Fields {
  return Object.assign({}, ...list.map((one, index) => fields(one, index))) as Fields;
}
