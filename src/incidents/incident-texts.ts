import type { Language } from "../db/schema.ts";

/** What an incident says besides its own answer; customers read it. */
export const incidentTexts = {
  solved: {
    en: "Glad to hear it! Write to us any time.",
    fr: "Parfait ! Écrivez-nous quand vous voulez.",
    pt: "Que bom! Escreva para a gente quando quiser.",
    es: "¡Me alegro! Escríbanos cuando quiera.",
  },
  notFound: {
    en: "I could not find that. Somebody from our team will look into it.",
    fr: "Je n’ai rien trouvé avec ces informations. Quelqu’un de l’équipe va regarder.",
    pt: "Não encontrei nada com esses dados. Alguém da equipe vai verificar.",
    es: "No encontré nada con esos datos. Alguien del equipo lo va a revisar.",
  },
  noAnswer: {
    en: "I cannot look that up right now. Somebody from our team will do it for you.",
    fr: "Je ne peux pas vérifier en ce moment. Quelqu’un de l’équipe s’en charge pour vous.",
    pt: "Não consigo consultar isso agora. Alguém da equipe vai ver para você.",
    es: "Ahora mismo no puedo consultarlo. Alguien del equipo lo hará por usted.",
  },
} satisfies Record<string, Record<Language, string>>;
