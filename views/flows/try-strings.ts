/** Texts of the place where a draft is talked to. */
export const flowTryStrings = {
  "flows.try": {
    en: "Talk to the draft",
    fr: "Parler au brouillon",
    pt: "Converse com o rascunho",
    es: "Hable con el borrador",
  },
  "flows.try.hint": {
    en: "Nothing is sent or kept, and no other system is asked. Writing skips waiting times.",
    fr: "Rien n’est envoyé ni gardé, et aucun autre système n’est interrogé. Écrire saute les attentes.",
    pt: "Nada é enviado nem guardado, e nenhum outro sistema é consultado. Escrever pula as esperas.",
    es: "Nada se envía ni se guarda, y no se consulta ningún otro sistema. Escribir salta las esperas.",
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
  "flows.try.answer": {
    en: "What other systems answer",
    fr: "Ce que répondent les autres systèmes",
    pt: "O que outros sistemas respondem",
    es: "Lo que responden otros sistemas",
  },
  "flows.try.answer.label": {
    en: "Answer as JSON",
    fr: "Réponse en JSON",
    pt: "Resposta em JSON",
    es: "Respuesta en JSON",
  },
  "flows.try.answer.hint": {
    en: "Every look-up gets this answer. Empty: it doesn’t answer. Without a field: no such thing.",
    fr: "Chaque consultation reçoit cette réponse. Vide : pas de réponse. Sans un champ : n’existe pas.",
    pt: "Cada consulta recebe esta resposta. Vazio: não responde. Sem um campo: não existe.",
    es: "Cada consulta recibe esta respuesta. Vacío: no responde. Sin un campo: no existe.",
  },
  "flows.try.answer.fault": {
    en: "This is no JSON object, so that nothing is answered: check quotes and commas.",
    fr: "Ce n’est pas un objet JSON, donc rien n’est répondu : vérifiez guillemets et virgules.",
    pt: "Não é um objeto JSON, então nada é respondido: confira aspas e vírgulas.",
    es: "No es un objeto JSON, así que no se responde nada: revise comillas y comas.",
  },
};
