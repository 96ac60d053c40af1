/** @jsxImportSource preact */
import type { RuleChoices } from "../../src/routing/rule-choices.ts";
import {
  type GroupDraft,
  joins,
  type LeafDraft,
  type PartDraft,
  ROOT,
} from "../../src/routing/rule-draft.ts";
import { type FieldPicker, partOf, testsOf } from "../../src/routing/rule-pickers.ts";
import type { TextKey, Translate } from "../i18n.ts";
import { IconButton } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { editing, redrawingAt } from "./editing.ts";
import {
  choicesOf,
  Kept,
  PickMany,
  PickNumber,
  PickOne,
  PickText,
  PickWords,
  type Shown,
} from "./pickers.tsx";

export interface TreeProps {
  t: Translate;
  choices: RuleChoices;
  /** In words, by the line that is wrong. */
  faults: Record<string, string>;
  /** The element that gets the focus. */
  focus: string;
  /** Where the form is drawn anew, when it is no rule's. */
  address?: string;
}

/** As deep as the page lets people nest; what a program made deeper is shown and kept. */
const DEEPEST = 3;

/** A group of conditions with its groups inside. */
export function GroupFields({
  group,
  parent,
  depth,
  ...tree
}: TreeProps & { group: GroupDraft; parent: string | null; depth: number }) {
  const { t, faults, address } = tree;
  const { id } = group;
  return (
    <fieldset class="rule-group" id={id}>
      <legend class="sr-only">{t("routing.group")}</legend>
      {parent !== null && <input type="hidden" name="part" value={`${id} ${parent} group`} />}
      <div class="rule-row">
        <select
          class="input rule-join"
          id={`${id}-join`}
          name={`${id}.join`}
          aria-label={t("routing.join")}
        >
          {joins.map((join) => (
            <option key={join} value={join} selected={join === group.join}>
              {t(`routing.join.${join}`)}
            </option>
          ))}
        </select>
        {id !== ROOT && (
          <IconButton
            icon="trash"
            label={t("routing.group.remove")}
            {...editing(`remove ${id}`, address)}
          />
        )}
      </div>
      <Fault id={id} faults={faults} />
      <ul class="rule-parts">
        {group.parts.map((part) => (
          <li key={part.id} id={`${part.id}-item`}>
            <PartFields {...tree} part={part} parent={id} depth={depth + 1} />
          </li>
        ))}
      </ul>
      <AddButtons t={t} id={id} canNest={depth < DEEPEST} address={address} />
    </fieldset>
  );
}

function PartFields({
  part,
  parent,
  depth,
  ...tree
}: TreeProps & { part: PartDraft; parent: string; depth: number }) {
  return part.kind === "group" ? (
    <GroupFields {...tree} group={part} parent={parent} depth={depth} />
  ) : (
    <LeafFields {...tree} leaf={part} parent={parent} />
  );
}

interface AddButtonsProps {
  t: Translate;
  id: string;
  canNest: boolean;
  address: string | undefined;
}

function AddButtons({ t, id, canNest, address }: AddButtonsProps) {
  return (
    <p class="rule-add">
      <button class="button quiet" id={`${id}-add`} {...editing(`add-line ${id}`, address)}>
        <Icon name="plus" />
        <span>{t("routing.line.add")}</span>
      </button>
      {canNest && (
        <button class="button quiet" id={`${id}-nest`} {...editing(`add-group ${id}`, address)}>
          <Icon name="plus" />
          <span>{t("routing.group.add")}</span>
        </button>
      )}
    </p>
  );
}

/** Beside its line: what is wrong with it. */
export function Fault({ id, faults }: { id: string; faults: Record<string, string> }) {
  const fault = faults[id];
  if (!fault) return null;
  return (
    <small class="error" id={`${id}-error`}>
      {fault}
    </small>
  );
}

type LeafProps = TreeProps & { leaf: LeafDraft; parent: string };

function LeafFields({ leaf, parent, ...tree }: LeafProps) {
  const { t, choices, faults } = tree;
  const picker = choices.pickers.get(leaf.field);
  return (
    <div class={faults[leaf.id] ? "rule-line has-error" : "rule-line"} id={leaf.id}>
      <input type="hidden" name="part" value={`${leaf.id} ${parent} leaf`} />
      <input type="hidden" name={`${leaf.id}.was`} value={leaf.field} />
      <div class="rule-row">
        <FieldSelect {...tree} leaf={leaf} />
        <IconButton
          icon="close"
          label={t("routing.line.remove")}
          {...editing(`remove ${leaf.id}`, tree.address)}
        />
      </div>
      {picker && <TestSelect {...tree} leaf={leaf} picker={picker} />}
      {picker ? (
        <Values {...tree} leaf={leaf} picker={picker} />
      ) : (
        <>
          <input type="hidden" name={`${leaf.id}.test`} value={leaf.test} />
          <Kept id={leaf.id} filled={leaf} shown={[]} />
        </>
      )}
      <Fault id={leaf.id} faults={faults} />
    </div>
  );
}

/** Fields in the groups in which people look for them. */
const fieldGroups: readonly { label: TextKey; fields: readonly string[] }[] = [
  {
    label: "routing.fields.message",
    fields: ["text", "language", "channel", "from-ad", "referral-source"],
  },
  {
    label: "routing.fields.time",
    fields: ["in-hours", "minutes-unanswered", "contact-hour"],
  },
  {
    label: "routing.fields.ticket",
    fields: ["priority", "category", "tag", "status", "team", "assignee"],
  },
  {
    label: "routing.fields.contact",
    fields: [
      "vip",
      "contact-tag",
      "value",
      "manager",
      "last-agent",
      "ticket-count",
      "days-since-resolved",
      "contact-country",
      "contact-zone",
    ],
  },
];

function FieldSelect({ t, choices, focus, leaf, address }: TreeProps & { leaf: LeafDraft }) {
  const own = [...choices.pickers.values()].filter((picker) => picker.label);
  const isListed =
    leaf.field === "" || fieldGroups.some((group) => group.fields.includes(leaf.field));
  const groups = fieldGroups
    .map(({ label, fields }) => ({
      label,
      fields: fields.filter((one) => choices.pickers.has(one)),
    }))
    .filter(({ fields }) => fields.length > 0);
  const isOdd = !isListed && !own.some((picker) => picker.field === leaf.field);
  const option = (field: string, label: string) => (
    <option key={field} value={field} selected={field === leaf.field}>
      {label}
    </option>
  );
  return (
    <select
      class="input"
      id={`${leaf.id}-field`}
      name={`${leaf.id}.field`}
      aria-label={t("routing.line.field")}
      autofocus={focus === `${leaf.id}-field`}
      {...redrawingAt(address)}
    >
      {option("", t("routing.line.choose"))}
      {groups.map(({ label, fields }) => (
        <optgroup key={label} label={t(label)}>
          {fields.map((field) => option(field, t(`routing.field.${field}` as TextKey)))}
        </optgroup>
      ))}
      {own.length > 0 && (
        <optgroup label={t("routing.fields.own")}>
          {own.map((picker) => option(picker.field, picker.label ?? ""))}
        </optgroup>
      )}
      {isOdd && option(leaf.field, leaf.field === "event" ? t("routing.field.event") : leaf.field)}
    </select>
  );
}

function TestSelect({
  t,
  leaf,
  picker,
  address,
}: TreeProps & { leaf: LeafDraft; picker: FieldPicker }) {
  const offered: string[] = [...testsOf(picker.kind)];
  if (leaf.test && !offered.includes(leaf.test)) offered.push(leaf.test);
  return (
    <select
      class="input rule-test"
      id={`${leaf.id}-${leaf.field}-test`}
      name={`${leaf.id}.test`}
      aria-label={t("routing.line.test")}
      {...redrawingAt(address)}
    >
      {offered.map((test) => (
        <option key={test} value={test} selected={test === leaf.test}>
          {t(`routing.test.${test}` as TextKey)}
        </option>
      ))}
    </select>
  );
}

/** The pickers of this field and test; the id makes another field's pickers other elements. */
function Values({
  t,
  choices,
  faults,
  leaf,
  picker,
}: TreeProps & { leaf: LeafDraft; picker: FieldPicker }) {
  const label = picker.label ?? t(`routing.field.${leaf.field}` as TextKey);
  const at = `${leaf.id}-${leaf.field}`;
  const props = { t, id: leaf.id, at, label, filled: leaf, fault: faults[leaf.id] };
  const part = partOf(leaf.test);
  const shown: Record<typeof part, Shown[]> = {
    text: ["text"],
    values: picker.picks ? ["picks"] : ["words"],
    number: ["number"],
    calendar: ["picks"],
    nothing: [],
  };
  return (
    <div class="rule-value" id={`${at}-${part}-values`}>
      {part === "text" && <PickText {...props} placeholder={t("routing.phrases.hint")} />}
      {part === "values" && picker.picks && (
        <PickMany {...props} offered={choicesOf(choices, picker.picks)} />
      )}
      {part === "values" && !picker.picks && (
        <PickWords {...props} source={picker.words ?? "none"} choices={choices} />
      )}
      {part === "number" && (
        <PickNumber {...props} unit={picker.unit ? t(picker.unit) : undefined} />
      )}
      {part === "calendar" && <PickOne {...props} offered={choicesOf(choices, "calendars")} />}
      <Kept id={leaf.id} filled={leaf} shown={shown[part]} />
    </div>
  );
}
