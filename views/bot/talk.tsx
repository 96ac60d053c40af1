/** @jsxImportSource preact */
import type { RehearsedTurn } from "../../src/rehearsals/rehearse-conversation.ts";
import type { Language } from "../../src/db/schema.ts";
import type { Translate } from "../i18n.ts";
import { Button } from "../ui/button.tsx";
import { CustomerLanguage, Spoken } from "./spoken.tsx";

export interface TalkView {
  turns: RehearsedTurn[];
  /** The customer's. */
  language: Language;
}

/**
 * A conversation with the bot in which nothing is sent or kept: each answer of the server plays
 * it anew from its first message.
 */
export function Talk({ t, talk }: { t: Translate; talk: TalkView }) {
  const { turns, language } = talk;
  return (
    <section id="talk" class="panel aside talk" aria-labelledby="talk-title">
      <h2 id="talk-title">{t("bot.talk")}</h2>
      <p class="hint">{t("bot.talk.hint")}</p>
      <ol class="plain-list talk-turns" aria-live="polite">
        {turns.map((turn, index) => (
          <TalkTurn key={index} t={t} turn={turn} isLast={index === turns.length - 1} />
        ))}
      </ol>
      <form
        id="talk-form"
        class="stack"
        method="post"
        action="/bot/talk"
        hx-post="/bot/talk"
        hx-target="#talk"
        hx-swap="outerHTML"
      >
        <SoFar turns={turns} />
        <TalkFields t={t} language={language} isFresh={turns.length === 0} />
      </form>
      {turns.length > 0 && (
        <form method="post" action="/bot/tests/keep">
          <SoFar turns={turns} />
          <input type="hidden" name="language" value={language} />
          <Button type="submit">{t("bot.talk.keep")}</Button>
        </form>
      )}
    </section>
  );
}

/** What was said goes along: the server keeps nothing. */
function SoFar({ turns }: Pick<TalkView, "turns">) {
  return (
    <>
      {turns.map(({ say }, index) => (
        <input key={index} type="hidden" name="said" value={say} />
      ))}
    </>
  );
}

function TalkFields({
  t,
  language,
  isFresh,
}: {
  t: Translate;
  language: Language;
  isFresh: boolean;
}) {
  return (
    <>
      <div class="field">
        <label for="talk-say">{t("bot.try.text")}</label>
        <input
          id="talk-say"
          class="input"
          name="say"
          maxLength={1000}
          autocomplete="off"
          enterkeyhint="send"
          dir="auto"
          autofocus={!isFresh}
        />
      </div>
      <CustomerLanguage
        id="talk-language"
        label={t("bot.talk.language")}
        language={language}
        isFresh={isFresh}
      />
      <p class="form-actions">
        <Button type="submit" tone="primary">
          {t("bot.talk.send")}
        </Button>
        {!isFresh && (
          <Button type="submit" tone="quiet" name="again" value="1">
            {t("bot.talk.again")}
          </Button>
        )}
      </p>
    </>
  );
}

function TalkTurn({ t, turn, isLast }: { t: Translate; turn: RehearsedTurn; isLast: boolean }) {
  return (
    <li class="stack-s">
      <Spoken {...turn} form={isLast ? "talk-form" : undefined} />
      <p class="quiet-text">{turnWords(t, turn)}</p>
    </li>
  );
}

/** What decided, in a few words. */
export function turnWords(
  t: Translate,
  { outcome, consentWord, name }: Pick<RehearsedTurn, "outcome" | "consentWord" | "name">,
): string {
  const words = t(`bot.try.${outcome ?? consentWord ?? "silence"}`, { name: name ?? "" });
  return name && outcome !== "rule" ? `${words}: ${name}` : words;
}
