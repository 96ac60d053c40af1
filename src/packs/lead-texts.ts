/** Somebody who is interested. Customers read these. */
export const leadTexts = {
  name: {
    en: "Glad that you are interested! A few short questions, then somebody gets back to you. What is your name?",
    fr: "Merci de votre intérêt ! Quelques questions rapides, puis quelqu’un vous recontacte. Quel est votre nom ?",
    pt: "Que bom que você se interessou! Umas perguntas rápidas e alguém retorna para você. Qual é o seu nome?",
    es: "¡Gracias por su interés! Unas preguntas rápidas y alguien le contacta. ¿Cómo se llama?",
  },
  company: {
    en: "Thank you, {name}. For which company? If it is only for you, skip this.",
    fr: "Merci, {name}. Pour quelle entreprise ? Si c’est pour vous, passez la question.",
    pt: "Obrigado, {name}. De qual empresa? Se for para você mesmo, pule a pergunta.",
    es: "Gracias, {name}. ¿De qué empresa? Si es para usted, omita la pregunta.",
  },
  email: {
    en: "At which e-mail address can we write to you?",
    fr: "À quelle adresse e-mail pouvons-nous vous écrire ?",
    pt: "Em qual e-mail podemos escrever para você?",
    es: "¿A qué correo electrónico podemos escribirle?",
  },
  phone: {
    en: "Which phone number may we call? To be called on this one, skip this.",
    fr: "À quel numéro pouvons-nous vous appeler ? Si c’est celui-ci, passez la question.",
    pt: "Em qual telefone podemos ligar? Se for este mesmo, pule a pergunta.",
    es: "¿A qué teléfono podemos llamarle? Si es este mismo, omita la pregunta.",
  },
  postcode: {
    en: "What is your postcode? If it doesn't matter, skip this.",
    fr: "Quel est votre code postal ? Si cela n’a pas d’importance, passez la question.",
    pt: "Qual é o seu CEP? Se não importa, pule a pergunta.",
    es: "¿Cuál es su código postal? Si no importa, omita la pregunta.",
  },
  need: {
    en: "And what can we do for you? One or two sentences are enough.",
    fr: "Et que pouvons-nous faire pour vous ? Une ou deux phrases suffisent.",
    pt: "E o que podemos fazer por você? Uma ou duas frases bastam.",
    es: "¿Y qué podemos hacer por usted? Con una o dos frases basta.",
  },
  consent: {
    en: "{business}: may we also send you news and offers on WhatsApp, at most 4 a month? Your request doesn't depend on it. Your provider's data charges may apply. You can stop at any time with STOP.",
    fr: "{business} : pouvons-nous aussi vous envoyer nos nouvelles et nos offres sur WhatsApp, 4 par mois au plus ? Votre demande n’en dépend pas. Des frais de données de votre opérateur peuvent s’appliquer. Vous pouvez arrêter à tout moment avec STOP.",
    pt: "{business}: podemos também enviar novidades e ofertas pelo WhatsApp, no máximo 4 por mês? Seu pedido não depende disso. Sua operadora pode cobrar pelos dados. Você pode parar quando quiser com PARAR.",
    es: "{business}: ¿podemos enviarle también novedades y ofertas por WhatsApp, como máximo 4 al mes? Su solicitud no depende de ello. Su operador puede cobrar los datos. Puede parar cuando quiera con BAJA.",
  },
  agree: { en: "Yes, please", fr: "Oui, volontiers", pt: "Sim, pode enviar", es: "Sí, de acuerdo" },
  refuse: { en: "No, thanks", fr: "Non, merci", pt: "Não, obrigado", es: "No, gracias" },
  done: {
    en: "Thank you, {name}! I have noted everything.",
    fr: "Merci, {name} ! J’ai tout noté.",
    pt: "Obrigado, {name}! Anotei tudo.",
    es: "¡Gracias, {name}! Lo he anotado todo.",
  },
};

/** Own fields of contacts that it fills. */
export const leadFields = {
  company: { en: "Company", fr: "Entreprise", pt: "Empresa", es: "Empresa" },
  email: { en: "E-mail", fr: "E-mail", pt: "E-mail", es: "Correo electrónico" },
  phone: {
    en: "Phone to call",
    fr: "Téléphone à rappeler",
    pt: "Telefone para ligar",
    es: "Teléfono para llamar",
  },
  postcode: { en: "Postcode", fr: "Code postal", pt: "CEP", es: "Código postal" },
};

/** How customers ask for it. */
export const leadPhrasings = {
  en: [
    "i would like a quote",
    "i am interested in your services",
    "can somebody call me back",
    "can you send me an offer",
    "i need an estimate",
    "i want to become a customer",
    "please contact me about a project",
    "how much would it cost for our company",
    "i saw your ad and want to know more",
  ],
  fr: [
    "je voudrais un devis",
    "vos services m'intéressent",
    "quelqu'un peut me rappeler ?",
    "pouvez-vous m'envoyer une offre",
    "j'ai besoin d'une estimation",
    "je veux devenir client",
    "contactez-moi pour un projet",
    "combien ça coûterait pour notre entreprise",
    "j'ai vu votre publicité et je veux en savoir plus",
  ],
  pt: [
    "queria um orçamento",
    "tenho interesse nos serviços de vocês",
    "alguém pode me ligar?",
    "podem me mandar uma proposta",
    "preciso de uma cotação",
    "quero ser cliente",
    "entrem em contato comigo sobre um projeto",
    "quanto custaria para a nossa empresa",
    "vi o anúncio e quero saber mais",
  ],
  es: [
    "quisiera un presupuesto",
    "me interesan sus servicios",
    "¿alguien me puede llamar?",
    "me pueden enviar una oferta",
    "necesito una cotización",
    "quiero ser cliente",
    "contáctenme para un proyecto",
    "cuánto costaría para nuestra empresa",
    "vi su anuncio y quiero saber más",
  ],
};
