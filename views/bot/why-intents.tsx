/** @jsxImportSource preact */
import type { Consideration } from "../../src/bot/explanation.ts";
import type { Candidate, ExplainedWord } from "../../src/understanding/intents.ts";
import type { Translate } from "../i18n.ts";

type Looked = Extract<Consideration, { what: "intents" }>;

/** What was compared by its meaning: each candidate with its points, the words that matched, and why it was not taken. */
export function WhyIntents({ t, looked }: { t: Translate; looked: Looked }) {
  const { asked, candidates } = looked;
  return (
    <>
      <p>
        {t("why.intents.asked", {
          n: asked,
          threshold: points(looked.threshold),
          margin: points(looked.margin),
        })}{" "}
        {candidates.length === 0 && t("why.intents.nothing")}
      </p>
      {candidates.length > 0 && (
        <ol class="why-candidates">
          {candidates.map((candidate, rank) => (
            <li key={candidate.id}>
              <CandidateView t={t} looked={looked} candidate={candidate} rank={rank} />
            </li>
          ))}
        </ol>
      )}
    </>
  );
}

type CandidateProps = { t: Translate; looked: Looked; candidate: Candidate; rank: number };

/** The first stands open. */
function CandidateView({ t, looked, candidate, rank }: CandidateProps) {
  const { name, score, sample, language, words, missing, sentence } = candidate;
  const told = words.filter(isWeighty);
  const small = words.filter((word) => !isWeighty(word)).map(({ said }) => said);
  return (
    <details open={rank === 0}>
      <summary>
        <span class="why-name" dir="auto">
          {name}
        </span>
        <meter min={0} max={100} value={Number(points(score))} aria-hidden="true" />
        <span class="why-points">{t("why.intents.points", { n: Number(points(score)) })}</span>
      </summary>
      <p>{t(verdictOf(looked, candidate, rank))}</p>
      {sentence && <p dir="auto">{t("why.intents.sentence", { sentence })}</p>}
      <p dir="auto">
        {t("why.intents.sample", { sample, language: t(`why.language.${language}`) })}
      </p>
      <ul>
        {told.map((word) => (
          <li key={word.said}>
            {t(`why.word.${word.how}`, { said: word.said, meant: word.meant })}
          </li>
        ))}
        {small.length > 0 && <li>{t("why.word.small", { words: small.join(", ") })}</li>}
        {missing.length > 0 && <li>{t("why.intents.missing", { words: missing.join(", ") })}</li>}
      </ul>
    </details>
  );
}

// Below this a word hardly counts: "the", "my", "please".
const smallWeight = 0.12;

function isWeighty({ weight, how }: ExplainedWord): boolean {
  return weight >= smallWeight || how === "typo";
}

function verdictOf(
  { isTaken, tied, threshold, margin, candidates }: Looked,
  one: Candidate,
  rank: number,
) {
  if (tied?.includes(one.name)) return "why.intents.asked-which";
  if (isTaken && !tied && rank === 0) return "why.taken";
  if (one.score < threshold) return "why.intents.low";
  return one.score > candidates[0]!.score - margin ? "why.intents.near" : "why.intents.behind";
}

function points(score: number): string {
  return String(Math.round(score * 100));
}
