import { heldBackKey } from "../../src/consent/held-back.ts";
import type { Tx } from "../../src/db/open.ts";
import { envelope, message } from "../support/messages.ts";
import { dice } from "./battery.ts";
import { NOW, openRaceDesk, PICTURE, type RaceDesk, turn } from "./consent-race-desk.ts";

const OPTED_OUT = "User opted out";
/** Customers at a time. */
const WAVE = 40;
const purposes = ["marketing", "service_updates", "reviews"] as const;
const stopWords = [
  "STOP",
  "Stop!",
  "arrêt",
  "me désabonner",
  "PARAR",
  "sair",
  "BAJA",
  "darme de baja",
];
const ways = [...stopWords, "button", "preference", "131050"];

export interface RaceFigures {
  races: number;
  started: number;
  /** In the outbox and never sent. */
  heldBack: number;
  /** Not even queued. */
  refused: number;
  notedRefusals: number;
  afterStop: number;
  /** Anything that did not go as it should: messages that failed for another reason, errors in the log. */
  troubles: number;
}

interface Customer {
  phone: string;
  ticket: number;
  contact: number;
  way: string;
}

/**
 * So many customers stop, each in one of the ways there are, while messages of three purposes are
 * queued, claimed, uploaded and sent to them by the real queue and the real sender.
 */
export async function raceConsent(count: number, root?: string): Promise<RaceFigures> {
  const roll = dice(20260921);
  const desk = await openRaceDesk(root, roll);
  let races = 0;
  let refused = 0;
  try {
    while (races < count) {
      const customers = await greet(desk, Math.min(WAVE, count - races), races, roll);
      refused += (await Promise.all(customers.map((each) => race(desk, each, roll)))).reduce(
        (sum, n) => sum + n,
      );
      await settle(desk);
      races += customers.length;
    }
    return { races, refused, ...(await countAll(desk)) };
  } finally {
    await desk.close();
  }
}

async function countAll({ recado: { db }, seen, errors }: RaceDesk) {
  const failed = await db
    .selectFrom("outbox")
    .select("error")
    .where("state", "=", "failed")
    // What Meta itself refused, for 131050.
    .where("error", "!=", OPTED_OUT)
    .execute();
  const held = failed.filter(({ error }) => heldBackKey(error) !== undefined);
  const noted = await db.selectFrom("consent_refusals").select("id").execute();
  return {
    started: seen.started,
    heldBack: held.length,
    notedRefusals: noted.length,
    afterStop: seen.afterStop.length,
    troubles: failed.length - held.length + errors.length,
  };
}

/** They write, so that the window is open, and agree to everything. */
async function greet(
  desk: RaceDesk,
  count: number,
  first: number,
  roll: (below: number) => number,
): Promise<Customer[]> {
  const phones = Array.from({ length: count }, (_, n) => `55119${80_000_000 + first + n}`);
  const hello = (from: string) =>
    message({ type: "text", text: { body: "Oi" } }, { from, at: NOW - 60_000 });
  await journal(desk, envelope({ messages: phones.map(hello) }));
  await desk.work.processor.kick();
  const tickets = await desk.recado.db
    .selectFrom("tickets")
    .innerJoin("contacts", "contacts.id", "tickets.contact_id")
    .select(["tickets.id", "contact_id", "phone"])
    .where(
      "phone",
      "in",
      phones.map((phone) => `+${phone}`),
    )
    .execute();
  await desk.recado.write(async (tx) => {
    for (const { contact_id: contactId } of tickets) await agree(desk, tx, contactId);
  });
  return tickets.map(({ id, contact_id, phone }) => ({
    phone: phone!.slice(1),
    ticket: id,
    contact: contact_id,
    way: ways[roll(ways.length)]!,
  }));
}

async function agree({ modules }: RaceDesk, tx: Tx, contactId: number): Promise<void> {
  const given = {
    contactId,
    event: "given",
    method: "web-form",
    actor: { type: "contact" },
  } as const;
  for (const purpose of purposes)
    await modules.records.appendConsentRecord(
      tx,
      { ...given, purpose, eventAt: NOW - 3_600_000 },
      NOW,
    );
}

/** Three messages and one STOP, each after some turns of the loop. How many were refused at once. */
async function race(
  desk: RaceDesk,
  customer: Customer,
  roll: (below: number) => number,
): Promise<number> {
  const after = async <T>(work: () => Promise<T>): Promise<T> => {
    for (let n = roll(60); n > 0; n -= 1) await turn();
    return work();
  };
  const queued = purposes.map((purpose) =>
    after(() => queue(desk, customer, purpose, roll(3) === 0)),
  );
  await after(() => stop(desk, customer));
  const outcomes = await Promise.all(queued);
  return outcomes.filter((wasQueued) => !wasQueued).length;
}

async function queue(
  { modules, recado, work }: RaceDesk,
  { ticket }: Customer,
  purpose: string,
  isPicture: boolean,
): Promise<boolean> {
  const text = `[${purpose}] news from Loja Azul`;
  const payload = isPicture
    ? { type: "image", image: { caption: text } }
    : { type: "text", text: { body: text } };
  const reply = {
    author: { type: "system", id: null },
    type: isPicture ? "image" : "text",
    text,
    payload,
    purpose,
  } as const;
  const wasQueued = await recado
    .write(async (tx) => {
      const row = await modules.tickets.getTicket(tx, ticket);
      const id = await modules.reply.queueReply(tx, row, reply, NOW);
      if (isPicture) await attach(tx, id);
      return true;
    })
    .catch((error: unknown) => {
      if (error instanceof modules.gate.ConsentMissing) return false;
      throw error;
    });
  work.sender.kick();
  return wasQueued;
}

async function attach(tx: Tx, messageId: number): Promise<void> {
  await tx
    .insertInto("media")
    .values({
      message_id: messageId,
      meta_id: null,
      mime_type: "image/jpeg",
      sha256: null,
      filename: "lamp.jpg",
      file: PICTURE,
      thumbnail: null,
      byte_size: 9,
      width: null,
      height: null,
      is_voice: 0,
      state: "ready",
      error: null,
      next_attempt_at: null,
      expires_at: null,
      created_at: NOW,
    })
    .execute();
}

async function stop(desk: RaceDesk, customer: Customer): Promise<void> {
  await journal(desk, await stopOf(desk, customer));
  await desk.work.processor.kick();
}

async function stopOf({ recado }: RaceDesk, { phone, contact, way }: Customer): Promise<unknown> {
  const said = (content: Record<string, unknown>) =>
    envelope({ messages: [message(content, { from: phone, at: NOW })] });
  const seconds = NOW / 1000;
  if (way === "button")
    return said({ type: "button", button: { payload: "recado:stop", text: "No more" } });
  if (way === "preference") {
    const category = "marketing_messages";
    const preference = { wa_id: phone, category, value: "stop", timestamp: seconds };
    return envelope({ user_preferences: [preference] }, { field: "user_preferences" });
  }
  if (way !== "131050") return said({ type: "text", text: { body: way } });
  const last = await recado.db
    .selectFrom("messages")
    .innerJoin("threads", "threads.id", "messages.thread_id")
    .select("reference")
    .where("contact_id", "=", contact)
    .where("direction", "=", "out")
    .limit(1)
    .executeTakeFirst();
  // Nothing was sent yet that Meta could refuse.
  if (!last) return said({ type: "text", text: { body: "STOP" } });
  return envelope({
    statuses: [
      {
        id: `wamid.${crypto.randomUUID()}`,
        status: "failed",
        timestamp: String(seconds),
        recipient_id: phone,
        biz_opaque_callback_data: last.reference,
        errors: [{ code: 131050, title: OPTED_OUT }],
      },
    ],
  });
}

async function journal({ modules, recado }: RaceDesk, webhook: unknown): Promise<void> {
  const body = new TextEncoder().encode(JSON.stringify(webhook));
  await recado.write((tx) =>
    modules.events.insertWebhookEvents(tx, [{ body, source: "meta", receivedAt: NOW }]),
  );
}

/** Until nothing waits any more, in or out. */
async function settle({ recado: { db }, work }: RaceDesk): Promise<void> {
  for (;;) {
    await work.processor.kick();
    work.sender.kick();
    await turn();
    const open = await db
      .selectFrom("outbox")
      .select("id")
      .where("state", "in", ["queued", "sending"])
      .limit(1)
      .executeTakeFirst();
    if (!open) return;
  }
}
