import { fillPath, variableName } from "./fill-text.ts";
import type { Change, CheckStep, LookUpStep, SetStep, Step } from "./flow.ts";
import type { KnownDesk, Note } from "./flow-problems.ts";
import { promptLimits } from "./prompt.ts";

/** What is wrong with a step besides its texts and where it leads. */
export function stepProblems(step: Step, known: KnownDesk, note: Note): void {
  switch (step.kind) {
    case "ask":
      variable(step.save, note);
      return retries(step.retries, note);
    case "choose":
      if (step.save !== undefined) variable(step.save, note);
      if (step.options.length === 0) note("no-options");
      if (step.options.length > promptLimits.rows) note("many-options", { n: promptLimits.rows });
      return retries(step.retries, note);
    case "check":
      return checkProblems(step, known, note);
    case "look-up":
      return lookUpProblems(step, known, note);
    case "set":
      return setProblems(step, known, note);
    case "wait":
      if (step.minutes !== null && !isWithin(step.minutes, 1, 10_080)) note("wait");
      return;
    case "jump":
      if (step.flowId === null || isMissing(known.flowIds, step.flowId)) note("jump");
      return;
    case "say":
      if (step.assetId !== undefined && isMissing(known.assetIds, step.assetId)) note("no-file");
      return;
    case "hand-over":
      if (step.teamId !== undefined && isMissing(known.teamIds, step.teamId)) note("no-team");
      return;
    case "book": {
      const { service } = step;
      if (service && !service.includes("{") && isMissing(known.services, service))
        note("no-service", { service });
      return;
    }
    default:
  }
}

function isMissing<T>(known: ReadonlySet<T> | undefined, one: T): boolean {
  return known !== undefined && !known.has(one);
}

function isWithin(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}

function variable(name: string, note: Note): void {
  if (!variableName.test(name)) note("bad-variable", { name });
}

function retries(count: number, note: Note): void {
  if (!isWithin(count, 0, 5)) note("retries");
}

function checkProblems(step: CheckStep, known: KnownDesk, note: Note): void {
  if (step.cases.length === 0) note("no-tests");
  for (const { tests } of step.cases) {
    if (tests.length === 0) note("no-tests");
    for (const { left, test, value } of tests) {
      if (!left) note("no-subject");
      if (test !== "is-empty" && test !== "is-set" && !value?.trim()) note("no-value");
      const key = /^contact\.(?!language$|tag$|name$|phone$|vip$)(.+)$/.exec(left)?.[1];
      if (key && isMissing(known.fieldKeys, key)) note("unknown-field", { field: key });
    }
  }
}

function lookUpProblems(step: LookUpStep, known: KnownDesk, note: Note): void {
  if (step.connectionId === null || isMissing(known.connectionIds, step.connectionId))
    note("no-connection", {}, false);
  if (step.path && !isSoundPath(step.path)) note("path");
  if (step.method === "POST" && step.body?.trim() && !isJson(step.body)) note("body");
  for (const { path, save } of step.map) {
    if (!path.trim()) note("map");
    variable(save, note);
  }
  if (!isWithin(step.timeoutSeconds, 1, 20)) note("seconds");
}

/** Below the connection's own address: one that leads out of it is never asked. */
function isSoundPath(path: string): boolean {
  return /^[/?]/.test(path) && fillPath(path, () => "x") !== null;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function setProblems(step: SetStep, known: KnownDesk, note: Note): void {
  if (step.changes.length === 0) note("no-changes");
  for (const change of step.changes) changeProblems(change, known, note);
}

function changeProblems(change: Change, known: KnownDesk, note: Note): void {
  if (change.set === "consent" || change.set === "priority") return;
  if (change.set === "variable") return variable(change.name, note);
  if (!change.value.trim()) note("no-value");
  if (change.set === "contact-field" && isMissing(known.fieldKeys, change.name))
    note("unknown-field", { field: change.name });
}
