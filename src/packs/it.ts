import type { Flow } from "../flows/flow.ts";
import { itFields, itPhrasings, itTexts } from "./it-texts.ts";
import { type Four, type Pack, same } from "./pack.ts";

const category: Four = {
  en: "IT help",
  fr: "Aide informatique",
  pt: "Suporte de TI",
  es: "Soporte",
};

const password: Flow = {
  start: "account",
  steps: [
    {
      id: "account",
      kind: "ask",
      text: itTexts.account,
      input: "text",
      save: "account",
      retries: 1,
      otherwise: "page",
      next: "page",
    },
    {
      id: "page",
      kind: "check",
      cases: [{ tests: [{ left: "reset_link", test: "is-set" }], next: "reset" }],
      otherwise: "retype",
    },
    { id: "reset", kind: "say", text: itTexts.reset, next: "works" },
    { id: "retype", kind: "say", text: itTexts.retype, next: "works" },
    { id: "works", kind: "solved", text: itTexts.works, yes: "solved", no: "person" },
    { id: "solved", kind: "end", text: itTexts.solved },
    { id: "person", kind: "hand-over", text: itTexts.person, tag: "it" },
  ],
  constants: { reset_link: "" },
  timeoutMinutes: 1440,
};

const device: Flow = {
  start: "device",
  steps: [
    {
      id: "device",
      kind: "choose",
      text: itTexts.device,
      options: [
        {
          id: "laptop",
          label: itTexts.laptop,
          words: { en: ["notebook"], fr: ["pc portable"], pt: ["laptop"], es: ["laptop"] },
          next: "power",
        },
        {
          id: "desktop",
          label: itTexts.desktop,
          words: {
            en: ["desktop", "pc"],
            fr: ["fixe", "pc"],
            pt: ["desktop", "pc"],
            es: ["sobremesa", "pc"],
          },
          next: "plug",
        },
        { id: "other", label: itTexts.other, next: "plug" },
      ],
      save: "device",
      retries: 1,
      otherwise: "plug",
    },
    { id: "power", kind: "say", text: itTexts.power, next: "works" },
    { id: "plug", kind: "say", text: itTexts.plug, next: "works" },
    { id: "works", kind: "solved", text: itTexts.works, yes: "solved", no: "photo" },
    {
      id: "photo",
      kind: "ask",
      text: itTexts.photo,
      input: "photo",
      save: "screen_photo",
      isOptional: true,
      // Who describes it in words is not asked again: the person reads them.
      retries: 0,
      otherwise: "person",
      next: "person",
    },
    { id: "solved", kind: "end", text: itTexts.solved },
    { id: "person", kind: "hand-over", text: itTexts.person, tag: "it" },
  ],
  timeoutMinutes: 1440,
};

/** A first step with the ticket's number; what still does not work goes to a person, same ticket. */
export const it: Pack = {
  key: "it",
  icon: "lock",
  name: { en: "IT help", fr: "Aide informatique", pt: "Suporte de TI", es: "Soporte informático" },
  about: {
    en: "Password, or a device that won’t start: a first step, then a person on the same ticket.",
    fr: "Mot de passe, ou appareil qui ne démarre pas : une première étape, puis une personne.",
    pt: "Senha, ou aparelho que não liga: um primeiro passo, depois uma pessoa no mesmo chamado.",
    es: "Contraseña, o equipo que no enciende: un primer paso, luego una persona en el mismo caso.",
  },
  fields: [
    {
      key: "reset_link",
      kind: "line",
      isOptional: true,
      isLink: true,
      example: same("https://login.example.com/reset"),
      ...itFields.reset,
    },
  ],
  dialogues: [
    {
      key: "password",
      name: { en: "Password", fr: "Mot de passe", pt: "Senha", es: "Contraseña" },
      flow: password,
    },
    {
      key: "device",
      name: {
        en: "Device won't start",
        fr: "L’appareil ne démarre pas",
        pt: "O aparelho não liga",
        es: "El equipo no enciende",
      },
      flow: device,
    },
  ],
  incidents: [
    {
      name: {
        en: "Password or locked account",
        fr: "Mot de passe ou compte bloqué",
        pt: "Senha ou conta bloqueada",
        es: "Contraseña o cuenta bloqueada",
      },
      category,
      phrasings: itPhrasings.password,
      dialogue: "password",
    },
    {
      name: {
        en: "Device won't start",
        fr: "L’appareil ne démarre pas",
        pt: "O aparelho não liga",
        es: "El equipo no enciende",
      },
      category,
      phrasings: itPhrasings.device,
      dialogue: "device",
    },
  ],
  samples: [
    {
      name: {
        en: "A password that works again",
        fr: "Un mot de passe qui marche de nouveau",
        pt: "Uma senha que volta a funcionar",
        es: "Una contraseña que vuelve a funcionar",
      },
      turns: [
        {
          say: {
            en: "i forgot my password",
            fr: "j’ai oublié mon mot de passe",
            pt: "esqueci minha senha",
            es: "olvidé mi contraseña",
          },
          outcome: "incident",
          contains: itTexts.account,
        },
        {
          say: { en: "the e-mail", fr: "l’e-mail", pt: "do e-mail", es: "el del correo" },
          outcome: "flow",
          contains: itTexts.works,
        },
        { say: { en: "yes", fr: "oui", pt: "sim", es: "sí" }, outcome: "flow" },
      ],
    },
    {
      name: {
        en: "A laptop that still does not start",
        fr: "Un portable qui ne démarre toujours pas",
        pt: "Um notebook que continua sem ligar",
        es: "Un portátil que sigue sin encender",
      },
      turns: [
        {
          say: {
            en: "my laptop does not turn on",
            fr: "mon portable ne s’allume plus",
            pt: "meu notebook não liga",
            es: "mi portátil no enciende",
          },
          outcome: "incident",
          contains: itTexts.device,
        },
        { say: itTexts.laptop, outcome: "flow", contains: itTexts.works },
        {
          say: { en: "not yet", fr: "pas encore", pt: "ainda não", es: "todavía no" },
          outcome: "flow",
          contains: itTexts.photo,
        },
        { say: same(""), isPhoto: true, outcome: "hand-over", contains: itTexts.person },
      ],
    },
  ],
};
