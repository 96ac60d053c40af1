/** @jsxImportSource preact */
import { Elysia } from "elysia";
import {
  SegmentFields,
  SegmentFormPage,
  type SegmentFormProps,
  type SegmentItem,
  SEGMENTS_PATH,
  SegmentsPage,
} from "../../views/contacts/segments-page.tsx";
import type { TextKey } from "../../views/i18n.ts";
import { GroupFields } from "../../views/routing/condition-fields.tsx";
import { byId } from "../http/by-id.ts";
import { AppError } from "../http/errors.ts";
import { asForm, idOf, readForm } from "../http/form.ts";
import { frameOf } from "../http/frame.ts";
import { type Me, meOf } from "../http/me.ts";
import { isFragment } from "../http/request.ts";
import { fragment, page, redirect } from "../http/respond.tsx";
import type { Recado } from "../recado.ts";
import type { Condition } from "../routing/conditions.ts";
import { checkRule } from "../routing/require-rule.ts";
import { readRuleChoices } from "../routing/rule-choices.ts";
import { draftOf, editDraft, emptyDraft, type RuleDraft } from "../routing/rule-draft.ts";
import { readDraft } from "../routing/rule-form.ts";
import { sayCondition, type Sayer } from "../routing/say-rule.ts";
import { countMembers } from "./segment-members.ts";
import {
  conditionOf,
  deleteSegment,
  getSegment,
  insertSegment,
  isOfContacts,
  listSegments,
  updateSegment,
} from "./segments.ts";

/** Contacts by saved conditions: their list and their editor. */
export function segmentRoutes(recado: Recado) {
  return new Elysia()
    .get("/contacts/segments", ({ request, query }) => showList(recado, request, query.done))
    .get("/contacts/segments/new", ({ request }) => showNew(recado, request))
    .post("/contacts/segments", ({ request }) => save(recado, request, null), asForm)
    .post("/contacts/segments/draft", ({ request }) => redraw(recado, request), asForm)
    .get("/contacts/segments/:id", byId(recado, showOne))
    .post("/contacts/segments/:id", byId(recado, save), asForm)
    .post("/contacts/segments/:id/deletion", byId(recado, remove), asForm);
}

const dones: Record<string, TextKey> = { saved: "segments.saved", deleted: "segments.deleted" };

async function showList(recado: Recado, request: Request, done = ""): Promise<Response> {
  const frame = await frameOf(recado, request);
  const me = meOf(request);
  const sayer = await sayerFor(recado, me);
  const segments: SegmentItem[] = [];
  for (const { id, name, condition: text } of await listSegments(recado.db)) {
    const condition = conditionOf({ condition: text });
    const n = await countMembers(recado.db, askedBy(recado, me, condition));
    segments.push({ id, name, sentence: sentenceOf(condition, sayer), n });
  }
  const said = Object.hasOwn(dones, done) ? dones[done] : undefined;
  return page(
    <SegmentsPage
      frame={frame}
      segments={segments}
      mayChange={me.can("views")}
      done={said === undefined ? undefined : me.t(said)}
    />,
  );
}

async function showNew(recado: Recado, request: Request): Promise<Response> {
  const sayer = await sayerFor(recado, meOf(request));
  return formPage(recado, request, { id: null, draft: emptyDraft(), sayer });
}

async function showOne(recado: Recado, request: Request, id: number): Promise<Response> {
  const segment = await getSegment(recado.db, id);
  const sayer = await sayerFor(recado, meOf(request));
  const nothing = { events: [], actions: [], unansweredMinutes: null, stops: false };
  const draft = draftOf(
    { ...nothing, name: segment.name, condition: conditionOf(segment), isEnabled: true },
    sayer.choices.pickers,
  );
  return formPage(recado, request, { id, draft, sayer });
}

/** What was refused comes back as it was written, each reason beside its line. */
async function save(recado: Recado, request: Request, id: number | null): Promise<Response> {
  const me = meOf(request);
  const sayer = await sayerFor(recado, me);
  const draft = readDraft(await readForm(request), sayer.choices.pickers);
  const { condition, faults } = checkCondition(draft, sayer);
  if (Object.keys(faults).length > 0)
    return formPage(recado, request, { id, draft, sayer, faults, status: 422 });
  const input = { name: draft.name, condition };
  const now = recado.clock.now();
  try {
    await recado.write((tx) =>
      id === null ? insertSegment(tx, input, now) : updateSegment(tx, id, input, now),
    );
  } catch (error) {
    if (!(error instanceof AppError) || !error.key) throw error;
    const nameError = me.t(error.key, error.values);
    return formPage(recado, request, { id, draft, sayer, nameError, status: error.status });
  }
  return redirect(`${SEGMENTS_PATH}?done=saved`, request);
}

/** The form with a line more or less: nothing is saved. Without the script, a whole page. */
async function redraw(recado: Recado, request: Request): Promise<Response> {
  const form = await readForm(request);
  const sayer = await sayerFor(recado, meOf(request));
  const sent = readDraft(form, sayer.choices.pickers);
  const { draft, focus } = editDraft(sent, form.text("edit"));
  const editor = { id: idOf(form.text("id")) || null, draft, sayer, focus };
  if (!isFragment(request)) return formPage(recado, request, editor);
  return fragment(<SegmentFields {...await fieldsOf(recado, meOf(request), editor)} />);
}

async function remove(recado: Recado, request: Request, id: number): Promise<Response> {
  await recado.write((tx) => deleteSegment(tx, id));
  return redirect(`${SEGMENTS_PATH}?done=deleted`, request);
}

interface Editor {
  id: number | null;
  draft: RuleDraft;
  sayer: Sayer;
  /** Beside the lines that are wrong; only where the person asked to save. */
  faults?: Record<string, string>;
  nameError?: string;
  focus?: string;
  status?: number;
}

async function formPage(recado: Recado, request: Request, editor: Editor): Promise<Response> {
  const frame = await frameOf(recado, request);
  const fields = await fieldsOf(recado, meOf(request), editor);
  return page(<SegmentFormPage frame={frame} {...fields} />, { status: editor.status ?? 200 });
}

async function fieldsOf(
  recado: Recado,
  me: Me,
  { id, draft, sayer, faults = {}, nameError, focus = "" }: Editor,
): Promise<SegmentFormProps> {
  const { t } = me;
  const { condition } = checkCondition(draft, sayer);
  const tree = {
    t,
    choices: sayer.choices,
    faults,
    focus,
    address: `${SEGMENTS_PATH}/draft`,
  };
  return {
    t,
    id,
    name: draft.name,
    nameError,
    isFaulty: Object.keys(faults).length > 0,
    sentence: sentenceOf(condition, sayer),
    n: await countMembers(recado.db, askedBy(recado, me, condition)),
    condition: <GroupFields {...tree} group={draft.condition} parent={null} depth={1} />,
  };
}

function askedBy({ clock }: Recado, { scope }: Me, condition: Condition) {
  return { condition, scope, now: clock.now() };
}

/** The builder's own choices, of which only what says something about a contact is offered. */
async function sayerFor({ db }: Recado, { t, language }: Me): Promise<Sayer> {
  const choices = await readRuleChoices(db, t, language);
  const pickers = new Map([...choices.pickers].filter(([field]) => isOfContacts(field)));
  return { t, language, choices: { ...choices, pickers } };
}

function sentenceOf(condition: Condition, sayer: Sayer): string {
  const said = sayCondition(condition, sayer);
  return said.charAt(0).toUpperCase() + said.slice(1);
}

/** The condition as far as the form says one, and what is wrong in its lines. */
function checkCondition(
  draft: RuleDraft,
  { t, choices }: Sayer,
): { condition: Condition; faults: Record<string, string> } {
  const { rule, faults } = checkRule(draft, choices);
  const lines = Object.entries(faults).filter(([line]) => /^p\d/.test(line));
  return {
    condition: rule.condition,
    faults: Object.fromEntries(lines.map(([line, key]) => [line, t(key)])),
  };
}
