import type { Language } from "../db/schema.ts";
import type { BuiltinPurpose } from "./purposes.ts";

type Texts = Record<Language, string>;

/**
 * What somebody agrees to, as the program brings it: version 0 of each text, used until the
 * business approves its own. Who sends, what, how often, what it may cost and how it ends, as
 * Meta and the laws ask for (PRODUCT 38).
 */
export const builtinTexts: Record<BuiltinPurpose, Texts> = {
  marketing: {
    en: "I agree that {business} sends me news and offers on WhatsApp from {number}, at most 4 messages a month. My provider may charge for data. I can stop this at any time by answering STOP.",
    fr: "J'accepte que {business} m'envoie ses nouvelles et ses offres sur WhatsApp depuis {number}, 4 messages par mois au plus. Mon opérateur peut facturer les données. Je peux arrêter à tout moment en répondant STOP.",
    pt: "Aceito que {business} me envie novidades e ofertas no WhatsApp por {number}, no máximo 4 mensagens por mês. Minha operadora pode cobrar pelos dados. Posso parar quando quiser respondendo PARAR.",
    es: "Acepto que {business} me envíe novedades y ofertas por WhatsApp desde {number}, como máximo 4 mensajes al mes. Mi operador puede cobrar los datos. Puedo pararlo cuando quiera respondiendo BAJA.",
  },
  service_updates: {
    en: "I agree that {business} writes to me on WhatsApp from {number} about my orders, bookings and requests, whenever something about them changes. My provider may charge for data. I can stop this at any time by answering STOP.",
    fr: "J'accepte que {business} m'écrive sur WhatsApp depuis {number} au sujet de mes commandes, rendez-vous et demandes, chaque fois qu'ils évoluent. Mon opérateur peut facturer les données. Je peux arrêter à tout moment en répondant STOP.",
    pt: "Aceito que {business} me escreva no WhatsApp por {number} sobre meus pedidos, reservas e solicitações, sempre que algo mudar. Minha operadora pode cobrar pelos dados. Posso parar quando quiser respondendo PARAR.",
    es: "Acepto que {business} me escriba por WhatsApp desde {number} sobre mis pedidos, reservas y solicitudes, cada vez que algo cambie. Mi operador puede cobrar los datos. Puedo pararlo cuando quiera respondiendo BAJA.",
  },
  reviews: {
    en: "I agree that {business} asks me on WhatsApp from {number} how satisfied I was, at most once for each purchase or visit. My provider may charge for data. I can stop this at any time by answering STOP.",
    fr: "J'accepte que {business} me demande mon avis sur WhatsApp depuis {number}, une fois au plus par achat ou visite. Mon opérateur peut facturer les données. Je peux arrêter à tout moment en répondant STOP.",
    pt: "Aceito que {business} peça minha opinião no WhatsApp por {number}, no máximo uma vez por compra ou visita. Minha operadora pode cobrar pelos dados. Posso parar quando quiser respondendo PARAR.",
    es: "Acepto que {business} me pida mi opinión por WhatsApp desde {number}, como máximo una vez por compra o visita. Mi operador puede cobrar los datos. Puedo pararlo cuando quiera respondiendo BAJA.",
  },
};

/** Stands for the number where the channel does not say it: in the chat everybody sees it. */
export const thisNumber: Texts = {
  en: "this number",
  fr: "ce numéro",
  pt: "este número",
  es: "este número",
};

/** Around a consent text in the chat. */
export const questionTexts: Texts = {
  en: "“{text}”\n\nIs that all right with you? Answer YES or NO.",
  fr: "«\u00a0{text}\u00a0»\n\nÊtes-vous d'accord\u00a0? Répondez OUI ou NON.",
  pt: "“{text}”\n\nVocê concorda? Responda SIM ou NÃO.",
  es: "«{text}»\n\n¿Está de acuerdo? Responda SÍ o NO.",
};
export const yesTexts: Texts = { en: "Yes", fr: "Oui", pt: "Sim", es: "Sí" };
export const noTexts: Texts = { en: "No", fr: "Non", pt: "Não", es: "No" };

/** After a yes: the text again, so that the person has it in writing. */
export const agreedTexts: Texts = {
  en: "Thank you! We have noted that you agreed to this:\n\n“{text}”",
  fr: "Merci\u00a0! Nous avons noté votre accord\u00a0:\n\n«\u00a0{text}\u00a0»",
  pt: "Obrigado! Registramos que você aceitou:\n\n“{text}”",
  es: "¡Gracias! Hemos anotado que aceptó lo siguiente:\n\n«{text}»",
};
export const declinedTexts: Texts = {
  en: "All right, we will not do that. You can still write to us at any time.",
  fr: "C'est entendu, nous ne le ferons pas. Vous pouvez toujours nous écrire.",
  pt: "Tudo bem, não faremos isso. Você pode falar conosco quando quiser.",
  es: "De acuerdo, no lo haremos. Puede escribirnos cuando quiera.",
};
/** After STOP, once. */
export const stoppedTexts: Texts = {
  en: "Done: {business} will not send you news, offers or updates any more. You can still write to us. To receive them again, send START.",
  fr: "C'est fait\u00a0: {business} ne vous enverra plus ni nouvelles, ni offres, ni mises à jour. Vous pouvez toujours nous écrire. Pour les recevoir à nouveau, envoyez START.",
  pt: "Pronto: {business} não enviará mais novidades, ofertas nem avisos. Você ainda pode falar conosco. Para voltar a receber, envie START.",
  es: "Listo: {business} ya no le enviará novedades, ofertas ni avisos. Puede seguir escribiéndonos. Para volver a recibirlos, envíe START.",
};

/** The same where STOP ends marketing alone. */
export const stoppedMarketingTexts: Texts = {
  en: "Done: {business} will not send you news or offers any more. You can still write to us. To receive them again, send START.",
  fr: "C'est fait\u00a0: {business} ne vous enverra plus ni nouvelles ni offres. Vous pouvez toujours nous écrire. Pour les recevoir à nouveau, envoyez START.",
  pt: "Pronto: {business} não enviará mais novidades nem ofertas. Você ainda pode falar conosco. Para voltar a receber, envie START.",
  es: "Listo: {business} ya no le enviará novedades ni ofertas. Puede seguir escribiéndonos. Para volver a recibirlas, envíe START.",
};

/** `{name}` filled in. */
export function fillText(text: string, values: Record<string, string>): string {
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}
