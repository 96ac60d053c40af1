import { Elysia } from "elysia";
import type { Recado } from "../recado.ts";
import { complianceRoutes } from "./compliance-routes.tsx";
import { editorRoutes } from "./editor-routes.tsx";
import { liveRoutes } from "./live-routes.tsx";
import { previewRoutes } from "./preview-routes.tsx";
import { policyRoutes } from "./policy-routes.tsx";

/** Policies, what is due, and how promises were kept. */
export function slaRoutes(recado: Recado) {
  return new Elysia()
    .use(policyRoutes(recado))
    .use(previewRoutes(recado))
    .use(editorRoutes(recado))
    .use(liveRoutes(recado))
    .use(complianceRoutes(recado));
}
