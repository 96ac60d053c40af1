/** @jsxImportSource preact */
import type { Language } from "../../src/db/schema.ts";
import { CustomerLanguage, Spoken } from "../bot/spoken.tsx";
import type { Translate } from "../i18n.ts";
import type { Frame } from "../layout.tsx";
import { Notice } from "../settings/notice.tsx";
import { Button, ButtonLink } from "../ui/button.tsx";
import { TextArea } from "../ui/field.tsx";
import { FlowLayout } from "./flow-layout.tsx";
import type { FlowHead } from "./types.ts";

/** One message of the customer, and what came of it. */
export interface TryTurn {
  /** Null: the flow began by itself. */
  say: string | null;
  heard: string[];
  /** Words on the buttons below the last of them. */
  offered: string[];
  /** Why: what decided, and at which step. */
  why: string;
}

export interface FlowTrial {
  flowId: number;
  language: Language;
  /** JSON that other systems answer with; null: the flow asks none. */
  answer: string | null;
  isBadAnswer: boolean;
  /** Null: the draft can't be played yet. */
  turns: TryTurn[] | null;
}

/** `/bot/flows/:id/try` */
export function TryPage({
  frame,
  head,
  trial,
}: {
  frame: Frame;
  head: FlowHead;
  trial: FlowTrial;
}) {
  return (
    <FlowLayout frame={frame} head={head} tab="try">
      <Trial t={frame.me.t} trial={trial} />
    </FlowLayout>
  );
}

/** A conversation with the draft; each answer of the server plays it anew from its beginning. */
export function Trial({ t, trial }: { t: Translate; trial: FlowTrial }) {
  const { turns, flowId } = trial;
  const address = `/bot/flows/${flowId}/try`;
  return (
    <section id="flow-trial" class="panel narrow" aria-labelledby="trial-title">
      <h2 id="trial-title">{t("flows.try")}</h2>
      <p class="hint">{t("flows.try.hint")}</p>
      {turns === null ? (
        <>
          <Notice tone="warning">{t("flows.try.problems")}</Notice>
          <p>
            <ButtonLink href={`/bot/flows/${flowId}`}>{t("flows.tab.steps")}</ButtonLink>
          </p>
        </>
      ) : (
        <>
          <ol class="plain-list talk-turns" aria-live="polite" aria-label={t("flows.try")}>
            {turns.map((turn, index) => (
              <Turn key={index} t={t} turn={turn} isLast={index === turns.length - 1} />
            ))}
          </ol>
          <TryForm t={t} trial={trial} turns={turns} address={address} />
        </>
      )}
    </section>
  );
}

interface TryFormProps {
  t: Translate;
  trial: FlowTrial;
  turns: TryTurn[];
  address: string;
}

function TryForm({ t, trial, turns, address }: TryFormProps) {
  const said = turns.flatMap(({ say }) => (say === null ? [] : [say]));
  return (
    <form
      id="try-form"
      class="stack"
      method="post"
      action={address}
      hx-post={address}
      hx-target="#flow-trial"
      hx-swap="outerHTML"
    >
      {said.map((say, index) => (
        <input key={index} type="hidden" name="said" value={say} />
      ))}
      <div class="field">
        <label for="try-say">{t("flows.try.text")}</label>
        <input
          id="try-say"
          class="input"
          name="say"
          maxLength={1000}
          autocomplete="off"
          enterkeyhint="send"
          dir="auto"
          autofocus={said.length > 0}
        />
      </div>
      <OtherSystems t={t} trial={trial} />
      <CustomerLanguage
        id="try-language"
        label={t("flows.try.language")}
        language={trial.language}
        isFresh={said.length === 0}
      />
      <p class="form-actions">
        <Button type="submit" tone="primary" icon="send">
          {t("flows.try.send")}
        </Button>
        <Button type="submit" tone="quiet" icon="retry" name="again" value="1">
          {t("flows.try.again")}
        </Button>
      </p>
    </form>
  );
}

/** What they say is up to whoever tries: none is asked. */
function OtherSystems({ t, trial }: { t: Translate; trial: FlowTrial }) {
  if (trial.answer === null) return null;
  return (
    <details class="flow-more" open={trial.isBadAnswer}>
      <summary class="button quiet">{t("flows.try.answer")}</summary>
      <TextArea
        id="try-answer"
        name="answer"
        label={t("flows.try.answer.label")}
        hint={t("flows.try.answer.hint")}
        error={trial.isBadAnswer ? t("flows.try.answer.fault") : undefined}
        value={trial.answer}
        rows={6}
        spellcheck={false}
      />
    </details>
  );
}

function Turn({ t, turn, isLast }: { t: Translate; turn: TryTurn; isLast: boolean }) {
  return (
    <li class="stack-s">
      <Spoken {...turn} form={isLast ? "try-form" : undefined} />
      {turn.heard.length === 0 && <p class="quiet-text">{t("flows.try.silent")}</p>}
      <p class="quiet-text">
        <span class="sr-only">{t("flows.try.why")}: </span>
        {turn.why}
      </p>
    </li>
  );
}
