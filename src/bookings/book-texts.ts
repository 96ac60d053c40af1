import type { Language } from "../db/schema.ts";

/** What customers read while they book. */
export const bookTexts = {
  which: {
    en: "What would you like to book?",
    fr: "Que souhaitez-vous réserver ?",
    pt: "O que você gostaria de agendar?",
    es: "¿Qué le gustaría reservar?",
  },
  who: {
    en: "With whom?",
    fr: "Avec qui ?",
    pt: "Com quem?",
    es: "¿Con quién?",
  },
  anyone: {
    en: "Anyone",
    fr: "Peu importe",
    pt: "Tanto faz",
    es: "Cualquiera",
  },
  anyoneHint: {
    en: "Whoever has time",
    fr: "La première personne libre",
    pt: "Quem tiver horário",
    es: "Quien tenga hora",
  },
  day: {
    en: "Which day? Choose one, or write it: “Friday at 15:00”.",
    fr: "Quel jour ? Choisissez-en un, ou écrivez-le : « vendredi à 15 h ».",
    pt: "Que dia? Escolha um ou escreva: “sexta às 15h”.",
    es: "¿Qué día? Elija uno, o escríbalo: «el viernes a las 15».",
  },
  time: {
    en: "{day}: at what time?",
    fr: "{day} : à quelle heure ?",
    pt: "{day}: a que horas?",
    es: "{day}: ¿a qué hora?",
  },
  more: { en: "Later…", fr: "Plus tard…", pt: "Mais tarde…", es: "Más tarde…" },
  moreServices: { en: "More…", fr: "Plus…", pt: "Mais…", es: "Más…" },
  first: {
    en: "Back to the first",
    fr: "Revenir au début",
    pt: "Voltar ao início",
    es: "Volver al inicio",
  },
  ask: {
    en: "{what}\n{when}{price}\n\nShall I book it?",
    fr: "{what}\n{when}{price}\n\nJe réserve ?",
    pt: "{what}\n{when}{price}\n\nPosso agendar?",
    es: "{what}\n{when}{price}\n\n¿Lo reservo?",
  },
  askMove: {
    en: "{what}\nNew time:\n{when}\n\nShall I move it?",
    fr: "{what}\nNouvel horaire :\n{when}\n\nJe déplace le rendez-vous ?",
    pt: "{what}\nNovo horário:\n{when}\n\nPosso remarcar?",
    es: "{what}\nNueva hora:\n{when}\n\n¿Lo cambio?",
  },
  held: {
    en: "I am keeping this time for you for 10 minutes.",
    fr: "Je vous garde cet horaire pendant 10 minutes.",
    pt: "Guardo este horário para você por 10 minutos.",
    es: "Le guardo esta hora durante 10 minutos.",
  },
  yes: { en: "Yes, book it", fr: "Oui, réserver", pt: "Sim, agendar", es: "Sí, reservar" },
  yesMove: { en: "Yes, move it", fr: "Oui, déplacer", pt: "Sim, remarcar", es: "Sí, cambiar" },
  other: { en: "Another time", fr: "Un autre horaire", pt: "Outro horário", es: "Otra hora" },
  with: {
    en: "{service} with {staff}",
    fr: "{service} avec {staff}",
    pt: "{service} com {staff}",
    es: "{service} con {staff}",
  },
  taken: {
    en: "Sorry, {when} has just been taken. These are the nearest free times:",
    fr: "Désolé, {when} vient d’être pris. Voici les horaires libres les plus proches :",
    pt: "Poxa, {when} acabou de ser ocupado. Estes são os horários livres mais próximos:",
    es: "Lo siento, {when} se acaba de ocupar. Estas son las horas libres más cercanas:",
  },
  notFree: {
    en: "{when} is not free. These are the nearest free times:",
    fr: "{when} n’est pas libre. Voici les horaires libres les plus proches :",
    pt: "{when} não está livre. Estes são os horários livres mais próximos:",
    es: "{when} no está libre. Estas son las horas libres más cercanas:",
  },
  dayFull: {
    en: "Nothing is free then.",
    fr: "Rien n’est libre à ce moment-là.",
    pt: "Não há nada livre nesse momento.",
    es: "No hay nada libre en ese momento.",
  },
  found: {
    en: "These times are free:",
    fr: "Ces horaires sont libres :",
    pt: "Estes horários estão livres:",
    es: "Estas horas están libres:",
  },
  unclear: {
    en: "I did not understand that. Choose one of these, or write a day and a time.",
    fr: "Je n’ai pas compris. Choisissez l’une de ces réponses, ou écrivez un jour et une heure.",
    pt: "Não entendi. Escolha uma destas opções ou escreva um dia e um horário.",
    es: "No le he entendido. Elija una de estas opciones, o escriba un día y una hora.",
  },
  current: {
    en: "Your booking: {what}, {when}.",
    fr: "Votre réservation : {what}, {when}.",
    pt: "Seu agendamento: {what}, {when}.",
    es: "Su reserva: {what}, {when}.",
  },
  willCome: {
    en: "Will you come?",
    fr: "Serez-vous là ?",
    pt: "Você confirma a presença?",
    es: "¿Vendrá?",
  },
  confirm: { en: "Confirm", fr: "Confirmer", pt: "Confirmar", es: "Confirmar" },
  move: { en: "Another time", fr: "Changer d’horaire", pt: "Remarcar", es: "Cambiar la hora" },
  cancel: { en: "Cancel it", fr: "Annuler", pt: "Desmarcar", es: "Anular" },
  askCancel: {
    en: "Shall I cancel it?",
    fr: "Faut-il l’annuler ?",
    pt: "Posso desmarcar?",
    es: "¿La anulo?",
  },
  yesCancel: { en: "Yes, cancel it", fr: "Oui, annuler", pt: "Sim, desmarcar", es: "Sí, anular" },
  keep: { en: "No, keep it", fr: "Non, je garde", pt: "Não, manter", es: "No, mantener" },
  booked: {
    en: "Booked: {what}, {when}.",
    fr: "C’est réservé : {what}, {when}.",
    pt: "Agendado: {what}, {when}.",
    es: "Reservado: {what}, {when}.",
  },
  moved: {
    en: "Moved: {what}, {when}.",
    fr: "C’est déplacé : {what}, {when}.",
    pt: "Remarcado: {what}, {when}.",
    es: "Cambiado: {what}, {when}.",
  },
  cancelled: {
    en: "Cancelled: {what}, {when}.",
    fr: "C’est annulé : {what}, {when}.",
    pt: "Desmarcado: {what}, {when}.",
    es: "Anulado: {what}, {when}.",
  },
  confirmed: {
    en: "Thank you, we expect you: {what}, {when}.",
    fr: "Merci, nous vous attendons : {what}, {when}.",
    pt: "Obrigado, esperamos você: {what}, {when}.",
    es: "Gracias, le esperamos: {what}, {when}.",
  },
  kept: {
    en: "It stays as it is: {what}, {when}.",
    fr: "Rien ne change : {what}, {when}.",
    pt: "Fica como está: {what}, {when}.",
    es: "Queda como está: {what}, {when}.",
  },
} satisfies Record<string, Record<Language, string>>;

export const freeTimes: Record<Language, { one: string; other: string }> = {
  en: { one: "1 free time", other: "{n} free times" },
  fr: { one: "1 horaire libre", other: "{n} horaires libres" },
  pt: { one: "1 horário livre", other: "{n} horários livres" },
  es: { one: "1 hora libre", other: "{n} horas libres" },
};

/** Whole messages, folded. */
export const yesWords = [
  ..."yes y yep yeah ok okay sure confirm book oui o ouais daccord confirmer sim s claro confirmo confirmar pode si vale perfecto certo".split(
    " ",
  ),
  "book it",
  "yes please",
  "d accord",
  "pode ser",
  "sim por favor",
  "oui merci",
];
export const noWords = [
  "no",
  "n",
  "nope",
  "non",
  "nao",
  "no thanks",
  "outro",
  "otro",
  "another",
  "un autre",
];

export function fill(text: string, values: Record<string, string>): string {
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}
