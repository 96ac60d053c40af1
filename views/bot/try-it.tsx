/** @jsxImportSource preact */
import type { RehearsedAnswer } from "../../src/rehearsals/rehearse-answer.ts";
import type { Translate } from "../i18n.ts";
import { Button, ButtonLink } from "../ui/button.tsx";
import { languageNames } from "../ui/languages.ts";

/** What is tried, and what came of it. */
export interface Trial {
  text: string;
  isFirst: boolean;
  isClosed: boolean;
  /** Whether the business is ever closed. */
  hasHours: boolean;
  isBotOn: boolean;
  answer: RehearsedAnswer | null;
}

/** A message as a customer would write it, and what the bot would say: with the script as one types, without by its button. */
export function TryIt({ t, trial }: { t: Translate; trial: Trial }) {
  return (
    <section class="panel aside" aria-labelledby="try-title">
      <h2 id="try-title">{t("bot.try")}</h2>
      <p class="hint">{t("bot.try.hint")}</p>
      <form
        class="stack"
        action="/bot"
        hx-get="/bot/try"
        hx-trigger="submit, input delay:300ms"
        hx-target="#try-answer"
        hx-swap="outerHTML"
        hx-sync="this:replace"
      >
        <div class="field">
          <label for="try-text">{t("bot.try.text")}</label>
          <input
            id="try-text"
            class="input"
            name="try"
            value={trial.text}
            placeholder={t("bot.try.example")}
            maxLength={1000}
            autocomplete="off"
            enterkeyhint="send"
            dir="auto"
          />
        </div>
        <div>
          <label class="check">
            <input type="checkbox" name="first" value="1" checked={trial.isFirst} />
            <span>{t("bot.try.first")}</span>
          </label>
          {trial.hasHours && (
            <label class="check">
              <input type="checkbox" name="closed" value="1" checked={trial.isClosed} />
              <span>{t("bot.try.closed")}</span>
            </label>
          )}
        </div>
        <Button type="submit">{t("bot.try.run")}</Button>
      </form>
      <TryAnswer t={t} trial={trial} />
    </section>
  );
}

/** What would be said and why; announced when it changes. */
export function TryAnswer({ t, trial }: { t: Translate; trial: Trial }) {
  const { answer } = trial;
  return (
    <div id="try-answer" class="try-answer" aria-live="polite">
      {answer && (
        <>
          <p>
            <strong>{verdict(t, answer)}</strong>
            {reason(t, answer) && <span class="quiet-text block">{reason(t, answer)}</span>}
          </p>
          {answer.text ? <Said answer={answer} /> : <Nothing t={t} trial={trial} />}
          <p class="quiet-text">
            {t("bot.try.recognised", { language: languageNames[answer.language] })}
          </p>
          {!trial.isBotOn && <p class="quiet-text">{t("bot.try.off")}</p>}
        </>
      )}
    </div>
  );
}

function Said({ answer }: { answer: RehearsedAnswer }) {
  return (
    <div class="message by-bot">
      <div class="bubble" lang={answer.language}>
        <p class="bubble-text" dir="auto">
          {answer.text}
        </p>
        {answer.options.length > 0 && (
          <ul class="offered">
            {answer.options.map((option) => (
              <li key={option}>{option}</li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}

function Nothing({ t, trial }: { t: Translate; trial: Trial }) {
  return (
    <>
      <p class="quiet-text">{t("bot.try.silence.text")}</p>
      <ButtonLink href={`/bot/rules/new?phrase=${encodeURIComponent(trial.text)}`} icon="plus">
        {t("bot.rule.new")}
      </ButtonLink>
    </>
  );
}

function verdict(t: Translate, { kind, name }: RehearsedAnswer): string {
  if (kind === "rule") return t("bot.try.rule", { name: name ?? "" });
  if (!name) return t(`bot.try.${kind}`);
  if (kind === "hand-over") return t("bot.try.hand-over.rule", { name });
  return `${t(`bot.try.${kind}`)}: ${name}`;
}

function reason(t: Translate, { phrase, nearness }: RehearsedAnswer): string {
  return phrase && nearness ? t(`bot.try.why.${nearness}`, { phrase }) : "";
}
