/** What several packs say. Customers read it. */
export const common = {
  anythingElse: {
    en: "Can I help with anything else?",
    fr: "Puis-je vous aider pour autre chose ?",
    pt: "Posso ajudar com mais alguma coisa?",
    es: "¿Puedo ayudarle con algo más?",
  },
  yesMore: { en: "Yes, please", fr: "Oui", pt: "Sim, quero", es: "Sí, por favor" },
  noMore: { en: "No, thanks", fr: "Non, merci", pt: "Não, obrigado", es: "No, gracias" },
  person: { en: "A person", fr: "Une personne", pt: "Uma pessoa", es: "Una persona" },
  goodbye: {
    en: "You're welcome! Write whenever you need us.",
    fr: "Avec plaisir ! Écrivez-nous quand vous voulez.",
    pt: "De nada! Escreva sempre que precisar.",
    es: "¡Con gusto! Escríbanos cuando lo necesite.",
  },
  timeout: {
    en: "I'll leave it here for now. Write again whenever it suits you.",
    fr: "J’arrête là pour l’instant. Écrivez-nous à nouveau quand vous voulez.",
    pt: "Vou parar por aqui por enquanto. Escreva de novo quando quiser.",
    es: "Lo dejo aquí por ahora. Escríbanos de nuevo cuando quiera.",
  },
};

/** Words that mean an option besides its label. */
export const words = {
  yes: {
    en: ["yes", "yeah", "sure", "more"],
    fr: ["oui", "ouais", "volontiers", "encore"],
    pt: ["sim", "quero", "claro", "mais"],
    es: ["sí", "claro", "vale", "más"],
  },
  no: {
    en: ["no", "nope", "that's all", "nothing"],
    fr: ["non", "c'est tout", "rien", "c'est bon"],
    pt: ["não", "só isso", "nada", "era isso"],
    es: ["no", "eso es todo", "nada", "nada más"],
  },
  person: {
    en: ["person", "somebody", "staff"],
    fr: ["personne", "quelqu'un", "une vraie personne"],
    pt: ["pessoa", "alguém", "atendente"],
    es: ["persona", "alguien", "asesor"],
  },
};
