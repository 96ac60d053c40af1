import type { Language } from "../db/schema.ts";
import type { Translate } from "../../views/i18n.ts";
import type { Choice } from "./rule-choices.ts";
import {
  type ActionDraft,
  emptyDraft,
  emptyFilled,
  emptyLeaf,
  type Filled,
  type LeafDraft,
  type RuleDraft,
} from "./rule-draft.ts";

export const exampleNames = ["urgent", "vip", "language", "hours", "unanswered"] as const;
export type ExampleName = (typeof exampleNames)[number];

type Texts = Record<Language, string>;

const urgentWords = [
  "urgent",
  "urgently",
  "asap",
  "broken",
  "emergency",
  "urgence",
  "en panne",
  "au plus vite",
  "urgente",
  "urgência",
  "quebrado",
  "o quanto antes",
  "emergencia",
  "averiado",
  "lo antes posible",
];

const urgentNotice: Texts = {
  en: "A customer says that it is urgent.",
  fr: "Un client dit que c’est urgent.",
  pt: "Um cliente diz que é urgente.",
  es: "Un cliente dice que es urgente.",
};
const waitingNotice: Texts = {
  en: "A customer has been waiting for 15 minutes.",
  fr: "Un client attend depuis 15 minutes.",
  pt: "Um cliente espera há 15 minutos.",
  es: "Un cliente lleva 15 minutos esperando.",
};
const closedTag: Texts = {
  en: "out of hours",
  fr: "hors horaires",
  pt: "fora do horário",
  es: "fuera de horario",
};
const closedNote: Texts = {
  en: "Came in while we were closed: answer first thing in the morning.",
  fr: "Arrivé pendant la fermeture : répondre dès l’ouverture.",
  pt: "Chegou com a loja fechada: responder logo na abertura.",
  es: "Llegó con el negocio cerrado: responder a primera hora.",
};

/** A form filled in to start from; the owner changes it to fit. `teams`: those of the desk. */
export function exampleDraft(
  name: ExampleName,
  language: Language,
  t: Translate,
  teams: readonly Choice[],
): RuleDraft {
  return {
    ...emptyDraft(),
    name: t(`routing.example.${name}`),
    ...examples[name](language, teams),
  };
}

const examples: Record<
  ExampleName,
  (language: Language, teams: readonly Choice[]) => Partial<RuleDraft>
> = {
  urgent: (language) => ({
    events: ["ticket", "message"],
    ...ifThen(line({ field: "text", test: "contains", text: urgentWords.join("\n") }), [
      act("priority", { picks: ["urgent"] }),
      act("notify", { picks: ["lead"], text: urgentNotice[language] }),
    ]),
  }),
  vip: () =>
    ifThen(line({ field: "vip", test: "yes" }), [
      act("assign-last-agent"),
      act("priority", { picks: ["high"] }),
    ]),
  language: (language, teams) =>
    ifThen(line({ field: "language", test: "is", picks: [otherThan(language)] }), [
      act("assign-team", { picks: teams.slice(0, 1).map((team) => team.value) }),
    ]),
  hours: (language) =>
    ifThen(line({ field: "in-hours", test: "closed", picks: ["business"] }), [
      act("add-tags", { words: [closedTag[language]] }),
      act("note", { text: closedNote[language] }),
    ]),
  unanswered: (language) => ({
    events: ["unanswered"],
    minutes: "15",
    ...ifThen(emptyLeaf("p1"), [
      act("notify", { picks: ["team"], text: waitingNotice[language] }),
      act("raise"),
    ]),
  }),
};

/** The language that a desk in this one most likely has a team of its own for. */
function otherThan(language: Language): Language {
  return language === "en" ? "fr" : "en";
}

function line(filled: Partial<LeafDraft>): LeafDraft {
  return { ...emptyLeaf("p1"), ...filled };
}

function act(kind: ActionDraft["do"], filled: Partial<Filled> = {}): ActionDraft {
  return { ...emptyFilled(), id: "", do: kind, ...filled };
}

function ifThen(leaf: LeafDraft, actions: ActionDraft[]): Pick<RuleDraft, "condition" | "actions"> {
  return {
    condition: { ...emptyDraft().condition, parts: [leaf] },
    actions: actions.map((action, index) => ({ ...action, id: `a${index + 1}` })),
  };
}
