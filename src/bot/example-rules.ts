import type { ExampleName } from "../../views/bot/rule-list.tsx";
import type { Language } from "../db/schema.ts";
import type { RuleInput } from "./rules.ts";

type Example = {
  names: Record<Language, string>;
  phrases: string[];
  answers: Record<Language, string>;
};

/** Forms filled in to start from; the owner changes them to what is true of the business. */
const examples: Record<ExampleName, Example> = {
  hours: {
    names: { en: "Opening hours", fr: "Horaires", pt: "Horário", es: "Horario" },
    phrases: [
      "opening hours",
      "open today",
      "what time do you open",
      "horaires",
      "vous ouvrez",
      "ouvert aujourd'hui",
      "horário de funcionamento",
      "que horas abrem",
      "aberto hoje",
      "horario de apertura",
      "a qué hora abren",
      "abierto hoy",
    ],
    answers: {
      en: "We are open Monday to Friday from 9:00 to 18:00, and on Saturday until 13:00.",
      fr: "Nous sommes ouverts du lundi au vendredi de 9 h à 18 h, et le samedi jusqu’à 13 h.",
      pt: "Abrimos de segunda a sexta das 9h às 18h, e aos sábados até as 13h.",
      es: "Abrimos de lunes a viernes de 9:00 a 18:00, y los sábados hasta las 13:00.",
    },
  },
  address: {
    names: { en: "Where we are", fr: "Adresse", pt: "Endereço", es: "Dirección" },
    phrases: [
      "address",
      "where are you",
      "adresse",
      "où êtes-vous",
      "endereço",
      "onde fica",
      "onde vocês ficam",
      "dirección",
      "dónde están",
      "dónde queda",
    ],
    answers: {
      en: "You find us at 12 Blue Street, two minutes from the station.",
      fr: "Nous sommes au 12 rue Bleue, à deux minutes de la gare.",
      pt: "Estamos na Rua Azul, 12, a dois minutos da estação.",
      es: "Estamos en la calle Azul 12, a dos minutos de la estación.",
    },
  },
  delivery: {
    names: { en: "Delivery", fr: "Livraison", pt: "Entrega", es: "Envíos" },
    phrases: [
      "delivery",
      "do you deliver",
      "shipping",
      "livraison",
      "vous livrez",
      "entrega",
      "frete",
      "vocês entregam",
      "envío",
      "hacen envíos",
    ],
    answers: {
      en: "We deliver in 2 to 4 working days. Send us your postcode and we tell you the price.",
      fr: "Nous livrons en 2 à 4 jours ouvrés. Envoyez-nous votre code postal et nous vous donnons le prix.",
      pt: "Entregamos em 2 a 4 dias úteis. Envie seu CEP e informamos o valor.",
      es: "Entregamos en 2 a 4 días laborables. Envíenos su código postal y le decimos el precio.",
    },
  },
};

export function exampleRule(name: ExampleName, language: Language): RuleInput {
  const { names, phrases, answers } = examples[name];
  return { ...emptyRule(), name: names[language], phrases, answers };
}

/** A new rule; `phrase`: what somebody wrote and nothing answered. */
export function emptyRule(phrase = ""): RuleInput {
  return {
    name: "",
    match: "contains",
    phrases: phrase ? [phrase] : [],
    answers: {},
    action: "answer",
    enabled: true,
  };
}
