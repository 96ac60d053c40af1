import type { Step } from "../../src/flows/flow.ts";
import type { IconName } from "../ui/icon.tsx";

export const kindIcons: Record<Step["kind"], IconName> = {
  say: "reply",
  ask: "form",
  choose: "list",
  check: "filter",
  "look-up": "search",
  set: "tag",
  wait: "clock",
  book: "star",
  solved: "check-all",
  "hand-over": "hand-over",
  jump: "forward",
  end: "flag",
};
