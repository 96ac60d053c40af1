/** @jsxImportSource preact */
import type { Consideration } from "../../src/bot/explanation.ts";
import type { ExplainedTurn } from "../../src/bot/find-turn.ts";
import type { Translate } from "../i18n.ts";
import { WhyIntents } from "./why-intents.tsx";

type Of<What extends Consideration["what"]> = Extract<Consideration, { what: What }>;

/** Where an answer came from, in sentences; a part of the thread and of a page of its own. */
export function WhyPanel({ t, turn }: { t: Translate; turn: ExplainedTurn | undefined }) {
  if (!turn) {
    return (
      <div class="why">
        <p>{t("why.none")}</p>
        <p class="quiet-text">{t("why.none.hint")}</p>
      </div>
    );
  }
  const { explanation, outcome, text, isLater } = turn;
  const language = t(`why.language.${explanation.language}`);
  const { folded, considered } = explanation;
  return (
    <div class="why">
      <p class="why-outcome">
        <strong>{t(`why.outcome.${outcome}`)}</strong>
      </p>
      {isLater && <p>{t("why.later")}</p>}
      <p>
        {t("why.message")}
        {text ? <q dir="auto">{text}</q> : <span> {t("why.message.wordless")}</span>}
      </p>
      <p class="quiet-text">
        {folded ? t("why.read", { language, folded }) : t("why.read.wordless", { language })}
      </p>
      <p class="why-head">{t("why.considered")}</p>
      <ol class="why-steps">
        {considered.map((one, index) => (
          <li key={index} class={one.isTaken ? "is-taken" : undefined}>
            <Step t={t} one={one} />
          </li>
        ))}
      </ol>
      {outcome !== "silence" && outcome !== "miss" && <p class="quiet-text">{t("why.rest")}</p>}
    </div>
  );
}

function Step({ t, one }: { t: Translate; one: Consideration }) {
  switch (one.what) {
    case "intents":
      return <WhyIntents t={t} looked={one} />;
    case "rules":
      return <p>{ruleWords(t, one)}</p>;
    case "flow":
      return <p>{flowWords(t, one)}</p>;
    default:
      return <p>{words(t, one)}</p>;
  }
}

function ruleWords(t: Translate, { asked, isTaken, name, phrase, nearness, tied }: Of<"rules">) {
  if (tied) return t("why.rules.tied", { names: tied.join(", ") });
  if (!name) return t("why.rules.none", { n: asked });
  if (!phrase) return t("why.rules.chosen", { name });
  const hit = t("why.rules.hit", { name, phrase, nearness: t(nearnessKey(nearness)) });
  return isTaken ? hit : `${hit} ${t("why.rules.wordless")}`;
}

function nearnessKey(nearness: string | undefined) {
  switch (nearness) {
    case "exact":
    case "plural":
    case "typo":
      return `why.nearness.${nearness}` as const;
    default:
      return "why.nearness.fold";
  }
}

function flowWords(t: Translate, { name, step, because }: Of<"flow">) {
  const because_ = t(`why.flow.${because}`, { name });
  return step ? `${because_} ${t("why.flow.step", { step })}` : because_;
}

function words(
  t: Translate,
  one: Exclude<Consideration, { what: "intents" | "rules" | "flow" }>,
): string {
  switch (one.what) {
    case "silence":
      return t(`why.silence.${one.because}`);
    case "hand-over-words":
      return one.word
        ? t("why.hand-over-words", { word: one.word })
        : t("why.hand-over-words.none");
    case "status":
      return one.ticket === null
        ? t("why.status")
        : t("why.status.ticket", { ticket: String(one.ticket) });
    case "language":
      return t("why.language", { language: t(`why.language.${one.language}`) });
    case "old-tap":
      return t("why.old-tap");
    case "away":
      return t(one.isTaken ? "why.away" : "why.away.told");
    case "greeting":
      return t(one.isTaken ? "why.greeting" : "why.greeting.not");
    case "misses":
      return t("why.misses", { count: String(one.count), most: String(one.most) });
  }
}
