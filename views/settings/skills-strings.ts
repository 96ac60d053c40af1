/** What somebody is good at, and how much they take on. */
export const skillStrings = {
  "skills.title": {
    en: "Workload and skills",
    fr: "Charge et compétences",
    pt: "Carga e habilidades",
    es: "Carga y habilidades",
  },
  "skills.hint": {
    en: "Teams that assign by themselves prefer whoever fits. If nobody fits, whoever is there gets the ticket.",
    fr: "Les équipes qui attribuent d’elles-mêmes préfèrent la personne qui convient. Si personne ne convient, le ticket va à qui est présent.",
    pt: "As equipes que atribuem sozinhas preferem quem combina. Se ninguém combinar, o ticket vai para quem estiver presente.",
    es: "Los equipos que asignan solos prefieren a quien encaja. Si nadie encaja, el ticket va a quien esté presente.",
  },
  "skills.capacity": {
    en: "Tickets at a time",
    fr: "Tickets à la fois",
    pt: "Tickets ao mesmo tempo",
    es: "Tickets a la vez",
  },
  "skills.capacity.hint": {
    en: "With so many new or open ones, nothing more is assigned by itself. Empty: no limit.",
    fr: "À ce nombre de tickets nouveaux ou ouverts, plus rien n’est attribué automatiquement. Vide : sans limite.",
    pt: "Com esse número de tickets novos ou abertos, nada mais é atribuído sozinho. Vazio: sem limite.",
    es: "Con esa cantidad de nuevos o abiertos no se asigna nada más solo. Vacío: sin límite.",
  },
  "skills.languages": {
    en: "Languages they answer in",
    fr: "Langues de réponse",
    pt: "Idiomas em que responde",
    es: "Idiomas en los que responde",
  },
  "skills.languages.hint": {
    en: "None ticked: the language they use Recado in.",
    fr: "Aucune cochée : la langue dans laquelle la personne utilise Recado.",
    pt: "Nenhum marcado: o idioma em que a pessoa usa o Recado.",
    es: "Ninguno marcado: el idioma en que usa Recado.",
  },
  "skills.products": {
    en: "What they know about",
    fr: "Ce que la personne connaît",
    pt: "O que a pessoa conhece",
    es: "Lo que conoce",
  },
  "skills.products.hint": {
    en: "Categories or tags of tickets, with commas between: billing, repairs",
    fr: "Catégories ou étiquettes de tickets, séparées par des virgules : facturation, réparations",
    pt: "Categorias ou etiquetas de tickets, separadas por vírgulas: cobrança, consertos",
    es: "Categorías o etiquetas de tickets, separadas por comas: facturación, reparaciones",
  },
  "skills.level": { en: "Level", fr: "Niveau", pt: "Nível", es: "Nivel" },
  "skills.level.hint": {
    en: "Urgent and escalated tickets go to level 2 and above first.",
    fr: "Les tickets urgents et escaladés vont d’abord au niveau 2 et plus.",
    pt: "Tickets urgentes e escalados vão primeiro para o nível 2 ou acima.",
    es: "Los tickets urgentes y escalados van primero al nivel 2 o superior.",
  },
  "skills.level.role": { en: "By role", fr: "Selon le rôle", pt: "Pelo papel", es: "Según el rol" },
  "skills.level.1": {
    en: "1: everyday questions",
    fr: "1 : questions courantes",
    pt: "1: perguntas do dia a dia",
    es: "1: preguntas del día a día",
  },
  "skills.level.2": {
    en: "2: urgent and difficult",
    fr: "2 : urgent et difficile",
    pt: "2: urgente e difícil",
    es: "2: urgente y difícil",
  },
  "skills.level.3": {
    en: "3: specialist",
    fr: "3 : spécialiste",
    pt: "3: especialista",
    es: "3: especialista",
  },
  "error.capacity": {
    en: "Give a whole number from 0 to 999, or leave it empty.",
    fr: "Indiquez un nombre entier de 0 à 999, ou laissez vide.",
    pt: "Informe um número inteiro de 0 a 999, ou deixe vazio.",
    es: "Indique un número entero de 0 a 999, o déjelo vacío.",
  },
} as const;
