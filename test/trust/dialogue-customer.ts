import type { Language } from "../../src/db/schema.ts";
import type { InputKind } from "../../src/flows/flow.ts";
import type { Run } from "../../src/flows/runs.ts";
import type { Pack } from "../../src/packs/pack.ts";
import { envelope, message, newWamid } from "../support/messages.ts";

export type Dice = (below: number) => number;

export function pick<T>(dice: Dice, list: readonly T[]): T {
  return list[dice(list.length)] as T;
}

/** What customers do; the more often an act stands here, the more often it is done. */
const acts = [
  ...Array<"answer">(40).fill("answer"),
  ...Array<"nonsense">(9).fill("nonsense"),
  ...Array<"media">(6).fill("media"),
  ...Array<"ask anew">(5).fill("ask anew"),
  ...(["angry", "angry", "angry", "back", "back", "menu", "menu", "leave", "skip"] as const),
  ...(["person", "person", "stop", "language", "status", "emoji", "long"] as const),
  ...(["old tap", "old tap", "quote", "quote", "quote nonsense", "reaction"] as const),
] as const;
export type Act = (typeof acts)[number];

export const chooseAct = (dice: Dice): Act => pick(dice, acts);

const nonsense = [
  "asdf qwer zxcv",
  "o gato subiu no telhado",
  "le chat dort sur le toit",
  "the moon is made of cheese",
  "la luna está llena hoy",
  "????",
  "9999999999999999999999",
  "<script>alert(1)</script>",
  "{order} {{name}} {|}",
  "não sei",
  "je ne sais pas",
  "no idea",
  "ni idea",
];
const angry = [
  "ISSO É UM ABSURDO!!!",
  "VOUS ÊTES NULS",
  "this is the worst shop ever",
  "ESTOY HARTO",
  "vocês são péssimos, nunca mais compro aí",
];
const ways = {
  back: { en: "back", fr: "retour", pt: "voltar", es: "volver" },
  menu: { en: "menu", fr: "menu", pt: "menu", es: "menú" },
  leave: { en: "never mind", fr: "laisse tomber", pt: "deixa pra lá", es: "olvídalo" },
  skip: { en: "skip", fr: "passer", pt: "pular", es: "saltar" },
  language: { en: "em português", fr: "english please", pt: "en español", es: "en français" },
} satisfies Record<string, Record<Language, string>>;
export const personWords = { en: "agent", fr: "conseiller", pt: "atendente", es: "asesor" };

/** What fits each kind of question. */
const fitting: Record<InputKind, readonly string[]> = {
  text: ["Chegou rasgado", "It does not start", "Je voudrais un devis", "Azul, tamanho M"],
  name: ["Clara Souza", "my name is John Smith", "Je m'appelle Zoé", "Soy Íñigo"],
  email: ["clara@example.com", "john.smith@example.co.uk"],
  phone: ["+55 11 98765-4321", "11 98765-4321", "+33 6 12 34 56 78"],
  postcode: ["01310-100", "75011"],
  number: ["2", "12,5", "3.00"],
  date: ["amanhã", "tomorrow", "15/12", "lundi prochain", "el viernes"],
  "order-number": ["AZ-1042", "#10423", "pedido 77881"],
  "yes-no": ["sim", "yes", "non", "claro", "no"],
  photo: ["(photo)"],
};

export interface Customer {
  phone: string;
  language: Language;
  pack: Pack;
  dice: Dice;
}

/** What came of an act: Meta's item, and what a person would call it. */
export interface Said {
  item: Record<string, unknown>;
  words: string;
}

export function webhookOf(customer: Customer, items: Record<string, unknown>[]): unknown {
  const contact = { profile: { name: "Carla" }, wa_id: customer.phone };
  return envelope({ contacts: [contact], messages: items });
}

export function text(
  customer: Customer,
  body: string,
  at: number,
  more: Record<string, unknown> = {},
): Said {
  const item = message({ type: "text", text: { body }, ...more }, { from: customer.phone, at });
  return { item, words: body };
}

/** A phrasing of one of the pack's incidents. */
export function opening(customer: Customer, at: number): Said {
  const { dice, pack, language } = customer;
  const incident = pick(dice, pack.incidents);
  return text(customer, pick(dice, incident.phrasings[language]), at);
}

/** The act in the customer's words; `run` is the dialogue that asked last. */
export function act(
  customer: Customer,
  what: Act,
  at: number,
  { run, lastWamid, oldTap }: { run?: Run; lastWamid: string | null; oldTap: string | null },
): Said {
  const { dice, language } = customer;
  const quoting = lastWamid ? { context: { id: lastWamid } } : {};
  switch (what) {
    case "answer":
      return run ? answer(customer, run, at) : opening(customer, at);
    case "ask anew":
      return opening(customer, at);
    case "nonsense":
      return text(customer, pick(dice, nonsense), at);
    case "quote nonsense":
      return text(customer, pick(dice, nonsense), at, quoting);
    case "quote": {
      const said = run ? answer(customer, run, at) : opening(customer, at);
      return { ...said, item: { ...said.item, ...quoting } };
    }
    case "angry":
      return text(customer, pick(dice, angry), at);
    case "back":
    case "menu":
    case "leave":
    case "skip":
    case "language":
      return text(customer, ways[what][language], at);
    case "person":
      return text(customer, personWords[language], at);
    case "stop":
      return text(customer, "STOP", at);
    case "status":
      return text(customer, pick(dice, ["status", "#1", "#999999"]), at);
    case "emoji":
      return text(customer, pick(dice, ["👍", "🙏🏽", "😡😡"]), at);
    case "long":
      return text(customer, "lorem ipsum ".repeat(300), at);
    case "old tap":
      return oldTap ? tap(customer, oldTap, at) : opening(customer, at);
    case "reaction":
      return lastWamid
        ? of(customer, { type: "reaction", reaction: { message_id: lastWamid, emoji: "👍" } }, at)
        : text(customer, "👍", at);
    case "media":
      return media(customer, at);
  }
}

function answer(customer: Customer, run: Run, at: number): Said {
  const { dice } = customer;
  const { options } = run.progress;
  const step = run.flow.steps.find(({ id }) => id === run.row.step);
  if (options.length > 0 && (step?.kind !== "ask" || dice(4) === 0)) {
    const index = dice(options.length);
    const option = options[index]!;
    const way = dice(4);
    if (way === 0) return text(customer, String(index + 1), at);
    if (way === 1) return text(customer, option.label, at);
    return tap(customer, `flow:${run.row.id}:${run.row.step}:${option.id}`, at, option.label);
  }
  if (step?.kind === "book") return text(customer, pick(dice, bookWords), at);
  if (step?.kind !== "ask") return text(customer, "ok", at);
  if (step.input === "photo") return photo(customer, at);
  return text(customer, pick(dice, fitting[step.input]), at);
}

const bookWords = [
  "amanhã às 15h",
  "tomorrow 10:30",
  "vendredi matin",
  "el lunes a las 9",
  "1",
  "2",
];

export function tap(customer: Customer, id: string, at: number, title = "Sim"): Said {
  const reply = { type: "button_reply", button_reply: { id, title: title.slice(0, 20) } };
  return { ...of(customer, { type: "interactive", interactive: reply }, at), words: `[${title}]` };
}

function photo(customer: Customer, at: number): Said {
  const image = { id: newWamid(), mime_type: "image/jpeg", sha256: "" };
  return of(customer, { type: "image", image }, at);
}

function media(customer: Customer, at: number): Said {
  const file = { id: newWamid(), mime_type: "audio/ogg; codecs=opus", sha256: "", voice: true };
  const place = { latitude: -23.5, longitude: -46.6 };
  const sticker = { id: newWamid(), mime_type: "image/webp", sha256: "", animated: false };
  return pick(customer.dice, [
    () => photo(customer, at),
    () => of(customer, { type: "audio", audio: file }, at),
    () => of(customer, { type: "location", location: place }, at),
    () => of(customer, { type: "sticker", sticker }, at),
    () => of(customer, { type: "hologram", hologram: {} }, at),
  ])();
}

function of(customer: Customer, content: { type: string } & Record<string, unknown>, at: number) {
  return { item: message(content, { from: customer.phone, at }), words: `(${content.type})` };
}
