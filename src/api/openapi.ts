import { access } from "../http/access.ts";
import { version } from "../version.ts";
import { articleOperations } from "./article-operations.ts";
import { auditQueries, auditQuery } from "./audit-schema.ts";
import { consentOperations } from "./consent-operations.ts";
import { privacyRequestOperations } from "./privacy-request-operations.ts";
import { consentExportOperations } from "./consent-export-operations.ts";
import { incidentOperations } from "./incident-operations.ts";
import { listOf, schemaRef, schemas } from "./schemas.ts";

type Query =
  | "paging"
  | "status"
  | "state"
  | "phone"
  | "user_id"
  | "contact_id"
  | "assignee_id"
  | "message_id"
  | keyof typeof auditQuery
  | "purpose"
  | "event"
  | "method";

interface Operation {
  summary: string;
  query?: readonly Query[];
  takes?: string;
  answers: { status: number; schema?: object };
  isIdempotent?: boolean;
}

const one = (name: string, status = 200) => ({ status, schema: schemaRef(name) });
const many = (name: string) => ({ status: 200, schema: listOf(name) });

/** What each route is for; a test compares this table with the router. */
const operations: Record<string, Operation> = {
  "GET /tickets": {
    summary: "List tickets",
    query: ["paging", "status", "contact_id", "assignee_id"],
    answers: many("Ticket"),
  },
  "GET /tickets/{number}": { summary: "One ticket", answers: one("Ticket") },
  "PATCH /tickets/{number}": {
    summary:
      "Change status, owner, priority, tags, category or language; with assignee_was only if nobody was faster",
    takes: "TicketChange",
    answers: one("Ticket"),
  },
  "POST /tickets/{number}/merge": {
    summary:
      "Merge this ticket into another of the same conversation; answers with the kept one. Messages asked for or sent by the old number are the kept ticket's",
    takes: "Merge",
    answers: one("Ticket"),
  },
  "GET /tickets/{number}/messages": {
    summary: "The ticket's messages in the order a person reads them; asc unless order=desc",
    query: ["paging"],
    answers: many("Message"),
  },
  "POST /tickets/{number}/messages": {
    summary: "Queue a message to the customer",
    takes: "NewMessage",
    answers: one("Message", 201),
    isIdempotent: true,
  },
  "GET /media/{id}": {
    summary: "The file of a message, once its media is ready; ranges are served",
    answers: { status: 200 },
  },
  "GET /contacts": {
    summary: "List contacts; phone takes any way of writing a number",
    query: ["paging", "phone", "user_id"],
    answers: many("Contact"),
  },
  "GET /contacts/{id}": { summary: "One contact", answers: one("Contact") },
  "PATCH /contacts/{id}": {
    summary: "Change name, language, tags, VIP, value, time zone, account manager or own fields",
    takes: "ContactChange",
    answers: one("Contact"),
  },
  ...consentOperations,
  "GET /consent/checkpoints": {
    summary: "Signed checkpoints of the consent log and the audit log, to keep elsewhere",
    query: ["paging"],
    answers: many("Checkpoint"),
  },
  "GET /audit": {
    summary: "The audit log, newest first: who changed or exported what",
    query: ["paging", "contact_id", ...auditQueries],
    answers: many("AuditRecord"),
  },
  ...consentExportOperations,
  ...privacyRequestOperations,
  "GET /bot/rules": { summary: "List keyword rules", query: ["paging"], answers: many("BotRule") },
  "POST /bot/rules": {
    summary: "Add a keyword rule",
    takes: "NewBotRule",
    answers: one("BotRule", 201),
  },
  "GET /bot/rules/{id}": { summary: "One keyword rule", answers: one("BotRule") },
  "PUT /bot/rules/{id}": {
    summary: "Replace a keyword rule",
    takes: "NewBotRule",
    answers: one("BotRule"),
  },
  "DELETE /bot/rules/{id}": { summary: "Remove a keyword rule", answers: { status: 204 } },
  ...articleOperations,
  ...incidentOperations,
  "GET /routing/rules": {
    summary: "List routing rules; `position` is the order in which they are asked",
    query: ["paging"],
    answers: many("RoutingRule"),
  },
  "POST /routing/rules": {
    summary: "Add a routing rule, last in the order",
    takes: "NewRoutingRule",
    answers: one("RoutingRule", 201),
  },
  "GET /routing/rules/{id}": { summary: "One routing rule", answers: one("RoutingRule") },
  "PUT /routing/rules/{id}": {
    summary: "Replace a routing rule; the former version is kept",
    takes: "NewRoutingRule",
    answers: one("RoutingRule"),
  },
  "DELETE /routing/rules/{id}": {
    summary: "Remove a routing rule; its versions are kept",
    answers: { status: 204 },
  },
  "GET /sla/policies": {
    summary: "List SLA policies; `position` is the order in which they are asked",
    query: ["paging"],
    answers: many("SlaPolicy"),
  },
  "POST /sla/policies": {
    summary: "Add an SLA policy, last in the order",
    takes: "NewSlaPolicy",
    answers: one("SlaPolicy", 201),
  },
  "GET /sla/policies/{id}": { summary: "One SLA policy", answers: one("SlaPolicy") },
  "PUT /sla/policies/{id}": {
    summary: "Replace an SLA policy; open clocks are reckoned anew from their start",
    takes: "NewSlaPolicy",
    answers: one("SlaPolicy"),
  },
  "DELETE /sla/policies/{id}": {
    summary: "Remove an SLA policy; the figures of what it promised are kept",
    answers: { status: 204 },
  },
  "GET /outbox": {
    summary: "What we owe to Meta",
    query: ["paging", "state", "message_id"],
    answers: many("OutboxRow"),
  },
  "GET /outbox/{id}": { summary: "One outbox row", answers: one("OutboxRow") },
  "POST /outbox/{id}/retry": {
    summary: "Send a failed or unknown message (again)",
    answers: one("OutboxRow"),
  },
  "POST /outbox/{id}/drop": {
    summary: "Never send a failed or unknown message",
    answers: one("OutboxRow"),
  },
  "GET /webhook-events": {
    summary: "The journal of what Meta delivered",
    query: ["paging", "state"],
    answers: many("WebhookEvent"),
  },
  "GET /webhook-events/{id}": {
    summary: "One delivery with its body",
    answers: one("WebhookEvent"),
  },
  "POST /webhook-events/{id}/replay": {
    summary: "Process a delivery again",
    answers: one("WebhookEvent"),
  },
  "GET /openapi.json": {
    summary: "This document",
    answers: { status: 200, schema: { type: "object" } },
  },
};

const queries: Record<Exclude<Query, "paging">, object> = {
  status: schemas.Ticket.properties.status as object,
  state: { type: "string" },
  phone: { type: "string" },
  user_id: { type: "string" },
  contact_id: { type: "integer" },
  assignee_id: { type: "integer" },
  message_id: { type: "integer" },
  ...auditQuery,
  purpose: { type: "string" },
  event: { type: "string" },
  method: { type: "string" },
};
const paging: Record<string, object> = {
  limit: { type: "integer", minimum: 1, maximum: 200, default: 50 },
  cursor: { type: "string", description: "next_cursor of the page before" },
  order: { type: "string", enum: ["asc", "desc"] },
};

/** The document of GET /api/v1/openapi.json. */
export function openApiDocument(baseUrl: string) {
  const paths: Record<string, Record<string, object>> = {};
  for (const [name, operation] of Object.entries(operations)) {
    const [method = "", path = ""] = name.split(" ");
    paths[path] = { ...paths[path], [method.toLowerCase()]: describe(name, path, operation) };
  }
  return {
    openapi: "3.1.0",
    info: { title: "Recado API", version, license: { name: "MIT", identifier: "MIT" } },
    servers: [{ url: new URL("/api/v1", baseUrl).href }],
    security: [{ token: [] }],
    paths,
    components: {
      schemas,
      securitySchemes: {
        token: { type: "http", scheme: "bearer", description: "recado token create --name N" },
      },
    },
  };
}

function describe(name: string, path: string, operation: Operation): object {
  const parameters = [
    ...[...path.matchAll(/\{(\w+)\}/g)].map((match) =>
      parameter("path", match[1] ?? "", { type: "integer" }, true),
    ),
    ...(operation.query ?? []).flatMap((query) =>
      query === "paging"
        ? Object.entries(paging).map(([key, schema]) => parameter("query", key, schema))
        : [parameter("query", query, queries[query])],
    ),
    ...(operation.isIdempotent
      ? [parameter("header", "Idempotency-Key", { type: "string", maxLength: 255 }, true)]
      : []),
  ];
  const { status, schema } = operation.answers;
  const scope = access[routeOf(name)];
  return {
    operationId: name
      .replaceAll(/[^A-Za-z]+/g, "_")
      .replaceAll(/^_|_$/g, "")
      .toLowerCase(),
    summary: operation.summary,
    ...(scope ? { description: `Scope: ${scope}` } : {}),
    parameters,
    ...(operation.takes
      ? {
          requestBody: {
            required: true,
            content: { "application/json": { schema: schemaRef(operation.takes) } },
          },
        }
      : {}),
    responses: {
      [status]: {
        description: "Done",
        ...(schema ? { content: { "application/json": { schema } } } : {}),
      },
      default: {
        description: "Refused",
        content: { "application/problem+json": { schema: schemaRef("Problem") } },
      },
    },
  };
}

function parameter(
  place: "path" | "query" | "header",
  name: string,
  schema: object,
  required = false,
): object {
  return { in: place, name, required, schema };
}

/** `GET /tickets/{number}` → the router's `GET /api/v1/tickets/:number`. */
export function routeOf(operation: string): string {
  return operation.replace(" /", " /api/v1/").replaceAll(/\{(\w+)\}/g, ":$1");
}

export const documentedRoutes: string[] = Object.keys(operations).map(routeOf);
