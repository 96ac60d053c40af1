import type { RunOutcome } from "../../src/db/schema.ts";
import type { Run } from "../../src/flows/runs.ts";
import type { Pack } from "../../src/packs/pack.ts";
import { languages } from "../../views/i18n.ts";
import { dice as diceOf } from "./battery.ts";
import {
  act,
  chooseAct,
  type Customer,
  opening,
  personWords,
  pick,
  type Said,
  text,
  webhookOf,
} from "./dialogue-customer.ts";
import { type DialogueDesk, type DialogueModules, openDialogueDesk } from "./dialogue-desk.ts";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const START = Date.UTC(2026, 8, 21, 14, 0, 0);

export interface Figures {
  dialogues: number;
  messages: number;
  answers: number;
  people: number;
  ends: Partial<Record<RunOutcome, number>>;
  restarts: number;
}

/**
 * Plays so many random dialogues of a pack, each with a customer of its own, and looks after each
 * message: at most one answer to it, none to what came twice, no open question left without a word,
 * no dialogue that nothing would ever end, and a person for whoever asks for one.
 */
export async function playDialogues(
  modules: DialogueModules,
  pack: Pack,
  count: number,
  seed: number,
): Promise<{ figures: Figures; faults: string[] }> {
  const desk = await openDialogueDesk(modules, pack, START);
  const figures: Figures = {
    dialogues: 0,
    messages: 0,
    answers: 0,
    people: 0,
    ends: {},
    restarts: 0,
  };
  const faults: string[] = [];
  try {
    for (let n = 0; n < count && faults.length < 5; n++) {
      const found = await playOne(desk, modules, pack, n, seed + n, figures);
      faults.push(...found.map((fault) => `${pack.key} seed ${seed + n}: ${fault}`));
    }
    const failed = desk.connection.query("SELECT error FROM webhook_events WHERE state = 'failed'");
    faults.push(...failed.all().map((row) => JSON.stringify(row)), ...desk.log);
    const ends = desk.connection.query(
      "SELECT outcome, count(*) AS n FROM flow_runs GROUP BY outcome",
    );
    for (const { outcome, n } of ends.all() as { outcome: RunOutcome; n: number }[])
      figures.ends[outcome] = n;
    return { figures, faults };
  } finally {
    desk.close();
  }
}

async function playOne(
  desk: DialogueDesk,
  modules: DialogueModules,
  pack: Pack,
  n: number,
  seed: number,
  figures: Figures,
): Promise<string[]> {
  const dice = diceOf(seed);
  const phone = `55119${String(60_000_000 + n)}`;
  const customer: Customer = { phone, language: pick(dice, languages), pack, dice };
  const story: string[] = [];
  const faults: string[] = [];
  const see = (found: string[]) =>
    faults.push(...found.map((fault) => `${fault} | ${story.join(" → ")}`));
  figures.dialogues += 1;

  const length = 2 + dice(9);
  for (let turn = 0; turn < length && faults.length === 0; turn++) {
    desk.advance(pauseOf(dice));
    await desk.runDue();
    const place = readPlace(desk, modules, phone);
    const what = turn === 0 ? "ask anew" : chooseAct(dice);
    const said =
      turn === 0 ? opening(customer, desk.now()) : act(customer, what, desk.now(), place);
    story.push(said.words.slice(0, 40));
    see(await say(desk, modules, customer, [said], figures));
  }
  if (faults.length === 0) {
    story.push("(the end)");
    see(await wayOut(desk, modules, customer, figures));
  }
  return faults;
}

function pauseOf(dice: (below: number) => number): number {
  const kind = dice(20);
  if (kind === 0) return 2 * DAY + dice(DAY);
  if (kind < 3) return dice(10 * MINUTE);
  return SECOND + dice(MINUTE);
}

/** Delivers what was said, perhaps twice, in the other order, or over a restart. */
async function say(
  desk: DialogueDesk,
  modules: DialogueModules,
  customer: Customer,
  said: Said[],
  figures: Figures,
): Promise<string[]> {
  const { dice, phone } = customer;
  const before = readPlace(desk, modules, phone);
  const mark = lastMessage(desk);
  figures.messages += said.length;
  // Two that were written within a second come in the other order.
  if (dice(15) === 0) said = [text(customer, "oi", desk.now() - SECOND), ...said].reverse();
  for (const { item } of said) await desk.journal(webhookOf(customer, [item]));
  if (dice(10) === 0) {
    desk.restart();
    figures.restarts += 1;
  }
  await desk.process();
  const faults = await answerCalls(desk, dice);
  const answers = listAnswers(desk, mark, phone);
  figures.answers += answers;
  const expected = said.length;
  if (answers > expected) faults.push(`${answers} answers to ${expected}`);
  if (isLeftAlone(desk, modules, before, said, answers, phone))
    faults.push("an open question, and no word");
  if (dice(6) === 0) {
    const again = lastMessage(desk);
    for (const { item } of said) await desk.journal(webhookOf(customer, [item]));
    await desk.process();
    if (listAnswers(desk, again, phone) > 0) faults.push("an answer to what came twice");
  }
  faults.push(...stuck(desk, phone));
  return faults;
}

/** What a customer may expect to be told something about. */
const wordless = /^(\(reaction\)|👍|oi|ok)$/;

function isLeftAlone(
  desk: DialogueDesk,
  modules: DialogueModules,
  before: Place,
  said: Said[],
  answers: number,
  phone: string,
): boolean {
  if (!before.run || before.run.row.state !== "waiting" || answers > 0) return false;
  // STOP is confirmed once.
  const isKnown = (words: string) =>
    wordless.test(words) || (words === "STOP" && before.hasStopped);
  if (said.every(({ words }) => isKnown(words))) return false;
  const after = readPlace(desk, modules, phone);
  // Another system is being asked, the dialogue sleeps, or a person has been told of long ago.
  if (after.run && after.run.row.state !== "waiting") return false;
  return before.botIsOn;
}

/** Another system answers, has no such thing, breaks, or is asked while nobody listens any more. */
async function answerCalls(desk: DialogueDesk, dice: (below: number) => number): Promise<string[]> {
  for (let n = 0; n < 10; n++) {
    const [call] = await desk.listCalls();
    if (!call) return [];
    if (dice(8) === 0) desk.restart();
    const kind = dice(4);
    const result =
      kind === 0
        ? ({ status: null, why: "timed-out" } as const)
        : kind === 1
          ? { status: 404, json: {} }
          : { status: 200, json: anyOrder };
    await desk.answerCall(call, result);
    // The same answer once more, as after a kill between the answer and its mark.
    if (dice(8) === 0) await desk.answerCall(call, result);
  }
  return ["more than ten calls for one message"];
}

/** Whatever fields a pack asks for. */
const anyOrder: unknown = new Proxy(
  {},
  {
    get: (_, key) => (typeof key === "string" ? "em trânsito" : undefined),
    has: () => true,
    getOwnPropertyDescriptor: () => ({
      configurable: true,
      enumerable: true,
      value: "em trânsito",
    }),
  },
);

/** A person comes when asked for, and whatever was left open ends by itself. */
async function wayOut(
  desk: DialogueDesk,
  modules: DialogueModules,
  customer: Customer,
  figures: Figures,
): Promise<string[]> {
  const faults: string[] = [];
  const { phone, dice, language } = customer;
  const place = readPlace(desk, modules, phone);
  if (place.botIsOn && dice(2) === 0) {
    const mark = lastMessage(desk);
    desk.advance(2 * SECOND);
    await desk.journal(
      webhookOf(customer, [text(customer, personWords[language], desk.now()).item]),
    );
    await desk.process();
    const after = readPlace(desk, modules, phone);
    if (after.botIsOn || !after.isEscalated) faults.push("asked for a person, and none came");
    if (listAnswers(desk, mark, phone) !== 1)
      faults.push("asked for a person, and was not told once");
    if (after.run) faults.push("a person came, and the dialogue goes on");
    figures.people += 1;
  }
  for (let day = 0; day < 9; day++) {
    desk.advance(DAY);
    await desk.runDue();
  }
  if (readPlace(desk, modules, phone).run) faults.push("a dialogue that never ends");
  return faults;
}

interface Place {
  run?: Run;
  botIsOn: boolean;
  isEscalated: boolean;
  hasStopped: boolean;
  lastWamid: string | null;
  oldTap: string | null;
}

function readPlace({ connection }: DialogueDesk, modules: DialogueModules, phone: string): Place {
  const thread = connection
    .query(
      "SELECT threads.id FROM threads JOIN contacts ON contacts.id = contact_id WHERE wa_id = ?",
    )
    .get(phone) as { id: number } | null;
  const id = thread?.id ?? 0;
  const row = connection
    .query(
      "SELECT * FROM flow_runs WHERE thread_id = ? AND ended_at IS NULL ORDER BY asked_message_id DESC, id DESC LIMIT 1",
    )
    .get(id) as Parameters<typeof modules.runs.runOf>[0] | null;
  const ticket = connection
    .query(
      "SELECT bot_state, is_escalated FROM tickets WHERE thread_id = ? ORDER BY id DESC LIMIT 1",
    )
    .get(id) as { bot_state: string; is_escalated: number } | null;
  const stops = connection
    .query(
      "SELECT 1 FROM consent_records JOIN consent_subjects ON consent_subjects.id = subject_id JOIN contacts ON contacts.id = contact_id WHERE wa_id = ? AND event = 'withdrawn'",
    )
    .get(phone);
  const last = connection
    .query(
      "SELECT id FROM messages WHERE thread_id = ? AND direction = 'out' AND type != 'reaction' ORDER BY id DESC LIMIT 1",
    )
    .get(id) as { id: number } | null;
  // What Graph would have answered: nothing is sent here.
  if (last)
    connection.run("UPDATE messages SET wamid = 'wamid.OUT' || id WHERE id = ? AND wamid IS NULL", [
      last.id,
    ]);
  const old = connection
    .query("SELECT id, step FROM flow_runs WHERE thread_id = ? AND ended_at IS NOT NULL LIMIT 1")
    .get(id) as { id: number; step: string | null } | null;
  return {
    ...(row ? { run: modules.runs.runOf(row) } : {}),
    botIsOn: ticket?.bot_state !== "off",
    isEscalated: ticket?.is_escalated === 1,
    hasStopped: stops !== null,
    lastWamid: last ? `wamid.OUT${last.id}` : null,
    oldTap: old?.step ? `flow:${old.id}:${old.step}:yes` : null,
  };
}

function lastMessage({ connection }: DialogueDesk): number {
  return (
    (connection.query("SELECT max(id) AS id FROM messages").get() as { id: number | null }).id ?? 0
  );
}

/** What the bot said in words since then. A file goes with an answer; words that are too long for one message are told apart by it. */
function listAnswers({ connection }: DialogueDesk, after: number, phone: string): number {
  const row = connection
    .query(
      `SELECT count(*) AS n FROM messages JOIN threads ON threads.id = thread_id
       JOIN contacts ON contacts.id = threads.contact_id
       WHERE messages.id > ? AND wa_id = ? AND author_type = 'bot' AND type IN ('text', 'interactive')`,
    )
    .get(after, phone) as { n: number };
  return row.n;
}

/** Open dialogues that neither a time nor an answer of another system would take on. */
function stuck({ connection }: DialogueDesk, phone: string): string[] {
  return connection
    .query(
      `SELECT flow_runs.name, state, step FROM flow_runs JOIN contacts ON contacts.id = contact_id
       WHERE wa_id = ? AND ended_at IS NULL AND due_at IS NULL AND NOT EXISTS (
         SELECT 1 FROM flow_calls WHERE run_id = flow_runs.id AND state IN ('queued', 'calling'))`,
    )
    .all(phone)
    .map((row) => `stuck: ${JSON.stringify(row)}`);
}
