import fc from "fast-check";
import type { Instant } from "../../src/db/schema.ts";
import { START, STOP } from "./final-state.ts";

/** The desk's clock in these tests; everything happens in the hours before it. */
export const NOW: Instant = Date.UTC(2026, 8, 21, 20, 0, 0);
const BEGIN: Instant = NOW - 5 * 60 * 60 * 1000;

export type Json = Record<string, unknown>;

/** One thing Meta has to tell: an item under a key of a value, and who is named beside it. */
export interface Item {
  field: string;
  key: string;
  item: Json;
  contact: Json | null;
}

/** Our messages to Dora, seeded: what we know of each before Meta says anything. */
export const sentToDora = [
  { reference: "rcd-1", wamid: "wamid.OUT1", status: "sent", state: "accepted" },
  { reference: "rcd-2", wamid: "wamid.OUT2", status: "sent", state: "accepted" },
  { reference: "rcd-3", wamid: null, status: "unknown", state: "unknown" },
  { reference: "rcd-4", wamid: null, status: "unknown", state: "unknown" },
  { reference: "rcd-5", wamid: null, status: "sending", state: "sending" },
] as const;

export const dora = { name: "Dora", phone: "5511970000000", userId: "BR.1000000000000000" };

/** Who writes, and under which identifiers as time goes by: `stage` counts the changes so far. */
const people: Record<
  string,
  (stage: number, pick: number) => { waId?: string; userId?: string; name: string }
> = {
  dora: (_, pick) => either({ waId: dora.phone, userId: dora.userId, name: dora.name }, pick),
  /** An old customer: never a BSUID. */
  carla: () => ({ waId: "5511970000001", name: "Carla" }),
  /** A BSUID alone, later the number with it. */
  elisa: (stage) => ({
    userId: "BR.2000000000000000",
    ...(stage > 0 ? { waId: "5511970000002" } : {}),
    name: "Elisa",
  }),
  /** Takes another number twice, and with each another BSUID. */
  fabio: (stage, pick) =>
    either(
      {
        waId: `551197000001${Math.min(stage, 2)}`,
        userId: `BR.300000000000000${Math.min(stage, 2)}`,
        name: "Fábio",
      },
      pick,
    ),
  /** Keeps the number and gets another BSUID. */
  gael: (stage, pick) =>
    either(
      { waId: "5511970000003", userId: `BR.400000000000000${Math.min(stage, 2)}`, name: "Gael" },
      pick,
    ),
  /** Takes another number twice; never a BSUID. */
  hugo: (stage) => ({ waId: `551197000002${Math.min(stage, 2)}`, name: "Hugo" }),
};

/** Since 2026 a message may name the BSUID alone. */
function either<P extends { waId?: string; userId?: string }>(person: P, pick: number): P {
  const { waId: _, ...rest } = person;
  return pick % 3 === 0 ? (rest as P) : person;
}

const acts = [
  "text",
  "text",
  "text",
  "reaction",
  "location",
  "stop",
  "start",
  "pref stop",
  "pref resume",
  "change",
  "status",
] as const;

export interface Event {
  person: string;
  act: (typeof acts)[number];
  pick: number;
}

const anything = fc.record({
  person: fc.constantFrom(...Object.keys(people)),
  act: fc.constantFrom(...acts),
  pick: fc.nat(1000),
});
const tick = fc.record({
  person: fc.constant("dora"),
  act: fc.constant("status" as const),
  pick: fc.nat(1000),
});

export const conversation: fc.Arbitrary<Event[]> = fc.array(
  fc.oneof({ arbitrary: anything, weight: 4 }, { arbitrary: tick, weight: 1 }),
  { minLength: 2, maxLength: 24 },
);

/** What Meta would tell of a conversation, in the order in which it happened. */
export function itemsOf(events: Event[]): Item[] {
  const stages = new Map<string, number>();
  return events.flatMap((event, index) => {
    const at = BEGIN + index * 61_000;
    const stage = stages.get(event.person) ?? 0;
    if (event.act === "change") stages.set(event.person, stage + 1);
    return itemOf(event, index, at, stage);
  });
}

function itemOf({ person, act, pick }: Event, index: number, at: Instant, stage: number): Item[] {
  const writer = (people[person] ?? people.carla)?.(stage, pick) ?? { name: "" };
  const message = (content: Json): Item[] => [
    {
      field: "messages",
      key: "messages",
      item: messageOf(writer, index, at, content),
      contact: contactOf(writer),
    },
  ];
  switch (act) {
    case "text":
      return message({ type: "text", text: { body: texts[pick % texts.length] } });
    case "stop":
      return message({ type: "text", text: { body: STOP } });
    case "start":
      return message({ type: "text", text: { body: START } });
    case "location":
      return message({ type: "location", location: { latitude: -23.5, longitude: -46.6 } });
    case "reaction":
      return message({
        type: "reaction",
        reaction: { message_id: "wamid.OUT1", ...(pick % 4 ? { emoji: "👍" } : {}) },
      });
    case "pref stop":
    case "pref resume":
      return [preferenceOf(writer, act === "pref stop" ? "stop" : "resume", at)];
    case "change":
      return changeOf(person, stage, index, at, pick);
    case "status":
      return person === "dora"
        ? [statusOf(pick)]
        : message({ type: "text", text: { body: texts[pick % texts.length] } });
  }
}

// Each in Portuguese, some too short to tell.
const texts = [
  "Bom dia, vocês têm camisetas azuis?",
  "Quanto custa o frete para Recife?",
  "ok",
  "Meu pedido não chegou até hoje",
  "😀",
  "12345",
];

type Writer = { waId?: string; userId?: string; name: string };

function messageOf({ waId, userId }: Writer, index: number, at: Instant, content: Json): Json {
  return {
    ...(waId ? { from: waId } : {}),
    ...(userId ? { from_user_id: userId } : {}),
    id: `wamid.IN${index}`,
    timestamp: seconds(at),
    ...content,
  };
}

function contactOf({ waId, userId, name }: Writer): Json {
  return {
    profile: { name },
    ...(waId ? { wa_id: waId } : {}),
    ...(userId ? { user_id: userId } : {}),
  };
}

function preferenceOf({ waId, userId }: Writer, value: string, at: Instant): Item {
  const person = { ...(waId ? { wa_id: waId } : {}), ...(userId ? { user_id: userId } : {}) };
  const item = {
    ...person,
    detail: "",
    category: "marketing_messages",
    value,
    timestamp: Math.floor(at / 1000),
  };
  return { field: "user_preferences", key: "user_preferences", item, contact: null };
}

/** The system messages and fields by which Meta tells that somebody changed (API.md §2, §3). */
function changeOf(person: string, stage: number, index: number, at: Instant, pick: number): Item[] {
  const before = people[person]?.(stage, 1);
  const after = people[person]?.(stage + 1, 1);
  if (!before || !after || stage >= 2) return [];
  const system = (id: string, content: Json, from: Json, later = 0): Item => ({
    field: "messages",
    key: "messages",
    item: {
      ...from,
      id: `wamid.SYS${index}${id}`,
      timestamp: seconds(at + later),
      type: "system",
      system: { body: "changed", ...content },
    },
    contact: null,
  });
  if (person === "fabio" || person === "hugo") {
    const moved = system(
      "a",
      { type: "user_changed_number", wa_id: after.waId },
      { from: before.waId },
    );
    if (person === "hugo") return [moved];
    const renewed = {
      type: "user_changed_user_id",
      ...(pick % 2 ? { wa_id: after.waId } : {}),
      user_id: after.userId,
      // Without it a person of whom we knew this id alone would stay another until they write.
      previous_user_id: before.userId,
    };
    return [moved, system("b", renewed, { from: before.waId }, 1_000)];
  }
  if (person !== "gael") return [];
  if (pick % 2)
    return [
      system(
        "a",
        { type: "user_changed_user_id", previous_user_id: before.userId, user_id: after.userId },
        {},
      ),
    ];
  const item = {
    wa_id: after.waId,
    detail: "",
    user_id: { previous: before.userId, current: after.userId },
    timestamp: seconds(at),
  };
  return [{ field: "user_id_update", key: "user_id_update", item, contact: null }];
}

const failures = [
  { code: 131026, title: "Message undeliverable" },
  { code: 131050, title: "User opted out" },
];

/** A tick for one of ours; a message's failure is always the same one. */
function statusOf(pick: number): Item {
  const index = pick % (sentToDora.length + 1);
  const known = sentToDora[index];
  const step = Math.floor(pick / 7) % 5;
  const status = ["sent", "delivered", "read", "played", "failed"][step];
  // A message is delivered once: the same tick always has the same time.
  const at = BEGIN + (index * 5 + step) * 1_000;
  const item = {
    id: known ? (known.wamid ?? `wamid.LATER${index}`) : "wamid.ELSEWHERE",
    status,
    timestamp: seconds(at),
    recipient_id: dora.phone,
    // Meta echoes it; that one of ours loses it must not matter once another brought it.
    ...(known && pick % 5 ? { biz_opaque_callback_data: known.reference } : {}),
    ...(status === "failed" ? { errors: [failures[index % failures.length]] } : {}),
  };
  return { field: "messages", key: "statuses", item, contact: null };
}

function seconds(at: Instant): string {
  return String(Math.floor(at / 1000));
}
