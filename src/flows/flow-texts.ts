import type { Language } from "../db/schema.ts";
import type { InputKind } from "./flow.ts";

/** What dialogues say by themselves; everything else is the business's. */
export const flowTexts = {
  /** Over buttons whose question stands in the message before. */
  choose: {
    en: "Please choose:",
    fr: "Choisissez :",
    pt: "Escolha uma opção:",
    es: "Elija una opción:",
  },
  /** On the button that opens a list: at most 20 characters. */
  openList: { en: "Choose", fr: "Choisir", pt: "Escolher", es: "Elegir" },
  chooseAgain: {
    en: "I didn't catch that. Tap one of the options, or type its number.",
    fr: "Je n'ai pas compris. Touchez une des options, ou tapez son numéro.",
    pt: "Não entendi. Toque em uma das opções ou digite o número dela.",
    es: "No lo he entendido. Toque una de las opciones o escriba su número.",
  },
  /** After the second answer that did not fit. */
  wayOut: {
    en: "To start again write MENU, to leave it write LEAVE IT, for a person write AGENT.",
    fr: "Pour recommencer écrivez MENU, pour arrêter là LAISSER, pour parler à quelqu'un CONSEILLER.",
    pt: "Para recomeçar escreva MENU, para deixar para lá DEIXA, para falar com alguém ATENDENTE.",
    es: "Para empezar de nuevo escriba MENÚ, para dejarlo DÉJALO, para hablar con alguien ASESOR.",
  },
  left: {
    en: "All right, I'll leave it there. Write whenever you need something.",
    fr: "D'accord, j'arrête là. Écrivez-nous dès que vous en avez besoin.",
    pt: "Tudo bem, paramos por aqui. Escreva quando precisar.",
    es: "De acuerdo, lo dejamos aquí. Escriba cuando lo necesite.",
  },
  needed: {
    en: "I can't go on without this one.",
    fr: "Je ne peux pas continuer sans cette réponse.",
    pt: "Não consigo continuar sem essa resposta.",
    es: "No puedo continuar sin esta respuesta.",
  },
  which: {
    en: "Which of these did you answer?",
    fr: "À laquelle de ces questions répondez-vous ?",
    pt: "Qual destas perguntas você respondeu?",
    es: "¿A cuál de estas preguntas responde?",
  },
  solved: {
    en: "Did this solve it?",
    fr: "Est-ce que cela vous a aidé ?",
    pt: "Isso resolveu?",
    es: "¿Le ha servido?",
  },
  yes: { en: "Yes", fr: "Oui", pt: "Sim", es: "Sí" },
  no: { en: "No", fr: "Non", pt: "Não", es: "No" },
  skip: { en: "Skip", fr: "Passer", pt: "Pular", es: "Omitir" },
  /** After a yes to "did this solve it?" that leads nowhere else. */
  glad: {
    en: "Glad that helped!",
    fr: "Ravi d'avoir pu vous aider !",
    pt: "Que bom que ajudou!",
    es: "¡Me alegro de haber ayudado!",
  },
  /** Another system does not answer, and the flow has no words for it. */
  noAnswer: {
    en: "I can't look that up at the moment. Please try again a little later.",
    fr: "Je ne peux pas vérifier cela pour le moment. Réessayez un peu plus tard, s'il vous plaît.",
    pt: "Não consigo consultar isso no momento. Tente de novo daqui a pouco, por favor.",
    es: "No puedo consultarlo en este momento. Inténtelo de nuevo un poco más tarde, por favor.",
  },
  /** In place of a photo that was sent. */
  photo: { en: "photo", fr: "photo", pt: "foto", es: "foto" },
  solvedNo: { en: "Not yet", fr: "Pas encore", pt: "Ainda não", es: "Todavía no" },
} satisfies Record<string, Record<Language, string>>;

/** What an answer must look like, said when it did not. */
export const retryTexts: Record<InputKind, Record<Language, string>> = {
  text: {
    en: "Please write it as text.",
    fr: "Écrivez-le en toutes lettres, s'il vous plaît.",
    pt: "Escreva em texto, por favor.",
    es: "Escríbalo con texto, por favor.",
  },
  name: {
    en: "Please write just the name, such as Ana Souza.",
    fr: "Écrivez seulement le nom, par exemple Anne Moreau.",
    pt: "Escreva só o nome, por exemplo Ana Souza.",
    es: "Escriba solo el nombre, por ejemplo Ana García.",
  },
  email: {
    en: "That doesn't look like an e-mail address. An example: ana@example.com",
    fr: "Cela ne ressemble pas à une adresse e-mail. Par exemple : anne@example.com",
    pt: "Isso não parece um e-mail. Um exemplo: ana@example.com",
    es: "Eso no parece un correo electrónico. Por ejemplo: ana@example.com",
  },
  phone: {
    en: "That doesn't look like a phone number. Please write it with its area code.",
    fr: "Cela ne ressemble pas à un numéro de téléphone. Écrivez-le en entier, s'il vous plaît.",
    pt: "Isso não parece um telefone. Escreva com o DDD, por favor.",
    es: "Eso no parece un teléfono. Escríbalo completo, por favor.",
  },
  postcode: {
    en: "That doesn't look like a postcode. Please write it once more.",
    fr: "Cela ne ressemble pas à un code postal. Écrivez-le encore une fois, s'il vous plaît.",
    pt: "Isso não parece um CEP. Escreva mais uma vez, por favor.",
    es: "Eso no parece un código postal. Escríbalo otra vez, por favor.",
  },
  number: {
    en: "Please write a number, such as 2.",
    fr: "Écrivez un nombre, par exemple 2.",
    pt: "Escreva um número, por exemplo 2.",
    es: "Escriba un número, por ejemplo 2.",
  },
  date: {
    en: "Please write a day, such as tomorrow, Monday or {date}.",
    fr: "Écrivez un jour, par exemple demain, lundi ou {date}.",
    pt: "Escreva um dia, por exemplo amanhã, segunda ou {date}.",
    es: "Escriba un día, por ejemplo mañana, lunes o {date}.",
  },
  "order-number": {
    en: "Please write the order number. It is in the confirmation that you received.",
    fr: "Écrivez le numéro de commande. Il figure dans la confirmation que vous avez reçue.",
    pt: "Escreva o número do pedido. Ele está na confirmação que você recebeu.",
    es: "Escriba el número de pedido. Está en la confirmación que recibió.",
  },
  "yes-no": {
    en: "Please answer yes or no.",
    fr: "Répondez par oui ou par non, s'il vous plaît.",
    pt: "Responda sim ou não, por favor.",
    es: "Responda sí o no, por favor.",
  },
  photo: {
    en: "Please send a photo.",
    fr: "Envoyez une photo, s'il vous plaît.",
    pt: "Envie uma foto, por favor.",
    es: "Envíe una foto, por favor.",
  },
};
