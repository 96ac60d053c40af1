import { faqFields } from "./faq-texts.ts";
import { hoursFields, hoursPhrasings, hoursTexts } from "./hours-texts.ts";
import { type Pack, same } from "./pack.ts";

const category = { en: "Visit", fr: "Visite", pt: "Visita", es: "Visita" };

/** Whether it is open right now, the hours, and the way there. */
export const hours: Pack = {
  key: "hours",
  icon: "clock",
  name: {
    en: "Opening hours and address",
    fr: "Horaires et adresse",
    pt: "Horário e endereço",
    es: "Horario y dirección",
  },
  about: {
    en: "Open right now? Hours, holidays, address with map, parking.",
    fr: "Ouvert en ce moment ? Horaires, jours fériés, adresse avec plan, stationnement.",
    pt: "Aberto agora? Horário, feriados, endereço com mapa, estacionamento.",
    es: "¿Abierto ahora? Horario, festivos, dirección con mapa, aparcamiento.",
  },
  needs: {
    text: {
      en: "“Open right now” follows the opening hours of the bot.",
      fr: "« Ouvert en ce moment » suit les horaires du bot.",
      pt: "“Aberto agora” segue o horário do bot.",
      es: "«Abierto ahora» sigue el horario del bot.",
    },
    href: "/bot/settings",
  },
  fields: [
    { key: "hours", kind: "texts", ...faqFields.hours },
    { key: "holidays", kind: "texts", isOptional: true, ...hoursFields.holidays },
    { key: "address", kind: "texts", isOptional: true, ...faqFields.address },
    {
      key: "map",
      kind: "line",
      isOptional: true,
      isLink: true,
      example: same("https://maps.example.com/loja-azul"),
      ...hoursFields.map,
    },
    { key: "parking", kind: "texts", isOptional: true, ...hoursFields.parking },
  ],
  dialogues: [
    {
      key: "open",
      name: {
        en: "Open right now?",
        fr: "Ouvert en ce moment ?",
        pt: "Aberto agora?",
        es: "¿Abierto ahora?",
      },
      flow: {
        start: "now",
        steps: [
          {
            id: "now",
            kind: "check",
            cases: [{ tests: [{ left: "business.open", test: "is", value: "yes" }], next: "open" }],
            otherwise: "closed",
          },
          { id: "open", kind: "end", text: hoursTexts.open },
          { id: "closed", kind: "end", text: hoursTexts.closed },
        ],
        timeoutMinutes: 1440,
      },
    },
  ],
  incidents: [
    {
      name: { en: "Opening hours", fr: "Horaires", pt: "Horário", es: "Horario" },
      category,
      phrasings: hoursPhrasings.hours,
      dialogue: "open",
    },
    {
      name: { en: "Public holidays", fr: "Jours fériés", pt: "Feriados", es: "Festivos" },
      category,
      phrasings: hoursPhrasings.holidays,
      answers: hoursTexts.holidays,
    },
    {
      name: { en: "Address", fr: "Adresse", pt: "Endereço", es: "Dirección" },
      category,
      phrasings: hoursPhrasings.address,
      answers: hoursTexts.address,
      link: "map",
    },
    {
      name: { en: "Parking", fr: "Stationnement", pt: "Estacionamento", es: "Aparcamiento" },
      category,
      phrasings: hoursPhrasings.parking,
      answers: hoursTexts.parking,
    },
  ],
  samples: [
    {
      name: { en: "Opening hours", fr: "Les horaires", pt: "O horário", es: "El horario" },
      turns: [
        {
          say: {
            en: "what time do you open?",
            fr: "vous ouvrez à quelle heure ?",
            pt: "que horas vocês abrem?",
            es: "¿a qué hora abren?",
          },
          outcome: "incident",
        },
      ],
    },
    {
      name: { en: "The way there", fr: "Le chemin", pt: "Como chegar", es: "Cómo llegar" },
      needs: ["address"],
      turns: [
        {
          say: {
            en: "hi, where is the shop?",
            fr: "bonjour, où est le magasin ?",
            pt: "oi, onde fica a loja?",
            es: "hola, ¿dónde queda la tienda?",
          },
          outcome: "incident",
        },
      ],
    },
  ],
};
