import { Elysia } from "elysia";
import workerFile from "../../static/sw.js" with { type: "file" };

const worker = await Bun.file(workerFile).text();

/** A service worker rules over the folder of its address: it has to lie at the root. */
export const serviceWorkerRoutes = new Elysia().get(
  "/sw.js",
  () =>
    new Response(worker, {
      headers: { "content-type": "text/javascript; charset=utf-8", "cache-control": "no-cache" },
    }),
);
