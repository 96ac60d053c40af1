import type { Text } from "../i18n.ts";

/** What all pages about consent and privacy share. */
export const consentLayoutStrings = {
  "consent.title": {
    en: "Consent and privacy",
    fr: "Consentement et vie privée",
    pt: "Consentimento e privacidade",
    es: "Consentimiento y privacidad",
  },
  "consent.title.short": {
    en: "Consent",
    fr: "Accords",
    pt: "Consentir",
    es: "Permisos",
  },
  "consent.lead": {
    en: "Who agreed to what, with proof that anybody can check without us.",
    fr: "Qui a accepté quoi, avec une preuve que chacun peut vérifier sans nous.",
    pt: "Quem concordou com o quê, com uma prova que qualquer um confere sem nós.",
    es: "Quién aceptó qué, con una prueba que cualquiera comprueba sin nosotros.",
  },
  "consent.tabs": {
    en: "Pages about consent and privacy",
    fr: "Pages du consentement et de la vie privée",
    pt: "Páginas de consentimento e privacidade",
    es: "Páginas de consentimiento y privacidad",
  },
  "consent.tab.log": { en: "Log", fr: "Registre", pt: "Registro", es: "Registro" },
  "consent.tab.texts": { en: "Texts", fr: "Textes", pt: "Textos", es: "Textos" },
  "consent.tab.forms": { en: "Forms", fr: "Formulaires", pt: "Formulários", es: "Formularios" },
  "consent.tab.imports": { en: "Import", fr: "Import", pt: "Importação", es: "Importación" },
  "consent.tab.exports": { en: "Export", fr: "Export", pt: "Exportação", es: "Exportación" },
  "consent.tab.proof": { en: "Proof", fr: "Preuve", pt: "Prova", es: "Prueba" },
  "consent.tab.requests": { en: "Requests", fr: "Demandes", pt: "Pedidos", es: "Solicitudes" },
  "consent.tab.retention": {
    en: "Retention",
    fr: "Conservation",
    pt: "Retenção",
    es: "Conservación",
  },
  "consent.tab.audit": { en: "Audit", fr: "Audit", pt: "Auditoria", es: "Auditoría" },
  "consent.tab.settings": { en: "Rules", fr: "Règles", pt: "Regras", es: "Reglas" },
} as const satisfies Record<string, Text>;
