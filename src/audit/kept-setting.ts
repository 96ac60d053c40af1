import type { Settings } from "../settings/settings.ts";
import { CHANGED, HIDDEN } from "./watch-changes.ts";

/** What of each setting is no secret; that another part changed is said, never what it is. */
const open: { [key in keyof Settings]: readonly string[] | "all" } = {
  business: "all",
  bot: "all",
  meta: ["appId"],
  threadingInterval: "all",
  push: ["publicKey"],
  mail: ["host", "port", "security", "user", "from"],
  routing: "all",
  checklist: "all",
  address: "all",
  signing: ["logId", "publicKey"],
  privacy: "all",
  consent: "all",
  // An address may hold a token.
  retention: "all",
  checkpointCopies: ["mailsOwners"],
};

/** The JSON of a setting without its secrets; `former`: as it was before the change. */
export function keptSetting(key: string, json: string, former = json): string {
  const shown = open[key as keyof Settings];
  if (shown === "all") return json;
  const value = membersOf(json);
  const before = membersOf(former);
  const kept = Object.entries(value).map(([name, member]) => {
    if (shown?.includes(name) || member === null) return [name, member];
    const isSame = JSON.stringify(before[name]) === JSON.stringify(member);
    return [name, isSame ? HIDDEN : CHANGED];
  });
  return JSON.stringify(Object.fromEntries(kept));
}

function membersOf(json: string): Record<string, unknown> {
  const value: unknown = JSON.parse(json);
  return typeof value === "object" && value !== null ? { ...value } : { value };
}
