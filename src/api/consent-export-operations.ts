import { listOf, schemaRef } from "./schemas.ts";

const one = schemaRef("ConsentExport");

/** The routes of exports, for the document of the API. */
export const consentExportOperations = {
  "GET /consent/exports": {
    summary: "List exports of the consent log",
    query: ["paging" as const],
    answers: { status: 200, schema: listOf("ConsentExport") },
  },
  "POST /consent/exports": {
    summary:
      "Ask for an export of the consent log; a person approves it on the page before it is written",
    takes: "NewConsentExport",
    answers: { status: 201, schema: one },
  },
  "GET /consent/exports/{id}": {
    summary: "One export, and how far it is",
    answers: { status: 200, schema: one },
  },
  "GET /consent/exports/{id}/file": {
    summary: "The zip of an export that is ready; kept for 7 days",
    answers: { status: 200 },
  },
};
