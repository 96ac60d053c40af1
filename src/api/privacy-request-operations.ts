import { listOf, schemaRef } from "./schemas.ts";

const one = schemaRef("PrivacyRequest");

/** The routes of requests of persons, for the document of the API. */
export const privacyRequestOperations = {
  "GET /privacy/requests": {
    summary: "List requests of persons about their data",
    query: ["paging" as const, "state" as const, "contact_id" as const],
    answers: { status: 200, schema: listOf("PrivacyRequest") },
  },
  "POST /privacy/requests": {
    summary: "Write down a request; its term follows from the law of the country",
    takes: "NewPrivacyRequest",
    answers: { status: 201, schema: one },
  },
  "GET /privacy/requests/{id}": {
    summary: "One request, and how far it is",
    answers: { status: 200, schema: one },
  },
};
