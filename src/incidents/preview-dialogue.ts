import type { Translate } from "../../views/i18n.ts";
import { botTexts } from "../bot/bot-texts.ts";
import type { Language } from "../db/schema.ts";
import { constantOf, fillText, pickText } from "../flows/fill-text.ts";
import type { Flow, InputKind, Step, Texts } from "../flows/flow.ts";
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

/** What has gathered since the customer was heard: it is said as one, as the engine does. */
interface Gathered {
  texts: string[];
  assets: number[];
}

/** The dialogue as the customer sees it when all goes well; then what comes of "not yet". */
export function previewDialogue(flow: Flow, style: PreviewStyle): PreviewLine[] {
  const steps = new Map(flow.steps.map((step) => [step.id, step]));
  const answers = new Map<string, string>([["number", NUMBER]]);
  const lines: PreviewLine[] = style.opening ? [{ by: "customer", text: style.opening }] : [];
  const constant = (name: string) => constantOf(flow, name, style.language, style.fallback);
  const say = (texts: Texts | undefined) =>
    fillText(
      pickText(texts, style.language, style.fallback),
      (name) => answers.get(name) ?? constant(name) ?? `{${name}}`,
    );
  const gathered: Gathered = { texts: [], assets: [] };
  let next: string | null = flow.start;
  for (let n = 0; n < MOST_STEPS && next !== null; n++) {
    const step: Step | undefined = steps.get(next);
    if (!step) break;
    lines.push(...linesOf(step, style, say, answers, gathered));
    next = nextOf(step);
  }
  lines.push(...told(gathered));
  if (flow.steps.some((step) => step.kind === "solved")) lines.push(...afterNo(style));
  return lines;
}

function linesOf(
  step: Step,
  { t, language, flowName }: PreviewStyle,
  say: (texts: Texts | undefined) => string,
  answers: Map<string, string>,
  gathered: Gathered,
): PreviewLine[] {
  switch (step.kind) {
    case "ask": {
      const question = say(step.text);
      const answer = exampleAnswer(step.input, language, t);
      answers.set(step.save, answer);
      return [...told(gathered, question), { by: "customer", text: answer }];
    }
    case "look-up":
      return [...told(gathered), { by: "aside", text: t("incident.preview.look-up") }];
    case "say":
      gathered.texts.push(say(step.text));
      if (step.assetId !== undefined) gathered.assets.push(step.assetId);
      return [];
    case "solved": {
      const yes = flowTexts.yes[language];
      const buttons = [yes, flowTexts.solvedNo[language]];
      const question = told(gathered, flowTexts.solved[language], buttons);
      return [...question, { by: "customer", text: yes }];
    }
    case "end":
      gathered.texts.push(say(step.text));
      return [];
    case "jump": {
      const text = t("incident.preview.flow", { name: flowName(step.flowId) });
      return [...told(gathered), { by: "aside", text }];
    }
    default:
      return [];
  }
}

/** Files first, then one message of text; one text with one file is its caption. */
function told(gathered: Gathered, question = "", buttons?: string[]): PreviewLine[] {
  const assets = gathered.assets.splice(0);
  const text = [...gathered.texts.splice(0), question].filter(Boolean).join("\n\n");
  const [assetId] = assets;
  if (assets.length === 1 && assetId !== undefined && !question && text)
    return [{ by: "bot", text, assetId }];
  const files = assets.map((id): PreviewLine => ({ by: "bot", text: "", assetId: id }));
  return text ? [...files, { by: "bot", text, ...(buttons ? { buttons } : {}) }] : files;
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
