import { type Condition, type Facts, type Field, type Leaf, matchLeaf } from "./conditions.ts";

/** `maybe`: it depends on facts that are not known yet. */
export type Prospect = "yes" | "no" | "maybe";

/**
 * Whether a condition holds by the facts that are known already. Most rules are out by what the
 * ticket and the message say themselves, so that nothing has to be looked up for them.
 */
export function prospectOf(
  condition: Condition,
  facts: Facts,
  isKnown: (field: Field) => boolean,
): Prospect {
  if ("all" in condition) return every(condition.all, "yes", facts, isKnown);
  if ("any" in condition) return every(condition.any, "no", facts, isKnown);
  if ("none" in condition) return opposite(every(condition.none, "no", facts, isKnown));
  return ofLeaf(condition, facts, isKnown);
}

/** `wanted` if each part is, else the opposite if one part surely is that. */
function every(
  parts: readonly Condition[],
  wanted: "yes" | "no",
  facts: Facts,
  isKnown: (field: Field) => boolean,
): Prospect {
  let isSure = true;
  for (const part of parts) {
    const prospect = prospectOf(part, facts, isKnown);
    if (prospect === opposite(wanted)) return prospect;
    if (prospect === "maybe") isSure = false;
  }
  return isSure ? wanted : "maybe";
}

function opposite(prospect: Prospect): Prospect {
  if (prospect === "maybe") return prospect;
  return prospect === "yes" ? "no" : "yes";
}

function ofLeaf(leaf: Leaf, facts: Facts, isKnown: (field: Field) => boolean): Prospect {
  if (!isKnown(leaf.field)) return "maybe";
  return matchLeaf(leaf, facts) === undefined ? "no" : "yes";
}
