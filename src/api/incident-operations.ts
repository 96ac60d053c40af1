import { listOf, schemaRef } from "./schemas.ts";

const incident = schemaRef("Incident");

/** The routes of the catalogue of incidents, for the document of the API. */
export const incidentOperations = {
  "GET /bot/incidents": {
    summary: "List incidents; deleted ones are left out",
    query: ["paging" as const],
    answers: { status: 200, schema: listOf("Incident") },
  },
  "POST /bot/incidents": {
    summary: "Add an incident",
    takes: "NewIncident",
    answers: { status: 201, schema: incident },
  },
  "GET /bot/incidents/{id}": {
    summary: "One incident",
    answers: { status: 200, schema: incident },
  },
  "PATCH /bot/incidents/{id}": {
    summary: "Change an incident: what is named is replaced; the former version is kept",
    takes: "IncidentChange",
    answers: { status: 200, schema: incident },
  },
  "DELETE /bot/incidents/{id}": {
    summary: "Delete an incident; its versions and figures are kept",
    answers: { status: 204 },
  },
};
