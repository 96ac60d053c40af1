import type { Language, Priority } from "../db/schema.ts";
import type { InputKind, LookUpStep, Texts } from "../flows/flow.ts";

/** How customers say it, by language. */
export type Phrasings = Partial<Record<Language, string[]>>;

/** A detail that the bot asks for before it acts. */
export interface IncidentField {
  /** Name of the variable: a-z, 0-9, _. */
  key: string;
  question: Texts;
  input: InputKind;
  isOptional: boolean;
}

/** What the bot does about an incident. */
export interface IncidentTerms {
  /** The answer; empty where a flow takes over. */
  answers: Texts;
  /** Picture, video or document that goes with the answer. */
  assetId: number | null;
  /** https address under the answer. */
  link: string | null;
  /** A public article whose text is the answer, or follows it. */
  articleId: number | null;
  /** Asked for before the answer. */
  fields: IncidentField[];
  /** Before the answer, with the fields: asks another system; its answers may stand in the text. */
  lookUp: Omit<LookUpStep, "id" | "kind" | "next" | "notFound" | "failed"> | null;
  /** Instead of all that: a published flow. */
  flowId: number | null;
  /** "Did this solve it?" */
  asksWhetherSolved: boolean;
  /** Where it goes when it did not, or when the customer asks for a person. */
  escalation: { teamId: number | null; priority: Priority | null; tag: string | null };
  /** The ticket's category from then on. */
  category: string | null;
}

/** An incident as people and programs write it. */
export interface IncidentInput {
  name: string;
  /** For the catalogue's order. */
  category: string;
  phrasings: Phrasings;
  terms: IncidentTerms;
  enabled: boolean;
}

export const noTerms: IncidentTerms = {
  answers: {},
  assetId: null,
  link: null,
  articleId: null,
  fields: [],
  lookUp: null,
  flowId: null,
  asksWhetherSolved: false,
  escalation: { teamId: null, priority: null, tag: null },
  category: null,
};
