import type { Server } from "bun";
import { Elysia } from "elysia";
import { apiRoutes } from "./api/routes.ts";
import { bookingRoutes } from "./bookings/routes.tsx";
import { auditRoutes } from "./audit/routes.tsx";
import { boardRoutes } from "./board/routes.tsx";
import { packRoutes } from "./packs/routes.tsx";
import { botRoutes } from "./bot/routes.tsx";
import { whyRoutes } from "./bot/why-routes.tsx";
import { flowRoutes } from "./flows/flow-routes.tsx";
import { segmentRoutes } from "./contacts/segment-routes.tsx";
import { bulkRoutes } from "./bulk/routes.tsx";
import { publicFormRoutes } from "./consent-forms/public-routes.tsx";
import { consentFormRoutes } from "./consent-forms/routes.tsx";
import { consentImportRoutes } from "./consent-imports/routes.tsx";
import { consentLogRoutes } from "./consent-log/routes.tsx";
import { consentExportRoutes } from "./consent-exports/routes.tsx";
import { contactRoutes } from "./contacts/routes.tsx";
import { askRoutes } from "./consent/ask-routes.tsx";
import { purposeRoutes } from "./consent/purpose-routes.tsx";
import { consentTextRoutes } from "./consent/text-routes.tsx";
import { wordRoutes } from "./consent/word-routes.tsx";
import { healthRoutes } from "./http/health.ts";
import { assetRoutes } from "./http/assets.ts";
import { edge, refuse } from "./http/edge.ts";
import { AppError } from "./http/errors.ts";
import { requireAccess } from "./http/guard.ts";
import { pathOf } from "./http/request.ts";
import { blockRoutes } from "./inbox/block-routes.ts";
import { changeRoutes } from "./inbox/change-routes.ts";
import { incidentRoutes } from "./incidents/routes.tsx";
import { inboxRoutes } from "./inbox/inbox-routes.tsx";
import { messageRoutes } from "./inbox/message-routes.tsx";
import { readReceipts } from "./inbox/read-receipts.ts";
import { templateRoutes } from "./inbox/template-routes.tsx";
import { ticketRoutes } from "./inbox/ticket-routes.tsx";
import { startWork, type Work } from "./jobs/work.ts";
import { knowledgeBaseRoutes } from "./knowledge/routes.tsx";
import type { Recado } from "./recado.ts";
import { privacySettingsRoutes } from "./privacy/settings-routes.tsx";
import { suppressedRoutes } from "./privacy/suppressed-routes.tsx";
import { requestRoutes } from "./privacy/request-routes.tsx";
import { routingRoutes } from "./routing/rule-routes.tsx";
import { savedViewRoutes } from "./saved-views/routes.tsx";
import { businessRoutes } from "./settings/business-routes.tsx";
import { mailRoutes } from "./notify/mail-routes.tsx";
import { notificationRoutes } from "./notify/routes.tsx";
import { serviceWorkerRoutes } from "./notify/service-worker.ts";
import { notifySettingsRoutes } from "./notify/settings-routes.tsx";
import { channelRoutes } from "./settings/channel-routes.tsx";
import { numbersRoutes } from "./settings/numbers-routes.tsx";
import { contactFieldRoutes } from "./settings/contact-field-routes.tsx";
import { outboxRoutes } from "./settings/outbox-routes.tsx";
import { peopleRoutes } from "./settings/people-routes.ts";
import { rolesRoutes } from "./settings/roles-routes.tsx";
import { invitationRoutes } from "./users/invitation-routes.tsx";
import { personRoutes } from "./settings/person-routes.tsx";
import { profileRoutes } from "./settings/profile-routes.tsx";
import { quickReplyRoutes } from "./settings/quick-reply-routes.tsx";
import { handoverRoutes } from "./routing/handover-routes.tsx";
import { shiftRoutes } from "./routing/shift-routes.tsx";
import { teamRoutes } from "./routing/team-routes.tsx";
import { presenceRoutes } from "./users/presence-routes.tsx";
import { sessionsRoutes } from "./settings/sessions-routes.tsx";
import { skillsRoutes } from "./settings/skills-routes.ts";
import { settingsRoutes } from "./settings/settings-routes.tsx";
import { tokensRoutes } from "./settings/tokens-routes.tsx";
import { webhooksRoutes } from "./settings/webhooks-routes.tsx";
import { simulatorRoutes } from "./simulator/routes.tsx";
import { slaRoutes } from "./sla/routes.ts";
import { userRoutes } from "./users/routes.tsx";
import { setupRoutes } from "./users/setup-routes.tsx";
import { mediaRoutes } from "./whatsapp/media-routes.ts";
import { retentionRoutes } from "./retention/routes.tsx";
import { proofRoutes } from "./proof/routes.tsx";
import { mergingRoutes } from "./merging/routes.tsx";
import { webhookDoor, webhookRoutes } from "./whatsapp/webhook.ts";

export interface App {
  fetch(request: Request, server?: Server<unknown>): Promise<Response>;
  /** Method and pattern of every route, for the access test. */
  routes: { method: string; path: string }[];
}

/** All routes behind the edge. `work` is told when something came in or must go out. */
export function buildApp(recado: Recado, work: Work = startWork(recado)): App {
  const receipts = readReceipts(recado);
  const app = new Elysia({ handler: { standardHostname: false } })
    .onError(({ error, code, request }) =>
      refuse(recado, pathOf(request), request, known(error, code)),
    )
    .onTransform({ as: "global" }, ({ request, route }) =>
      requireAccess(request.method, route, request),
    )
    .use(webhookRoutes(recado))
    .use(healthRoutes(recado))
    .use(apiRoutes(recado, work))
    .use(inboxRoutes(recado))
    .use(bulkRoutes(recado))
    .use(boardRoutes(recado))
    .use(savedViewRoutes(recado))
    .use(ticketRoutes(recado, receipts))
    .use(templateRoutes(recado))
    .use(changeRoutes(recado))
    .use(mergingRoutes(recado))
    .use(messageRoutes(recado, work, receipts))
    .use(blockRoutes(recado))
    .use(mediaRoutes(recado))
    .use(simulatorRoutes(recado, work, (request) => fetch(request)))
    .use(userRoutes(recado))
    .use(setupRoutes(recado))
    .use(botRoutes(recado))
    .use(whyRoutes(recado))
    .use(flowRoutes(recado))
    .use(packRoutes(recado))
    .use(bookingRoutes(recado))
    .use(incidentRoutes(recado))
    .use(knowledgeBaseRoutes(recado))
    .use(contactRoutes(recado))
    .use(segmentRoutes(recado))
    .use(privacyRoutes(recado, work))
    .use(managementRoutes(recado, work))
    .use(assetRoutes);
  const receiveWebhook = webhookDoor(recado, () => void work.processor.kick());
  const fetch = edge(recado, (request) => app.handle(request), receiveWebhook);
  const routes = app.routes.map(({ method, path }) => ({ method, path }));
  return { fetch, routes: [{ method: "POST", path: "/webhooks/meta" }, ...routes] };
}

/** Consent, the rights of persons, and what proves both. */
function privacyRoutes(recado: Recado, work: Work) {
  return new Elysia()
    .use(consentExportRoutes(recado))
    .use(consentLogRoutes(recado, work))
    .use(consentFormRoutes(recado))
    .use(publicFormRoutes(recado))
    .use(requestRoutes(recado))
    .use(suppressedRoutes(recado))
    .use(auditRoutes(recado))
    .use(proofRoutes(recado))
    .use(privacySettingsRoutes(recado))
    .use(retentionRoutes(recado))
    .use(consentImportRoutes(recado))
    .use(consentTextRoutes(recado))
    .use(purposeRoutes(recado))
    .use(wordRoutes(recado))
    .use(askRoutes(recado, work));
}

/** How the desk is run: teams, rules, promises, and everything below the settings. */
function managementRoutes(recado: Recado, work: Work) {
  return new Elysia()
    .use(presenceRoutes(recado))
    .use(teamRoutes(recado))
    .use(shiftRoutes(recado))
    .use(handoverRoutes(recado))
    .use(skillsRoutes(recado))
    .use(slaRoutes(recado))
    .use(routingRoutes(recado))
    .use(settingsRoutes(recado))
    .use(profileRoutes(recado))
    .use(notificationRoutes(recado))
    .use(notifySettingsRoutes(recado))
    .use(mailRoutes(recado))
    .use(serviceWorkerRoutes)
    .use(sessionsRoutes(recado))
    .use(businessRoutes(recado))
    .use(channelRoutes(recado))
    .use(numbersRoutes(recado, work))
    .use(peopleRoutes(recado))
    .use(personRoutes(recado))
    .use(rolesRoutes(recado))
    .use(invitationRoutes(recado))
    .use(contactFieldRoutes(recado))
    .use(tokensRoutes(recado))
    .use(webhooksRoutes(recado, work))
    .use(outboxRoutes(recado, work))
    .use(quickReplyRoutes(recado));
}

/** Elysia's own refusals in our words. Validation texts hold what was sent: they stay inside. */
function known(error: unknown, code: number | string): unknown {
  if (error instanceof AppError) return error;
  if (code === "NOT_FOUND") return new AppError("not-found", "There is nothing at this address.");
  if (code === "PARSE")
    return new AppError("invalid", "The body could not be read. Send valid JSON or a form.");
  if (code === "VALIDATION") return new AppError("invalid", validationText(error));
  return error;
}

function validationText(error: unknown): string {
  const first = (error as { all?: { path?: string; summary?: string; message?: string }[] })
    .all?.[0];
  const field = first?.path?.replace(/^\//, "").replaceAll("/", ".") || "body";
  const why = first?.message ?? "is not as it should be";
  return `${field}: ${why}.`;
}
