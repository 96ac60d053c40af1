import type { Text } from "../i18n.ts";

export const teamStrings = {
  "error.no-team": {
    en: "This team is gone. Reload the page.",
    fr: "Cette équipe n’existe plus. Rechargez la page.",
    pt: "Esta equipe não existe mais. Recarregue a página.",
    es: "Este equipo ya no existe. Recarga la página.",
  },
  "error.team-name": {
    en: "Give the team a name of at most 60 characters.",
    fr: "Donnez à l’équipe un nom de 60 caractères au plus.",
    pt: "Dê à equipe um nome de até 60 caracteres.",
    es: "Dale al equipo un nombre de 60 caracteres como máximo.",
  },
  "error.team-taken": {
    en: "There is a team called {name} already.",
    fr: "Une équipe s’appelle déjà {name}.",
    pt: "Já existe uma equipe chamada {name}.",
    es: "Ya hay un equipo llamado {name}.",
  },
  "error.no-shift": {
    en: "This shift is gone. Reload the page.",
    fr: "Ce créneau n’existe plus. Rechargez la page.",
    pt: "Este turno não existe mais. Recarregue a página.",
    es: "Este turno ya no existe. Recarga la página.",
  },
  "error.shift-times": {
    en: "Give the shift a beginning and a different end.",
    fr: "Donnez au créneau un début et une fin différents.",
    pt: "Dê ao turno um início e um fim diferentes.",
    es: "Dale al turno un inicio y un fin distintos.",
  },
} as const satisfies Record<string, Text>;
