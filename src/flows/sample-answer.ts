import type { Flow } from "./flow.ts";

/** An answer that has every field which the look-ups of a flow keep, each with its name as its value; null: none asks. */
export function sampleAnswer(flow: Flow): Record<string, unknown> | null {
  const kept = flow.steps.flatMap((step) => (step.kind === "look-up" ? step.map : []));
  if (!flow.steps.some(({ kind }) => kind === "look-up")) return null;
  const answer: Record<string, unknown> = {};
  for (const { path, save } of kept) put(answer, path.split(".").filter(Boolean), save);
  return answer;
}

type Branch = Record<string, unknown>;

function put(branch: Branch, [key, ...rest]: string[], value: string): void {
  if (key === undefined || key === "__proto__") return;
  if (rest.length === 0) {
    branch[key] ??= value;
    return;
  }
  const inner = branch[key];
  const isBranch = typeof inner === "object" && inner !== null;
  const next = isBranch ? (inner as Branch) : emptyBranch(rest[0]);
  branch[key] = next;
  put(next, rest, value);
}

/** `items.0`: a list. */
function emptyBranch(key: string | undefined): Branch {
  return key === "0" ? ([] as unknown as Branch) : {};
}

/** Undefined: it is no JSON object. */
export function readAnswer(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    return isObject ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
