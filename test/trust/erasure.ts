import { appendConsentRecord } from "../../src/consent/records.ts";
import { saveDraft } from "../../src/inbox/drafts.ts";
import { erasePerson } from "../../src/privacy/erase-person.ts";
import { commitmentTo, sha256 } from "../../src/proof/commitment.ts";
import { headOf, NO_RECORD } from "../../src/proof/log.ts";
import { hexOf, leafHash, RunningRoot } from "../../src/proof/merkle.ts";
import { addBookings } from "../support/bookings.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { grepFolder } from "../support/grep-folder.ts";
import { addFlowPages, leadToFlow } from "../support/flows.ts";
import { envelope, message, newWamid, textMessage } from "../support/messages.ts";
import { dice } from "./battery.ts";

/** Somebody whose every word is theirs alone, so that a trace of them is one. */
interface Person {
  name: string;
  phone: string;
  userId: string;
  /** What must be nowhere afterwards. */
  words: string[];
  wamids: string[];
}

export interface ErasureFigures {
  people: number;
  erased: number;
  webhooksMeanwhile: number;
  /** Words that were looked for, and how many of them stood in a file before. */
  looked: number;
  foundBefore: number;
  /** Words that are still somewhere, with the files. */
  left: { word: string; files: string[] }[];
  rewritten: number;
  /** What was said to stay. */
  stays: number;
  logFaults: string[];
}

/**
 * Lives through random histories of many people, erases some of them while the others go on
 * writing, and reads every byte of the data folder for what was theirs.
 */
export async function runErasures({
  people: count,
  erased: most,
  seed,
  isQuiet = false,
}: {
  people: number;
  erased: number;
  seed: number;
  /** Nobody writes meanwhile: what is left is not overwritten by chance. */
  isQuiet?: boolean;
}): Promise<ErasureFigures> {
  const roll = dice(seed);
  const desk = await openDesk();
  try {
    const people = Array.from({ length: count }, (_, index) => somebody(index));
    await live(desk, people, roll);
    const chosen = people.filter((_, index) => index % Math.ceil(count / most) === 0);
    const others = people.filter((person) => !chosen.includes(person));
    const looked = chosen.flatMap(traceWords);
    const foundBefore = grepFolder(desk.folder, looked).length;
    const going = keepWriting(desk, isQuiet ? [] : others);
    const reports = [];
    for (const person of chosen) {
      const id = await contactOf(desk, person);
      reports.push(await erasePerson(desk.recado, id, { requestId: null, actorId: 1 }));
    }
    const webhooksMeanwhile = await going.stop();
    await desk.recado.store.queue.cutWal();
    return {
      people: count,
      erased: chosen.length,
      webhooksMeanwhile,
      looked: looked.length,
      foundBefore,
      left: grepFolder(desk.folder, looked),
      rewritten: reports.filter(({ rewrittenMs }) => rewrittenMs !== null).length,
      stays: reports.flatMap(({ stays }) => stays).filter(({ reason }) => reason === "elsewhere")
        .length,
      logFaults: await findLogFaults(desk),
    };
  } finally {
    await desk.close();
  }
}

function somebody(index: number): Person {
  const number = String(index).padStart(4, "0");
  return {
    name: `Nomeada Zquint${number}x`,
    phone: `55119${String(71_000_000 + index * 7)}`,
    userId: `BR.77${number}0000${number}`,
    words: [],
    wamids: [],
  };
}

/** Name, number in its forms, id, each message's own word and id. */
function traceWords(person: Person): string[] {
  const { phone } = person;
  const old = phone.slice(0, 4) + phone.slice(5);
  const written = `${phone.slice(4, 9)}-${phone.slice(9)}`;
  const surname = person.name.split(" ")[1] as string;
  return [surname, phone, old, written, person.userId, ...person.words, ...person.wamids];
}

type Roll = ReturnType<typeof dice>;

async function live(desk: Desk, people: Person[], roll: Roll): Promise<void> {
  await addFlowPages(desk);
  await leadToFlow(desk, 1, "quero pedir bolo");
  for (let start = 0; start < people.length; start += 3)
    await desk.deliver(batchOf(people.slice(start, start + 3), roll));
  await addBookings(desk);
  const api = await desk.apiOf();
  const browser = await desk.browserOf(desk.people.ana);
  for (const [index, person] of people.entries()) {
    const neighbour = people[(index + 1) % people.length] as Person;
    for (let n = 2 + roll(4); n > 0; n -= 1)
      await act(desk, { person, neighbour, api, browser }, roll);
  }
  await desk.work.sender.kick();
}

interface Stage {
  person: Person;
  neighbour: Person;
  api: Awaited<ReturnType<Desk["apiOf"]>>;
  browser: Awaited<ReturnType<Desk["browserOf"]>>;
}

/** One thing that happens between a person and the desk. */
async function act(desk: Desk, stage: Stage, roll: Roll): Promise<void> {
  const acts = [write, edit, answer, annotate, draft, agree, changeNumber, talk, fail];
  await (acts[roll(acts.length)] as (typeof acts)[number])(desk, stage, roll);
}

function wordOf(person: Person, roll: Roll): string {
  const letters = Array.from({ length: 14 }, () => "abcdefghijklmnopqrstuvwxyz"[roll(26)]).join("");
  // The search index tells only how a word differs from the one before it: its end is looked for.
  person.words.push(letters.slice(4));
  return letters;
}

function said(person: Person, text: string) {
  const wamid = newWamid();
  person.wamids.push(wamid);
  return textMessage(text, { from: person.phone, userId: person.userId, wamid });
}

const cardOf = ({ name, phone, userId }: Person) => ({
  profile: { name },
  wa_id: phone,
  user_id: userId,
});

function batchOf(people: Person[], roll: Roll) {
  const messages = people.map((person) => said(person, `Procuro ${wordOf(person, roll)} azul`));
  return envelope({ contacts: people.map(cardOf), messages });
}

async function write(desk: Desk, { person, neighbour }: Stage, roll: Roll) {
  await desk.deliver(batchOf([person, neighbour], roll));
}

async function talk(desk: Desk, { person }: Stage) {
  const messages = [said(person, "quero pedir bolo")];
  await desk.deliver(envelope({ contacts: [cardOf(person)], messages }));
}

async function edit(desk: Desk, { person }: Stage, roll: Roll) {
  const body = `Quis dizer ${wordOf(person, roll)} agora`;
  const id = newWamid();
  person.wamids.push(id);
  const edited = message(
    {
      type: "edit",
      edit: { original_message_id: person.wamids[0], message: { type: "text", text: { body } } },
    },
    { from: person.phone, userId: person.userId, wamid: id },
  );
  await desk.deliver(envelope({ contacts: [cardOf(person)], messages: [edited] }));
}

async function answer(desk: Desk, { person, api }: Stage, roll: Roll) {
  const ticket = await ticketOf(desk, person);
  const text = `Oi ${person.name}, ${wordOf(person, roll)} chegou`;
  await api.call(
    "POST",
    `/tickets/${ticket}/messages`,
    { text },
    { "idempotency-key": `k${roll(1_000_000_000)}` },
  );
}

async function fail(desk: Desk, stage: Stage, roll: Roll) {
  desk.graph.faults.set("rate-limited", { times: 1 });
  await answer(desk, stage, roll);
  await desk.work.sender.kick();
}

async function annotate(desk: Desk, { person, browser }: Stage, roll: Roll) {
  const ticket = await ticketOf(desk, person);
  const text = `${person.name} pediu ${wordOf(person, roll)}, tel. +${person.phone}`;
  await browser.send("POST", `/tickets/${ticket}/notes`, { text });
}

async function draft(desk: Desk, { person }: Stage, roll: Roll) {
  const { id } = await desk.recado.db
    .selectFrom("threads")
    .select("id")
    .where("contact_id", "=", await contactOf(desk, person))
    .executeTakeFirstOrThrow();
  const text = { text: `Prezada ${person.name}: ${wordOf(person, roll)}`, note: "" };
  await desk.recado.write((tx) => saveDraft(tx, desk.people.bruno, id, text, desk.clock.now()));
}

async function agree(desk: Desk, { person }: Stage, roll: Roll) {
  const now = desk.clock.now();
  const contactId = await contactOf(desk, person);
  await desk.recado.write((tx) =>
    appendConsentRecord(
      tx,
      {
        contactId,
        purpose: "marketing",
        event: "given",
        method: "agent",
        actor: { type: "agent", id: 1 },
        evidence: { note: wordOf(person, roll) },
        eventAt: now,
      },
      now,
    ),
  );
}

/** Two contacts become one, and the old number is nobody's. */
async function changeNumber(desk: Desk, { person }: Stage) {
  const wa_id = `55119${Number(person.phone.slice(5)) + 3}`;
  const body = `${person.name} changed from ${person.phone} to ${wa_id}`;
  const system = { type: "user_changed_number", body, wa_id };
  const wamid = newWamid();
  person.wamids.push(wamid);
  const change = message({ type: "system", system }, { from: person.phone, wamid });
  await desk.deliver(envelope({ messages: [change] }));
  person.words.push(person.phone);
  person.phone = wa_id;
}

async function contactOf(desk: Desk, { userId }: Person): Promise<number> {
  const { id } = await desk.recado.db
    .selectFrom("contacts")
    .select("id")
    .where("user_id", "=", userId)
    .executeTakeFirstOrThrow();
  return id;
}

async function ticketOf(desk: Desk, person: Person): Promise<number> {
  const { id } = await desk.recado.db
    .selectFrom("tickets")
    .select("id")
    .where("contact_id", "=", await contactOf(desk, person))
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirstOrThrow();
  return id;
}

/** Other people write while somebody is erased. */
function keepWriting(desk: Desk, people: Person[]) {
  let isOver = false;
  let count = 0;
  const roll = dice(count + 1);
  const work = (async () => {
    while (!isOver && people.length > 0) {
      const person = people[count % people.length] as Person;
      await desk.deliver(batchOf([person], roll));
      count += 1;
      await new Promise(setImmediate);
    }
  })();
  return {
    async stop() {
      isOver = true;
      await work;
      return count;
    },
  };
}

/** Chain, root and the openings of whoever is left. */
async function findLogFaults({ recado }: Desk): Promise<string[]> {
  const { db } = recado;
  const faults: string[] = [];
  const running = new RunningRoot();
  let prev = NO_RECORD;
  const rows = await db
    .selectFrom("consent_records")
    .leftJoin("consent_private", "consent_private.seq", "consent_records.seq")
    .leftJoin("consent_subjects", "consent_subjects.id", "consent_records.subject_id")
    .select(["consent_records.seq", "leaf", "contact_id"])
    .select(["subject_salt", "subject", "evidence_salt", "evidence"])
    .orderBy("consent_records.seq")
    .execute();
  for (const row of rows) {
    const leaf = JSON.parse(row.leaf) as Record<string, unknown>;
    if (leaf.prev !== prev) faults.push(`record ${row.seq} names another one before it`);
    prev = sha256(row.leaf);
    running.add(leafHash(row.leaf));
    if (row.contact_id === null && row.subject !== null) faults.push(`record ${row.seq} is open`);
    if (row.contact_id === null) continue;
    const subject = { salt: row.subject_salt ?? "", value: row.subject ?? "" };
    const evidence = { salt: row.evidence_salt ?? "", value: row.evidence ?? "" };
    if (commitmentTo(subject) !== leaf.subject_commitment) faults.push(`subject of ${row.seq}`);
    if (commitmentTo(evidence) !== leaf.evidence_commitment) faults.push(`evidence of ${row.seq}`);
  }
  if ((await headOf(db, "consent")).root !== hexOf(running.root())) faults.push("the root");
  return faults;
}
