import type { Language } from "../db/schema.ts";

/** The countries whose rules we know, in the order in which they are offered. */
export const jurisdictionCodes = ["FR", "BR", "PT", "ES", "UK", "AU", "US"] as const;
export type JurisdictionCode = (typeof jurisdictionCodes)[number];

export const requestKinds = [
  "access",
  "portability",
  "correction",
  "restriction",
  "objection",
  "erasure",
] as const;
/** What a person asks for. */
export type RequestKind = (typeof requestKinds)[number];

/** How long something may take; working days are Monday to Friday without public holidays. */
export type Term = { months: number } | { days: number } | { workingDays: number };

/** What a text that asks for consent has to tell. */
export type TextDuty =
  | "sender"
  | "contact"
  | "purpose"
  | "frequency"
  | "charges"
  | "stop"
  /** Nothing that is bought depends on agreeing. */
  | "not-required"
  | "complaint";

export interface Authority {
  name: string;
  /** Postal, on one line. */
  address: string;
  web: string;
}

/** What the law of one country asks of a business that writes to people. */
export interface JurisdictionProfile {
  code: JurisdictionCode;
  /** What texts are written in unless the business says otherwise. */
  language: Language;
  /** By the names they have there. */
  laws: readonly string[];
  /** Until a request is answered, counted from the day after it came in. */
  terms: Record<RequestKind, Term>;
  /** By how much an answer may be put off, where the person is told in time and why; null: not at all. */
  extension: Term | null;
  /** Kinds that can't be put off although others can. */
  neverExtended: readonly RequestKind[];
  /** The latest that the law allows for a STOP; null: at once. Here it always is at once. */
  withdrawal: Term | null;
  /** Months after which authorities advise to ask again; null: nothing said. */
  consentMonths: number | null;
  textDuties: readonly TextDuty[];
  /** For data protection. */
  authority: Authority;
  /** For messages that nobody wanted, where that is another one. */
  messagesAuthority: Authority | null;
  /** Where the above stands. */
  sources: readonly string[];
}

const forAll = (term: Term): Record<RequestKind, Term> => ({
  access: term,
  portability: term,
  correction: term,
  restriction: term,
  objection: term,
  erasure: term,
});

const always = ["sender", "purpose", "frequency", "charges", "stop"] as const;

/** Regulation (EU) 2016/679 and what the United Kingdom kept of it: Art. 7(3), 12(3), 13(2). */
const gdpr = {
  terms: forAll({ months: 1 }),
  extension: { months: 2 },
  neverExtended: [],
  withdrawal: null,
  consentMonths: null,
  textDuties: [...always, "contact", "complaint"],
  messagesAuthority: null,
} as const;

const GDPR_TEXT = "eur-lex.europa.eu/eli/reg/2016/679";

/**
 * As of 2026. Addresses and terms change: a business that is unsure asks its lawyer. Where the
 * law names no days (LGPD art. 18, APP 12) the term is what its authority takes for reasonable.
 */
export const jurisdictionProfiles: Record<JurisdictionCode, JurisdictionProfile> = {
  FR: {
    ...gdpr,
    code: "FR",
    language: "fr",
    laws: [
      "RGPD",
      "Loi nº 78-17 Informatique et Libertés",
      "Code des postes et des communications électroniques, art. L34-5",
    ],
    // The CNIL's three years without contact for prospects.
    consentMonths: 36,
    authority: {
      name: "CNIL",
      address: "3 place de Fontenoy, TSA 80715, 75334 Paris Cedex 07, France",
      web: "www.cnil.fr/fr/plaintes",
    },
    sources: [
      GDPR_TEXT,
      "www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000042155961",
      "www.cnil.fr/fr/la-prospection-commerciale-par-sms-mms",
    ],
  },
  BR: {
    code: "BR",
    language: "pt",
    laws: ["LGPD (Lei nº 13.709/2018)", "Código de Defesa do Consumidor (Lei nº 8.078/1990)"],
    terms: forAll({ days: 15 }),
    extension: null,
    neverExtended: [],
    withdrawal: null,
    consentMonths: null,
    textDuties: [...always, "contact"],
    authority: {
      name: "ANPD",
      address:
        "SCN, Quadra 6, Conjunto A, Ed. Venâncio 3000, Bloco A, 9º andar, 70716-900 Brasília - DF, Brasil",
      web: "www.gov.br/anpd",
    },
    messagesAuthority: {
      name: "Consumidor.gov.br",
      address: "Secretaria Nacional do Consumidor, Brasília - DF, Brasil",
      web: "www.consumidor.gov.br",
    },
    sources: [
      "www.planalto.gov.br/ccivil_03/_ato2015-2018/2018/lei/l13709.htm",
      "www.gov.br/anpd/pt-br/canais_atendimento/cidadao-titular-de-dados",
    ],
  },
  PT: {
    ...gdpr,
    code: "PT",
    language: "pt",
    laws: ["RGPD", "Lei n.º 58/2019", "Lei n.º 41/2004, art. 13.º-A e 13.º-B"],
    authority: {
      name: "CNPD",
      address: "Av. D. Carlos I, 134, 1.º, 1200-651 Lisboa, Portugal",
      web: "www.cnpd.pt",
    },
    sources: [GDPR_TEXT, "diariodarepublica.pt/dr/detalhe/lei/41-2004-480710"],
  },
  ES: {
    ...gdpr,
    code: "ES",
    language: "es",
    laws: ["RGPD", "LOPDGDD (Ley Orgánica 3/2018)", "LSSI (Ley 34/2002), art. 20 a 22"],
    authority: {
      name: "AEPD",
      address: "C/ Jorge Juan, 6, 28001 Madrid, España",
      web: "www.aepd.es",
    },
    sources: [GDPR_TEXT, "www.boe.es/buscar/act.php?id=BOE-A-2002-13758"],
  },
  UK: {
    ...gdpr,
    code: "UK",
    language: "en",
    laws: ["UK GDPR", "Data Protection Act 2018", "PECR 2003, regulations 22 and 23"],
    authority: {
      name: "Information Commissioner (ICO)",
      address: "Wycliffe House, Water Lane, Wilmslow, Cheshire SK9 5AF, United Kingdom",
      web: "ico.org.uk/make-a-complaint",
    },
    sources: ["www.legislation.gov.uk/eur/2016/679", "www.legislation.gov.uk/uksi/2003/2426"],
  },
  AU: {
    code: "AU",
    language: "en",
    laws: ["Privacy Act 1988 (APP 12 and 13)", "Spam Act 2003", "Spam Regulations 2021"],
    terms: forAll({ days: 30 }),
    extension: null,
    neverExtended: [],
    withdrawal: { workingDays: 5 },
    consentMonths: null,
    textDuties: [...always, "contact"],
    authority: {
      name: "OAIC",
      address: "GPO Box 5288, Sydney NSW 2001, Australia",
      web: "www.oaic.gov.au/privacy/privacy-complaints",
    },
    messagesAuthority: {
      name: "ACMA",
      address: "PO Box 13112, Law Courts, Melbourne VIC 8010, Australia",
      web: "www.acma.gov.au/report-spam",
    },
    sources: [
      "www.legislation.gov.au/C2004A01214/latest",
      "www.oaic.gov.au/privacy/australian-privacy-principles",
    ],
  },
  US: {
    code: "US",
    language: "en",
    laws: ["California Consumer Privacy Act (CCPA)", "TCPA (47 CFR 64.1200)"],
    terms: {
      ...forAll({ days: 45 }),
      // 11 CCR 7026(f) and 7027(g).
      objection: { workingDays: 15 },
      restriction: { workingDays: 15 },
    },
    extension: { days: 45 },
    neverExtended: ["objection", "restriction"],
    withdrawal: { workingDays: 10 },
    consentMonths: null,
    textDuties: [...always, "not-required"],
    authority: {
      name: "California Privacy Protection Agency",
      address: "400 R Street, Suite 350, Sacramento, CA 95811, USA",
      web: "cppa.ca.gov/webapplications/complaint",
    },
    messagesAuthority: {
      name: "Federal Communications Commission",
      address: "45 L Street NE, Washington, DC 20554, USA",
      web: "consumercomplaints.fcc.gov",
    },
    sources: [
      "leginfo.legislature.ca.gov/faces/codes_displayText.xhtml?title=1.81.5&part=4.&division=3.",
      "www.ecfr.gov/current/title-47/section-64.1200",
    ],
  },
};
