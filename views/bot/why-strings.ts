import type { Text } from "../i18n.ts";

/** "Why did it say that?" */
export const whyStrings = {
  "why.ask": { en: "Why this?", fr: "Pourquoi ?", pt: "Por que isto?", es: "¿Por qué esto?" },
  "why.title": {
    en: "Why did the bot say that?",
    fr: "Pourquoi le bot a-t-il dit cela ?",
    pt: "Por que o bot disse isso?",
    es: "¿Por qué dijo eso el bot?",
  },
  "why.title.silent": {
    en: "Why did the bot say nothing?",
    fr: "Pourquoi le bot n’a-t-il rien dit ?",
    pt: "Por que o bot não disse nada?",
    es: "¿Por qué el bot no dijo nada?",
  },
  "why.page": {
    en: "Open on a page of its own",
    fr: "Ouvrir sur sa propre page",
    pt: "Abrir em uma página própria",
    es: "Abrir en su propia página",
  },
  "why.none": {
    en: "No explanation was kept for this message.",
    fr: "Aucune explication n’a été gardée pour ce message.",
    pt: "Não foi guardada nenhuma explicação para esta mensagem.",
    es: "No se guardó ninguna explicación de este mensaje.",
  },
  "why.none.hint": {
    en: "It is older than the explanations, or no message of the customer led to it.",
    fr: "Il est plus ancien que les explications, ou aucun message du client ne l’a déclenché.",
    pt: "Ela é anterior às explicações, ou nenhuma mensagem do cliente levou a ela.",
    es: "Es anterior a las explicaciones, o ningún mensaje del cliente lo causó.",
  },
  "why.message": {
    en: "The customer wrote:",
    fr: "Le client a écrit :",
    pt: "O cliente escreveu:",
    es: "El cliente escribió:",
  },
  "why.message.wordless": {
    en: "A message without words.",
    fr: "Un message sans mots.",
    pt: "Uma mensagem sem palavras.",
    es: "Un mensaje sin palabras.",
  },
  "why.read": {
    en: "Read as {language}, compared as “{folded}”.",
    fr: "Langue reconnue : {language}. Comparé sous la forme « {folded} ».",
    pt: "Lida em {language}, comparada como “{folded}”.",
    es: "Leído como {language}, comparado como «{folded}».",
  },
  "why.read.wordless": {
    en: "The conversation is in {language}.",
    fr: "La conversation est en {language}.",
    pt: "A conversa é em {language}.",
    es: "La conversación es en {language}.",
  },
  "why.language.en": { en: "English", fr: "anglais", pt: "inglês", es: "inglés" },
  "why.language.fr": { en: "French", fr: "français", pt: "francês", es: "francés" },
  "why.language.pt": { en: "Portuguese", fr: "portugais", pt: "português", es: "portugués" },
  "why.language.es": { en: "Spanish", fr: "espagnol", pt: "espanhol", es: "español" },
  "why.later": {
    en: "It was said later, without a new message: a wait or a time limit of the dialogue was over.",
    fr: "Il l’a dit plus tard, sans nouveau message : une attente ou un délai du dialogue était écoulé.",
    pt: "Foi dito depois, sem nova mensagem: uma espera ou um prazo do diálogo terminou.",
    es: "Lo dijo más tarde, sin un mensaje nuevo: se cumplió una espera o un plazo del diálogo.",
  },
  "why.considered": {
    en: "What it looked at, in this order",
    fr: "Ce qu’il a examiné, dans cet ordre",
    pt: "O que ele examinou, nesta ordem",
    es: "Lo que examinó, en este orden",
  },
  "why.rest": {
    en: "That settled it: nothing further was asked.",
    fr: "C’était décidé : rien d’autre n’a été examiné.",
    pt: "Isso decidiu: nada mais foi examinado.",
    es: "Con eso quedó decidido: no se examinó nada más.",
  },
  "why.taken": {
    en: "Near enough, and nearest by far: this is what it took it for.",
    fr: "Assez proche, et nettement le plus proche : c’est ce qu’il a compris.",
    pt: "Perto o bastante, e claramente o mais próximo: foi isso que ele entendeu.",
    es: "Lo bastante cerca, y claramente lo más cercano: es lo que entendió.",
  },

  "why.outcome.rule": {
    en: "It answered by a keyword rule.",
    fr: "Il a répondu par une règle à mots-clés.",
    pt: "Ele respondeu por uma regra de palavras-chave.",
    es: "Respondió con una regla de palabras clave.",
  },
  "why.outcome.incident": {
    en: "It took the message for an incident that it knows.",
    fr: "Il a reconnu dans le message un incident qu’il connaît.",
    pt: "Ele reconheceu na mensagem um incidente que conhece.",
    es: "Reconoció en el mensaje un incidente que conoce.",
  },
  "why.outcome.article": {
    en: "It answered with an article of the knowledge base.",
    fr: "Il a répondu avec un article de la base de connaissances.",
    pt: "Ele respondeu com um artigo da base de conhecimento.",
    es: "Respondió con un artículo de la base de conocimiento.",
  },
  "why.outcome.flow": {
    en: "It went on with a dialogue that was open.",
    fr: "Il a poursuivi un dialogue en cours.",
    pt: "Ele continuou um diálogo que estava aberto.",
    es: "Siguió con un diálogo que estaba abierto.",
  },
  "why.outcome.clarify": {
    en: "Several answers were equally near, so it asked which one is meant.",
    fr: "Plusieurs réponses étaient aussi proches, il a donc demandé laquelle était voulue.",
    pt: "Várias respostas estavam igualmente próximas, então ele perguntou qual era.",
    es: "Varias respuestas estaban igual de cerca, así que preguntó cuál era.",
  },
  "why.outcome.greeting": {
    en: "It greeted.",
    fr: "Il a salué.",
    pt: "Ele cumprimentou.",
    es: "Saludó.",
  },
  "why.outcome.away": {
    en: "It said that nobody is there now.",
    fr: "Il a dit que personne n’était là pour l’instant.",
    pt: "Ele disse que não há ninguém agora.",
    es: "Dijo que ahora no hay nadie.",
  },
  "why.outcome.hand-over": {
    en: "It handed over to a person.",
    fr: "Il a passé la main à une personne.",
    pt: "Ele passou para uma pessoa.",
    es: "Le pasó la conversación a una persona.",
  },
  "why.outcome.status": {
    en: "It told how the customer’s own requests stand.",
    fr: "Il a dit où en sont les demandes du client.",
    pt: "Ele disse como estão os pedidos do próprio cliente.",
    es: "Dijo cómo van las solicitudes del propio cliente.",
  },
  "why.outcome.language": {
    en: "It changed the language.",
    fr: "Il a changé de langue.",
    pt: "Ele mudou de idioma.",
    es: "Cambió de idioma.",
  },
  "why.outcome.miss": {
    en: "It said that it did not understand. A wrong answer would have been worse.",
    fr: "Il a dit qu’il n’avait pas compris. Une mauvaise réponse aurait été pire.",
    pt: "Ele disse que não entendeu. Uma resposta errada seria pior.",
    es: "Dijo que no entendió. Una respuesta equivocada habría sido peor.",
  },
  "why.outcome.silence": {
    en: "It said nothing.",
    fr: "Il n’a rien dit.",
    pt: "Ele não disse nada.",
    es: "No dijo nada.",
  },

  "why.rules.none": {
    en: {
      one: "{n} keyword rule was asked: none of its phrases is in the message.",
      other: "{n} keyword rules were asked: none of their phrases is in the message.",
    },
    fr: {
      one: "{n} règle à mots-clés a été consultée : aucune de ses phrases n’est dans le message.",
      other:
        "{n} règles à mots-clés ont été consultées : aucune de leurs phrases n’est dans le message.",
    },
    pt: {
      one: "{n} regra de palavras-chave foi consultada: nenhuma frase dela está na mensagem.",
      other:
        "{n} regras de palavras-chave foram consultadas: nenhuma frase delas está na mensagem.",
    },
    es: {
      one: "Se consultó {n} regla de palabras clave: ninguna de sus frases está en el mensaje.",
      other:
        "Se consultaron {n} reglas de palabras clave: ninguna de sus frases está en el mensaje.",
    },
  },
  "why.rules.hit": {
    en: "The rule “{name}” has the phrase “{phrase}”, {nearness}.",
    fr: "La règle « {name} » contient la phrase « {phrase} », {nearness}.",
    pt: "A regra “{name}” tem a frase “{phrase}”, {nearness}.",
    es: "La regla «{name}» tiene la frase «{phrase}», {nearness}.",
  },
  "why.rules.chosen": {
    en: "The customer chose the rule “{name}”.",
    fr: "Le client a choisi la règle « {name} ».",
    pt: "O cliente escolheu a regra “{name}”.",
    es: "El cliente eligió la regla «{name}».",
  },
  "why.rules.wordless": {
    en: "It has nothing to say in this language, so it was passed over.",
    fr: "Elle n’a rien à dire dans cette langue, elle a donc été laissée de côté.",
    pt: "Ela não tem nada a dizer neste idioma, por isso foi deixada de lado.",
    es: "No tiene nada que decir en este idioma, así que se dejó de lado.",
  },
  "why.rules.tied": {
    en: "These rules are equally near: {names}.",
    fr: "Ces règles sont aussi proches les unes que les autres : {names}.",
    pt: "Estas regras estão igualmente próximas: {names}.",
    es: "Estas reglas están igual de cerca: {names}.",
  },
  "why.nearness.exact": {
    en: "letter for letter",
    fr: "à la lettre près",
    pt: "letra por letra",
    es: "letra por letra",
  },
  "why.nearness.fold": {
    en: "the same words in the message",
    fr: "les mêmes mots que dans le message",
    pt: "as mesmas palavras da mensagem",
    es: "las mismas palabras del mensaje",
  },
  "why.nearness.plural": {
    en: "the same but for singular or plural",
    fr: "les mêmes mots, au singulier ou au pluriel près",
    pt: "as mesmas palavras, no singular ou no plural",
    es: "las mismas palabras, en singular o plural",
  },
  "why.nearness.typo": {
    en: "the same but for a letter mistyped",
    fr: "les mêmes mots, à une faute de frappe près",
    pt: "as mesmas palavras, com uma letra trocada",
    es: "las mismas palabras, con una letra cambiada",
  },

  "why.intents.asked": {
    en: {
      one: "{n} incident or article was compared by its meaning. An answer takes {threshold} points of 100, and {margin} more than the next.",
      other:
        "{n} incidents and articles were compared by their meaning. An answer takes {threshold} points of 100, and {margin} more than the next.",
    },
    fr: {
      one: "{n} incident ou article a été comparé par le sens. Il faut {threshold} points sur 100, et {margin} de plus que le suivant.",
      other:
        "{n} incidents et articles ont été comparés par le sens. Il faut {threshold} points sur 100, et {margin} de plus que le suivant.",
    },
    pt: {
      one: "{n} incidente ou artigo foi comparado pelo sentido. Uma resposta precisa de {threshold} pontos de 100, e {margin} a mais que a seguinte.",
      other:
        "{n} incidentes e artigos foram comparados pelo sentido. Uma resposta precisa de {threshold} pontos de 100, e {margin} a mais que a seguinte.",
    },
    es: {
      one: "Se comparó {n} incidente o artículo por su sentido. Una respuesta necesita {threshold} puntos de 100, y {margin} más que la siguiente.",
      other:
        "Se compararon {n} incidentes y artículos por su sentido. Una respuesta necesita {threshold} puntos de 100, y {margin} más que la siguiente.",
    },
  },
  "why.intents.nothing": {
    en: "None of them came near.",
    fr: "Aucun n’en était proche.",
    pt: "Nenhum chegou perto.",
    es: "Ninguno se acercó.",
  },
  "why.intents.points": {
    en: { one: "{n} point", other: "{n} points" },
    fr: { one: "{n} point", other: "{n} points" },
    pt: { one: "{n} ponto", other: "{n} pontos" },
    es: { one: "{n} punto", other: "{n} puntos" },
  },
  "why.intents.sample": {
    en: "Its nearest phrasing: “{sample}” ({language}).",
    fr: "Sa formulation la plus proche : « {sample} » ({language}).",
    pt: "A frase mais próxima dele: “{sample}” ({language}).",
    es: "Su frase más cercana: «{sample}» ({language}).",
  },
  "why.intents.sentence": {
    en: "This sentence said it: “{sentence}”",
    fr: "C’est cette phrase qui le disait : « {sentence} »",
    pt: "Foi esta frase que disse isso: “{sentence}”",
    es: "Lo dijo esta frase: «{sentence}»",
  },
  "why.intents.missing": {
    en: "Nothing of it explains: {words}.",
    fr: "Rien n’y explique : {words}.",
    pt: "Nada nele explica: {words}.",
    es: "Nada en él explica: {words}.",
  },
  "why.intents.low": {
    en: "Too few points.",
    fr: "Trop peu de points.",
    pt: "Poucos pontos.",
    es: "Muy pocos puntos.",
  },
  "why.intents.behind": {
    en: "Clearly behind the first.",
    fr: "Nettement derrière le premier.",
    pt: "Claramente atrás do primeiro.",
    es: "Claramente detrás del primero.",
  },
  "why.intents.near": {
    en: "Too near to others to tell them apart.",
    fr: "Trop proche d’autres pour trancher.",
    pt: "Perto demais de outros para distinguir.",
    es: "Demasiado cerca de otros para distinguirlos.",
  },
  "why.intents.asked-which": {
    en: "Offered to the customer as a choice.",
    fr: "Proposé au client comme choix.",
    pt: "Oferecido ao cliente como opção.",
    es: "Ofrecido al cliente como opción.",
  },
  "why.word.same": {
    en: "“{said}” is among its words.",
    fr: "« {said} » est parmi ses mots.",
    pt: "“{said}” está entre as palavras dele.",
    es: "«{said}» está entre sus palabras.",
  },
  "why.word.stem": {
    en: "“{said}” is a form of “{meant}”.",
    fr: "« {said} » est une forme de « {meant} ».",
    pt: "“{said}” é uma forma de “{meant}”.",
    es: "«{said}» es una forma de «{meant}».",
  },
  "why.word.synonym": {
    en: "“{said}” means much the same as “{meant}”.",
    fr: "« {said} » veut dire à peu près la même chose que « {meant} ».",
    pt: "“{said}” quer dizer quase o mesmo que “{meant}”.",
    es: "«{said}» significa casi lo mismo que «{meant}».",
  },
  "why.word.typo": {
    en: "“{said}” was taken for a mistyped “{meant}”.",
    fr: "« {said} » a été pris pour une faute de frappe de « {meant} ».",
    pt: "“{said}” foi lido como um erro de digitação de “{meant}”.",
    es: "«{said}» se tomó por un error al escribir «{meant}».",
  },
  "why.word.small": {
    en: "Also these small words: {words}.",
    fr: "Aussi ces petits mots : {words}.",
    pt: "Também estas palavrinhas: {words}.",
    es: "También estas palabritas: {words}.",
  },

  "why.flow.started": {
    en: "The dialogue “{name}” began.",
    fr: "Le dialogue « {name} » a commencé.",
    pt: "O diálogo “{name}” começou.",
    es: "Empezó el diálogo «{name}».",
  },
  "why.flow.tapped": {
    en: "The customer tapped a button of the dialogue “{name}”.",
    fr: "Le client a touché un bouton du dialogue « {name} ».",
    pt: "O cliente tocou em um botão do diálogo “{name}”.",
    es: "El cliente tocó un botón del diálogo «{name}».",
  },
  "why.flow.quoted": {
    en: "The message quotes a question of the dialogue “{name}”.",
    fr: "Le message cite une question du dialogue « {name} ».",
    pt: "A mensagem cita uma pergunta do diálogo “{name}”.",
    es: "El mensaje cita una pregunta del diálogo «{name}».",
  },
  "why.flow.latest": {
    en: "The dialogue “{name}” had asked last and waited for an answer.",
    fr: "Le dialogue « {name} » avait posé la dernière question et attendait une réponse.",
    pt: "O diálogo “{name}” fez a última pergunta e esperava uma resposta.",
    es: "El diálogo «{name}» hizo la última pregunta y esperaba una respuesta.",
  },
  "why.flow.asked-which": {
    en: "More than one dialogue could have been meant, “{name}” among them, so the bot asked which.",
    fr: "Plusieurs dialogues étaient possibles, dont « {name} » : le bot a demandé lequel.",
    pt: "Mais de um diálogo era possível, entre eles “{name}”: o bot perguntou qual.",
    es: "Podía ser más de un diálogo, entre ellos «{name}»: el bot preguntó cuál.",
  },
  "why.flow.not-an-answer": {
    en: "It was no answer to what the dialogue “{name}” had asked.",
    fr: "Ce n’était pas une réponse à la question du dialogue « {name} ».",
    pt: "Não era uma resposta ao que o diálogo “{name}” perguntou.",
    es: "No era una respuesta a lo que preguntó el diálogo «{name}».",
  },
  "why.flow.no-answer-left": {
    en: "The dialogue “{name}” had asked often enough and went its way out.",
    fr: "Le dialogue « {name} » avait assez demandé et a pris sa sortie.",
    pt: "O diálogo “{name}” já tinha perguntado o bastante e seguiu para a saída.",
    es: "El diálogo «{name}» ya había preguntado bastante y tomó su salida.",
  },
  "why.flow.step": {
    en: "Its step: {step}.",
    fr: "Son étape : {step}.",
    pt: "Etapa: {step}.",
    es: "Su paso: {step}.",
  },

  "why.hand-over-words": {
    en: "“{word}” asks for a person.",
    fr: "« {word} » demande une personne.",
    pt: "“{word}” pede uma pessoa.",
    es: "«{word}» pide a una persona.",
  },
  "why.hand-over-words.none": {
    en: "Nothing in it asks for a person.",
    fr: "Rien n’y demande une personne.",
    pt: "Nada nela pede uma pessoa.",
    es: "Nada en él pide a una persona.",
  },
  "why.status": {
    en: "The message asks how the customer’s requests stand.",
    fr: "Le message demande où en sont les demandes du client.",
    pt: "A mensagem pergunta como estão os pedidos do cliente.",
    es: "El mensaje pregunta cómo van las solicitudes del cliente.",
  },
  "why.status.ticket": {
    en: "The message names the ticket #{ticket}. Only the customer’s own are told about.",
    fr: "Le message nomme le ticket n° {ticket}. Le bot ne parle que de ceux du client.",
    pt: "A mensagem cita o ticket #{ticket}. Só se fala dos do próprio cliente.",
    es: "El mensaje nombra el ticket #{ticket}. Solo se habla de los del propio cliente.",
  },
  "why.language": {
    en: "The message asks for {language}.",
    fr: "Le message demande : {language}.",
    pt: "A mensagem pede {language}.",
    es: "El mensaje pide {language}.",
  },
  "why.old-tap": {
    en: "It was a button of a question that is closed.",
    fr: "C’était un bouton d’une question close.",
    pt: "Era um botão de uma pergunta já encerrada.",
    es: "Era un botón de una pregunta ya cerrada.",
  },
  "why.away": {
    en: "It is outside the opening hours.",
    fr: "C’est en dehors des heures d’ouverture.",
    pt: "Está fora do horário de atendimento.",
    es: "Está fuera del horario de atención.",
  },
  "why.away.told": {
    en: "It is outside the opening hours, but the customer had been told a short while ago.",
    fr: "C’est en dehors des heures d’ouverture, mais le client venait d’en être informé.",
    pt: "Está fora do horário de atendimento, mas o cliente tinha sido avisado há pouco.",
    es: "Está fuera del horario de atención, pero se le había avisado hace poco.",
  },
  "why.greeting": {
    en: "It is a first message, or no more than a hello.",
    fr: "C’est un premier message, ou un simple bonjour.",
    pt: "É uma primeira mensagem, ou só um olá.",
    es: "Es un primer mensaje, o solo un saludo.",
  },
  "why.greeting.not": {
    en: "There was no reason to greet.",
    fr: "Il n’y avait pas lieu de saluer.",
    pt: "Não havia motivo para cumprimentar.",
    es: "No había motivo para saludar.",
  },
  "why.misses": {
    en: "Nothing was near enough. Not understood {count} of {most} times, until a person comes.",
    fr: "Rien n’était assez proche. Pas compris {count} fois sur {most}, avant qu’une personne vienne.",
    pt: "Nada estava perto o bastante. Não entendeu {count} de {most} vezes, até vir uma pessoa.",
    es: "Nada estaba lo bastante cerca. No entendió {count} de {most} veces, hasta que venga una persona.",
  },
  "why.silence.bot-off": {
    en: "The bot is switched off.",
    fr: "Le bot est désactivé.",
    pt: "O bot está desligado.",
    es: "El bot está apagado.",
  },
  "why.silence.ticket-of-a-person": {
    en: "A person has taken over this ticket.",
    fr: "Une personne a pris ce ticket.",
    pt: "Uma pessoa assumiu este ticket.",
    es: "Una persona se hizo cargo de este ticket.",
  },
  "why.silence.resolved": {
    en: "The ticket is resolved.",
    fr: "Le ticket est résolu.",
    pt: "O ticket está resolvido.",
    es: "El ticket está resuelto.",
  },
  "why.silence.blocked": {
    en: "The contact is blocked, or the channel closed.",
    fr: "Le contact est bloqué, ou le canal fermé.",
    pt: "O contato está bloqueado, ou o canal fechado.",
    es: "El contacto está bloqueado, o el canal cerrado.",
  },
  "why.silence.restricted": {
    en: "The person’s data is restricted: no bot answers.",
    fr: "Les données de la personne sont limitées : aucun bot ne répond.",
    pt: "Os dados da pessoa estão limitados: nenhum bot responde.",
    es: "Los datos de la persona están limitados: no responde ningún bot.",
  },
  "why.silence.group": {
    en: "It does not talk in groups, nor to a reaction.",
    fr: "Il ne parle ni dans les groupes, ni à une réaction.",
    pt: "Ele não fala em grupos nem responde a reações.",
    es: "No habla en grupos ni responde a reacciones.",
  },
  "why.silence.window-closed": {
    en: "The customer service window was closed.",
    fr: "La fenêtre de service était fermée.",
    pt: "A janela de atendimento estava fechada.",
    es: "La ventana de atención estaba cerrada.",
  },
  "why.silence.too-many-answers": {
    en: "It had answered too often in a short time: perhaps it was talking to another bot.",
    fr: "Il avait trop répondu en peu de temps : peut-être parlait-il à un autre bot.",
    pt: "Ele tinha respondido demais em pouco tempo: talvez falasse com outro bot.",
    es: "Había respondido demasiado en poco tiempo: quizá hablaba con otro bot.",
  },
  "why.silence.other-bot": {
    en: "The message seems to come from another bot.",
    fr: "Le message semble venir d’un autre bot.",
    pt: "A mensagem parece vir de outro bot.",
    es: "El mensaje parece venir de otro bot.",
  },
  "why.silence.nothing-to-say": {
    en: "There was nothing to say to it.",
    fr: "Il n’y avait rien à y répondre.",
    pt: "Não havia nada a dizer.",
    es: "No había nada que decir.",
  },
} satisfies Record<string, Text>;
