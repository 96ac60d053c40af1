import type { Language } from "../db/schema.ts";

/** The bot's own words; rules, greeting and away text are the business's. */
export const botTexts = {
  handOver: {
    en: "A person will answer you here. Your number is #{number}.",
    fr: "Une personne va vous répondre ici. Votre numéro est le n° {number}.",
    pt: "Uma pessoa vai responder aqui. Seu número é #{number}.",
    es: "Una persona le responderá aquí. Su número es el #{number}.",
  },
  handOverClosed: {
    en: "A person will answer you here as soon as we open ({opening}). Your number is #{number}.",
    fr: "Une personne vous répondra ici dès l'ouverture ({opening}). Votre numéro est le n° {number}.",
    pt: "Uma pessoa vai responder aqui assim que abrirmos ({opening}). Seu número é #{number}.",
    es: "Una persona le responderá aquí en cuanto abramos ({opening}). Su número es el #{number}.",
  },
  clarify: {
    en: "Which one do you mean?",
    fr: "Que voulez-vous dire ?",
    pt: "Qual destes você quer dizer?",
    es: "¿A cuál se refiere?",
  },
  hello: {
    en: "Hello! I am the automatic assistant of {business}. Tell me in a few words what you need. To reach a person, write “agent”.",
    fr: "Bonjour ! Je suis l'assistant automatique de {business}. Dites-moi en quelques mots ce qu'il vous faut. Pour parler à quelqu'un, écrivez « conseiller ».",
    pt: "Olá! Sou o assistente automático de {business}. Conte em poucas palavras o que você precisa. Para falar com uma pessoa, escreva “atendente”.",
    es: "¡Hola! Soy el asistente automático de {business}. Dígame en pocas palabras qué necesita. Para hablar con una persona, escriba “asesor”.",
  },
  introduction: {
    en: "🤖 I answer automatically. For a person, write “agent”.",
    fr: "🤖 Je réponds automatiquement. Pour parler à quelqu'un, écrivez « conseiller ».",
    pt: "🤖 Respondo automaticamente. Para falar com uma pessoa, escreva “atendente”.",
    es: "🤖 Respondo automáticamente. Para hablar con una persona, escriba “asesor”.",
  },
  miss: {
    en: "Sorry, I did not understand that. I am an automatic assistant: please try other words, or write “agent” and someone will answer you.",
    fr: "Désolé, je n'ai pas compris. Je suis un assistant automatique : essayez avec d'autres mots, ou écrivez « conseiller » et quelqu'un vous répondra.",
    pt: "Desculpe, não entendi. Sou um assistente automático: tente com outras palavras, ou escreva “atendente” e uma pessoa responde.",
    es: "Disculpe, no le entendí. Soy un asistente automático: pruebe con otras palabras, o escriba “asesor” y una persona le responderá.",
  },
  language: {
    en: "Of course: English from here on.",
    fr: "Bien sûr : en français à partir de maintenant.",
    pt: "Claro: a partir de agora em português.",
    es: "Claro: a partir de ahora en español.",
  },
  howCanIHelp: {
    en: "How can I help?",
    fr: "Comment puis-je vous aider ?",
    pt: "Como posso ajudar?",
    es: "¿En qué puedo ayudarle?",
  },
  /** To a button of a question that is over. */
  over: {
    en: "That question is closed.",
    fr: "Cette question est close.",
    pt: "Essa pergunta já foi encerrada.",
    es: "Esa pregunta ya está cerrada.",
  },
  /** "#123" */
  ticketIs: {
    en: "Your request #{number}: {status}.",
    fr: "Votre demande n° {number} : {status}.",
    pt: "Seu pedido #{number}: {status}.",
    es: "Su solicitud #{number}: {status}.",
  },
  noSuchTicket: {
    en: "I find no request of yours with the number {number}.",
    fr: "Je ne trouve aucune demande de votre part avec le numéro {number}.",
    pt: "Não encontrei nenhum pedido seu com o número {number}.",
    es: "No encuentro ninguna solicitud suya con el número {number}.",
  },
  noTicket: {
    en: "You have no open request.",
    fr: "Vous n'avez aucune demande en cours.",
    pt: "Você não tem nenhum pedido em aberto.",
    es: "No tiene ninguna solicitud abierta.",
  },
  "status.new": {
    en: "received, nobody has it yet",
    fr: "reçue, personne ne s'en occupe encore",
    pt: "recebido, ainda sem responsável",
    es: "recibida, aún sin asignar",
  },
  "status.handed-over": {
    en: "a person will answer",
    fr: "une personne va répondre",
    pt: "uma pessoa vai responder",
    es: "una persona responderá",
  },
  "status.open": {
    en: "we are working on it",
    fr: "nous nous en occupons",
    pt: "estamos cuidando dele",
    es: "estamos en ello",
  },
  "status.pending": {
    en: "we are waiting for your answer",
    fr: "nous attendons votre réponse",
    pt: "aguardamos a sua resposta",
    es: "esperamos su respuesta",
  },
  "status.snoozed": {
    en: "we will come back to it",
    fr: "nous allons y revenir",
    pt: "vamos voltar a ele",
    es: "volveremos a ella",
  },
  "status.resolved": {
    en: "resolved on {date}",
    fr: "résolue le {date}",
    pt: "resolvido em {date}",
    es: "resuelta el {date}",
  },
} satisfies Record<string, Record<Language, string>>;

/** Words that bring a person (PRODUCT 29), matched folded at word borders; the business adds its own. */
export const handOverWords = [
  "agent",
  "human",
  "real person",
  "operator",
  "urgent",
  "emergency",
  "speak to someone",
  "talk to someone",
  "conseiller",
  "conseillere",
  "humain",
  "parler a quelqu un",
  "une vraie personne",
  "urgence",
  "urgente",
  "bug",
  "atendente",
  "humano",
  "humana",
  "falar com alguem",
  "falar com uma pessoa",
  "urgencia",
  "agente",
  "asesor",
  "asesora",
  "hablar con alguien",
  "hablar con una persona",
] as const;
