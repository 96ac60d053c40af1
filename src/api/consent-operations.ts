import { listOf, schemaRef } from "./schemas.ts";

const of = { status: 200, schema: schemaRef("ContactConsent") };

/** The consent log in the document of the API. */
export const consentOperations = {
  "GET /contacts/{id}/consent": {
    summary: "A contact's consent: states and records, the newest first",
    answers: of,
  },
  "POST /contacts/{id}/consent": {
    summary:
      "Record what a person said: given, refused, withdrawn (purpose * for everything) or requested. What was given on the phone counts once they reply. The same purpose, method and event_at again answers 200 with the record there is",
    takes: "NewConsentRecord",
    answers: { ...of, status: 201 },
  },
  "GET /consent/records": {
    summary: "The consent log, the newest record first",
    query: ["paging", "contact_id", "purpose", "event", "method", "from", "to"] as const,
    answers: { status: 200, schema: listOf("ConsentRecord") },
  },
  "GET /consent/texts": {
    summary: "The texts that people agree to, in all versions; built-in ones (version 0) aside",
    answers: { status: 200, schema: listOf("ConsentText") },
  },
  "POST /tickets/{number}/consent": {
    summary:
      "Ask the customer for consent in the chat, with Yes and No; refused after a STOP and outside the window",
    takes: "ConsentQuestion",
    answers: { status: 201, schema: schemaRef("AskedConsent") },
  },
  "GET /consent/purposes": {
    summary: "What people can agree to, with names in four languages",
    answers: { status: 200, schema: listOf("ConsentPurpose") },
  },
};
