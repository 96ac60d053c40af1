import type { BuiltinPurpose } from "../consent/purposes.ts";
import type { Language } from "../db/schema.ts";

/**
 * What stands beside a box until the business has approved a text of its own: who writes, from
 * which number, what and how often, what it may cost, how to stop (PRODUCT 38).
 */
export const boxTexts: Record<BuiltinPurpose, Record<Language, string>> = {
  marketing: {
    en: "I agree that {business} sends me news and offers on WhatsApp from {number}, at most 4 messages a month. My provider may charge for data. I can stop at any time, free of charge, by answering STOP.",
    fr: "J'accepte que {business} m'envoie ses nouvelles et ses offres sur WhatsApp depuis le {number}, 4 messages par mois au plus. Mon opérateur peut facturer les données. Je peux arrêter à tout moment, sans frais, en répondant STOP.",
    pt: "Concordo que {business} me envie novidades e ofertas pelo WhatsApp do número {number}, no máximo 4 mensagens por mês. Minha operadora pode cobrar pelos dados. Posso parar quando quiser, sem custo, respondendo PARAR.",
    es: "Acepto que {business} me envíe novedades y ofertas por WhatsApp desde el {number}, como máximo 4 mensajes al mes. Mi operador puede cobrar los datos. Puedo parar cuando quiera, sin coste, respondiendo BAJA.",
  },
  service_updates: {
    en: "I agree that {business} tells me on WhatsApp from {number} how my orders, appointments and requests are going, only when there is something new. My provider may charge for data. I can stop at any time, free of charge, by answering STOP.",
    fr: "J'accepte que {business} m'informe sur WhatsApp depuis le {number} de l'avancement de mes commandes, rendez-vous et demandes, seulement quand il y a du nouveau. Mon opérateur peut facturer les données. Je peux arrêter à tout moment, sans frais, en répondant STOP.",
    pt: "Concordo que {business} me avise pelo WhatsApp do número {number} sobre meus pedidos, horários e solicitações, só quando houver novidade. Minha operadora pode cobrar pelos dados. Posso parar quando quiser, sem custo, respondendo PARAR.",
    es: "Acepto que {business} me informe por WhatsApp desde el {number} sobre mis pedidos, citas y solicitudes, solo cuando haya algo nuevo. Mi operador puede cobrar los datos. Puedo parar cuando quiera, sin coste, respondiendo BAJA.",
  },
  reviews: {
    en: "I agree that {business} asks me on WhatsApp from {number} what I thought of it, at most once after each purchase or visit. My provider may charge for data. I can stop at any time, free of charge, by answering STOP.",
    fr: "J'accepte que {business} me demande mon avis sur WhatsApp depuis le {number}, une fois au plus après chaque achat ou visite. Mon opérateur peut facturer les données. Je peux arrêter à tout moment, sans frais, en répondant STOP.",
    pt: "Concordo que {business} pergunte minha opinião pelo WhatsApp do número {number}, no máximo uma vez depois de cada compra ou visita. Minha operadora pode cobrar pelos dados. Posso parar quando quiser, sem custo, respondendo PARAR.",
    es: "Acepto que {business} me pida mi opinión por WhatsApp desde el {number}, como máximo una vez tras cada compra o visita. Mi operador puede cobrar los datos. Puedo parar cuando quiera, sin coste, respondiendo BAJA.",
  },
};

/** Where to complain, where no profile of a country says it more exactly. */
export const complainTexts: Record<Language, string> = {
  en: "You can ask what is kept about you, and complain to your data protection authority.",
  fr: "Vous pouvez demander ce qui est conservé sur vous et saisir votre autorité de protection des données.",
  pt: "Você pode perguntar o que guardamos sobre você e reclamar à autoridade de proteção de dados.",
  es: "Puede preguntar qué guardamos sobre usted y reclamar ante su autoridad de protección de datos.",
};

/** Who is responsible, where a way to reach them is known and where not. */
export const responsibleTexts: Record<Language, { withContact: string; alone: string }> = {
  en: { withContact: "Responsible: {name}, {contact}.", alone: "Responsible: {name}." },
  fr: { withContact: "Responsable : {name}, {contact}.", alone: "Responsable : {name}." },
  pt: { withContact: "Responsável: {name}, {contact}.", alone: "Responsável: {name}." },
  es: { withContact: "Responsable: {name}, {contact}.", alone: "Responsable: {name}." },
};
