import type { Translate } from "../../views/i18n.ts";
import type { Language } from "../db/schema.ts";
import { pickText } from "./fill-text.ts";
import type { Change, Step, Test, Texts } from "./flow.ts";
import type { FlowDesk } from "./flow-desk.ts";

/** Whose words, and what things are called. */
export interface FlowSayer {
  t: Translate;
  /** The reader's: texts of a flow are shown in it where they have it. */
  language: Language;
  desk: FlowDesk;
}

const LONGEST = 70;

/** The first words of a step, or what it does. */
export function sayStep(step: Step, sayer: FlowSayer): string {
  return cut(sayWhole(step, sayer));
}

function sayWhole(step: Step, sayer: FlowSayer): string {
  const { t } = sayer;
  switch (step.kind) {
    case "say":
    case "ask":
    case "choose":
      return firstWords(step.text, sayer) || t("flows.untitled");
    case "solved":
    case "hand-over":
    case "end":
      return firstWords(step.text, sayer) || t(`flows.label.${step.kind}`);
    case "check":
      return step.cases[0] ? sayTests(step.cases[0].tests, sayer) : t("flows.untitled");
    case "look-up":
      return sayLookUp(step, sayer);
    case "set":
      return (
        step.changes.map((change) => sayChange(change, sayer)).join(", ") || t("flows.untitled")
      );
    case "wait":
      return step.minutes === null
        ? t("flows.label.wait.open")
        : t("flows.label.wait", { n: step.minutes });
    case "book":
      return [
        t("flows.book.act"),
        t(`flows.book.${step.act}`),
        step.service ? `(${step.service})` : "",
      ]
        .filter(Boolean)
        .join(" ");
    case "jump":
      return step.flowId === null
        ? t("flows.untitled")
        : t("flows.label.jump", { name: nameIn(sayer.desk.flows, step.flowId, sayer) });
  }
}

function sayLookUp(
  { connectionId, method, path }: Extract<Step, { kind: "look-up" }>,
  sayer: FlowSayer,
) {
  if (connectionId === null) return sayer.t("flows.untitled");
  const name = nameIn(sayer.desk.connections, connectionId, sayer);
  return `${name}: ${method} ${path || "/"}`;
}

function nameIn(list: readonly { id: number; name: string }[], id: number, { t }: FlowSayer) {
  return list.find((one) => one.id === id)?.name ?? t("flows.gone", { name: `#${id}` });
}

function firstWords(texts: Texts | undefined, { language, desk }: FlowSayer): string {
  const [line = ""] = pickText(texts, language, desk.language).split("\n");
  return line;
}

function cut(text: string): string {
  const letters = [...text];
  return letters.length > LONGEST
    ? `${letters
        .slice(0, LONGEST - 1)
        .join("")
        .trimEnd()}…`
    : text;
}

/** "language is fr and order_total is at least 50" */
function sayTests(tests: readonly Test[], sayer: FlowSayer): string {
  const { t } = sayer;
  const said = tests.map(({ left, test, value }) =>
    [sayLeft(left, sayer), t(`flows.test.${test}`), value ? `“${value}”` : ""]
      .filter(Boolean)
      .join(" "),
  );
  return said.join(` ${t("flows.test.and")} `);
}

export const lefts = [
  "contact.language",
  "contact.tag",
  "contact.name",
  "contact.phone",
  "contact.vip",
  "business.open",
] as const;

function sayLeft(left: string, { t, desk }: FlowSayer): string {
  const known = lefts.find((each) => each === left);
  if (known) return t(`flows.left.${known}`);
  if (!left) return "…";
  const field = desk.fields.find(({ key }) => left === `contact.${key}`);
  return field?.label ?? left;
}

function sayChange(change: Change, { t, desk }: FlowSayer): string {
  const what = t(`flows.change.${change.set}`);
  switch (change.set) {
    case "variable":
      return `${change.name || "…"} = ${change.value}`;
    case "contact-field":
      return `${desk.fields.find(({ key }) => key === change.name)?.label ?? (change.name || "…")} = ${change.value}`;
    case "priority":
      return `${what}: ${t(`flows.priority.${change.value}`)}`;
    case "consent":
      return what;
    default:
      return `${what}: ${change.value || "…"}`;
  }
}

/** When a way out of a step is taken; empty for the only one. */
export function sayExit(step: Step, slot: string, sayer: FlowSayer): string {
  const { t } = sayer;
  const [sort, which] = slot.split(":", 2);
  if (step.kind === "choose" && sort === "option") {
    const option = step.options.find(({ id }) => id === which);
    return cut(firstWords(option?.label, sayer)) || `${(which ?? "").slice(0, 20)}`;
  }
  if (step.kind === "check")
    return sort === "case"
      ? cut(sayTests(step.cases[Number(which)]?.tests ?? [], sayer))
      : t("flows.exit.else");
  if (step.kind === "look-up")
    return t(
      slot === "next"
        ? "flows.exit.found"
        : slot === "failed"
          ? "flows.exit.failed"
          : "flows.exit.notFound",
    );
  if (step.kind === "book") return t(slot === "next" ? "flows.exit.booked" : "flows.exit.none");
  if (step.kind === "solved") return t(slot === "yes" ? "flows.exit.yes" : "flows.exit.no");
  if (step.kind === "ask") return t(slot === "next" ? "flows.exit.next" : "flows.exit.otherwise");
  if (step.kind === "choose") return t("flows.exit.otherwise");
  return "";
}

/** What happens where a way out leads nowhere. */
export function sayEnd(step: Step, slot: string, { t }: FlowSayer): string {
  const isToPerson = slot === "otherwise" && (step.kind === "ask" || step.kind === "choose");
  return t(isToPerson ? "flows.person" : "flows.ends");
}
