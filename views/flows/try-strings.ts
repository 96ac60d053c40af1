/** Texts of the place where a draft is talked to. */
export const flowTryStrings = {
  "flows.try": {
    en: "Talk to the draft",
    fr: "Parler au brouillon",
    pt: "Converse com o rascunho",
    es: "Hable con el borrador",
  },
  "flows.try.hint": {
    en: "Nothing is sent or kept. Other systems don’t answer here; waiting times are skipped by writing.",
    fr: "Rien n’est envoyé ni gardé. Les autres systèmes ne répondent pas ici ; écrire saute les attentes.",
    pt: "Nada é enviado nem guardado. Outros sistemas não respondem aqui; escrever pula as esperas.",
    es: "Nada se envía ni se guarda. Otros sistemas no responden aquí; escribir salta las esperas.",
  },
  "flows.try.text": {
    en: "Your message",
    fr: "Votre message",
    pt: "Sua mensagem",
    es: "Su mensaje",
  },
  "flows.try.send": {
    en: "Send",
    fr: "Envoyer",
    pt: "Enviar",
    es: "Enviar",
  },
  "flows.try.again": {
    en: "Begin again",
    fr: "Recommencer",
    pt: "Recomeçar",
    es: "Empezar de nuevo",
  },
  "flows.try.language": {
    en: "Customer’s language",
    fr: "Langue du client",
    pt: "Idioma do cliente",
    es: "Idioma del cliente",
  },
  "flows.try.silent": {
    en: "(The bot says nothing.)",
    fr: "(Le bot ne dit rien.)",
    pt: "(O bot não diz nada.)",
    es: "(El bot no dice nada.)",
  },
  "flows.try.why": {
    en: "Why",
    fr: "Pourquoi",
    pt: "Por quê",
    es: "Por qué",
  },
  "flows.try.step": {
    en: "at the step “{title}”",
    fr: "à l’étape « {title} »",
    pt: "no passo “{title}”",
    es: "en el paso «{title}»",
  },
  "flows.try.problems": {
    en: "Put right what is wrong first: the draft can’t be played yet.",
    fr: "Corrigez d’abord ce qui ne va pas : le brouillon ne peut pas encore être joué.",
    pt: "Corrija primeiro o que está errado: o rascunho ainda não pode ser testado.",
    es: "Corrija primero lo que está mal: el borrador aún no se puede probar.",
  },
  "flows.try.begun": {
    en: "the dialogue begins",
    fr: "le dialogue commence",
    pt: "o diálogo começa",
    es: "el diálogo empieza",
  },
};
