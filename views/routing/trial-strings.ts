/** Texts of what rules did and would do: versions, dry run, and why. */
export const routingTrialStrings = {
  "routing.versions": {
    en: "Versions",
    fr: "Versions",
    pt: "Versões",
    es: "Versiones",
  },
  "routing.versions.all": {
    en: "Who changed what, and when",
    fr: "Qui a changé quoi, et quand",
    pt: "Quem mudou o quê, e quando",
    es: "Quién cambió qué y cuándo",
  },
  "routing.versions.none": {
    en: "No changes yet",
    fr: "Aucune modification",
    pt: "Nenhuma alteração ainda",
    es: "Aún no hay cambios",
  },
  "routing.versions.none.text": {
    en: "Every change of a rule is kept here, and any version can be brought back.",
    fr: "Chaque modification d’une règle est gardée ici, et toute version peut revenir.",
    pt: "Cada alteração de regra fica guardada aqui, e qualquer versão pode voltar.",
    es: "Cada cambio de una regla queda aquí, y cualquier versión puede volver.",
  },
  "routing.versions.program": {
    en: "a program",
    fr: "un programme",
    pt: "um programa",
    es: "un programa",
  },
  "routing.change.created": {
    en: "made",
    fr: "créée",
    pt: "criada",
    es: "creada",
  },
  "routing.change.changed": {
    en: "changed",
    fr: "modifiée",
    pt: "alterada",
    es: "cambiada",
  },
  "routing.change.enabled": {
    en: "switched on",
    fr: "activée",
    pt: "ligada",
    es: "activada",
  },
  "routing.change.disabled": {
    en: "switched off",
    fr: "éteinte",
    pt: "desligada",
    es: "apagada",
  },
  "routing.change.moved": {
    en: "moved",
    fr: "déplacée",
    pt: "movida",
    es: "movida",
  },
  "routing.change.deleted": {
    en: "deleted",
    fr: "supprimée",
    pt: "excluída",
    es: "eliminada",
  },
  "routing.change.restored": {
    en: "brought back",
    fr: "rétablie",
    pt: "restaurada",
    es: "recuperada",
  },
  "routing.dry-run": {
    en: "What the rules would have done",
    fr: "Ce que les règles auraient fait",
    pt: "O que as regras teriam feito",
    es: "Lo que las reglas habrían hecho",
  },
  "routing.dry-run.hint": {
    en: "The rules, asked about the real tickets and messages of these days. Nothing is changed or sent.",
    fr: "Les règles, appliquées aux vrais tickets et messages de ces jours. Rien n’est changé ni envoyé.",
    pt: "As regras, aplicadas aos tickets e mensagens reais destes dias. Nada é mudado nem enviado.",
    es: "Las reglas, consultadas sobre los tickets y mensajes reales de estos días. No se cambia ni se envía nada.",
  },
  "routing.dry-run.span": {
    en: "How far back",
    fr: "Jusqu’où remonter",
    pt: "Até quando voltar",
    es: "Hasta cuándo",
  },
  "routing.dry-run.days": {
    en: { one: "{n} day", other: "{n} days" },
    fr: { one: "{n} jour", other: "{n} jours" },
    pt: { one: "{n} dia", other: "{n} dias" },
    es: { one: "{n} día", other: "{n} días" },
  },
  "routing.dry-run.no-rules": {
    en: "There is no rule to try yet",
    fr: "Aucune règle à essayer pour l’instant",
    pt: "Ainda não há regra para testar",
    es: "Aún no hay regla que probar",
  },
  "routing.trial": {
    en: "Try it first",
    fr: "L’essayer d’abord",
    pt: "Teste antes",
    es: "Pruébela antes",
  },
  "routing.trial.hint": {
    en: "How often this rule, as it stands here, would have fired last week. Nothing is saved, changed or sent.",
    fr: "Combien de fois cette règle, telle quelle, se serait déclenchée la semaine dernière. Rien n’est enregistré, changé ni envoyé.",
    pt: "Quantas vezes esta regra, como está aqui, teria disparado na última semana. Nada é salvo, mudado nem enviado.",
    es: "Cuántas veces se habría activado esta regla, tal como está, la última semana. No se guarda, cambia ni envía nada.",
  },
  "routing.trial.run": {
    en: "Try on last week",
    fr: "Essayer sur la semaine dernière",
    pt: "Testar na última semana",
    es: "Probar con la última semana",
  },
  "routing.trial.wrong": {
    en: "Finish the rule first; then it can be tried.",
    fr: "Terminez d’abord la règle, puis essayez-la.",
    pt: "Termine a regra primeiro; depois dá para testar.",
    es: "Termine antes la regla; luego podrá probarla.",
  },
  "routing.trial.seen": {
    en: {
      one: "Looked at {n} ticket of the last {days} days.",
      other: "Looked at {n} tickets of the last {days} days.",
    },
    fr: {
      one: "{n} ticket des {days} derniers jours examiné.",
      other: "{n} tickets des {days} derniers jours examinés.",
    },
    pt: {
      one: "Visto {n} ticket dos últimos {days} dias.",
      other: "Vistos {n} tickets dos últimos {days} dias.",
    },
    es: {
      one: "Visto {n} ticket de los últimos {days} días.",
      other: "Vistos {n} tickets de los últimos {days} días.",
    },
  },
  "routing.trial.rule": {
    en: "Rule",
    fr: "Règle",
    pt: "Regra",
    es: "Regla",
  },
  "routing.trial.fired": {
    en: "Would fire",
    fr: "Se déclencherait",
    pt: "Dispararia",
    es: "Se activaría",
  },
  "routing.trial.tickets": {
    en: "Latest tickets",
    fr: "Derniers tickets",
    pt: "Últimos tickets",
    es: "Últimos tickets",
  },
  "routing.trial.draft": {
    en: "this draft",
    fr: "ce brouillon",
    pt: "este rascunho",
    es: "este borrador",
  },
  "routing.trial.conflicts": {
    en: "Rules that pull in two directions",
    fr: "Des règles qui se contredisent",
    pt: "Regras que puxam para lados opostos",
    es: "Reglas que tiran en direcciones opuestas",
  },
  "routing.trial.conflict.all": {
    en: {
      one: "“{first}” and “{second}” set {about} differently, {n} time: the lower one wins.",
      other: "“{first}” and “{second}” set {about} differently, {n} times: the lower one wins.",
    },
    fr: {
      one: "« {first} » et « {second} » règlent {about} différemment, {n} fois : celle du bas l’emporte.",
      other:
        "« {first} » et « {second} » règlent {about} différemment, {n} fois : celle du bas l’emporte.",
    },
    pt: {
      one: "“{first}” e “{second}” definem {about} de formas diferentes, {n} vez: vale a de baixo.",
      other:
        "“{first}” e “{second}” definem {about} de formas diferentes, {n} vezes: vale a de baixo.",
    },
    es: {
      one: "«{first}» y «{second}» fijan {about} de forma distinta, {n} vez: gana la de abajo.",
      other: "«{first}» y «{second}» fijan {about} de forma distinta, {n} veces: gana la de abajo.",
    },
  },
  "routing.trial.conflict.first": {
    en: {
      one: "“{first}” and “{second}” would set {about} differently, {n} time: only the upper one acts.",
      other:
        "“{first}” and “{second}” would set {about} differently, {n} times: only the upper one acts.",
    },
    fr: {
      one: "« {first} » et « {second} » régleraient {about} différemment, {n} fois : seule celle du haut agit.",
      other:
        "« {first} » et « {second} » régleraient {about} différemment, {n} fois : seule celle du haut agit.",
    },
    pt: {
      one: "“{first}” e “{second}” definiriam {about} de formas diferentes, {n} vez: só a de cima age.",
      other:
        "“{first}” e “{second}” definiriam {about} de formas diferentes, {n} vezes: só a de cima age.",
    },
    es: {
      one: "«{first}» y «{second}» fijarían {about} de forma distinta, {n} vez: solo actúa la de arriba.",
      other:
        "«{first}» y «{second}» fijarían {about} de forma distinta, {n} veces: solo actúa la de arriba.",
    },
  },
  "routing.trial.matched": {
    en: {
      one: "fitted {n} time, but an earlier rule came first",
      other: "fitted {n} times, but an earlier rule sometimes came first",
    },
    fr: {
      one: "convenait {n} fois, mais une règle précédente est passée avant",
      other: "convenait {n} fois, mais une règle précédente est parfois passée avant",
    },
    pt: {
      one: "servia {n} vez, mas uma regra anterior chegou antes",
      other: "servia {n} vezes, mas uma regra anterior às vezes chegou antes",
    },
    es: {
      one: "encajaba {n} vez, pero una regla anterior llegó antes",
      other: "encajaba {n} veces, pero una regla anterior llegó a veces antes",
    },
  },
  "routing.trial.switched-off": {
    en: "Switched off, and so not tried: {names}.",
    fr: "Éteintes, donc pas essayées : {names}.",
    pt: "Desligadas, por isso não testadas: {names}.",
    es: "Apagadas, y por eso no probadas: {names}.",
  },
  "routing.trial.about.team": {
    en: "the team",
    fr: "l’équipe",
    pt: "a equipe",
    es: "el equipo",
  },
  "routing.trial.about.assignee": {
    en: "the person in charge",
    fr: "la personne en charge",
    pt: "a pessoa responsável",
    es: "la persona a cargo",
  },
  "routing.trial.about.priority": {
    en: "the priority",
    fr: "la priorité",
    pt: "a prioridade",
    es: "la prioridad",
  },
  "routing.trial.about.category": {
    en: "the category",
    fr: "la catégorie",
    pt: "a categoria",
    es: "la categoría",
  },
  "routing.trial.about.status": {
    en: "the status",
    fr: "le statut",
    pt: "o status",
    es: "el estado",
  },
  "routing.trial.about.bot": {
    en: "the bot",
    fr: "le bot",
    pt: "o bot",
    es: "el bot",
  },
  "routing.trial.about.sla-policy": {
    en: "the SLA policy",
    fr: "la politique SLA",
    pt: "a política de SLA",
    es: "la política de SLA",
  },
  "routing.trial.about.reply": {
    en: "the answer",
    fr: "la réponse",
    pt: "a resposta",
    es: "la respuesta",
  },
  "routing.trial.about.field": {
    en: "what is known of the customer",
    fr: "ce qu’on sait du client",
    pt: "o que se sabe do cliente",
    es: "lo que se sabe del cliente",
  },
  "routing.trial.about.tag": {
    en: "the tags",
    fr: "les étiquettes",
    pt: "as etiquetas",
    es: "las etiquetas",
  },
  "routing.trial.never": {
    en: "Never fired",
    fr: "Jamais déclenchées",
    pt: "Nunca disparam",
    es: "Nunca se activan",
  },
  "routing.trial.never.rule": {
    en: "“{name}” would not have fired once. Perhaps its condition is too narrow, or a rule above it is always first.",
    fr: "« {name} » ne se serait jamais déclenchée. Sa condition est peut-être trop étroite, ou une règle au-dessus passe toujours avant.",
    pt: "“{name}” não teria disparado nenhuma vez. Talvez a condição seja estreita demais, ou uma regra acima chegue sempre antes.",
    es: "«{name}» no se habría activado ni una vez. Quizá su condición es demasiado estrecha, o una regla de arriba llega siempre antes.",
  },
  "routing.why": {
    en: "Why did this happen?",
    fr: "Pourquoi est-ce arrivé ?",
    pt: "Por que isto aconteceu?",
    es: "¿Por qué ocurrió esto?",
  },
  "routing.why.because": {
    en: "When {event}, because {because}.",
    fr: "Quand {event}, car {because}.",
    pt: "Quando {event}, porque {because}.",
    es: "Cuando {event}, porque {because}.",
  },
  "routing.why.always": {
    en: "When {event}, without a condition.",
    fr: "Quand {event}, sans condition.",
    pt: "Quando {event}, sem condição.",
    es: "Cuando {event}, sin condición.",
  },
  "routing.why.match": {
    en: "{field}: {value}",
    fr: "{field} : {value}",
    pt: "{field}: {value}",
    es: "{field}: {value}",
  },
  "routing.why.reason.gone": {
    en: "it is no longer there",
    fr: "n’existe plus",
    pt: "não existe mais",
    es: "ya no existe",
  },
  "routing.why.reason.unchanged": {
    en: "it was so already",
    fr: "c’était déjà le cas",
    pt: "já estava assim",
    es: "ya estaba así",
  },
  "routing.why.reason.nobody-present": {
    en: "nobody is there",
    fr: "personne n’est là",
    pt: "ninguém está presente",
    es: "no hay nadie",
  },
  "routing.why.reason.simulated": {
    en: "the simulator reaches nobody outside",
    fr: "le simulateur n’atteint personne à l’extérieur",
    pt: "o simulador não alcança ninguém de fora",
    es: "el simulador no llega a nadie de fuera",
  },
  "routing.why.reason.nobody": {
    en: "there was nobody to tell",
    fr: "il n’y avait personne à prévenir",
    pt: "não havia a quem avisar",
    es: "no había a quién avisar",
  },
  "routing.why.reason.no-mail": {
    en: "no mail server is set up",
    fr: "aucun serveur de messagerie n’est réglé",
    pt: "não há servidor de e-mail configurado",
    es: "no hay servidor de correo configurado",
  },
  "routing.why.reason.unfilled": {
    en: "the quick reply has an empty place",
    fr: "la réponse rapide a un vide",
    pt: "a resposta rápida tem um campo vazio",
    es: "la respuesta rápida tiene un hueco",
  },
  "routing.why.reason.too-many": {
    en: "it has answered often enough",
    fr: "elle a assez répondu",
    pt: "já respondeu o bastante",
    es: "ya respondió bastante",
  },
  "routing.why.reason.window-closed": {
    en: "the 24-hour window is closed",
    fr: "la fenêtre de 24 h est fermée",
    pt: "a janela de 24 h está fechada",
    es: "la ventana de 24 h está cerrada",
  },
  "routing.why.reason.restricted": {
    en: "the person’s data is restricted",
    fr: "les données de la personne sont limitées",
    pt: "os dados da pessoa estão limitados",
    es: "los datos de la persona están limitados",
  },
  "routing.why.reason.other": {
    en: "it was refused",
    fr: "refusé",
    pt: "foi recusado",
    es: "se rechazó",
  },
  "routing.why.skipped": {
    en: "{action}: not done, {reason}",
    fr: "{action} : pas fait, {reason}",
    pt: "{action}: não feito, {reason}",
    es: "{action}: no se hizo, {reason}",
  },
} as const;
