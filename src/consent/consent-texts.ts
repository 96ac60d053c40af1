import type { Language } from "../db/schema.ts";

/** Meta's and the laws' demands on such a text: who, what, how often, cost, how to stop (PRODUCT 38). */
const ask: Record<Language, string> = {
  en: "{business}: do you want news and offers from us on WhatsApp, at most 4 a month? Your provider's data charges may apply. Reply YES to agree. You can stop at any time with STOP.",
  fr: "{business} : souhaitez-vous recevoir nos nouvelles et nos offres sur WhatsApp, 4 par mois au plus ? Des frais de données de votre opérateur peuvent s'appliquer. Répondez OUI pour accepter. Vous pouvez arrêter à tout moment avec STOP.",
  pt: "{business}: você quer receber novidades e ofertas pelo WhatsApp, no máximo 4 por mês? Sua operadora pode cobrar pelos dados. Responda SIM para aceitar. Você pode parar quando quiser com PARAR.",
  es: "{business}: ¿quiere recibir novedades y ofertas por WhatsApp, como máximo 4 al mes? Su operador puede cobrar los datos. Responda SÍ para aceptar. Puede parar cuando quiera con BAJA.",
};
const stopped: Record<Language, string> = {
  en: "Done: {business} will not send you news, offers or updates any more. You can still write to us. To receive them again, send START.",
  fr: "C'est fait : {business} ne vous enverra plus ni nouvelles, ni offres, ni mises à jour. Vous pouvez toujours nous écrire. Pour les recevoir à nouveau, envoyez START.",
  pt: "Pronto: {business} não enviará mais novidades, ofertas nem avisos. Você ainda pode falar conosco. Para voltar a receber, envie START.",
  es: "Listo: {business} ya no le enviará novedades, ofertas ni avisos. Puede seguir escribiéndonos. Para volver a recibirlos, envíe START.",
};
const agreed: Record<Language, string> = {
  en: "Thank you! You agreed to news and offers from {business} on WhatsApp, at most 4 a month. Stop at any time with STOP.",
  fr: "Merci ! Vous avez accepté de recevoir les nouvelles et offres de {business} sur WhatsApp, 4 par mois au plus. Arrêtez à tout moment avec STOP.",
  pt: "Obrigado! Você aceitou receber novidades e ofertas de {business} pelo WhatsApp, no máximo 4 por mês. Pare quando quiser com PARAR.",
  es: "¡Gracias! Ha aceptado recibir novedades y ofertas de {business} por WhatsApp, como máximo 4 al mes. Pare cuando quiera con BAJA.",
};

const fill = (texts: Record<Language, string>) => (language: Language, business: string) =>
  texts[language].replaceAll("{business}", business);

/** What we say to STOP, START and YES, with the business's name. */
export const consentTexts = { ask: fill(ask), stopped: fill(stopped), agreed: fill(agreed) };
