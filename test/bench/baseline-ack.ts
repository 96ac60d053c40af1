import { Elysia } from "elysia";
import { join } from "node:path";
import { openConnection } from "../../src/db/open.ts";
import { verifySignature } from "../../src/whatsapp/signature.ts";

/**
 * The least that can acknowledge a webhook durably: signature, the body into one
 * table by group commit, 200. Same connection pragmas as Recado (synchronous=FULL,
 * WAL); nothing is read, parsed or processed, no index, no host or header rules.
 */
const database = openConnection(join(process.env.RECADO_DATA_DIR ?? "", "baseline.db"));
database.run("CREATE TABLE events (id INTEGER PRIMARY KEY AUTOINCREMENT, body BLOB NOT NULL)");
const insert = database.prepare("INSERT INTO events (body) VALUES (?)");
const secret = process.env.RECADO_META_APP_SECRET ?? "";

let waiting: { body: Uint8Array; resolve: () => void }[] = [];

function store(body: Uint8Array): Promise<void> {
  return new Promise((resolve) => {
    waiting.push({ body, resolve });
    if (waiting.length === 1) setImmediate(commit);
  });
}

function commit(): void {
  const batch = waiting;
  waiting = [];
  database.run("BEGIN IMMEDIATE");
  for (const { body } of batch) insert.run(body);
  database.run("COMMIT");
  for (const { resolve } of batch) resolve();
}

new Elysia()
  .get("/healthz", () => "OK")
  .post(
    "/webhooks/meta",
    async ({ request }) => {
      const body = new Uint8Array(await request.arrayBuffer());
      if (!verifySignature(body, request.headers.get("x-hub-signature-256"), secret)) {
        return new Response("Unauthorized", { status: 401 });
      }
      await store(body);
      return new Response("OK");
    },
    { parse: "none" },
  )
  .listen({ hostname: "127.0.0.1", port: Number(process.env.RECADO_PORT) });
