import type { IconName } from "../../views/ui/icon.tsx";
import type { SampleTurn } from "../rehearsals/samples.ts";
import type { Language } from "../db/schema.ts";
import type { Flow } from "../flows/flow.ts";

/** The same in each of the four languages. */
export type Four<T = string> = Record<Language, T>;

/** Flows and incidents that work as soon as a few facts are filled in. */
export interface Pack {
  /** a-z and "-"; `flows.pack` and `incidents.pack`. */
  key: string;
  icon: IconName;
  name: Four;
  /** One line: what it does. */
  about: Four;
  fields: readonly PackField[];
  /** What has to be set up elsewhere. */
  needs?: { text: Four; href: string };
  /** Own fields of contacts that its flows fill: made where no field has the name. */
  contactFields?: readonly { name: string; label: Four }[];
  dialogues: readonly PackDialogue[];
  incidents: readonly PackIncident[];
  samples: readonly PackSample[];
}

/** A fact about the business that stands in the pack's texts as `{key}`. */
export interface PackField {
  key: string;
  label: Four;
  hint?: Four;
  /** `line`: one value; `texts`: by language; `connection`: one of `flow_connections`. */
  kind: "line" | "texts" | "connection";
  /** Shown in the empty field. */
  example?: Four;
  /** Stands in the field at first. */
  preset?: string;
  /** Without it the pack says less; without the others it can't be switched on. */
  isOptional?: boolean;
  /** https:// alone. */
  isLink?: boolean;
}

export interface PackDialogue {
  key: string;
  name: Four;
  flow: Flow;
  /** What the fields change besides `{key}`. */
  adapt?: (flow: Flow, values: PackValues) => Flow;
}

/** What customers ask, and the dialogue or the answer that follows. */
export interface PackIncident {
  name: Four;
  category: Four;
  phrasings: Four<readonly string[]>;
  /** Key of the dialogue; none: `answers`. */
  dialogue?: string;
  answers?: Four;
  /** Key of the field whose address stands under the answer. */
  link?: string;
}

/** What the owner filled in. */
export interface PackValues {
  /** By key; empty ones are left out. */
  lines: Record<string, string>;
  texts: Record<string, Partial<Record<Language, string>>>;
  connectionId: number | null;
}

/** A conversation that must work: for the test bench and for the preview. */
export interface PackSample {
  name: Four;
  /** Keys of the fields without which there is no such conversation. */
  needs?: readonly string[];
  /** Whether it goes so only with a system to ask, or only without; none: either way. */
  system?: "asked" | "none";
  turns: readonly PackTurn[];
}

/** One turn in the four languages. */
export interface PackTurn {
  say: Four;
  isPhoto?: boolean;
  lookUps?: SampleTurn["lookUps"];
  outcome?: NonNullable<SampleTurn["expect"]["outcome"]>;
  /** Words of the answer. */
  contains?: Four;
}

/** The same words whatever the language, such as a number. */
export function same(text: string): Four {
  return { en: text, fr: text, pt: text, es: text };
}
