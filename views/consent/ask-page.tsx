/** @jsxImportSource preact */
import { type GateReason, gateTextKey } from "../../src/consent/gate.ts";
import type { Language } from "../../src/db/schema.ts";
import type { TextKey, Translate } from "../i18n.ts";
import { type Frame, Layout } from "../layout.tsx";
import { Notice } from "../settings/notice.tsx";
import { BackLink, Button } from "../ui/button.tsx";

export interface AskView {
  /** Of the ticket. */
  number: number;
  name: string;
  /** Whether the 24-hour window lets a question leave. */
  isOpen: boolean;
  purposes: AskChoice[];
  error?: string;
}

interface AskChoice {
  key: string;
  name: string;
  text: string | null;
  language: Language;
  /** Why it cannot be asked; null: it can. */
  bar: GateReason | "given" | "no-text" | null;
}

/** `/tickets/12/consent`: what the person is asked, in the words that they will read. */
export function AskPage({ frame, ask }: { frame: Frame; ask: AskView }) {
  const { t } = frame.me;
  const back = `/tickets/${ask.number}`;
  const canAsk = ask.isOpen && ask.purposes.some(({ bar }) => bar === null);
  const first = ask.purposes.find(({ bar }) => bar === null);
  return (
    <Layout title={t("ask.title")} frame={frame} active="inbox" styles={["consent-log"]}>
      <div class="column wide">
        <BackLink href={back}>{t("ask.back", { number: ask.number })}</BackLink>
        <header class="page-head">
          <div>
            <h1>{t("ask.title")}</h1>
            <p class="hint">{t("ask.lead", { name: ask.name })}</p>
          </div>
        </header>
        {ask.error && <Notice tone="danger">{ask.error}</Notice>}
        {!ask.isOpen && <Notice tone="warning">{t("ask.closed")}</Notice>}
        <form class="panel" method="post" action={`${back}/consent`}>
          <ul class="stack">
            {ask.purposes.map((choice) => (
              <AskLine key={choice.key} t={t} choice={choice} isChosen={choice === first} />
            ))}
          </ul>
          {canAsk && (
            <p class="form-actions">
              <Button type="submit" tone="primary" icon="send">
                {t("ask.send")}
              </Button>
            </p>
          )}
        </form>
      </div>
    </Layout>
  );
}

interface LineProps {
  t: Translate;
  choice: AskChoice;
  isChosen: boolean;
}

function AskLine({ t, choice, isChosen }: LineProps) {
  const { key, name, text, language, bar } = choice;
  const id = `purpose-${key}`;
  return (
    <li class="stack-s">
      <label class="check" for={id}>
        <input
          type="checkbox"
          id={id}
          name="purpose"
          value={key}
          checked={isChosen}
          disabled={bar !== null}
        />
        <span>
          {name}
          {bar && <small class="hint">{t(barText(bar))}</small>}
        </span>
      </label>
      {text && bar === null && (
        <blockquote class="consent-quote" lang={language} dir="auto">
          {text}
        </blockquote>
      )}
    </li>
  );
}

function barText(bar: NonNullable<AskChoice["bar"]>): TextKey {
  if (bar === "given" || bar === "no-text") return `ask.bar.${bar}`;
  return gateTextKey(bar);
}
