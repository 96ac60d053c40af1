import type { Flow } from "../flows/flow.ts";
import { common, words } from "./common-texts.ts";
import { orderFields, orderPhrasings, orderTexts } from "./order-texts.ts";
import { type Four, type Pack, type PackTurn, type PackValues, same } from "./pack.ts";

const flow: Flow = {
  start: "number",
  steps: [
    {
      id: "number",
      kind: "ask",
      text: orderTexts.number,
      input: "order-number",
      save: "order_number",
      retries: 2,
      otherwise: "no-number",
      next: "system",
    },
    {
      id: "system",
      kind: "check",
      cases: [{ tests: [{ left: "order_system", test: "is-set" }], next: "look-up" }],
      otherwise: "noted",
    },
    {
      id: "look-up",
      kind: "look-up",
      connectionId: null,
      method: "GET",
      path: "/orders/{order_number}",
      map: [{ path: "status", save: "order_status" }],
      timeoutSeconds: 8,
      next: "status",
      notFound: "unknown",
      failed: "no-answer",
    },
    { id: "status", kind: "say", text: orderTexts.status, next: "solved" },
    { id: "solved", kind: "solved", yes: "bye", no: "closer" },
    {
      id: "unknown",
      kind: "choose",
      text: orderTexts.unknown,
      options: [
        { id: "again", label: orderTexts.another, words: words.yes, next: "number" },
        { id: "person", label: common.person, words: words.person, next: "noted" },
      ],
      retries: 1,
      otherwise: "noted",
    },
    { id: "no-answer", kind: "hand-over", text: orderTexts.noAnswer },
    { id: "noted", kind: "hand-over", text: orderTexts.noted },
    { id: "no-number", kind: "hand-over", text: orderTexts.noNumber },
    { id: "closer", kind: "hand-over", text: orderTexts.wasNot },
    { id: "bye", kind: "end", text: common.goodbye },
  ],
  constants: { order_system: "" },
  timeoutMinutes: 1440,
};

const changes: Four = {
  en: "Cancels or changes an order",
  fr: "Annule ou modifie une commande",
  pt: "Cancela ou muda um pedido",
  es: "Cancela o cambia un pedido",
};

const change: Flow = {
  start: "number",
  steps: [
    {
      id: "number",
      kind: "ask",
      text: orderTexts.changeNumber,
      input: "order-number",
      save: "order_number",
      retries: 2,
      otherwise: "no-number",
      next: "wish",
    },
    {
      id: "wish",
      kind: "choose",
      text: orderTexts.wish,
      options: [
        { id: "cancel", label: orderTexts.cancelIt, next: "noted" },
        { id: "address", label: orderTexts.newAddress, next: "address" },
        { id: "other", label: orderTexts.other, next: "what" },
      ],
      save: "order_change",
      retries: 1,
      otherwise: "noted",
    },
    {
      id: "address",
      kind: "ask",
      text: orderTexts.address,
      input: "text",
      save: "new_address",
      retries: 1,
      otherwise: "noted",
      next: "noted",
    },
    {
      id: "what",
      kind: "ask",
      text: orderTexts.what,
      input: "text",
      save: "order_wish",
      retries: 1,
      otherwise: "noted",
      next: "noted",
    },
    { id: "noted", kind: "hand-over", text: orderTexts.changeNoted, priority: "high" },
    { id: "no-number", kind: "hand-over", text: orderTexts.noNumber, priority: "high" },
  ],
  timeoutMinutes: 1440,
};

/** With a system to ask, the bot asks it; without, it notes the number and hands over. */
function askSystem(before: Flow, { connectionId, lines }: PackValues): Flow {
  if (connectionId === null) return before;
  const steps = before.steps.map((step) =>
    step.kind === "look-up"
      ? {
          ...step,
          connectionId,
          path: lines.order_path ?? step.path,
          map: [{ path: lines.order_field ?? "status", save: "order_status" }],
        }
      : step,
  );
  return { ...before, steps, constants: { ...before.constants, order_system: "1" } };
}

const asksForOrder: PackTurn[] = [
  {
    say: {
      en: "hi where is my order?",
      fr: "bonjour, où est ma commande ?",
      pt: "oi, cadê meu pedido?",
      es: "hola, ¿dónde está mi pedido?",
    },
    outcome: "incident",
    contains: orderTexts.number,
  },
  { say: { en: "no idea", fr: "aucune idée", pt: "não sei", es: "ni idea" }, outcome: "flow" },
];

/** Asks for the order number, looks it up, and hands over where it can't. */
export const order: Pack = {
  key: "order",
  icon: "cart",
  name: {
    en: "Where is my order?",
    fr: "Où est ma commande ?",
    pt: "Cadê meu pedido?",
    es: "¿Dónde está mi pedido?",
  },
  about: {
    en: "Asks for the order number, looks it up in your shop’s system, or hands over with it.",
    fr: "Demande le numéro, le cherche dans votre système, ou passe la main avec lui.",
    pt: "Pede o número, consulta no sistema da sua loja, ou passa para uma pessoa com ele.",
    es: "Pide el número, lo busca en el sistema de su tienda, o pasa a una persona con él.",
  },
  fields: [
    { key: "system", kind: "connection", isOptional: true, ...orderFields.system },
    {
      key: "order_path",
      kind: "line",
      isOptional: true,
      preset: "/orders/{order_number}",
      ...orderFields.path,
    },
    {
      key: "order_field",
      kind: "line",
      isOptional: true,
      preset: "status",
      ...orderFields.status,
    },
  ],
  dialogues: [
    {
      key: "order",
      name: {
        en: "Where is my order?",
        fr: "Où est ma commande ?",
        pt: "Cadê meu pedido?",
        es: "¿Dónde está mi pedido?",
      },
      flow,
      adapt: askSystem,
    },
    { key: "change", name: changes, flow: change },
  ],
  incidents: [
    {
      name: {
        en: "Where is my order?",
        fr: "Où est ma commande ?",
        pt: "Cadê meu pedido?",
        es: "¿Dónde está mi pedido?",
      },
      category: { en: "Orders", fr: "Commandes", pt: "Pedidos", es: "Pedidos" },
      phrasings: orderPhrasings.where,
      dialogue: "order",
    },
    {
      name: changes,
      category: { en: "Orders", fr: "Commandes", pt: "Pedidos", es: "Pedidos" },
      phrasings: orderPhrasings.change,
      dialogue: "change",
    },
  ],
  samples: [
    {
      name: {
        en: "Asks where the order is",
        fr: "Demande où est la commande",
        pt: "Pergunta onde está o pedido",
        es: "Pregunta dónde está el pedido",
      },
      system: "none",
      turns: [
        ...asksForOrder,
        {
          say: { en: "it's 10425", fr: "c’est 10425", pt: "é o 10425", es: "es el 10425" },
          outcome: "hand-over",
          contains: same("10425"),
        },
      ],
    },
    {
      name: {
        en: "Asks where the order is, and the system does not answer",
        fr: "Demande où est la commande, et le système ne répond pas",
        pt: "Pergunta onde está o pedido, e o sistema não responde",
        es: "Pregunta dónde está el pedido, y el sistema no responde",
      },
      system: "asked",
      turns: [
        ...asksForOrder,
        {
          say: { en: "it's 10425", fr: "c’est 10425", pt: "é o 10425", es: "es el 10425" },
          outcome: "flow",
          contains: same("10425"),
        },
      ],
    },
    {
      name: {
        en: "An order that should go elsewhere",
        fr: "Une commande à envoyer ailleurs",
        pt: "Um pedido para outro endereço",
        es: "Un pedido a otra dirección",
      },
      turns: [
        {
          say: {
            en: "i gave the wrong address",
            fr: "j’ai donné la mauvaise adresse",
            pt: "passei o endereço errado",
            es: "di mal la dirección",
          },
          outcome: "incident",
          contains: orderTexts.changeNumber,
        },
        { say: same("10425"), outcome: "flow", contains: orderTexts.wish },
        { say: orderTexts.newAddress, outcome: "flow", contains: orderTexts.address },
        { say: same("Rua Azul 12, 01310-100"), outcome: "hand-over", contains: same("10425") },
      ],
    },
  ],
};
