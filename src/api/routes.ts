import { Elysia } from "elysia";
import type { Work } from "../jobs/work.ts";
import type { Recado } from "../recado.ts";
import { articleApi } from "./article-routes.ts";
import { botRuleApi } from "./bot-rule-routes.ts";
import { auditApi } from "../audit/audit-api.ts";
import { checkpointApi } from "../proof/checkpoint-api.ts";
import { privacyRequestApi } from "./privacy-request-routes.ts";
import { consentExportApi } from "./consent-export-routes.ts";
import { conversationApi } from "../consent/conversation-api.ts";
import { consentApi } from "../consent-log/consent-api.ts";
import { contactApi } from "./contact-routes.ts";
import { incidentApi } from "./incident-routes.ts";
import { openApiDocument } from "./openapi.ts";
import { mergeApi } from "./merge-routes.ts";
import { messageApi } from "./message-routes.ts";
import { outboxApi, webhookEventApi } from "./outbox-routes.ts";
import { routingRuleApi } from "./routing-rule-routes.ts";
import { slaPolicyApi } from "./sla-policy-routes.ts";
import { ticketApi } from "./ticket-routes.ts";

/** API v1: JSON in and out, by token (PRODUCT, contract). */
export function apiRoutes(recado: Recado, work: Work) {
  return new Elysia()
    .get("/api/v1/openapi.json", () => openApiDocument(recado.config.baseUrl.href))
    .use(ticketApi(recado))
    .use(mergeApi(recado))
    .use(messageApi(recado, work))
    .use(contactApi(recado))
    .use(consentApi(recado, work))
    .use(conversationApi(recado, work))
    .use(checkpointApi(recado))
    .use(auditApi(recado))
    .use(consentExportApi(recado))
    .use(privacyRequestApi(recado))
    .use(botRuleApi(recado))
    .use(articleApi(recado))
    .use(incidentApi(recado))
    .use(slaPolicyApi(recado))
    .use(routingRuleApi(recado))
    .use(outboxApi(recado, work))
    .use(webhookEventApi(recado, work));
}
