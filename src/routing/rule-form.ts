import type { Form } from "../http/form.ts";
import type { ActionKind } from "./actions.ts";
import { routingEvents } from "./conditions.ts";
import {
  type ActionDraft,
  type Filled,
  type GroupDraft,
  type Join,
  joins,
  type LeafDraft,
  type PartDraft,
  ROOT,
  type RuleDraft,
  type Unit,
  units,
} from "./rule-draft.ts";
import { actionPickers, type Pickers, testsOf } from "./rule-pickers.ts";

const MOST_PARTS = 100;
const MOST_ACTIONS = 30;

/**
 * The form as it was sent, however unfinished. Each line of the tree comes as
 * `part=ID PARENT leaf|group`, parents first, its values as `ID.field`, `ID.word` …
 */
export function readDraft(form: Form, pickers: Pickers): RuleDraft {
  return {
    name: form.text("name", 200),
    events: routingEvents.filter((event) => form.all("event").includes(event)),
    minutes: form.text("minutes", 20),
    condition: readTree(form, pickers),
    actions: [...new Set(form.all("action"))]
      .filter((id) => /^a\d{1,4}$/.test(id))
      .slice(0, MOST_ACTIONS)
      .map((id) => readAction(form, id)),
    stops: form.has("stops"),
    isEnabled: form.has("enabled"),
  };
}

function readTree(form: Form, pickers: Pickers): GroupDraft {
  const root = readGroup(form, ROOT);
  const groups = new Map([[ROOT, root]]);
  const known = new Set([ROOT]);
  for (const line of form.all("part").slice(0, MOST_PARTS)) {
    const [id = "", parentId = "", kind] = line.split(" ");
    const parent = groups.get(parentId);
    if (!parent || known.has(id) || !/^p\d{1,4}$/.test(id)) continue;
    known.add(id);
    const part: PartDraft = kind === "group" ? readGroup(form, id) : readLeaf(form, id, pickers);
    parent.parts.push(part);
    if (part.kind === "group") groups.set(id, part);
  }
  return root;
}

function readGroup(form: Form, id: string): GroupDraft {
  const join = joins.find((name): name is Join => name === form.text(`${id}.join`)) ?? "all";
  return { kind: "group", id, join, parts: [] };
}

function readLeaf(form: Form, id: string, pickers: Pickers): LeafDraft {
  const field = form.text(`${id}.field`, 60);
  const filled = readFilled(form, id);
  const picker = pickers.get(field);
  const before = pickers.get(form.text(`${id}.was`, 60));
  const written = form.text(`${id}.test`, 20);
  if (!picker) return { kind: "leaf", id, field, test: written, ...filled };
  const isMoved = before !== undefined && before.field !== picker.field;
  // What is ticked means something else in another list; what is typed stays.
  if (isMoved && before.picks !== picker.picks) filled.picks = [];
  if (picker.words === "countries") filled.words = unique(filled.words.map(asCountry));
  const tests = testsOf(picker.kind);
  const isAsked = written !== "" && (!isMoved || tests.some((test) => test === written));
  return { kind: "leaf", id, field, test: isAsked ? written : (tests[0] ?? ""), ...filled };
}

/** br → BR; anything else stays as it was typed. */
function asCountry(word: string): string {
  return /^[a-z]{2}$/i.test(word) ? word.toUpperCase() : word;
}

function readAction(form: Form, id: string): ActionDraft {
  const kind = (name: string): ActionKind | "" => {
    const text = form.text(`${id}.${name}`, 40);
    return Object.hasOwn(actionPickers, text) ? (text as ActionKind) : "";
  };
  const [now, was] = [kind("do"), kind("was")];
  const filled = readFilled(form, id);
  if (was !== "" && was !== now) filled.picks = [];
  return { id, do: now, ...filled };
}

function readFilled(form: Form, id: string): Filled {
  const unit = form.text(`${id}.unit`, 10);
  return {
    picks: unique(form.all(`${id}.pick`)),
    words: unique(form.all(`${id}.word`)),
    text: form.raw(`${id}.text`).replaceAll("\r\n", "\n").slice(0, 20_000),
    target: form.text(`${id}.target`, 2_000),
    number: form.text(`${id}.number`, 30),
    unit: Object.hasOwn(units, unit) ? (unit as Unit) : "minutes",
  };
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values.map((value) => value.trim().slice(0, 200)).filter(Boolean))];
}
