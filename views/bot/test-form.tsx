/** @jsxImportSource preact */
import { expectable, type SampleInput } from "../../src/rehearsals/sample-rows.ts";
import type { SampleResult, SampleTurn } from "../../src/rehearsals/samples.ts";
import { type Frame, Layout } from "../layout.tsx";
import { languages, type Translate } from "../i18n.ts";
import { BackLink, Button, IconButton } from "../ui/button.tsx";
import { Field, Select } from "../ui/field.tsx";
import { languageNames } from "../ui/languages.ts";
import { SaveActions } from "../ui/save-actions.tsx";
import { Failures } from "./tests-page.tsx";

/** A turn as the form has it: the other system's answer may be no JSON yet. */
export interface TurnDraft {
  turn: SampleTurn;
  system: string;
}

export type TestDraft = Omit<SampleInput, "turns"> & { turns: TurnDraft[] };

interface TestFormProps {
  frame: Frame;
  /** Null: a new one. */
  id: number | null;
  test: TestDraft;
  flows: { id: number; name: string }[];
  result: SampleResult | null;
  error?: string;
}

/** One test to write or change. */
export function TestFormPage({ frame, id, test, flows, result, error }: TestFormProps) {
  const { t } = frame.me;
  const title = t(id === null ? "bot.tests.new" : "bot.tests.edit");
  return (
    <Layout title={title} frame={frame} active="bot">
      <div class="column">
        <BackLink href="/bot/tests">{t("bot.tests")}</BackLink>
        <h1>{title}</h1>
        {result?.isRed && (
          <section class="panel">
            <h2>{t("bot.tests.state.red")}</h2>
            <Failures t={t} result={result} />
          </section>
        )}
        <form class="panel" method="post" action={id === null ? "/bot/tests" : `/bot/tests/${id}`}>
          {error && (
            <p class="error" role="alert">
              {error}
            </p>
          )}
          <Field id="name" label={t("bot.tests.name")} value={test.name} maxLength={80} required />
          <Select
            id="language"
            label={t("bot.talk.language")}
            choices={languages.map((value) => ({ value, label: languageNames[value] }))}
            value={test.language}
          />
          <Select
            id="flow"
            label={t("bot.tests.flow")}
            choices={[
              { value: "", label: t("bot.tests.whole") },
              ...flows.map((flow) => ({ value: String(flow.id), label: flow.name })),
            ]}
            value={test.flowId === null ? "" : String(test.flowId)}
          />
          <TestTurns t={t} turns={test.turns} />
          <SaveActions t={t} cancel="/bot/tests" />
        </form>
      </div>
    </Layout>
  );
}

/** The messages in their order; the small buttons change the form, only "Save" saves. */
export function TestTurns({ t, turns }: { t: Translate; turns: TurnDraft[] }) {
  return (
    <fieldset id="test-turns" class="field">
      <legend>{t("bot.tests.turns")}</legend>
      <ol class="lines">
        {turns.map((draft, index) => (
          <Turn key={index} t={t} draft={draft} n={index} isOnly={turns.length === 1} />
        ))}
      </ol>
      <Button icon="plus" {...editing("add")}>
        {t("bot.tests.add")}
      </Button>
    </fieldset>
  );
}

interface TurnProps {
  t: Translate;
  draft: TurnDraft;
  n: number;
  isOnly: boolean;
}

function Turn({ t, draft, n, isOnly }: TurnProps) {
  return (
    <li class="line">
      <div class="line-text stack-s">
        <Field
          id={`say-${n}`}
          name="say"
          label={t("bot.tests.says", { n: n + 1 })}
          value={draft.turn.say}
          maxLength={1000}
        />
        <Expected t={t} draft={draft} n={n} />
        <Circumstances t={t} draft={draft} n={n} />
      </div>
      {!isOnly && (
        <IconButton
          icon="close"
          label={t("bot.tests.remove", { n: n + 1 })}
          {...editing(`remove ${n}`)}
        />
      )}
    </li>
  );
}

type PartProps = Pick<TurnProps, "t" | "draft" | "n">;

function Expected({ t, draft, n }: PartProps) {
  const { expect } = draft.turn;
  return (
    <>
      <Select
        id={`outcome-${n}`}
        name="outcome"
        label={t("bot.tests.expects")}
        choices={[
          { value: "", label: t("bot.tests.anything") },
          ...expectable.map((value) => ({ value, label: t(`bot.outcome.${value}`) })),
        ]}
        value={expect.isSilent ? "silence" : (expect.outcome ?? "")}
      />
      <Field
        id={`named-${n}`}
        name="named"
        label={t("bot.tests.named")}
        value={expect.name ?? ""}
        maxLength={80}
      />
      <Field
        id={`contains-${n}`}
        name="contains"
        label={t("bot.tests.contains")}
        hint={t("bot.tests.contains.hint")}
        value={(expect.contains ?? []).join(" | ")}
        maxLength={500}
      />
    </>
  );
}

/** Seldom needed: closed unless there is something in it. */
function Circumstances({ t, draft, n }: PartProps) {
  const { turn, system } = draft;
  return (
    <details open={Boolean(turn.afterMinutes || system)}>
      <summary class="reveal">{t("bot.tests.more")}</summary>
      <div class="stack-s">
        <Field
          id={`after-${n}`}
          name="after"
          type="number"
          min={0}
          max={10080}
          label={t("bot.tests.after")}
          value={turn.afterMinutes ?? ""}
        />
        <Field
          id={`system-${n}`}
          name="system"
          label={t("bot.tests.system")}
          hint={t("bot.tests.system.hint")}
          value={system}
          maxLength={2000}
        />
      </div>
    </details>
  );
}

function editing(edit: string) {
  return {
    "hx-post": "/bot/tests/draft",
    "hx-target": "#test-turns",
    "hx-swap": "outerHTML",
    "hx-vals": JSON.stringify({ edit }),
  };
}
