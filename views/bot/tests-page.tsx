/** @jsxImportSource preact */
import type { SampleResult, TurnProblem } from "../../src/rehearsals/samples.ts";
import type { Language } from "../../src/db/schema.ts";
import type { Translate } from "../i18n.ts";
import type { Frame } from "../layout.tsx";
import { Badge } from "../ui/badge.tsx";
import { Button, ButtonLink, IconButton } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { languageNames } from "../ui/languages.ts";
import { BotLayout } from "./bot-layout.tsx";
import { Talk, type TalkView } from "./talk.tsx";

/** A test as the list shows it. */
export interface TestItem {
  id: number;
  name: string;
  language: Language;
  /** The flow it belongs to; null: the whole bot. */
  flow: string | null;
  messages: number;
  /** Null: never run since it was written. */
  result: SampleResult | null;
  ranAt: string | null;
}

interface TestsPageProps {
  frame: Frame;
  tests: TestItem[];
  talk: TalkView;
  isOn: boolean;
  done?: string;
}

/** `/bot/tests`: conversations with expected answers, and a place to talk to the bot. */
export function TestsPage({ frame, tests, talk, isOn, done }: TestsPageProps) {
  const { t } = frame.me;
  return (
    <BotLayout frame={frame} tab="tests" title={t("bot.tab.tests")} isOn={isOn} done={done}>
      <div class="split">
        <TestList t={t} tests={tests} />
        <Talk t={t} talk={talk} />
      </div>
    </BotLayout>
  );
}

/** All tests with how they went. A swap target of its own. */
export function TestList({ t, tests }: { t: Translate; tests: TestItem[] }) {
  return (
    <section id="tests" class="panel" aria-labelledby="tests-title">
      {tests.length === 0 ? (
        <EmptyState icon="check-all" title={t("bot.tests.empty")}>
          <p id="tests-title">{t("bot.tests.empty.text")}</p>
          <ButtonLink href="/bot/tests/new" icon="plus">
            {t("bot.tests.new")}
          </ButtonLink>
        </EmptyState>
      ) : (
        <>
          <div class="spread">
            <h2 id="tests-title">{t("bot.tests")}</h2>
            <ButtonLink href="/bot/tests/new" icon="plus">
              {t("bot.tests.new")}
            </ButtonLink>
          </div>
          <p class="hint">{t("bot.tests.hint")}</p>
          <form method="post" action="/bot/tests/run" hx-post="/bot/tests/run" hx-swap="none">
            <Button type="submit" tone="primary">
              {t("bot.tests.run")}
            </Button>
          </form>
          <p role="status">{summary(t, tests)}</p>
          <ol class="lines">
            {tests.map((test) => (
              <Test key={test.id} t={t} test={test} />
            ))}
          </ol>
        </>
      )}
    </section>
  );
}

function summary(t: Translate, tests: TestItem[]): string {
  const ran = tests.filter(({ result }) => result);
  const red = ran.filter(({ result }) => result?.isRed).length;
  if (ran.length === 0) return t("bot.tests.never");
  return red > 0
    ? t("bot.tests.red", { n: red, of: ran.length })
    : t("bot.tests.green", { n: ran.length });
}

function Test({ t, test }: { t: Translate; test: TestItem }) {
  const { id, name, language, flow, messages, result, ranAt } = test;
  return (
    <li id={`test-${id}`} class="line">
      <div class="line-text">
        <p class="line-title">
          <a href={`/bot/tests/${id}`}>{name}</a>
          <State t={t} result={result} />
        </p>
        <p class="quiet-text">
          {[
            flow ?? t("bot.tests.whole"),
            languageNames[language],
            t("bot.tests.messages", { n: messages }),
          ].join(" · ")}
          {ranAt && ` · ${ranAt}`}
        </p>
        {result?.isRed && <Failures t={t} result={result} />}
      </div>
      <IconButton
        icon="trash"
        label={t("bot.tests.delete", { name })}
        hx-delete={`/bot/tests/${id}`}
        hx-swap="none"
      />
    </li>
  );
}

function State({ t, result }: { t: Translate; result: SampleResult | null }) {
  if (!result) return <Badge>{t("bot.tests.state.none")}</Badge>;
  return result.isRed ? (
    <Badge tone="danger" icon="alert">
      {t("bot.tests.state.red")}
    </Badge>
  ) : (
    <Badge tone="good" icon="check">
      {t("bot.tests.state.green")}
    </Badge>
  );
}

/** Turn by turn what was not as expected. */
export function Failures({ t, result }: { t: Translate; result: SampleResult }) {
  return (
    <ul class="plain-list">
      {result.turns.map(
        ({ say, problem }, index) =>
          problem && (
            <li key={index} class="error">
              “{say}”: {problemWords(t, problem)}
            </li>
          ),
      )}
    </ul>
  );
}

function problemWords(t: Translate, { kind, expected, got }: TurnProblem): string {
  if (kind !== "outcome") return t(`bot.tests.problem.${kind}`, { expected, got: got || "—" });
  return t("bot.tests.problem.outcome", {
    expected: t(`bot.outcome.${expected as "rule"}`),
    got: t(`bot.outcome.${got as "rule"}`),
  });
}
