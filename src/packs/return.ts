import type { Flow, Option } from "../flows/flow.ts";
import { common, words } from "./common-texts.ts";
import { type Pack, same } from "./pack.ts";
import { returnFields, returnPhrasings, returnTexts, returnWords } from "./return-texts.ts";

const reasons: Option[] = [
  { id: "small", label: returnTexts.small, words: returnWords.small, next: "wish" },
  { id: "big", label: returnTexts.big, words: returnWords.big, next: "wish" },
  { id: "damaged", label: returnTexts.damaged, words: returnWords.damaged, next: "photo" },
  { id: "wrong", label: returnTexts.wrong, words: returnWords.wrong, next: "photo" },
  { id: "mind", label: returnTexts.mind, next: "wish" },
  { id: "other", label: returnTexts.other, next: "wish" },
];

const flow: Flow = {
  start: "terms",
  steps: [
    { id: "terms", kind: "say", text: returnTexts.terms, next: "number" },
    {
      id: "number",
      kind: "ask",
      text: returnTexts.number,
      input: "order-number",
      save: "order_number",
      retries: 2,
      otherwise: "person",
      next: "reason",
    },
    {
      id: "reason",
      kind: "choose",
      text: returnTexts.reason,
      options: reasons,
      save: "return_reason",
      retries: 2,
      otherwise: "person",
    },
    {
      id: "photo",
      kind: "ask",
      text: returnTexts.photo,
      input: "photo",
      save: "return_photo",
      isOptional: true,
      retries: 1,
      otherwise: "wish",
      next: "wish",
    },
    {
      id: "wish",
      kind: "choose",
      text: returnTexts.wish,
      options: [
        {
          id: "exchange",
          label: returnTexts.exchange,
          words: returnWords.exchange,
          next: "where",
        },
        { id: "money", label: returnTexts.money, words: returnWords.money, next: "where" },
        { id: "person", label: common.person, words: words.person, next: "person" },
      ],
      save: "return_wish",
      retries: 2,
      otherwise: "person",
    },
    { id: "where", kind: "say", text: returnTexts.where, next: "done" },
    { id: "done", kind: "hand-over", text: returnTexts.done, tag: "return" },
    { id: "person", kind: "hand-over", tag: "return" },
  ],
  timeoutMinutes: 1440,
};

/** Order number, reason, photo of what is damaged, what the customer wishes; then a person sends the label. */
export const returns: Pack = {
  key: "return",
  icon: "reopen",
  name: {
    en: "Return or exchange",
    fr: "Retour ou échange",
    pt: "Devolução ou troca",
    es: "Devolución o cambio",
  },
  about: {
    en: "Your terms, order number, reason, a photo of damage; a person only sends the label.",
    fr: "Vos conditions, le numéro, la raison, une photo ; une personne n’a qu’à envoyer l’étiquette.",
    pt: "Suas regras, o número, o motivo, uma foto; a pessoa só precisa mandar a etiqueta.",
    es: "Sus condiciones, número, motivo, una foto; la persona solo envía la etiqueta.",
  },
  fields: [
    { key: "return_terms", kind: "texts", ...returnFields.terms },
    {
      key: "return_address",
      kind: "line",
      isOptional: true,
      example: same("Loja Azul, Rua Azul 12, 01310-100 São Paulo"),
      ...returnFields.address,
    },
  ],
  dialogues: [
    {
      key: "return",
      name: {
        en: "Return or exchange",
        fr: "Retour ou échange",
        pt: "Devolução ou troca",
        es: "Devolución o cambio",
      },
      flow,
    },
  ],
  incidents: [
    {
      name: {
        en: "Return or exchange",
        fr: "Retour ou échange",
        pt: "Devolução ou troca",
        es: "Devolución o cambio",
      },
      category: { en: "Orders", fr: "Commandes", pt: "Pedidos", es: "Pedidos" },
      phrasings: returnPhrasings,
      dialogue: "return",
    },
  ],
  samples: [
    {
      name: {
        en: "A damaged item",
        fr: "Un article abîmé",
        pt: "Um produto danificado",
        es: "Un producto dañado",
      },
      turns: [
        {
          say: {
            en: "my item arrived damaged",
            fr: "mon article est arrivé abîmé",
            pt: "meu produto chegou danificado",
            es: "mi producto llegó dañado",
          },
          outcome: "incident",
          contains: returnTexts.number,
        },
        { say: same("#10425"), outcome: "flow", contains: returnTexts.reason },
        { say: returnTexts.damaged, outcome: "flow", contains: returnTexts.photo },
        { say: same(""), isPhoto: true, outcome: "flow", contains: returnTexts.wish },
        { say: same("2"), outcome: "hand-over", contains: same("10425") },
      ],
    },
    {
      name: {
        en: "Too small",
        fr: "Trop petit",
        pt: "Ficou pequeno",
        es: "Queda pequeño",
      },
      turns: [
        {
          say: {
            en: "i want to return something",
            fr: "je veux retourner un article",
            pt: "quero devolver um produto",
            es: "quiero devolver un producto",
          },
          outcome: "incident",
        },
        { say: same("BR-2231"), outcome: "flow" },
        { say: same("1"), outcome: "flow", contains: returnTexts.wish },
        { say: returnTexts.exchange, outcome: "hand-over", contains: same("BR-2231") },
      ],
    },
  ],
};
