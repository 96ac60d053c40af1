import type { TextKey } from "../../views/i18n.ts";
import { readTexts } from "../bot/rule-form.ts";
import { type Form, idOf } from "../http/form.ts";
import { isSecureAddress } from "../incidents/check-incident.ts";
import { exampleValues } from "./example-values.ts";
import type { Pack, PackField, PackValues } from "./pack.ts";

const LONGEST_LINE = 300;
export const LONGEST_TEXT = 1000;

/** What is wrong with a field: its text, and what stands in it. */
export interface PackFault {
  key: TextKey;
  values?: Record<string, number>;
}

/** What the owner wrote; a line that is as at first counts as written. */
export function readPackForm({ fields }: Pack, form: Form): PackValues {
  const values: PackValues = { lines: {}, texts: {}, connectionId: null };
  for (const { key, kind } of fields) {
    if (kind === "connection") values.connectionId = idOf(form.text(key)) || null;
    if (kind === "texts") values.texts[key] = readTexts(form, key);
    const line = kind === "line" ? form.text(key, LONGEST_LINE) : "";
    if (line) values.lines[key] = line;
  }
  return values;
}

/** By field; nothing: the pack can be switched on. */
export function packFaults(
  { fields }: Pack,
  values: PackValues,
  connectionIds: ReadonlySet<number>,
): Map<string, PackFault> {
  const faults = fields.map((field) => [field.key, faultOf(field, values, connectionIds)] as const);
  return new Map(faults.filter((each): each is [string, PackFault] => each[1] !== undefined));
}

function faultOf(
  { key, kind, isOptional, isLink }: PackField,
  { lines, texts, connectionId }: PackValues,
  connectionIds: ReadonlySet<number>,
): PackFault | undefined {
  if (kind === "connection")
    return connectionId === null || connectionIds.has(connectionId)
      ? undefined
      : { key: "incident.fault.connection" };
  const line = lines[key] ?? "";
  const written = Object.values(texts[key] ?? {});
  if (!isOptional && !line && written.length === 0) return { key: "error.pack-needed" };
  if (written.some((text) => text.length > LONGEST_TEXT))
    return { key: "error.pack-long", values: { n: LONGEST_TEXT } };
  if (isLink && line && !isSecureAddress(line)) return { key: "error.pack-link" };
  const isPath = key === "order_path";
  if (isPath && line && !/^\/(?!\/)\S*\{order_number\}\S*$/.test(line))
    return { key: "error.pack-path" };
  return undefined;
}

/** Examples where nothing is written, or what can't be: for the preview. */
export function withExamples(
  pack: Pack,
  values: PackValues,
  connectionIds: ReadonlySet<number>,
): PackValues {
  const faults = packFaults(pack, values, connectionIds);
  const { lines, texts } = exampleValues(pack);
  const written = <Value extends object | string>(of: Record<string, Value>) =>
    Object.fromEntries(
      Object.entries(of).filter(([key, each]) => !faults.has(key) && Object.keys(each).length > 0),
    );
  const { connectionId } = values;
  return {
    connectionId: connectionIds.has(connectionId ?? 0) ? connectionId : null,
    lines: { ...lines, ...written(values.lines) },
    texts: { ...texts, ...written(values.texts) },
  };
}
