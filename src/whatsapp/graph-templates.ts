import { id, isRecord, list, record, tame, type WireRecord, word } from "./wire-values.ts";

/** A message template as Meta lists it (API.md §6, Templates). */
export interface GraphTemplate {
  metaId: string;
  name: string;
  /** As Meta writes it; sending needs exactly this. */
  language: string;
  /** APPROVED, PENDING, REJECTED, PAUSED … */
  status: string;
  /** MARKETING, UTILITY, AUTHENTICATION */
  category: string;
  parameterFormat: "NAMED" | "POSITIONAL";
  components: WireRecord[];
}

/** One item of `data[]`; null when it lacks what sending needs. */
export function templateOf(item: unknown): GraphTemplate | null {
  const template = record(item);
  const metaId = id(template.id);
  const name = word(template.name);
  const language = word(template.language);
  if (!metaId || !name || !language) return null;
  return {
    metaId,
    name,
    language,
    status: word(template.status) ?? "UNKNOWN",
    category: word(template.category) ?? "UNKNOWN",
    parameterFormat: template.parameter_format === "NAMED" ? "NAMED" : "POSITIONAL",
    components: list(tame(template.components, 12)).filter(isRecord),
  };
}
