import type { Flow } from "../flows/flow.ts";
import { common, words } from "./common-texts.ts";
import { type Four, type Pack, same } from "./pack.ts";
import { stayFields, stayPhrasings, stayTexts } from "./stay-texts.ts";

const category: Four = { en: "Stay", fr: "Séjour", pt: "Estadia", es: "Estancia" };

const late: Flow = {
  start: "time",
  steps: [
    {
      id: "time",
      kind: "ask",
      text: stayTexts.lateTime,
      input: "text",
      save: "arrival",
      retries: 1,
      otherwise: "person",
      next: "guest",
    },
    {
      id: "guest",
      kind: "ask",
      text: stayTexts.lateName,
      input: "name",
      save: "guest",
      retries: 2,
      otherwise: "person",
      next: "late",
    },
    { id: "late", kind: "say", text: stayTexts.late, next: "clear" },
    {
      id: "clear",
      kind: "choose",
      text: stayTexts.clear,
      options: [
        { id: "yes", label: stayTexts.allClear, words: words.yes, next: "tag" },
        { id: "person", label: common.person, words: words.person, next: "person" },
      ],
      retries: 1,
      otherwise: "person",
    },
    {
      id: "tag",
      kind: "set",
      changes: [{ set: "ticket-tag", value: "late arrival" }],
      next: "noted",
    },
    { id: "noted", kind: "end", text: stayTexts.noted },
    { id: "person", kind: "hand-over", tag: "late arrival" },
  ],
  timeoutMinutes: 1440,
};

/** What guests of a house ask. */
export const stay: Pack = {
  key: "stay",
  icon: "home",
  name: {
    en: "Wi-Fi and stay",
    fr: "Wi-Fi et séjour",
    pt: "Wi-Fi e estadia",
    es: "Wi-Fi y estancia",
  },
  about: {
    en: "For a hotel or guest house: Wi-Fi, check-in and check-out, breakfast, late arrival.",
    fr: "Pour un hôtel ou une maison d’hôtes : Wi-Fi, arrivée, départ, petit-déjeuner, arrivée tardive.",
    pt: "Para hotel ou pousada: Wi-Fi, check-in e check-out, café da manhã, chegada tarde.",
    es: "Para un hotel o una casa: Wi-Fi, entrada y salida, desayuno, llegada tarde.",
  },
  fields: [
    {
      key: "wifi_name",
      kind: "line",
      isOptional: true,
      example: same("Casa Azul"),
      ...stayFields.wifiName,
    },
    {
      key: "wifi_password",
      kind: "line",
      isOptional: true,
      example: same("blue-sea-2026"),
      ...stayFields.wifiPassword,
    },
    { key: "check_in", kind: "texts", ...stayFields.checkIn },
    { key: "check_out", kind: "texts", ...stayFields.checkOut },
    { key: "breakfast", kind: "texts", isOptional: true, ...stayFields.breakfast },
    { key: "late_arrival", kind: "texts", isOptional: true, ...stayFields.late },
  ],
  dialogues: [
    {
      key: "late",
      name: {
        en: "Late arrival",
        fr: "Arrivée tardive",
        pt: "Chegada tarde",
        es: "Llegada tarde",
      },
      flow: late,
    },
  ],
  incidents: [
    {
      name: same("Wi-Fi"),
      category,
      phrasings: stayPhrasings.wifi,
      answers: stayTexts.wifi,
    },
    {
      name: { en: "Check-in", fr: "Arrivée", pt: "Check-in", es: "Entrada" },
      category,
      phrasings: stayPhrasings.checkIn,
      answers: stayTexts.checkIn,
    },
    {
      name: { en: "Check-out", fr: "Départ", pt: "Check-out", es: "Salida" },
      category,
      phrasings: stayPhrasings.checkOut,
      answers: stayTexts.checkOut,
    },
    {
      name: { en: "Breakfast", fr: "Petit-déjeuner", pt: "Café da manhã", es: "Desayuno" },
      category,
      phrasings: stayPhrasings.breakfast,
      answers: stayTexts.breakfast,
    },
    {
      name: {
        en: "Late arrival",
        fr: "Arrivée tardive",
        pt: "Chegada tarde",
        es: "Llegada tarde",
      },
      category,
      phrasings: stayPhrasings.late,
      dialogue: "late",
    },
  ],
  samples: [
    {
      name: { en: "Wi-Fi", fr: "Le Wi-Fi", pt: "O Wi-Fi", es: "El Wi-Fi" },
      needs: ["wifi_name", "wifi_password"],
      turns: [
        {
          say: {
            en: "hi, what is the wifi password?",
            fr: "bonjour, quel est le code wifi ?",
            pt: "oi, qual a senha do wifi?",
            es: "hola, ¿cuál es la contraseña del wifi?",
          },
          outcome: "incident",
        },
      ],
    },
    {
      name: {
        en: "Arrives late",
        fr: "Arrive tard",
        pt: "Chega tarde",
        es: "Llega tarde",
      },
      turns: [
        {
          say: {
            en: "we arrive late tonight",
            fr: "nous arrivons tard ce soir",
            pt: "vamos chegar tarde hoje",
            es: "llegamos tarde esta noche",
          },
          outcome: "incident",
          contains: stayTexts.lateTime,
        },
        { say: same("23:30"), outcome: "flow", contains: stayTexts.lateName },
        { say: same("Bruno Lima"), outcome: "flow", contains: same("Bruno Lima") },
        { say: stayTexts.allClear, outcome: "flow", contains: stayTexts.noted },
      ],
    },
  ],
};
