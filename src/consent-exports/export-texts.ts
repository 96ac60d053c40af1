import type { ConsentEvent, Language } from "../db/schema.ts";

/** Columns of records.csv, and what stands around the list in records.html. */
interface ExportTexts {
  columns: {
    seq: string;
    event_at: string;
    recorded_at: string;
    name: string;
    phone: string;
    user_id: string;
    username: string;
    purpose: string;
    event: string;
    method: string;
    language: string;
    text: string;
    evidence: string;
    actor: string;
    controller: string;
    jurisdiction: string;
    expires_at: string;
    subject: string;
  };
  events: Record<ConsentEvent, string>;
  title: string;
  /** {n} records, {total} in all. */
  shown: string;
  erased: string;
  authority: string;
  reason: string;
}

export const exportTexts: Record<Language, ExportTexts> = {
  en: {
    columns: {
      seq: "Number",
      event_at: "Happened",
      recorded_at: "Recorded",
      name: "Name",
      phone: "Phone",
      user_id: "User ID",
      username: "Username",
      purpose: "Purpose",
      event: "Event",
      method: "How",
      language: "Language",
      text: "Text shown",
      evidence: "Evidence",
      actor: "Recorded by",
      controller: "Controller",
      jurisdiction: "Country",
      expires_at: "Valid until",
      subject: "Person in the log",
    },
    events: {
      requested: "Asked",
      given: "Given",
      refused: "Refused",
      withdrawn: "Withdrawn",
      expired: "Expired",
      erased: "Erased",
    },
    title: "Consent records",
    shown: "The newest {n} of {total} records. All of them are in records.csv and log.jsonl.",
    erased: "(erased)",
    authority: "This page is for reading. The proof is log.jsonl: see HOW-TO-VERIFY.txt.",
    reason: "Reason for this export",
  },
  fr: {
    columns: {
      seq: "Numéro",
      event_at: "Date des faits",
      recorded_at: "Enregistré",
      name: "Nom",
      phone: "Téléphone",
      user_id: "Identifiant",
      username: "Nom d’utilisateur",
      purpose: "Finalité",
      event: "Événement",
      method: "Moyen",
      language: "Langue",
      text: "Texte affiché",
      evidence: "Preuve",
      actor: "Enregistré par",
      controller: "Responsable",
      jurisdiction: "Pays",
      expires_at: "Valable jusqu’au",
      subject: "Personne dans le registre",
    },
    events: {
      requested: "Demandé",
      given: "Donné",
      refused: "Refusé",
      withdrawn: "Retiré",
      expired: "Expiré",
      erased: "Effacé",
    },
    title: "Registre des consentements",
    shown:
      "Les {n} derniers enregistrements sur {total}. Tous se trouvent dans records.csv et log.jsonl.",
    erased: "(effacé)",
    authority:
      "Cette page sert à la lecture. La preuve est log.jsonl\u00a0: voir HOW-TO-VERIFY.txt.",
    reason: "Motif de cet export",
  },
  pt: {
    columns: {
      seq: "Número",
      event_at: "Ocorrido",
      recorded_at: "Registrado",
      name: "Nome",
      phone: "Telefone",
      user_id: "ID do usuário",
      username: "Nome de usuário",
      purpose: "Finalidade",
      event: "Evento",
      method: "Como",
      language: "Idioma",
      text: "Texto mostrado",
      evidence: "Prova",
      actor: "Registrado por",
      controller: "Controlador",
      jurisdiction: "País",
      expires_at: "Válido até",
      subject: "Pessoa no registro",
    },
    events: {
      requested: "Pedido",
      given: "Dado",
      refused: "Recusado",
      withdrawn: "Revogado",
      expired: "Vencido",
      erased: "Apagado",
    },
    title: "Registros de consentimento",
    shown: "Os {n} registros mais novos de {total}. Todos estão em records.csv e log.jsonl.",
    erased: "(apagado)",
    authority: "Esta página é para leitura. A prova é log.jsonl: veja HOW-TO-VERIFY.txt.",
    reason: "Motivo desta exportação",
  },
  es: {
    columns: {
      seq: "Número",
      event_at: "Ocurrido",
      recorded_at: "Registrado",
      name: "Nombre",
      phone: "Teléfono",
      user_id: "ID de usuario",
      username: "Nombre de usuario",
      purpose: "Finalidad",
      event: "Evento",
      method: "Cómo",
      language: "Idioma",
      text: "Texto mostrado",
      evidence: "Prueba",
      actor: "Registrado por",
      controller: "Responsable",
      jurisdiction: "País",
      expires_at: "Válido hasta",
      subject: "Persona en el registro",
    },
    events: {
      requested: "Pedido",
      given: "Dado",
      refused: "Rechazado",
      withdrawn: "Retirado",
      expired: "Caducado",
      erased: "Borrado",
    },
    title: "Registros de consentimiento",
    shown: "Los {n} registros más nuevos de {total}. Todos están en records.csv y log.jsonl.",
    erased: "(borrado)",
    authority: "Esta página es para leer. La prueba es log.jsonl: véase HOW-TO-VERIFY.txt.",
    reason: "Motivo de esta exportación",
  },
};
