import { HOUR, MINUTE } from "../clock.ts";
import type { Language, Role } from "../db/schema.ts";
import { type SimulatedPerson } from "./people.ts";

/** The people who work that day, beside whoever has set the desk up. */
export const crew: readonly Worker[] = [
  { name: "Bruno Costa", role: "lead", teams: ["orders", "money"], shift: "whole" },
  { name: "Clara Dubois", role: "agent", teams: ["orders"], shift: "early" },
  { name: "Diego Romero", role: "agent", teams: ["orders"], shift: "late" },
  { name: "Emma Clarke", role: "level-2", teams: ["money"], shift: "whole" },
];

interface Worker {
  name: string;
  role: Role;
  teams: readonly TeamName[];
  shift: keyof typeof shifts;
}

/** Milliseconds after the day began. The late shift goes on when the story ends. */
export const shifts = {
  early: { starts: -HOUR, ends: 4.5 * HOUR },
  late: { starts: 4 * HOUR, ends: 12 * HOUR },
  whole: { starts: -HOUR, ends: 12 * HOUR },
};

export type TeamName = "orders" | "money";

interface Topic {
  team: TeamName;
  /** Of a hundred conversations. */
  share: number;
  tags: string[];
  /** What the customer says and what is answered, by language. */
  lines: Record<Language, [question: string, answer: string]>;
}

/** What people ask a shop in a day. */
export const topics: readonly Topic[] = [
  {
    team: "orders",
    share: 44,
    tags: ["order"],
    lines: {
      en: ["Where is my order?", "It is on its way and arrives tomorrow before noon."],
      fr: ["Où est ma commande ?", "Elle est en route et arrive demain avant midi."],
      pt: ["Onde está meu pedido?", "Está a caminho e chega amanhã antes do meio-dia."],
      es: ["¿Dónde está mi pedido?", "Va en camino y llega mañana antes de mediodía."],
    },
  },
  {
    team: "orders",
    share: 30,
    tags: ["size"],
    lines: {
      en: [
        "Do you have the blue shirt in size M?",
        "Yes, two are left. Shall we keep one for you?",
      ],
      fr: ["Avez-vous la chemise bleue en M ?", "Oui, il en reste deux. On vous en garde une ?"],
      pt: ["Tem a camisa azul no tamanho M?", "Sim, restam duas. Quer que a gente separe uma?"],
      es: ["¿Tienen la camisa azul en talla M?", "Sí, quedan dos. ¿Le guardamos una?"],
    },
  },
  {
    team: "money",
    share: 18,
    tags: ["payment"],
    lines: {
      en: [
        "I was charged twice, a payment too many",
        "We see it: the second one is paid back today.",
      ],
      fr: [
        "Un paiement de trop, j’ai été débité deux fois",
        "Nous le voyons : il est remboursé aujourd’hui.",
      ],
      pt: [
        "Fui cobrado duas vezes, um pagamento a mais",
        "Estamos vendo: o segundo é devolvido hoje.",
      ],
      es: ["Me cobraron dos veces, un pago de más", "Lo vemos: el segundo se devuelve hoy."],
    },
  },
  {
    team: "money",
    share: 8,
    tags: ["return"],
    lines: {
      en: ["Urgent: the parcel came broken", "We are sorry! A new one leaves today, no charge."],
      fr: [
        "Urgent : le colis est arrivé cassé",
        "Désolés ! Un nouveau part aujourd’hui, sans frais.",
      ],
      pt: ["Urgente: o pacote chegou quebrado", "Sentimos muito! Um novo sai hoje, sem custo."],
      es: ["Urgente: el paquete llegó roto", "¡Lo sentimos! Hoy sale uno nuevo, sin cargo."],
    },
  },
];

export type BusyDeed =
  | { kind: "says"; text: string }
  | { kind: "answer"; text: string }
  | { kind: "tags"; tags: string[] }
  | { kind: "resolve" | "wait" | "snooze" };
/** `at`: milliseconds after the day began. */
export type BusyStep = { at: number; who: SimulatedPerson; language: Language } & BusyDeed;

const DAY_LENGTH = 9 * HOUR;
/** Numbers kept free for fiction, or never given out; four digits are put behind. */
const prefixes: Record<Language, string> = {
  pt: "551195555",
  fr: "3363998",
  en: "44770090",
  es: "3460000",
};
const first = ["Ana", "Bia", "Camille", "Davi", "Elena", "Félix", "Grace", "Hugo", "Inês", "Jules"];
const last = [
  "Alves",
  "Blanc",
  "Castro",
  "Dias",
  "Evans",
  "Faure",
  "Gómez",
  "Hall",
  "Ibáñez",
  "Lima",
];

/**
 * A day of `count` conversations, always the same: two rushes, answers that mostly come
 * in time, some late, some never; most resolved in the end.
 */
export function busyDay(count: number): BusyStep[] {
  const random = dice(20261120);
  const steps: BusyStep[] = [];
  for (let index = 0; index < count; index++) steps.push(...conversation(index, random));
  return steps.filter((step) => step.at <= DAY_LENGTH).sort((a, b) => a.at - b.at);
}

export const busyDayLength = DAY_LENGTH;

function conversation(index: number, random: () => number): BusyStep[] {
  const language = pick(["pt", "pt", "pt", "fr", "fr", "en", "es"] as const, random);
  const who = customer(index, language, random);
  const topic = pickTopic(random);
  const [question, answer] = topic.lines[language];
  const begin = arrival(random);
  const step = (minutes: number, deed: BusyDeed): BusyStep => ({
    at: begin + minutes * MINUTE,
    who,
    language,
    ...deed,
  });
  // Three in a hundred nobody gets to; the others wait a few minutes, some half an hour.
  const delay = random() < 0.12 ? 15 + random() * 40 : 1 + random() * 11;
  const steps = [
    step(0, { kind: "says", text: question }),
    step(0.5, { kind: "tags", tags: topic.tags }),
  ];
  if (random() < 0.03) return steps;
  steps.push(step(delay, { kind: "answer", text: answer }));
  const fate = random();
  if (fate < 0.78) steps.push(step(delay + 3 + random() * 30, { kind: "resolve" }));
  else if (fate < 0.88) steps.push(step(delay + 1, { kind: "wait" }));
  else if (fate < 0.92) steps.push(step(delay + 2, { kind: "snooze" }));
  else steps.push(step(delay + 5, { kind: "says", text: question }));
  return steps;
}

function customer(index: number, language: Language, random: () => number): SimulatedPerson {
  const waId = `${prefixes[language]}${String(index).padStart(4, "0")}`;
  const name = `${pick(first, random)} ${pick(last, random)}`;
  return { key: waId, name, waId, userId: null, username: null };
}

/** Mid-morning and late afternoon are full. */
function arrival(random: () => number): number {
  const rush = random();
  const centre = rush < 0.35 ? 2 * HOUR : rush < 0.7 ? 7 * HOUR : DAY_LENGTH * random();
  const spread = (random() + random() + random() - 1.5) * 1.5 * HOUR;
  return Math.min(Math.max(centre + spread, 0), DAY_LENGTH - 5 * MINUTE);
}

function pickTopic(random: () => number): Topic {
  let left = random() * topics.reduce((sum, { share }) => sum + share, 0);
  return topics.find(({ share }) => (left -= share) < 0) ?? (topics[0] as Topic);
}

function pick<T>(choices: readonly T[], random: () => number): T {
  return choices[Math.floor(random() * choices.length)] as T;
}

/** Mulberry32: the same numbers from the same seed, so that two demos are alike. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
