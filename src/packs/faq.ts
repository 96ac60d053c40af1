import type { ChooseStep, SayStep, Texts } from "../flows/flow.ts";
import { common, words } from "./common-texts.ts";
import { faqFields, faqPhrasings, faqTexts } from "./faq-texts.ts";
import { type Pack, same } from "./pack.ts";

const topics = ["hours", "address", "delivery", "payment", "returns"] as const;
const said: Record<(typeof topics)[number], Texts> = {
  hours: faqTexts.sayHours,
  address: faqTexts.sayAddress,
  delivery: faqTexts.sayDelivery,
  payment: faqTexts.sayPayment,
  returns: faqTexts.sayReturns,
};

const menu: ChooseStep = {
  id: "menu",
  kind: "choose",
  text: faqTexts.menu,
  options: [
    ...topics.map((topic) => ({ id: topic, label: faqTexts[topic], next: topic })),
    { id: "person", label: common.person, words: words.person, next: "person" },
  ],
  save: "topic",
  retries: 2,
  otherwise: "person",
};

const answers = topics.map((topic): SayStep => ({
  id: topic,
  kind: "say",
  text: said[topic],
  next: "more",
}));

/** A list of the commonest questions; a field left empty takes its row away. */
export const faq: Pack = {
  key: "faq",
  icon: "list",
  name: {
    en: "Menu of questions",
    fr: "Menu des questions",
    pt: "Menu de perguntas",
    es: "Menú de preguntas",
  },
  about: {
    en: "A list to tap: hours, address, delivery, payment, returns, or a person.",
    fr: "Une liste à toucher : horaires, adresse, livraison, paiement, retours, ou une personne.",
    pt: "Uma lista para tocar: horário, endereço, entrega, pagamento, devoluções ou uma pessoa.",
    es: "Una lista para tocar: horario, dirección, envíos, pago, devoluciones o una persona.",
  },
  fields: topics.map((key) => ({
    key,
    kind: "texts",
    isOptional: key !== "hours",
    ...faqFields[key],
  })),
  dialogues: [
    {
      key: "menu",
      name: {
        en: "Menu of questions",
        fr: "Menu des questions",
        pt: "Menu de perguntas",
        es: "Menú de preguntas",
      },
      flow: {
        start: "menu",
        steps: [
          menu,
          ...answers,
          {
            id: "more",
            kind: "choose",
            text: common.anythingElse,
            options: [
              { id: "yes", label: common.yesMore, words: words.yes, next: "menu" },
              { id: "no", label: common.noMore, words: words.no, next: "bye" },
              { id: "person", label: common.person, words: words.person, next: "person" },
            ],
            retries: 1,
            otherwise: "person",
          },
          { id: "bye", kind: "end", text: common.goodbye },
          { id: "person", kind: "hand-over" },
        ],
        timeoutMinutes: 1440,
      },
    },
  ],
  incidents: [
    {
      name: {
        en: "Asks for information",
        fr: "Demande des renseignements",
        pt: "Pede informações",
        es: "Pide información",
      },
      category: { en: "Information", fr: "Renseignements", pt: "Informações", es: "Información" },
      phrasings: faqPhrasings.menu,
      dialogue: "menu",
    },
    {
      name: { en: "Delivery", fr: "Livraison", pt: "Entrega", es: "Envíos" },
      category: { en: "Information", fr: "Renseignements", pt: "Informações", es: "Información" },
      phrasings: faqPhrasings.delivery,
      answers: faqTexts.sayDelivery,
    },
    {
      name: { en: "Payment", fr: "Paiement", pt: "Pagamento", es: "Pago" },
      category: { en: "Information", fr: "Renseignements", pt: "Informações", es: "Información" },
      phrasings: faqPhrasings.payment,
      answers: faqTexts.sayPayment,
    },
  ],
  samples: [
    {
      name: {
        en: "Opening hours by the menu",
        fr: "Les horaires par le menu",
        pt: "Horário pelo menu",
        es: "El horario por el menú",
      },
      turns: [
        {
          say: {
            en: "hello, i need some information",
            fr: "bonjour, j’ai besoin de renseignements",
            pt: "oi, preciso de uma informação",
            es: "hola, necesito información",
          },
          outcome: "incident",
          contains: faqTexts.menu,
        },
        {
          say: same("1"),
          outcome: "flow",
          contains: common.anythingElse,
        },
        { say: common.noMore, outcome: "flow", contains: common.goodbye },
      ],
    },
    {
      name: {
        en: "What delivery costs",
        fr: "Le prix de la livraison",
        pt: "O preço da entrega",
        es: "El precio del envío",
      },
      needs: ["delivery"],
      turns: [
        {
          say: {
            en: "how much is delivery please",
            fr: "combien coûte la livraison svp",
            pt: "quanto é o frete por favor",
            es: "cuánto cuesta el envío por favor",
          },
          outcome: "incident",
        },
      ],
    },
  ],
};
