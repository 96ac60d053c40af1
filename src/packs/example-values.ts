import type { Pack, PackValues } from "./pack.ts";

/** The pack filled in with its examples: for the preview, and for tests. */
export function exampleValues({ fields }: Pack): PackValues {
  const values: PackValues = { lines: {}, texts: {}, connectionId: null };
  for (const { key, kind, example, preset } of fields) {
    if (kind === "texts" && example) values.texts[key] = example;
    const line = preset ?? example?.en;
    if (kind === "line" && line) values.lines[key] = line;
  }
  return values;
}
