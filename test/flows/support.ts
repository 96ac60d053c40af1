import { getContact } from "../../src/contacts/contacts.ts";
import type { Flow, Step } from "../../src/flows/flow.ts";
import { type FlowStart, type FlowTurn, startFlow } from "../../src/flows/start-flow.ts";
import { readDeskRules } from "../../src/inbox/desk-rules.ts";
import type { StoredMessage } from "../../src/inbox/stored-message.ts";
import { getTicket } from "../../src/inbox/tickets.ts";
import { saveSetting } from "../../src/settings/settings.ts";
import { getChannel } from "../../src/whatsapp/channels.ts";
import type { Desk } from "../support/desk.ts";
import { envelope, message, newWamid, textWebhook } from "../support/messages.ts";

/** A flow that begins with its first step. */
export function flow(steps: Step[], more: Partial<Flow> = {}): Flow {
  return { start: (steps[0] as Step).id, steps, timeoutMinutes: 60, ...more };
}

/** Steps as most tests want them; each leads to `bye`. */
export const choice = (id: string, labels: string[], next: string | null = "bye"): Step => ({
  id,
  kind: "choose",
  text: { en: `${id}?` },
  options: labels.map((label) => ({ id: label.toLowerCase(), label: { en: label }, next })),
  save: id,
  retries: 2,
  otherwise: null,
});
export const ask = (id: string, input: "text" | "name" | "email", more: object = {}): Step => ({
  id,
  kind: "ask",
  text: { en: `${id}?` },
  input,
  save: id,
  retries: 2,
  otherwise: null,
  next: "bye",
  ...more,
});
export const bye = (text = "Done."): Step => ({ id: "bye", kind: "end", text: { en: text } });
export const start = (name: string, steps: Step[], id: number | null = null) => ({
  flowId: id,
  incidentId: null,
  version: 1,
  name,
  flow: flow(steps, { timeoutMinutes: 10_080 }),
});

/** What a customer does and reads, through real webhooks and the fake Graph. */
export async function customerOf(desk: Desk, from = "5511987654321") {
  await desk.recado.write(async (tx) => {
    await saveSetting(
      tx,
      "bot",
      {
        isEnabled: true,
        greeting: {},
        // The bot counts as in use.
        away: { en: "We are closed." },
        hours: null,
        handOverWords: [],
      },
      1,
    );
  });

  const says = (text: string, more: { quoting?: string; wamid?: string } = {}) =>
    send({ type: "text", text: { body: text } }, more);

  async function send(
    content: Record<string, unknown>,
    { quoting, wamid = newWamid() }: { quoting?: string; wamid?: string } = {},
  ): Promise<void> {
    const context = quoting ? { context: { id: quoting } } : {};
    const at = desk.clock.now();
    await desk.deliver(
      envelope({
        contacts: [{ profile: { name: "Carla" }, wa_id: from }],
        messages: [message({ ...content, ...context }, { from, wamid, at })],
      }),
    );
  }

  const outgoing = () =>
    desk.recado.db
      .selectFrom("messages")
      .innerJoin("outbox", "outbox.message_id", "messages.id")
      .innerJoin("threads", "threads.id", "messages.thread_id")
      .innerJoin("contacts", "contacts.id", "threads.contact_id")
      .select(["messages.id", "messages.text", "messages.type", "messages.wamid", "outbox.payload"])
      .where("contacts.wa_id", "=", from)
      .where("messages.direction", "=", "out")
      .orderBy("messages.id")
      .execute();

  /** What was said since it was asked last. */
  let heardUpTo = 0;
  async function hears(): Promise<string[]> {
    const rows = (await outgoing()).filter(({ id }) => id > heardUpTo);
    heardUpTo = rows.at(-1)?.id ?? heardUpTo;
    return rows.map(({ text, type }) => text ?? `[${type}]`);
  }

  /** The buttons or rows of the last question: id and label. */
  async function offered(): Promise<{ id: string; title: string }[]> {
    const last = (await outgoing()).at(-1);
    const { interactive } = JSON.parse(last?.payload ?? "{}") as {
      interactive?: {
        action: {
          buttons?: { reply: { id: string; title: string } }[];
          sections?: { rows: { id: string; title: string }[] }[];
        };
      };
    };
    const { buttons, sections } = interactive?.action ?? {};
    return buttons?.map(({ reply }) => reply) ?? sections?.flatMap(({ rows }) => rows) ?? [];
  }

  async function taps(label: string, among?: { id: string; title: string }[]): Promise<void> {
    const option = (among ?? (await offered())).find(({ title }) => title === label);
    if (!option) throw new Error(`no button "${label}"`);
    await send({
      type: "interactive",
      interactive: { type: "button_reply", button_reply: option },
    });
  }

  /** The dialogue begins as if the customer's last message had asked for it. */
  async function starts(what: Flow | FlowStart): Promise<FlowTurn> {
    const start: FlowStart =
      "flow" in what
        ? what
        : { flowId: null, incidentId: null, version: 1, name: "Test", flow: what };
    return desk.recado.write(async (tx) => {
      const now = desk.clock.now();
      const stored = await lastStored(desk, from);
      return startFlow(tx, stored, start, await readDeskRules(tx), { now, receivedAt: now });
    });
  }

  const run = async () => {
    const row = await desk.recado.db
      .selectFrom("flow_runs")
      .selectAll()
      .orderBy("id", "desc")
      .limit(1)
      .executeTakeFirstOrThrow();
    return { ...row, variables: JSON.parse(row.variables) as Record<string, string> };
  };

  await desk.deliver(textWebhook("hello", { from, name: "Carla", at: desk.clock.now() }));
  return { says, send, hears, offered, taps, starts, run, outgoing };
}

async function lastStored({ recado }: Desk, from: string): Promise<StoredMessage> {
  const { db } = recado;
  const row = await db
    .selectFrom("messages")
    .innerJoin("threads", "threads.id", "messages.thread_id")
    .innerJoin("contacts", "contacts.id", "threads.contact_id")
    .selectAll("messages")
    .where("contacts.wa_id", "=", from)
    .where("messages.direction", "=", "in")
    .orderBy("messages.id", "desc")
    .limit(1)
    .executeTakeFirstOrThrow();
  const thread = await db
    .selectFrom("threads")
    .selectAll()
    .where("id", "=", row.thread_id)
    .executeTakeFirstOrThrow();
  const contact = await getContact(db, thread.contact_id);
  return {
    id: row.id,
    at: row.sent_at,
    message: {
      phoneNumberId: "",
      displayPhone: null,
      wabaId: "",
      wamid: row.wamid ?? "",
      timestamp: row.sent_at,
      sender: {
        waId: contact.wa_id,
        userId: null,
        parentUserId: null,
        name: contact.name,
        username: null,
      },
      type: "text",
      text: row.text,
      content: {},
      replyToWamid: null,
      targetWamid: null,
      media: null,
    },
    channel: await getChannel(db, thread.channel_id),
    contact,
    thread,
    ticket: await getTicket(db, row.ticket_id as number),
    language: contact.language ?? "en",
    isFirstOfContact: false,
  };
}
