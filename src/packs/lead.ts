import type { AskStep, Flow, InputKind, Texts } from "../flows/flow.ts";
import { words } from "./common-texts.ts";
import { leadFields, leadPhrasings, leadTexts } from "./lead-texts.ts";
import { type Pack, same } from "./pack.ts";

function ask(
  save: "name" | "company" | "email" | "phone" | "postcode" | "need",
  input: InputKind,
  next: string,
  isOptional = false,
): AskStep {
  const text: Texts = leadTexts[save];
  const step = { id: save, kind: "ask", text, input, save, retries: 2, next } as const;
  return isOptional ? { ...step, isOptional, otherwise: next } : { ...step, otherwise: "person" };
}

const flow: Flow = {
  start: "name",
  steps: [
    ask("name", "name", "company"),
    ask("company", "text", "email", true),
    ask("email", "email", "phone"),
    ask("phone", "phone", "postcode", true),
    ask("postcode", "postcode", "need", true),
    ask("need", "text", "keep"),
    {
      id: "keep",
      kind: "set",
      changes: [
        { set: "contact-name", value: "{name}" },
        { set: "contact-field", name: "company", value: "{company}" },
        { set: "contact-field", name: "email", value: "{email}" },
        { set: "contact-field", name: "phone", value: "{phone}" },
        { set: "contact-field", name: "postcode", value: "{postcode}" },
        { set: "contact-tag", value: "lead" },
        { set: "ticket-tag", value: "lead" },
      ],
      next: "consent",
    },
    {
      id: "consent",
      kind: "choose",
      text: leadTexts.consent,
      options: [
        { id: "yes", label: leadTexts.agree, words: words.yes, next: "agreed" },
        { id: "no", label: leadTexts.refuse, words: words.no, next: "done" },
      ],
      save: "wants_news",
      retries: 1,
      otherwise: "done",
    },
    {
      id: "agreed",
      kind: "set",
      changes: [{ set: "consent", purpose: "marketing", text: leadTexts.consent }],
      next: "done",
    },
    { id: "done", kind: "hand-over", text: leadTexts.done },
    { id: "person", kind: "hand-over", tag: "lead" },
  ],
  timeoutMinutes: 1440,
};

/** Who is interested, and in what; the consent to news is asked apart and kept word for word. */
export const lead: Pack = {
  key: "lead",
  icon: "user-plus",
  name: {
    en: "New interested customer",
    fr: "Nouveau client intéressé",
    pt: "Novo interessado",
    es: "Nuevo interesado",
  },
  about: {
    en: "Name, company, e-mail, phone, postcode, need; asks for consent to news; a person follows up.",
    fr: "Nom, entreprise, e-mail, téléphone, code postal, besoin ; demande l’accord pour vos nouvelles.",
    pt: "Nome, empresa, e-mail, telefone, CEP, necessidade; pede o aceite para novidades.",
    es: "Nombre, empresa, correo, teléfono, código postal, necesidad; pide permiso para novedades.",
  },
  fields: [],
  contactFields: [
    { name: "company", label: leadFields.company },
    { name: "email", label: leadFields.email },
    { name: "phone", label: leadFields.phone },
    { name: "postcode", label: leadFields.postcode },
  ],
  dialogues: [
    {
      key: "lead",
      name: {
        en: "New interested customer",
        fr: "Nouveau client intéressé",
        pt: "Novo interessado",
        es: "Nuevo interesado",
      },
      flow,
    },
  ],
  incidents: [
    {
      name: {
        en: "Wants an offer",
        fr: "Souhaite une offre",
        pt: "Quer uma proposta",
        es: "Quiere una oferta",
      },
      category: { en: "Sales", fr: "Ventes", pt: "Vendas", es: "Ventas" },
      phrasings: leadPhrasings,
      dialogue: "lead",
    },
  ],
  samples: [
    {
      name: {
        en: "Somebody who wants an offer and news",
        fr: "Une personne qui veut une offre et des nouvelles",
        pt: "Alguém que quer uma proposta e novidades",
        es: "Alguien que quiere una oferta y novedades",
      },
      turns: [
        {
          say: {
            en: "i would like a quote",
            fr: "je voudrais un devis",
            pt: "queria um orçamento",
            es: "quisiera un presupuesto",
          },
          outcome: "incident",
          contains: leadTexts.name,
        },
        {
          say: {
            en: "my name is Clara Reed",
            fr: "je m’appelle Clara Moreau",
            pt: "meu nome é Clara Souza",
            es: "me llamo Clara García",
          },
          outcome: "flow",
          contains: same("Clara"),
        },
        { say: same("Loja Azul"), outcome: "flow", contains: leadTexts.email },
        { say: same("clara@example.com"), outcome: "flow", contains: leadTexts.phone },
        {
          say: { en: "skip", fr: "passer", pt: "pular", es: "omitir" },
          outcome: "flow",
          contains: leadTexts.postcode,
        },
        {
          say: { en: "skip", fr: "passer", pt: "pular", es: "omitir" },
          outcome: "flow",
          contains: leadTexts.need,
        },
        {
          say: {
            en: "blue curtains for 12 windows",
            fr: "des rideaux bleus pour 12 fenêtres",
            pt: "cortinas azuis para 12 janelas",
            es: "cortinas azules para 12 ventanas",
          },
          outcome: "flow",
          contains: same("WhatsApp"),
        },
        { say: leadTexts.agree, outcome: "hand-over", contains: same("Clara") },
      ],
    },
  ],
};
