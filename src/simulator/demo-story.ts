import { DAY, HOUR, MINUTE } from "../clock.ts";
import type { RecordedConsent } from "../consent-log/record-consent.ts";
import type { Priority } from "../db/schema.ts";
import type { RuleInput } from "../bot/rules.ts";
import { cast, type SimulatedPerson } from "./people.ts";

interface Heard extends Pick<RecordedConsent, "purpose" | "event" | "method" | "text"> {
  source: string;
}

/** What somebody did. `by`: which of the desk's people, counted from 0. */
type Deed =
  | { kind: "says"; text: string }
  | { kind: "sends"; what: "photo" | "voice" | "location"; caption?: string }
  | { kind: "reacts"; emoji: string }
  | { kind: "answer"; text: string; by: number }
  | { kind: "note"; text: string; by: number }
  | { kind: "take"; by: number }
  | { kind: "tags"; tags: string[] }
  | { kind: "priority"; priority: Priority }
  | { kind: "wait" }
  | { kind: "resolve"; by: number }
  /** Consent that somebody of the desk heard. */
  | { kind: "hears"; heard: Heard; by: number }
  /** Until this long after the demo was made. */
  | { kind: "snooze"; until: number; by: number };

/** It happened `ago` milliseconds before the demo was made. */
export type Step = { ago: number; who: SimulatedPerson } & Deed;

const [ana, bruno, lucia] = cast as [SimulatedPerson, SimulatedPerson, SimulatedPerson];
const named = (name: string, waId: string): SimulatedPerson => ({
  key: waId,
  name,
  waId,
  userId: null,
  username: null,
});
const emma = named("Emma Clarke", "447700900000");
const tom = named("Tom Baker", "447700900001");
const camille = named("Camille Martin", "33639980034");
const rafael = named("Rafael Lima", "5511955550102");
const marta = named("Marta Vidal", "34600000007");

/** Each deed with its minutes after the beginning. */
function conversation(
  who: SimulatedPerson,
  ago: number,
  deeds: [minutes: number, deed: Deed][],
): Step[] {
  return deeds.map(([minutes, deed]) => ({ who, ago: ago - minutes * MINUTE, ...deed }));
}

const says = (text: string): Deed => ({ kind: "says", text });
const answer = (text: string, by = 0): Deed => ({ kind: "answer", text, by });
const hears = (heard: Heard, by = 0): Deed => ({ kind: "hears", heard, by });

/** Two days at a small shop: every state that a ticket can have, in four languages. */
export const story: Step[] = [
  ...conversation(camille, 2 * DAY, [
    [0, says("Bonjour, le pull bleu existe-t-il encore en taille M ?")],
    [4, { kind: "take", by: 0 }],
    [5, answer("Bonjour Camille ! Oui, il en reste deux en M. Je vous en mets un de côté ?")],
    [9, says("Oui, avec plaisir. Je passe samedi matin.")],
    [11, answer("C’est noté : il vous attend à la caisse. À samedi !")],
    [12, { kind: "reacts", emoji: "❤️" }],
    [14, says("START")],
    [16, says("OUI")],
    [20, { kind: "resolve", by: 0 }],
  ]),
  ...conversation(marta, 31 * HOUR, [
    [0, says("Hola, me han cobrado dos veces el pedido 1042. ¿Pueden revisarlo, por favor?")],
    [11, { kind: "priority", priority: "urgent" }],
    [12, { kind: "tags", tags: ["pagos"] }],
    [
      13,
      hears({
        purpose: "reviews",
        event: "refused",
        method: "phone",
        text: { body: "¿Podemos pedirle su opinión después de cada compra?", language: "es" },
        source: "Llamada por el pedido 1042",
      }),
    ],
    [
      14,
      {
        kind: "note",
        by: 0,
        text: "[x] Pedido 1042 encontrado\n[ ] Pedir el extracto al banco\n[ ] Devolver 39,90 €",
      },
    ],
    [
      16,
      answer(
        "Hola, Marta. Vemos dos cargos de 39,90 €. Lo consultamos con el banco y te escribimos mañana.",
      ),
    ],
  ]),
  ...conversation(bruno, 22 * HOUR, [
    [0, says("Bonjour, je voudrais renvoyer les chaussures reçues hier, elles sont trop petites.")],
    [
      8,
      answer("Bonjour Bruno, bien sûr. Souhaitez-vous un échange en 43 ou un remboursement ?", 1),
    ],
    [9, { kind: "tags", tags: ["retour"] }],
    [10, { kind: "wait" }],
  ]),
  ...conversation(rafael, 19 * HOUR, [
    [0, says("Oi! Vocês entregam em Campinas?")],
    [5, answer("Oi, Rafael! Entregamos sim, em até 3 dias úteis.")],
    [20, says("Valeu!")],
    [22, { kind: "resolve", by: 0 }],
    [95, says("PARAR")],
  ]),
  ...conversation(tom, 5 * HOUR, [
    [0, says("Hi, could the courier come to my office instead? Here is where I am.")],
    [1, { kind: "sends", what: "location" }],
    [
      3,
      hears(
        {
          purpose: "service_updates",
          event: "given",
          method: "in-person",
          text: {
            body: "May we tell you on WhatsApp when something about your order changes? You can stop this at any time by answering STOP.",
            language: "en",
          },
          source: "At the counter, Camden",
        },
        1,
      ),
    ],
    [
      6,
      answer("Hi Tom, no problem. I will confirm the time with the courier tomorrow morning.", 1),
    ],
    [7, { kind: "snooze", by: 1, until: 16 * HOUR }],
  ]),
  ...conversation(ana, 74 * MINUTE, [
    [0, says("Oi, bom dia! Meu pedido chegou, mas a caixa está amassada 😕")],
    [1, { kind: "sends", what: "photo", caption: "Olha como chegou" }],
    [4, { kind: "take", by: 0 }],
    [5, answer("Oi, Ana! Que pena. O que está dentro chegou inteiro?")],
    [
      6,
      hears({
        purpose: "marketing",
        event: "withdrawn",
        method: "phone",
        text: null,
        source: "Ligou para a loja",
      }),
    ],
    [7, { kind: "priority", priority: "high" }],
    [8, { kind: "tags", tags: ["troca", "entrega"] }],
    [
      9,
      {
        kind: "note",
        by: 0,
        text: "[ ] Avisar a transportadora\nSe a caneca quebrou, mandamos outra hoje.",
      },
    ],
    [62, says("A caneca azul quebrou 😢")],
    [63, says("Dá para trocar?")],
  ]),
  ...conversation(emma, 26 * MINUTE, [
    [0, { kind: "sends", what: "voice" }],
    [1, says("It’s order 1051, thank you!")],
  ]),
  ...conversation(lucia, 4 * MINUTE, [[0, says("¡Hola! ¿Abren los sábados?")]]),
].toSorted((one, other) => other.ago - one.ago);

/** What `--rules` switches on. */
export const demoRules: RuleInput[] = [
  {
    name: "Opening hours",
    match: "contains",
    phrases: [
      "opening hours",
      "are you open",
      "horaires",
      "êtes-vous ouverts",
      "horário",
      "vocês abrem",
      "horario",
      "abren",
      "abierto",
    ],
    answers: {
      en: "We are open Monday to Saturday, 9 to 18.",
      fr: "Nous sommes ouverts du lundi au samedi, de 9 h à 18 h.",
      pt: "Abrimos de segunda a sábado, das 9h às 18h.",
      es: "Abrimos de lunes a sábado, de 9 a 18 h.",
    },
    action: "answer",
    enabled: true,
  },
  {
    name: "A person",
    match: "contains",
    phrases: [
      "speak to a person",
      "parler à quelqu’un",
      "falar com atendente",
      "hablar con una persona",
    ],
    answers: {
      en: "Of course: somebody will answer you here shortly.",
      fr: "Bien sûr : quelqu’un vous répond ici dans un instant.",
      pt: "Claro: alguém responde aqui em instantes.",
      es: "Claro: alguien te responde aquí en un momento.",
    },
    action: "hand-over",
    enabled: true,
  },
];
