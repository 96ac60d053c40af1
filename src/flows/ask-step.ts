import type { AskStep, ChooseStep, SolvedStep } from "./flow.ts";
import { flowTexts, retryTexts } from "./flow-texts.ts";
import type { Prompt, PromptOption } from "./prompt.ts";
import { stepOf } from "./runs.ts";
import { filled, type Turn } from "./turn.ts";

type Question = AskStep | ChooseStep | SolvedStep;

/** The question of a step as the customer reads it. */
export function promptOf(turn: Turn, step: Question): Prompt {
  const text = filled(turn, step.text);
  const options = optionsOf(turn, step);
  const { language } = turn.run.row;
  return { text: text || (step.kind === "solved" ? flowTexts.solved[language] : ""), options };
}

/** The question that waits, once more; undefined where nothing is asked. */
export function waitingPrompt(turn: Turn): Prompt | undefined {
  const { run } = turn;
  const step = stepOf(run, run.row.step);
  if (run.row.state !== "waiting" || !step) return undefined;
  if (step.kind === "ask" || step.kind === "choose" || step.kind === "solved")
    return promptOf(turn, step);
  // A booking's own, in the words in which it was asked.
  const { question = "", options } = run.progress;
  return step.kind === "book" ? { text: question, options } : undefined;
}

function optionsOf(turn: Turn, step: Question): PromptOption[] {
  if (step.kind === "choose") return step.options.map((option) => choice(turn, option));
  const { language } = turn.run.row;
  if (step.kind === "solved")
    return [
      { id: "yes", label: flowTexts.yes[language] },
      { id: "no", label: flowTexts.solvedNo[language] },
    ];
  const sides =
    step.input === "yes-no"
      ? [
          { id: "yes", label: flowTexts.yes[language] },
          { id: "no", label: flowTexts.no[language] },
        ]
      : [];
  return step.isOptional ? [...sides, { id: "skip", label: flowTexts.skip[language] }] : sides;
}

function choice(turn: Turn, option: ChooseStep["options"][number]): PromptOption {
  const description = filled(turn, option.description);
  return {
    id: option.id,
    label: filled(turn, option.label) || option.id,
    ...(description ? { description } : {}),
    words: [...Object.values(option.label), ...Object.values(option.words ?? {}).flat()],
  };
}

/** The same question after an answer that did not fit; the second time with the ways out. */
export function promptAgain(turn: Turn, step: Question, isNeeded = false): Prompt {
  const { language } = turn.run.row;
  const { options } = promptOf(turn, step);
  const own = step.kind === "ask" ? filled(turn, step.retryText) : "";
  const text = own || builtIn(turn, step);
  const parts = [
    ...(isNeeded ? [flowTexts.needed[language]] : []),
    text,
    ...(turn.run.row.tries > 1 ? [flowTexts.wayOut[language]] : []),
  ];
  return { text: parts.join("\n\n"), options };
}

function builtIn({ run, desk, moment }: Turn, step: Question): string {
  const { language } = run.row;
  if (step.kind !== "ask") return flowTexts.chooseAgain[language];
  const day = new Intl.DateTimeFormat(language === "pt" ? "pt-BR" : language, {
    day: "numeric",
    month: "long",
    timeZone: desk.business.timezone,
  });
  const text = retryTexts[step.input][language];
  return text.replace("{date}", day.format(moment.now + 2 * 24 * 60 * 60 * 1000));
}
