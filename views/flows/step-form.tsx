/** @jsxImportSource preact */
import type { SayStep, Step } from "../../src/flows/flow.ts";
import type { Translate } from "../i18n.ts";
import { Notice } from "../settings/notice.tsx";
import { Button } from "../ui/button.tsx";
import { StepFields } from "./step-fields.tsx";
import { LanguageBar } from "./step-texts.tsx";
import type { OpenStep } from "./types.ts";

/** What the customer reads is written in four languages; other steps need no tabs for them. */
function hasTexts(step: Step): boolean {
  if (step.kind === "set") return step.changes.some((change) => change.set === "consent");
  return !["check", "look-up", "wait", "book", "jump"].includes(step.kind);
}

/** Each change is saved as it is made; the button is for who has no script, and to be done. */
export function StepForm({ t, address, open }: { t: Translate; address: string; open: OpenStep }) {
  const action = `${address}/steps/${open.step.id}`;
  const form = { ...open, t, address: action };
  return (
    <form
      class="stack step-form langs"
      method="post"
      action={action}
      novalidate
      {...(open.changedBy ? {} : autosaving(action))}
    >
      {open.changedBy && (
        <Notice tone="warning">{t("flows.conflict", { name: open.changedBy })}</Notice>
      )}
      <EnterSaves address={action} />
      <input type="hidden" name="kind" value={open.step.kind} />
      <WasField was={open.was} />
      {hasTexts(open.step) ? (
        <LanguageBar t={t} language={open.language} />
      ) : (
        <input type="hidden" name="lang" value={open.language} />
      )}
      <StepFields form={form} />
      <Variables t={t} names={open.choices.variables} />
      <div class="form-actions">
        <Button
          type="submit"
          tone="primary"
          name="done"
          value="1"
          hx-post={action}
          hx-vals='{"done":"1"}'
          hx-target="#flow-editor"
          hx-swap="outerHTML"
          hx-sync="closest form:replace"
        >
          {t(open.changedBy ? "flows.conflict.mine" : "flows.step.done")}
        </Button>
        <span id="flow-saved" class="quiet-text" role="status" />
      </div>
    </form>
  );
}

function autosaving(action: string) {
  return {
    "hx-post": action,
    "hx-trigger": "change",
    "hx-swap": "none",
    "hx-sync": "this:replace",
  };
}

/** A form of its own: a file is no change that is saved along the way. */
export function StepFile({ t, address, step }: { t: Translate; address: string; step: SayStep }) {
  const action = `${address}/steps/${step.id}/file`;
  return (
    <form
      class="stack-s step-file"
      method="post"
      action={action}
      encType="multipart/form-data"
      hx-post={action}
      hx-encoding="multipart/form-data"
      hx-target="#flow-editor"
      hx-swap="outerHTML"
    >
      {step.assetId !== undefined && (
        <p>
          <a
            class="flow-link"
            href={`/media/assets/${step.assetId}`}
            target="_blank"
            rel="noopener"
          >
            {t("flows.file.see")}
          </a>
        </p>
      )}
      <label for="step-file" class="field-label">
        {t(step.assetId === undefined ? "flows.file" : "flows.file.other")}
      </label>
      <div class="input-with-button">
        <input id="step-file" class="input" type="file" name="file" required />
        <Button type="submit" icon="attach">
          {t("flows.file.add")}
        </Button>
      </div>
    </form>
  );
}

/** Enter in a field presses the first button of a form: this one closes the step. */
function EnterSaves({ address }: { address: string }) {
  return (
    <button
      class="sr-only"
      type="submit"
      name="done"
      value="1"
      tabindex={-1}
      aria-hidden="true"
      hx-post={address}
      hx-vals='{"done":"1"}'
      hx-target="#flow-editor"
      hx-swap="outerHTML"
      hx-sync="closest form:replace"
    />
  );
}

export function WasField({ was }: { was: string }) {
  return <input type="hidden" id="step-was" name="was" value={was} />;
}

export function SavedWord({ t }: { t: Translate }) {
  return (
    <span id="flow-saved" class="quiet-text" role="status">
      {t("flows.saved")}
    </span>
  );
}

/** Names to put into texts: a tap selects one whole. */
function Variables({ t, names }: { t: Translate; names: readonly string[] }) {
  return (
    <div class="stack-s">
      <p class="hint">{t(names.length > 0 ? "flows.variables" : "flows.variables.none")}</p>
      {names.length > 0 && (
        <p class="tags">
          {names.map((name) => (
            <code key={name} class="tag variable">{`{${name}}`}</code>
          ))}
        </p>
      )}
    </div>
  );
}
