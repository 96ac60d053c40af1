import type { Action } from "./actions.ts";

/** What two actions may set differently. `tag`: one adds what the other takes away. */
export type Disputed =
  | "team"
  | "assignee"
  | "priority"
  | "category"
  | "sla-policy"
  | "bot"
  | "status"
  | "reply"
  | "tag"
  | "field";

/** What a rule leaves set, by what; of two of its own actions the later counts. */
export type Settings = ReadonlyMap<string, string>;

export function settingsOf(actions: readonly Action[]): Settings {
  return new Map(actions.flatMap(settingOf));
}

/** The first thing that two rules set differently; undefined: they go together. */
export function conflictOf(one: Settings, other: Settings): Disputed | undefined {
  for (const [what, value] of one) {
    const rival = other.get(what);
    if (rival !== undefined && rival !== value) return what.split(" ")[0] as Disputed;
  }
  return undefined;
}

function settingOf(action: Action): [string, string][] {
  switch (action.do) {
    case "assign-team":
      return [["team", String(action.team)]];
    case "assign-open-team":
      return [["team", `open ${action.teams.join(" ")}`]];
    case "assign-agent":
      return [["assignee", String(action.user)]];
    case "assign-last-agent":
      return [["assignee", "last"]];
    case "unassign":
      return [["assignee", "nobody"]];
    case "priority":
      return [["priority", action.priority]];
    case "category":
      return [["category", action.category]];
    case "sla-policy":
      return [["sla-policy", String(action.policy)]];
    case "bot":
      return [["bot", action.state]];
    case "reply":
      return [["reply", String(action.quickReply)]];
    case "resolve":
      return [["status", "resolved"]];
    case "snooze":
      return [["status", `snoozed ${action.minutes}`]];
    case "set-field":
      return [[`field ${action.field}`, action.value]];
    case "contact-vip":
      return [["field vip", action.state]];
    case "add-tags":
    case "remove-tags":
      return action.tags.map((tag) => [`tag ${tag}`, action.do]);
    default:
      return [];
  }
}
