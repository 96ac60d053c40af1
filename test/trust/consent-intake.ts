import { join } from "node:path";
import type { ImportTerms } from "../../src/consent-imports/terms.ts";
import { insertUser } from "../../src/users/users.ts";
import { envelope, message } from "../support/messages.ts";
import { dice, root as ours } from "./battery.ts";
import { NOW, openRaceDesk, type RaceDesk, turn } from "./consent-race-desk.ts";

/** Brings the lists. */
const ana = {
  email: "ana@loja-azul.example",
  name: "Ana",
  role: "owner",
  passwordHash: "$argon2id$none",
  language: "pt",
} as const;
const DAY = 86_400_000;
/** People in one list, who act while it is taken in. */
const WAVE = 120;
/** Turns of the loop that some have before the list begins. */
const HEAD_START = 60;
const stopWords = ["STOP", "PARAR", "arrêt", "BAJA", "me désabonner"];

export interface IntakeFigures {
  people: number;
  /** By the list, and by a form. */
  imported: number;
  confirmed: number;
  stopped: number;
  /** Consent taken from a list although a withdrawal was on record already. */
  overWithdrawal: number;
  /** People whom a list made agree twice. */
  twice: number;
  /** Consent by a form without the person's own message, by a code that no form gave, or twice. */
  unconfirmed: number;
  /** Who said STOP and counts as agreed all the same. */
  stillGiven: number;
  troubles: number;
}

/** What somebody does while the list is taken in. */
interface Person {
  phone: string;
  does: "nothing" | "stop" | "confirm" | "leave" | "guess";
  code: string;
}

async function loadIntake(root = ours) {
  const load = <M>(path: string): Promise<M> => import(join(root, "src", path)) as Promise<M>;
  return {
    imports: await load<typeof import("../../src/consent-imports/imports.ts")>(
      "consent-imports/imports.ts",
    ),
    files: await load<typeof import("../../src/consent-imports/import-files.ts")>(
      "consent-imports/import-files.ts",
    ),
    run: await load<typeof import("../../src/consent-imports/run-imports.ts")>(
      "consent-imports/run-imports.ts",
    ),
    forms: await load<typeof import("../../src/consent-forms/forms.ts")>("consent-forms/forms.ts"),
    boxes: await load<typeof import("../../src/consent-forms/list-boxes.ts")>(
      "consent-forms/list-boxes.ts",
    ),
    codes: await load<typeof import("../../src/consent-forms/code.ts")>("consent-forms/code.ts"),
    submissions: await load<typeof import("../../src/consent-forms/submissions.ts")>(
      "consent-forms/submissions.ts",
    ),
  };
}
type Intake = Awaited<ReturnType<typeof loadIntake>>;

/**
 * Lists with declared consent are taken in while the people on them say STOP, confirm a form,
 * leave one unconfirmed or make up a code, at any moment: the real job, the real queue, the real webhooks.
 */
export async function raceIntake(count: number, root?: string): Promise<IntakeFigures> {
  const roll = dice(20260922);
  const desk = await openRaceDesk(root, roll);
  const intake = await loadIntake(root);
  try {
    const form = { slug: "counter", name: "Counter", purposes: ["marketing"], channelId: null };
    await desk.recado.write((tx) => insertUser(tx, ana, NOW - DAY));
    const formId = await desk.recado.write((tx) =>
      intake.forms.insertForm(tx, { ...form, titles: {}, intros: {} }, NOW - DAY),
    );
    const people: Person[] = [];
    while (people.length < count) {
      const wave = await meet(desk, intake, formId, people.length, roll);
      people.push(...wave);
      await Promise.all([
        takeList(desk, intake, wave),
        ...wave.map((each) => act(desk, each, roll)),
      ]);
      await desk.work.processor.kick();
    }
    return await countAll(desk, people);
  } finally {
    await desk.close();
  }
}

async function meet(
  desk: RaceDesk,
  { boxes, codes, submissions }: Intake,
  formId: number,
  first: number,
  roll: (below: number) => number,
): Promise<Person[]> {
  const does = ["nothing", "stop", "stop", "stop", "confirm", "leave", "guess"] as const;
  const people = Array.from({ length: WAVE }, (_, n) => ({
    phone: `55119${70_000_000 + first + n}`,
    does: does[roll(does.length)]!,
    code: codes.newCode(),
  }));
  const number = "+55 11 4002-8922";
  const shown = await boxes.listBoxes(desk.recado.db, ["marketing"], { language: "pt", number });
  await desk.recado.write(async (tx) => {
    for (const { does: what, phone, code } of people)
      if (what === "confirm" || what === "leave")
        await submissions.insertSubmission(
          tx,
          {
            formId,
            codeHash: codes.hashOfCode(code),
            name: "",
            language: "pt",
            boxes: shown,
            address: `2001:db8:${phone.slice(-4)}:${phone.slice(-8, -4)}::/64`,
            userAgent: "test",
          },
          NOW - 60_000,
        );
  });
  return people;
}

/** Everybody twice on the list, half a page apart. */
async function takeList(desk: RaceDesk, intake: Intake, wave: Person[]): Promise<void> {
  const { recado } = desk;
  const lines = [...wave, ...wave].map(({ phone }) => `+${phone},2026-03-01`);
  const bytes = new TextEncoder().encode(["phone,date", ...lines].join("\n"));
  const file = await intake.files.keepImportFile(recado.config, bytes);
  const none = { name: null, purpose: null, source: null, text: null, language: null };
  const terms: ImportTerms = {
    separator: ",",
    headers: ["phone", "date"],
    columns: { ...none, phone: 0, date: 1 },
    fixed: { purpose: "marketing", source: "Counter", text: "Quero novidades.", language: "pt" },
    country: null,
    dateOrder: "dmy",
    timezone: "America/Sao_Paulo",
    isDeclared: true,
  };
  await recado.write(async (tx) => {
    const id = await intake.imports.insertImport(
      tx,
      { filename: "list.csv", file, terms, by: 1 },
      NOW,
    );
    await tx
      .updateTable("consent_imports")
      .set({ state: "running" })
      .where("id", "=", id)
      .execute();
  });
  for (let n = 0; n < HEAD_START; n += 1) await turn();
  await intake.run.runImports(recado);
}

/** After some turns of the loop: before, between or after the batches of the list. */
async function act(
  desk: RaceDesk,
  { phone, does, code }: Person,
  roll: (below: number) => number,
): Promise<void> {
  if (does === "nothing" || does === "leave") return;
  const body = does === "stop" ? stopWords[roll(stopWords.length)]! : `Sim, eu concordo: ${code}`;
  for (let n = roll(120); n > 0; n -= 1) await turn();
  const said = message({ type: "text", text: { body } }, { from: phone, at: NOW - 30_000 });
  await journal(desk, envelope({ messages: [said] }));
  await desk.work.processor.kick();
}

async function journal({ modules, recado }: RaceDesk, webhook: unknown): Promise<void> {
  const body = new TextEncoder().encode(JSON.stringify(webhook));
  await recado.write((tx) =>
    modules.events.insertWebhookEvents(tx, [{ body, source: "meta", receivedAt: NOW }]),
  );
}

async function countAll({ recado: { db }, errors }: RaceDesk, people: Person[]) {
  const rows = await db
    .selectFrom("consent_records")
    .innerJoin("consent_subjects", "consent_subjects.id", "subject_id")
    .innerJoin("contacts", "contacts.id", "contact_id")
    .select(["phone", "event", "method", "seq"])
    .where("purpose", "=", "marketing")
    .orderBy("seq")
    .execute();
  const states = await db
    .selectFrom("consent_states")
    .innerJoin("contacts", "contacts.id", "contact_id")
    .select(["phone", "state"])
    .where("purpose", "=", "marketing")
    .execute();
  const stateOf = new Map(states.map(({ phone, state }) => [phone, state]));
  const figures = { imported: 0, confirmed: 0, stopped: 0, overWithdrawal: 0, twice: 0 };
  const wrong = { unconfirmed: 0, stillGiven: 0 };
  for (const { phone, does } of people) {
    const own = rows.filter((row) => row.phone === `+${phone}`);
    const imports = own.filter(({ method }) => method === "import");
    const byForm = own.filter(({ method, event }) => method === "web-form" && event === "given");
    const stop = own.find(({ event }) => event === "withdrawn");
    figures.imported += imports.length;
    figures.confirmed += byForm.length;
    figures.stopped += stop ? 1 : 0;
    if (stop && imports.some(({ seq }) => seq > stop.seq)) figures.overWithdrawal += 1;
    if (imports.length > 1) figures.twice += 1;
    if (byForm.length !== (does === "confirm" ? 1 : 0)) wrong.unconfirmed += 1;
    if (does === "stop" && stateOf.get(`+${phone}`) !== "withdrawn") wrong.stillGiven += 1;
  }
  return { people: people.length, ...figures, ...wrong, troubles: errors.length };
}
