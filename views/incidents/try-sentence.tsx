/** @jsxImportSource preact */
import type { Language } from "../../src/db/schema.ts";
import type { Translate } from "../i18n.ts";
import { Button } from "../ui/button.tsx";
import { languageNames } from "../ui/languages.ts";

/** What a sentence could be taken for, nearest first. */
export interface SentenceCandidate {
  name: string;
  /** Where it is written; null: what is being written here. */
  href: string | null;
  /** 0 to 100. */
  percent: number;
  /** The phrasing that came nearest. */
  phrasing: string | null;
}

export interface SentenceTrial {
  text: string;
  verdict: "hit" | "tie" | "none" | null;
  /** Which the sentence was taken to be. */
  language: Language;
  /** 0 to 100: what is needed to be sure. */
  needed: number;
  candidates: SentenceCandidate[];
}

/** For a page that is no form itself. */
export function TrySentence({ t, trial }: { t: Translate; trial: SentenceTrial }) {
  return (
    <>
      <h2 id="try-title">{t("incident.try")}</h2>
      <p class="hint">{t("incident.try.hint")}</p>
      <form
        class="stack"
        action="/bot/incidents"
        hx-get="/bot/incidents/try"
        hx-trigger="submit, input delay:300ms"
        hx-target="#try-result"
        hx-swap="outerHTML"
        hx-sync="this:replace"
      >
        <SentenceInput t={t} text={trial.text} />
        <Button type="submit">{t("incident.try.run")}</Button>
      </form>
      <TryResult t={t} trial={trial} />
    </>
  );
}

export function SentenceInput({ t, text }: { t: Translate; text: string }) {
  return (
    <div class="field">
      <label for="try-text">{t("incident.try.text")}</label>
      <input
        id="try-text"
        class="input"
        name="try"
        value={text}
        maxLength={1000}
        autocomplete="off"
        enterkeyhint="send"
        dir="auto"
      />
    </div>
  );
}

/** Announced when it changes. */
export function TryResult({ t, trial }: { t: Translate; trial: SentenceTrial }) {
  const { verdict, candidates, language, needed } = trial;
  return (
    <div id="try-result" class="try-result stack-s" aria-live="polite">
      {verdict && (
        <>
          <p>
            <strong>{t(`incident.try.${verdict}`, { name: candidates[0]?.name ?? "" })}</strong>
          </p>
          <ol class="candidates">
            {candidates.map((candidate) => (
              <Candidate key={candidate.name} t={t} candidate={candidate} />
            ))}
          </ol>
          <p class="quiet-text">
            {t("incident.try.needed", { percent: needed })}{" "}
            {t("incident.try.language", { language: languageNames[language] })}
          </p>
        </>
      )}
    </div>
  );
}

function Candidate({ t, candidate }: { t: Translate; candidate: SentenceCandidate }) {
  const { name, href, percent, phrasing } = candidate;
  return (
    <li>
      <p dir="auto">
        {href === null ? (
          <strong>{name || t("incident.try.this")}</strong>
        ) : (
          <a href={href}>{name}</a>
        )}
      </p>
      <meter min={0} max={100} value={percent} aria-label={`${name} ${percent} %`} />
      <p class="quiet-text">
        {phrasing === null ? `${percent} %` : t("incident.try.score", { percent, phrasing })}
      </p>
    </li>
  );
}
