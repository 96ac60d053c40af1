import { Elysia } from "elysia";
import type { Recado } from "../recado.ts";
import { version } from "../version.ts";
import { metricsText } from "./metrics.ts";

/** For whoever watches the process; only the numbers need a token. */
export function healthRoutes(recado: Recado) {
  return new Elysia()
    .get("/healthz", async () => {
      await recado.db.selectFrom("settings").select("key").limit(1).execute();
      return Response.json({ status: "ok" });
    })
    .get("/readyz", async () => {
      await recado.db.selectFrom("webhook_events").select("id").limit(1).execute();
      const isSetUp =
        (await recado.db.selectFrom("users").select("id").limit(1).executeTakeFirst()) !==
        undefined;
      return Response.json({ status: "ready", set_up: isSetUp });
    })
    .get("/version", () => Response.json({ name: "recado", version }))
    .get(
      "/metrics",
      async () =>
        new Response(await metricsText(recado), {
          headers: { "content-type": "text/plain; version=0.0.4; charset=utf-8" },
        }),
    );
}
