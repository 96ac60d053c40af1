import type { Canonical } from "../proof/canonical.ts";

/** A value as people read it: no braces, no quotes, nothing that is empty. */
export function plainValue(value: Canonical): string {
  const read = typeof value === "string" ? parsed(value) : value;
  if (read === null || typeof read !== "object") return String(read ?? "");
  if (Array.isArray(read)) return read.map(plainValue).join(", ");
  return Object.entries(read as Record<string, Canonical>)
    .filter(([, member]) => member !== null && member !== "" && plainValue(member) !== "")
    .map(([name, member]) => `${name.replaceAll("_", " ")}: ${nested(member)}`)
    .join(" · ");
}

function nested(member: Canonical): string {
  const text = plainValue(member);
  return typeof member === "object" && member !== null ? `(${text})` : text;
}

/** Many columns hold JSON. */
function parsed(text: string): Canonical {
  if (!/^[[{]/.test(text)) return text;
  try {
    return JSON.parse(text) as Canonical;
  } catch {
    return text;
  }
}
