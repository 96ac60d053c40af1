/** @jsxImportSource preact */
import type { Translate } from "../i18n.ts";
import type { Frame } from "../layout.tsx";
import { Notice } from "../settings/notice.tsx";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Icon } from "../ui/icon.tsx";
import { AddPanel } from "./add-panel.tsx";
import { FlowLayout } from "./flow-layout.tsx";
import { FlowDrawing } from "./flow-map.tsx";
import { editorLink } from "./editor-link.ts";
import { StepCard } from "./step-card.tsx";
import type { Editing, FlowHead, ProblemItem } from "./types.ts";

interface EditorProps {
  frame: Frame;
  editing: Editing;
  done?: string | null;
}

/** `/bot/flows/:id`: its steps, and beside them the drawn map where there is room. */
export function EditorPage({ frame, editing, done }: EditorProps) {
  const { t } = frame.me;
  return (
    <FlowLayout frame={frame} head={editing.head} tab="steps" isWide done={done}>
      <Editor t={t} editing={editing} />
    </FlowLayout>
  );
}

/** All that changes while one edits. */
export function Editor({ t, editing }: { t: Translate; editing: Editing }) {
  const { items, notice } = editing;
  return (
    <div id="flow-editor" class="flow-editor" hx-include:inherited="#flow-revision">
      <RevisionField revision={editing.revision} />
      <div class="flow-list">
        {notice && <Notice tone="warning">{notice}</Notice>}
        <Beginnings t={t} editing={editing} />
        <PublishPanel t={t} editing={editing} />
        {items.length === 0 ? (
          <NoSteps t={t} editing={editing} />
        ) : (
          <section class="stack" aria-labelledby="steps-title">
            <h2 id="steps-title" class="sr-only">
              {t("flows.steps")}
            </h2>
            <FirstPlace t={t} editing={editing} />
            <ol class="steps">
              {items.map((item) => (
                <StepCard key={item.id} t={t} editing={editing} item={item} />
              ))}
            </ol>
          </section>
        )}
      </div>
      {items.length > 0 && (
        <aside class="flow-aside" aria-label={t("flows.map")}>
          <FlowDrawing t={t} editing={editing} isBeside />
        </aside>
      )}
    </div>
  );
}

/** The draft that the page shows: who works on an older one is told what happened meanwhile. */
export function RevisionField({ revision }: Pick<Editing, "revision">) {
  return <input id="flow-revision" type="hidden" name="revision" value={String(revision)} />;
}

/** Which incidents start it: without one nobody meets it. */
function Beginnings({ t, editing: { begins, items } }: { t: Translate; editing: Editing }) {
  if (items.length === 0) return null;
  if (begins.length > 0)
    return (
      <p class="quiet-text">
        {t("flows.begins")} {begins.join(", ")}
      </p>
    );
  return (
    <p class="quiet-text">
      {t("flows.begins.none")}{" "}
      <a class="flow-link" href="/bot/incidents">
        {t("flows.begins.how")}
      </a>
    </p>
  );
}

/** A step before the first. */
function FirstPlace({ t, editing }: { t: Translate; editing: Editing }) {
  const { adding, head } = editing;
  if (adding?.step === null)
    return (
      <div class="panel">
        <AddPanel t={t} editing={editing} adding={adding} />
      </div>
    );
  return (
    <a
      {...editorLink(`/bot/flows/${head.id}`, "add=&slot=next", "add-start-next")}
      class="button quiet"
    >
      <Icon name="plus" />
      <span>{t("flows.add.first")}</span>
    </a>
  );
}

function NoSteps({ t, editing }: { t: Translate; editing: Editing }) {
  return (
    <section class="panel" aria-labelledby="no-steps">
      <EmptyState icon="list" title={t("flows.no-steps")}>
        <p id="no-steps">{t("flows.no-steps.text")}</p>
      </EmptyState>
      <AddPanel t={t} editing={editing} adding={{ step: null, slot: "next", label: "" }} />
    </section>
  );
}

/** What keeps the draft from being published, or the way to publish it. A part of its own. */
export function PublishPanel({ t, editing }: { t: Translate; editing: Editing }) {
  const { head, problems, red } = editing;
  const grave = problems.filter((problem) => problem.isGrave);
  const mild = problems.filter((problem) => !problem.isGrave);
  return (
    <section id="flow-publish" class="flow-publish" aria-labelledby="publish-title">
      <h2 id="publish-title" class="sr-only">
        {t("flows.publish")}
      </h2>
      {grave.length > 0 ? (
        <ProblemList
          t={t}
          head={head}
          problems={grave}
          title={t("flows.problems", { n: grave.length })}
          isGrave
        />
      ) : head.version !== null && !head.hasChanges ? (
        <p class="quiet-text flow-ready">
          <Icon name="check" />
          {t("flows.nothing-new")}
        </p>
      ) : (
        <PublishForm t={t} address={`/bot/flows/${head.id}/versions`} />
      )}
      {mild.length > 0 && (
        <ProblemList t={t} head={head} problems={mild} title={t("flows.problems.mild")} />
      )}
      {red.length > 0 && (
        <Notice tone="danger">
          <p>{t("flows.red", { n: red.length })}</p>
          <ul>
            {red.map((name) => (
              <li key={name}>
                <a class="flow-link" href="/bot/tests">
                  {name}
                </a>
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </section>
  );
}

interface ProblemListProps {
  t: Translate;
  head: FlowHead;
  problems: ProblemItem[];
  title: string;
  isGrave?: boolean;
}

const FEW = 3;

function ProblemList({ head, problems, title, isGrave = false }: ProblemListProps) {
  return (
    <details
      class={isGrave ? "panel flow-problems is-grave" : "panel flow-problems"}
      open={isGrave && problems.length <= FEW}
    >
      <summary>
        <Icon name={isGrave ? "alert" : "info"} />
        <span>{title}</span>
      </summary>
      <ul class="stack-s">
        {problems.map(({ step, at, text }, index) => (
          <li key={`${step} ${index}`}>
            {step ? (
              <a
                class="flow-problem"
                {...editorLink(`/bot/flows/${head.id}`, `step=${step}`, `step-${step}`)}
              >
                <strong dir="auto">{at}</strong> <span>{text}</span>
              </a>
            ) : (
              <span>{text}</span>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}

function PublishForm({ t, address }: { t: Translate; address: string }) {
  return (
    <details class="panel publish">
      <summary class="button primary">
        <Icon name="check" />
        <span>{t("flows.publish")}</span>
      </summary>
      <form class="stack" method="post" action={address}>
        <div class="field">
          <label for="publish-note">{t("flows.publish.note")}</label>
          <input
            id="publish-note"
            class="input"
            name="note"
            maxLength={300}
            autocomplete="off"
            placeholder={t("flows.publish.note.example")}
          />
        </div>
        <p class="hint">{t("flows.publish.hint")}</p>
        <p>
          <Button type="submit" tone="primary">
            {t("flows.publish.now")}
          </Button>
        </p>
      </form>
    </details>
  );
}
