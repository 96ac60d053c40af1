import type { Server } from "bun";
import { Elysia } from "elysia";
import { apiRoutes } from "./api/routes.ts";
import { healthRoutes } from "./http/health.ts";
import { assetRoutes } from "./http/assets.ts";
import { edge, refuse } from "./http/edge.ts";
import { AppError } from "./http/errors.ts";
import { requireAccess } from "./http/guard.ts";
import { pathOf } from "./http/request.ts";
import { startWork, type Work } from "./jobs/work.ts";
import type { Recado } from "./recado.ts";
import { mediaRoutes } from "./whatsapp/media-routes.ts";
import { webhookRoutes } from "./whatsapp/webhook.ts";

export interface App {
  fetch(request: Request, server?: Server<unknown>): Promise<Response>;
  /** Method and pattern of every route, for the access test. */
  routes: { method: string; path: string }[];
}

/** All routes behind the edge. `work` is told when something came in or must go out. */
export function buildApp(recado: Recado, work: Work = startWork(recado)): App {
  const app = new Elysia({ handler: { standardHostname: false } })
    .onError(({ error, code, request }) => refuse(recado, pathOf(request), request, known(error, code)))
    .onTransform({ as: "global" }, ({ request, route }) => requireAccess(request.method, route, request))
    .use(webhookRoutes(recado, () => void work.processor.kick()))
    .use(healthRoutes(recado))
    .use(apiRoutes(recado, work))
    .use(mediaRoutes(recado))
    .use(assetRoutes);
  const fetch = edge(recado, (request) => app.handle(request));
  return { fetch, routes: app.routes.map(({ method, path }) => ({ method, path })) };
}

/** Elysia's own refusals in our words. Validation texts hold what was sent: they stay inside. */
function known(error: unknown, code: number | string): unknown {
  if (error instanceof AppError) return error;
  if (code === "NOT_FOUND") return new AppError("not-found", "There is nothing at this address.");
  if (code === "PARSE") return new AppError("invalid", "The body could not be read. Send valid JSON or a form.");
  if (code === "VALIDATION") return new AppError("invalid", validationText(error));
  return error;
}

function validationText(error: unknown): string {
  const first = (error as { all?: { path?: string; summary?: string; message?: string }[] }).all?.[0];
  const field = first?.path?.replace(/^\//, "").replaceAll("/", ".") || "body";
  const why = first?.message ?? "is not as it should be";
  return `${field}: ${why}.`;
}
