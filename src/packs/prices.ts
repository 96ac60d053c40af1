import type { Flow } from "../flows/flow.ts";
import { common, words } from "./common-texts.ts";
import { type Four, type Pack, same } from "./pack.ts";
import { pricesFields, pricesPhrasings, pricesTexts } from "./prices-texts.ts";

const category: Four = { en: "Products", fr: "Produits", pt: "Produtos", es: "Productos" };

const prices: Flow = {
  start: "prices",
  steps: [
    { id: "prices", kind: "say", text: pricesTexts.prices, next: "missing" },
    {
      id: "missing",
      kind: "solved",
      text: pricesTexts.missing,
      yes: "bye",
      no: "which",
    },
    {
      id: "which",
      kind: "ask",
      text: pricesTexts.which,
      input: "text",
      save: "item",
      retries: 1,
      otherwise: "person",
      next: "asked",
    },
    { id: "asked", kind: "hand-over", text: pricesTexts.asked },
    { id: "person", kind: "hand-over" },
    { id: "bye", kind: "end", text: common.goodbye },
  ],
  timeoutMinutes: 1440,
};

const sizes: Flow = {
  start: "size",
  steps: [
    {
      id: "size",
      kind: "choose",
      text: pricesTexts.size,
      options: [
        { id: "sizes", label: pricesTexts.chart, next: "chart" },
        { id: "mine", label: pricesTexts.mine, next: "article" },
        { id: "person", label: common.person, words: words.person, next: "person" },
      ],
      retries: 1,
      otherwise: "person",
    },
    { id: "chart", kind: "say", text: pricesTexts.sayChart, next: "solved" },
    { id: "solved", kind: "solved", yes: "bye", no: "article" },
    {
      id: "article",
      kind: "ask",
      text: pricesTexts.article,
      input: "text",
      save: "article",
      retries: 1,
      otherwise: "person",
      next: "usual",
    },
    {
      id: "usual",
      kind: "ask",
      text: pricesTexts.usual,
      input: "text",
      save: "usual_size",
      retries: 1,
      otherwise: "person",
      next: "measured",
    },
    { id: "measured", kind: "hand-over", text: pricesTexts.measured },
    { id: "person", kind: "hand-over" },
    { id: "bye", kind: "end", text: common.goodbye },
  ],
  timeoutMinutes: 1440,
};

/** The price list; the size chart, or the customer's own size found with a person. */
export const priceList: Pack = {
  key: "prices",
  icon: "tag",
  name: {
    en: "Prices and sizes",
    fr: "Prix et tailles",
    pt: "Preços e tamanhos",
    es: "Precios y tallas",
  },
  about: {
    en: "The price list; the size chart, or what a person needs to tell the right size.",
    fr: "La liste des prix ; le guide des tailles, ou de quoi conseiller la bonne taille.",
    pt: "A tabela de preços; a tabela de medidas, ou o que é preciso para indicar o tamanho.",
    es: "La lista de precios; la guía de tallas, o lo necesario para aconsejar la talla.",
  },
  fields: [
    { key: "prices", kind: "texts", isOptional: true, ...pricesFields.prices },
    { key: "sizes", kind: "texts", isOptional: true, ...pricesFields.sizes },
  ],
  dialogues: [
    {
      key: "prices",
      name: {
        en: "Price list",
        fr: "Liste des prix",
        pt: "Tabela de preços",
        es: "Lista de precios",
      },
      flow: prices,
    },
    {
      key: "sizes",
      name: { en: "Sizes", fr: "Tailles", pt: "Tamanhos", es: "Tallas" },
      flow: sizes,
    },
  ],
  incidents: [
    {
      name: { en: "Prices", fr: "Prix", pt: "Preços", es: "Precios" },
      category,
      phrasings: pricesPhrasings.prices,
      dialogue: "prices",
    },
    {
      name: { en: "Sizes", fr: "Tailles", pt: "Tamanhos", es: "Tallas" },
      category,
      phrasings: pricesPhrasings.sizes,
      dialogue: "sizes",
    },
  ],
  samples: [
    {
      name: {
        en: "A price that is not in the list",
        fr: "Un prix qui n’est pas dans la liste",
        pt: "Um preço que não está na tabela",
        es: "Un precio que no está en la lista",
      },
      needs: ["prices"],
      turns: [
        {
          say: {
            en: "can you send me the prices",
            fr: "envoyez-moi vos tarifs svp",
            pt: "me manda os valores",
            es: "me mandan los precios",
          },
          outcome: "incident",
          contains: pricesTexts.missing,
        },
        {
          say: { en: "no", fr: "non", pt: "não", es: "no" },
          outcome: "flow",
          contains: pricesTexts.which,
        },
        {
          say: {
            en: "a blue scarf",
            fr: "une écharpe bleue",
            pt: "um cachecol azul",
            es: "una bufanda azul",
          },
          outcome: "hand-over",
          contains: {
            en: "a blue scarf",
            fr: "une écharpe bleue",
            pt: "um cachecol azul",
            es: "una bufanda azul",
          },
        },
      ],
    },
    {
      name: {
        en: "Which size",
        fr: "Quelle taille",
        pt: "Qual tamanho",
        es: "Qué talla",
      },
      turns: [
        {
          say: {
            en: "which size do i need?",
            fr: "quelle taille me faut-il ?",
            pt: "que tamanho eu uso?",
            es: "¿qué talla necesito?",
          },
          outcome: "incident",
          contains: pricesTexts.size,
        },
        { say: same("2"), outcome: "flow", contains: pricesTexts.article },
        {
          say: {
            en: "the blue dress",
            fr: "la robe bleue",
            pt: "o vestido azul",
            es: "el vestido azul",
          },
          outcome: "flow",
          contains: pricesTexts.usual,
        },
        { say: same("40"), outcome: "hand-over", contains: same("40") },
      ],
    },
  ],
};
