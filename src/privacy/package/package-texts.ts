import type { ConsentEvent, Language } from "../../db/schema.ts";

export interface PackageTexts {
  title: string;
  lead: string;
  about: string;
  aboutText: string[];
  contact: string;
  consent: string;
  tickets: string;
  messages: string;
  notes: string;
  bookings: string;
  dialogues: string;
  requests: string;
  none: string;
  you: string;
  us: string;
  bot: string;
  program: string;
  file: string;
  proof: string;
  facts: Record<
    | "name"
    | "phone"
    | "user_id"
    | "username"
    | "language"
    | "timezone"
    | "known_since"
    | "blocked_at"
    | "restricted_at"
    | "tags"
    | "former",
    string
  >;
  events: Record<ConsentEvent, string>;
}

/** What the person reads in their package. */
export const packageTexts: Record<Language, PackageTexts> = {
  en: {
    title: "What {business} keeps about you",
    lead: "Made on {day}. The same is in data.json for programs; your files are in the folder media.",
    about: "About your data",
    aboutText: [
      "Responsible: {controller}. {contact}",
      "What for: to answer what you write to us, and to send you what you agreed to, as listed below.",
      "Where from: your own messages and forms, and what we noted while talking with you.",
      "Who else: messages travel through WhatsApp (Meta), which keeps its own copies.",
      "How long: until our retention periods are over, or until you ask us to erase it. Proof of what you agreed to is kept for at least two years after it ended.",
      "Your rights: see, correct, take along, restrict, object, erase. Write to us for any of them.",
    ],
    contact: "You",
    consent: "What you agreed to",
    tickets: "Your cases",
    messages: "Messages",
    notes: "What we noted among ourselves",
    bookings: "Bookings",
    dialogues: "What you told our bot",
    requests: "Your requests about your data",
    none: "Nothing.",
    you: "You",
    us: "We",
    bot: "Our bot",
    program: "Our system",
    file: "File",
    proof:
      "consent-proof.zip holds the records about you as they stand in our log, with a way to verify offline that nobody changed them. Keep it: after an erasure we cannot make it again.",
    facts: {
      name: "Name",
      phone: "Number",
      user_id: "WhatsApp id",
      username: "User name",
      language: "Language",
      timezone: "Time zone",
      known_since: "Known since",
      blocked_at: "Blocked since",
      restricted_at: "Only kept since",
      tags: "Tags",
      former: "Earlier numbers and ids",
    },
    events: {
      requested: "asked",
      given: "agreed",
      refused: "refused",
      withdrawn: "withdrawn",
      expired: "expired",
      erased: "erased",
    },
  },
  fr: {
    title: "Ce que {business} garde à votre sujet",
    lead: "Créé le {day}. Les mêmes données sont dans data.json pour des programmes ; vos fichiers sont dans le dossier media.",
    about: "À propos de vos données",
    aboutText: [
      "Responsable : {controller}. {contact}",
      "Pourquoi : répondre à vos messages et vous envoyer ce que vous avez accepté, comme indiqué ci-dessous.",
      "D’où : vos propres messages et formulaires, et ce que nous avons noté en échangeant avec vous.",
      "Qui d’autre : les messages passent par WhatsApp (Meta), qui garde ses propres copies.",
      "Combien de temps : jusqu’à la fin de nos durées de conservation ou jusqu’à votre demande d’effacement. La preuve de vos accords est gardée au moins deux ans après leur fin.",
      "Vos droits : consulter, rectifier, emporter, limiter, vous opposer, effacer. Écrivez-nous pour chacun d’eux.",
    ],
    contact: "Vous",
    consent: "Ce que vous avez accepté",
    tickets: "Vos dossiers",
    messages: "Messages",
    notes: "Ce que nous avons noté entre nous",
    bookings: "Réservations",
    dialogues: "Ce que vous avez dit à notre bot",
    requests: "Vos demandes sur vos données",
    none: "Rien.",
    you: "Vous",
    us: "Nous",
    bot: "Notre bot",
    program: "Notre système",
    file: "Fichier",
    proof:
      "consent-proof.zip contient les lignes de notre registre qui vous concernent, avec de quoi vérifier hors ligne que personne ne les a changées. Gardez-le : après un effacement nous ne pourrons plus le recréer.",
    facts: {
      name: "Nom",
      phone: "Numéro",
      user_id: "Identifiant WhatsApp",
      username: "Nom d’utilisateur",
      language: "Langue",
      timezone: "Fuseau horaire",
      known_since: "Connu depuis",
      blocked_at: "Bloqué depuis",
      restricted_at: "Seulement gardé depuis",
      tags: "Étiquettes",
      former: "Anciens numéros et identifiants",
    },
    events: {
      requested: "demandé",
      given: "accepté",
      refused: "refusé",
      withdrawn: "retiré",
      expired: "expiré",
      erased: "effacé",
    },
  },
  pt: {
    title: "O que {business} guarda sobre você",
    lead: "Feito em {day}. O mesmo está em data.json para programas; seus arquivos estão na pasta media.",
    about: "Sobre seus dados",
    aboutText: [
      "Responsável: {controller}. {contact}",
      "Para quê: responder ao que você escreve e enviar o que você aceitou, como listado abaixo.",
      "De onde: suas próprias mensagens e formulários, e o que anotamos ao falar com você.",
      "Quem mais: as mensagens passam pelo WhatsApp (Meta), que guarda as próprias cópias.",
      "Por quanto tempo: até o fim dos nossos prazos de retenção ou até você pedir a eliminação. A prova do que você aceitou fica por no mínimo dois anos após o fim.",
      "Seus direitos: ver, corrigir, levar, limitar, opor-se, eliminar. Escreva para nós sobre qualquer um deles.",
    ],
    contact: "Você",
    consent: "O que você aceitou",
    tickets: "Seus atendimentos",
    messages: "Mensagens",
    notes: "O que anotamos entre nós",
    bookings: "Agendamentos",
    dialogues: "O que você disse ao nosso bot",
    requests: "Seus pedidos sobre seus dados",
    none: "Nada.",
    you: "Você",
    us: "Nós",
    bot: "Nosso bot",
    program: "Nosso sistema",
    file: "Arquivo",
    proof:
      "consent-proof.zip traz os registros sobre você como estão em nosso registro, com um modo de verificar sem internet que ninguém os mudou. Guarde-o: depois de uma eliminação não conseguimos refazê-lo.",
    facts: {
      name: "Nome",
      phone: "Número",
      user_id: "Id do WhatsApp",
      username: "Nome de usuário",
      language: "Idioma",
      timezone: "Fuso horário",
      known_since: "Conhecido desde",
      blocked_at: "Bloqueado desde",
      restricted_at: "Apenas guardado desde",
      tags: "Etiquetas",
      former: "Números e ids anteriores",
    },
    events: {
      requested: "perguntado",
      given: "aceito",
      refused: "recusado",
      withdrawn: "retirado",
      expired: "vencido",
      erased: "apagado",
    },
  },
  es: {
    title: "Lo que {business} guarda sobre usted",
    lead: "Creado el {day}. Lo mismo está en data.json para programas; sus archivos están en la carpeta media.",
    about: "Sobre sus datos",
    aboutText: [
      "Responsable: {controller}. {contact}",
      "Para qué: responder a lo que nos escribe y enviarle lo que aceptó, como se indica abajo.",
      "De dónde: sus propios mensajes y formularios, y lo que anotamos al hablar con usted.",
      "Quién más: los mensajes pasan por WhatsApp (Meta), que guarda sus propias copias.",
      "Cuánto tiempo: hasta el fin de nuestros plazos de conservación o hasta que pida su supresión. La prueba de lo que aceptó se guarda al menos dos años después de su fin.",
      "Sus derechos: acceder, rectificar, llevarse, limitar, oponerse, suprimir. Escríbanos para cualquiera de ellos.",
    ],
    contact: "Usted",
    consent: "Lo que aceptó",
    tickets: "Sus casos",
    messages: "Mensajes",
    notes: "Lo que anotamos entre nosotros",
    bookings: "Reservas",
    dialogues: "Lo que dijo a nuestro bot",
    requests: "Sus solicitudes sobre sus datos",
    none: "Nada.",
    you: "Usted",
    us: "Nosotros",
    bot: "Nuestro bot",
    program: "Nuestro sistema",
    file: "Archivo",
    proof:
      "consent-proof.zip contiene las entradas sobre usted tal como están en nuestro registro, con un modo de comprobar sin conexión que nadie las cambió. Guárdelo: tras una supresión no podremos volver a crearlo.",
    facts: {
      name: "Nombre",
      phone: "Número",
      user_id: "Id de WhatsApp",
      username: "Nombre de usuario",
      language: "Idioma",
      timezone: "Zona horaria",
      known_since: "Conocido desde",
      blocked_at: "Bloqueado desde",
      restricted_at: "Solo guardado desde",
      tags: "Etiquetas",
      former: "Números e ids anteriores",
    },
    events: {
      requested: "solicitado",
      given: "aceptado",
      refused: "rechazado",
      withdrawn: "retirado",
      expired: "caducado",
      erased: "borrado",
    },
  },
};
