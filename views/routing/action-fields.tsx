/** @jsxImportSource preact */
import type { InputHTMLAttributes } from "preact";
import type { ActionKind } from "../../src/routing/actions.ts";
import type { ActionDraft } from "../../src/routing/rule-draft.ts";
import { actionPickers } from "../../src/routing/rule-pickers.ts";
import type { TextKey, Translate } from "../i18n.ts";
import { IconButton } from "../ui/button.tsx";
import { describedBy } from "../ui/field.tsx";
import { Icon } from "../ui/icon.tsx";
import { Fault, type TreeProps } from "./condition-fields.tsx";
import { editing, redrawing } from "./editing.ts";
import {
  choicesOf,
  Kept,
  PickDuration,
  PickMany,
  PickOne,
  PickText,
  PickWord,
  PickWords,
  type Shown,
} from "./pickers.tsx";

/** What is done, in its order. */
export function ActionsFields({ actions, ...tree }: TreeProps & { actions: ActionDraft[] }) {
  const { t, faults } = tree;
  return (
    <>
      <ol class="rule-parts">
        {actions.map((action, index) => (
          <li key={action.id} id={`${action.id}-item`}>
            <ActionFields
              {...tree}
              action={action}
              isFirst={index === 0}
              isLast={index === actions.length - 1}
            />
          </li>
        ))}
      </ol>
      <Fault id="actions" faults={faults} />
      <p class="rule-add">
        <button class="button quiet" id="actions-add" {...editing("add-action")}>
          <Icon name="plus" />
          <span>{t("routing.action.add")}</span>
        </button>
      </p>
    </>
  );
}

type ValueProps = Omit<Parameters<typeof PickWord>[0], "known"> & Pick<TreeProps, "choices">;
type ActionProps = TreeProps & { action: ActionDraft; isFirst: boolean; isLast: boolean };

function ActionFields({ action, isFirst, isLast, ...tree }: ActionProps) {
  const { t, faults, focus } = tree;
  const { id } = action;
  return (
    <div class={faults[id] ? "rule-line is-action has-error" : "rule-line is-action"} id={id}>
      <input type="hidden" name="action" value={id} />
      <input type="hidden" name={`${id}.was`} value={action.do} />
      <div class="rule-row">
        <ActionSelect t={t} action={action} hasFocus={focus === `${id}-do`} />
        <span class="rule-tools">
          <MoveAction t={t} id={id} to="up" isDisabled={isFirst} focus={focus} />
          <MoveAction t={t} id={id} to="down" isDisabled={isLast} focus={focus} />
          <IconButton
            icon="close"
            label={t("routing.action.remove")}
            {...editing(`remove ${id}`)}
          />
        </span>
      </div>
      <Told {...tree} action={action} />
      <Fault id={id} faults={faults} />
    </div>
  );
}

interface MoveProps {
  t: Translate;
  id: string;
  to: "up" | "down";
  isDisabled: boolean;
  focus: string;
}

function MoveAction({ t, id, to, isDisabled, focus }: MoveProps) {
  return (
    <IconButton
      icon="chevron"
      id={`${id}-${to}`}
      class={`turn-${to}`}
      label={t(`routing.action.${to}`)}
      disabled={isDisabled}
      autofocus={focus === `${id}-${to}` && !isDisabled}
      {...editing(`${to} ${id}`)}
    />
  );
}

const groups: readonly { label: TextKey; kinds: readonly ActionKind[] }[] = [
  {
    label: "routing.actions.who",
    kinds: ["assign-team", "assign-agent", "assign-last-agent", "assign-open-team", "unassign"],
  },
  {
    label: "routing.actions.mark",
    kinds: [
      "priority",
      "raise",
      "escalate",
      "add-tags",
      "remove-tags",
      "category",
      "sla-policy",
      "note",
    ],
  },
  {
    label: "routing.actions.customer",
    kinds: ["set-field", "contact-vip", "contact-tags"],
  },
  { label: "routing.actions.tell", kinds: ["notify", "slack", "email", "webhook"] },
  { label: "routing.actions.do", kinds: ["reply", "bot", "resolve", "snooze"] },
];

function ActionSelect({
  t,
  action,
  hasFocus,
}: {
  t: Translate;
  action: ActionDraft;
  hasFocus: boolean;
}) {
  return (
    <select
      class="input"
      id={`${action.id}-do`}
      name={`${action.id}.do`}
      aria-label={t("routing.action")}
      autofocus={hasFocus}
      {...redrawing}
    >
      <option value="">{t("routing.action.choose")}</option>
      {groups.map(({ label, kinds }) => (
        <optgroup key={label} label={t(label)}>
          {kinds.map((kind) => (
            <option key={kind} value={kind} selected={kind === action.do}>
              {t(`routing.do.${kind}`, { to: "…" })}
            </option>
          ))}
        </optgroup>
      ))}
    </select>
  );
}

/** Whom or what the action is about. */
function Told({ t, choices, faults, action }: TreeProps & { action: ActionDraft }) {
  const { id } = action;
  if (action.do === "") return <Kept id={id} filled={action} shown={[]} />;
  const picker = actionPickers[action.do];
  const label = t(`routing.do.${action.do}`, { to: "…" });
  const at = `${id}-${action.do}`;
  const props = { t, id, at, label, filled: action, fault: faults[id] };
  const shown: Shown[] = [];
  if (picker.pick || picker.picks) shown.push("picks");
  if (picker.words || picker.word) shown.push("words");
  if (picker.text) shown.push("text");
  if (picker.target) shown.push("target");
  if (picker.duration) shown.push("number");
  return (
    <div class="rule-value" id={at}>
      {picker.pick && (
        <PickOne
          {...props}
          offered={choicesOf(choices, picker.pick)}
          isRedrawing={picker.pick === "settable"}
        />
      )}
      {picker.picks && <PickMany {...props} offered={choicesOf(choices, picker.picks)} />}
      {picker.words && <PickWords {...props} source={picker.words} choices={choices} />}
      {picker.word && action.do !== "set-field" && (
        <PickWord {...props} known={choices.words[picker.word]} />
      )}
      {action.do === "set-field" && <FieldValue {...props} choices={choices} />}
      {picker.target && <Target {...props} kind={picker.target} />}
      {picker.text && <PickText {...props} label={t(picker.text)} placeholder={t(picker.text)} />}
      {picker.duration && <PickDuration {...props} />}
      <Kept id={id} filled={action} shown={shown} />
    </div>
  );
}

/** What the customer's field is set to: one of its choices, or as it is typed in the contact's form. */
function FieldValue({ choices, ...props }: ValueProps) {
  const picks = choices.pickers.get(props.filled.picks[0] ?? "")?.picks;
  const known = typeof picks === "object" ? picks : [];
  const label = props.t("routing.field-value");
  return <PickWord {...props} label={label} known={known} longest={200} />;
}

function Target({
  t,
  id,
  at,
  filled,
  fault,
  kind,
}: {
  t: Translate;
  id: string;
  at: string;
  filled: ActionDraft;
  fault?: string;
  kind: "url" | "email";
}) {
  // Preact ties what an input may have to its type, which is one of two here.
  const attributes = {
    type: kind,
    "aria-label": t(`routing.target.${kind}`),
    ...describedBy(id, undefined, fault),
  } as InputHTMLAttributes;
  return (
    <input
      {...attributes}
      class="input"
      id={`${at}-target`}
      name={`${id}.target`}
      value={filled.target}
      placeholder={t(`routing.target.${kind}.hint`)}
      autocomplete="off"
    />
  );
}
