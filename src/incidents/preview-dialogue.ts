import type { Translate } from "../../views/i18n.ts";
import { botTexts } from "../bot/bot-texts.ts";
import type { Language } from "../db/schema.ts";
import { constantOf, fillText, pickText } from "../flows/fill-text.ts";
import type { Flow, InputKind, Step } from "../flows/flow.ts";
import { flowTexts } from "../flows/flow-texts.ts";

/** One bubble of the preview; `aside` is told to who reads the page, not said. */
export type PreviewLine =
  | { by: "customer" | "bot"; text: string; buttons?: string[]; assetId?: number }
  | { by: "aside"; text: string };

/** Whose words: the page's reader's for what is told, the customer's for what is said. */
export interface PreviewStyle {
  t: Translate;
  /** Of the customer. */
  language: Language;
  fallback: Language;
  /** What the customer begins with. */
  opening: string;
  flowName: (id: number | null) => string;
}

/** Longer than any incident's dialogue. */
const MOST_STEPS = 60;
const NUMBER = "123";

/** The dialogue as the customer sees it when all goes well; then what comes of "not yet". */
export function previewDialogue(flow: Flow, style: PreviewStyle): PreviewLine[] {
  const steps = new Map(flow.steps.map((step) => [step.id, step]));
  const answers = new Map<string, string>([["number", NUMBER]]);
  const lines: PreviewLine[] = style.opening ? [{ by: "customer", text: style.opening }] : [];
  const constant = (name: string) => constantOf(flow, name, style.language, style.fallback);
  const say = (text: string) =>
    fillText(text, (name) => answers.get(name) ?? constant(name) ?? `{${name}}`);
  let next: string | null = flow.start;
  for (let n = 0; n < MOST_STEPS && next !== null; n++) {
    const step: Step | undefined = steps.get(next);
    if (!step) break;
    lines.push(...linesOf(step, style, say, answers));
    next = nextOf(step);
  }
  const solved = flow.steps.find((step) => step.kind === "solved");
  if (solved) lines.push(...afterNo(style));
  return lines;
}

function linesOf(
  step: Step,
  style: PreviewStyle,
  say: (text: string) => string,
  answers: Map<string, string>,
): PreviewLine[] {
  const { t, language, fallback } = style;
  switch (step.kind) {
    case "ask": {
      const answer = exampleAnswer(step.input, language, t);
      answers.set(step.save, answer);
      return [
        { by: "bot", text: say(pickText(step.text, language, fallback)) },
        { by: "customer", text: answer },
      ];
    }
    case "look-up":
      return [{ by: "aside", text: t("incident.preview.look-up") }];
    case "say":
      return [
        {
          by: "bot",
          text: say(pickText(step.text, language, fallback)),
          ...(step.assetId === undefined ? {} : { assetId: step.assetId }),
        },
      ];
    case "solved": {
      const yes = flowTexts.yes[language];
      const buttons = [yes, flowTexts.solvedNo[language]];
      return [
        { by: "bot", text: flowTexts.solved[language], buttons },
        { by: "customer", text: yes },
      ];
    }
    case "end":
      return step.text ? [{ by: "bot", text: say(pickText(step.text, language, fallback)) }] : [];
    case "jump":
      return [
        { by: "aside", text: t("incident.preview.flow", { name: style.flowName(step.flowId) }) },
      ];
    default:
      return [];
  }
}

function nextOf(step: Step): string | null {
  if (step.kind === "solved") return step.yes;
  return "next" in step ? step.next : null;
}

function afterNo({ t, language }: PreviewStyle): PreviewLine[] {
  return [
    { by: "aside", text: t("incident.preview.or") },
    { by: "customer", text: flowTexts.solvedNo[language] },
    { by: "bot", text: botTexts.handOver[language].replace("{number}", NUMBER) },
  ];
}

const examples: Partial<Record<InputKind, Record<Language, string>>> = {
  name: { en: "Ann Miller", fr: "Anne Moreau", pt: "Ana Souza", es: "Ana García" },
  postcode: { en: "SW1A 1AA", fr: "75011", pt: "01310-100", es: "28013" },
  date: { en: "Monday", fr: "lundi", pt: "segunda", es: "lunes" },
  phone: {
    en: "+44 20 7946 0018",
    fr: "01 99 00 12 34",
    pt: "(11) 95555-0123",
    es: "910 000 123",
  },
};

function exampleAnswer(input: InputKind, language: Language, t: Translate): string {
  const known = examples[input]?.[language];
  if (known) return known;
  if (input === "email") return "ana@example.com";
  if (input === "order-number") return "1042";
  if (input === "number") return "2";
  if (input === "yes-no") return flowTexts.yes[language];
  return t(input === "photo" ? "incident.preview.photo" : "incident.preview.text");
}
