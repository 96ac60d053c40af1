/** @jsxImportSource preact */
import { Tag } from "../ui/badge.tsx";
import type { Frame } from "../layout.tsx";
import type { Translate } from "../i18n.ts";
import { BotLayout } from "./bot-layout.tsx";
import { type RuleItem, RuleList } from "./rule-list.tsx";
import { type Trial, TryIt } from "./try-it.tsx";

/** The words that work without any rule. */
export interface FixedWords {
  stop: readonly string[];
  start: readonly string[];
  person: readonly string[];
}

interface BotPageProps {
  frame: Frame;
  rules: RuleItem[];
  trial: Trial;
  words: FixedWords;
  done?: string;
}

/** `/bot`: the rules, and a place to try them. */
export function BotPage({ frame, rules, trial, words, done }: BotPageProps) {
  const { t } = frame.me;
  return (
    <BotLayout frame={frame} tab="rules" title={t("bot.title")} isOn={trial.isBotOn} done={done}>
      <div class="split">
        <RuleList t={t} rules={rules} />
        <TryIt t={t} trial={trial} />
        <AlwaysWords t={t} words={words} />
      </div>
    </BotLayout>
  );
}

function AlwaysWords({ t, words }: { t: Translate; words: FixedWords }) {
  return (
    <section class="panel" aria-labelledby="always-title">
      <h2 id="always-title">{t("bot.always")}</h2>
      <WordList text={t("bot.always.stop")} words={words.stop} />
      <WordList text={t("bot.always.start")} words={words.start} />
      <WordList text={t("bot.always.person")} words={words.person} />
    </section>
  );
}

function WordList({ text, words }: { text: string; words: readonly string[] }) {
  return (
    <div class="stack-s">
      <p class="hint">{text}</p>
      <p class="tags">
        {words.map((word) => (
          <Tag key={word}>{word}</Tag>
        ))}
      </p>
    </div>
  );
}
