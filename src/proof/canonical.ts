/** What canonical JSON holds: no fractions, so that every language writes the same bytes. */
export type Canonical =
  | string
  | number
  | boolean
  | null
  | readonly Canonical[]
  | { readonly [key: string]: Canonical | undefined };

/**
 * The one way to write a value as JSON (RFC 8785 for what we allow): keys sorted, no
 * spaces, `undefined` left out, lone surrogates replaced. Python's
 * `json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)`
 * writes the same bytes.
 * @throws Error for a number that is not a whole one.
 */
export function canonicalJson(value: Canonical): string {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "string") return JSON.stringify(value.toWellFormed());
  if (typeof value === "number") {
    if (!Number.isSafeInteger(value)) throw new Error("canonical JSON takes whole numbers only");
    return String(value);
  }
  if (isList(value)) return `[${value.map(canonicalJson).join(",")}]`;
  const members = Object.entries(value)
    .filter((member): member is [string, Canonical] => member[1] !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
  return `{${members.join(",")}}`;
}

function isList(value: object): value is readonly Canonical[] {
  return Array.isArray(value);
}
