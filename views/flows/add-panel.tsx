/** @jsxImportSource preact */
import { type StepKind, stepKinds } from "../../src/flows/new-step.ts";
import type { Translate } from "../i18n.ts";
import { Icon } from "../ui/icon.tsx";
import { kindIcons } from "./kind-icons.ts";
import { editorLink } from "./editor-link.ts";
import type { Adding, Editing } from "./types.ts";

interface AddProps {
  t: Translate;
  editing: Editing;
  adding: Adding;
}

/** What a new step can do; a tap puts it on the way that was chosen. */
export function AddPanel({ t, editing, adding }: AddProps) {
  const address = `/bot/flows/${editing.head.id}`;
  const place = `${adding.step ?? "start"}-${adding.slot.replace(":", "-")}`;
  return (
    <form
      id={`add-${place}`}
      class="add-panel"
      method="post"
      action={`${address}/steps`}
      aria-labelledby={`add-${place}-title`}
    >
      <div class="spread">
        <strong id={`add-${place}-title`}>
          {adding.label ? t("flows.add.on", { way: adding.label }) : t("flows.add.title")}
        </strong>
        <a
          {...editorLink(address, "", adding.step ? `step-${adding.step}` : "")}
          class="icon-button quiet"
          aria-label={t("ui.cancel")}
          title={t("ui.cancel")}
        >
          <Icon name="close" />
        </a>
      </div>
      <input type="hidden" name="at" value={adding.step ?? ""} />
      <input type="hidden" name="slot" value={adding.slot} />
      <div class="kinds">
        {stepKinds.map((kind, index) => (
          <Kind key={kind} t={t} address={address} kind={kind} isFirst={index === 0} />
        ))}
      </div>
    </form>
  );
}

interface KindProps {
  t: Translate;
  address: string;
  kind: StepKind;
  isFirst: boolean;
}

function Kind({ t, address, kind, isFirst }: KindProps) {
  return (
    <button
      class="kind"
      type="submit"
      name="kind"
      value={kind}
      autofocus={isFirst}
      hx-post={`${address}/steps`}
      hx-vals={JSON.stringify({ kind })}
      hx-target="#flow-editor"
      hx-swap="outerHTML"
    >
      <Icon name={kindIcons[kind]} />
      <span>
        <strong>{t(`flows.kind.${kind}`)}</strong>
        <small class="quiet-text">{t(`flows.kind.${kind}.text`)}</small>
      </span>
    </button>
  );
}
