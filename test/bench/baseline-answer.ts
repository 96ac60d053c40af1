import { Database } from "bun:sqlite";
import { Elysia } from "elysia";
import { join } from "node:path";
import { type BotRule, compileRules, matchRule } from "../../src/bot/match-rules.ts";
import { parseWebhook } from "../../src/whatsapp/parse-webhook.ts";
import { verifySignature } from "../../src/whatsapp/signature.ts";

/**
 * What a handler does that only answers: signature, the text against the same rules,
 * a request to the Graph API. Nothing is stored, nothing is remembered.
 */
const { env } = process;
const database = new Database(join(env.RECADO_DATA_DIR ?? "", "recado.db"), { readonly: true });
const rules = compileRules(
  database.query("SELECT * FROM bot_rules WHERE is_enabled = 1").all() as BotRule[],
);
database.close();

function answer(body: Uint8Array): void {
  for (const update of parseWebhook(JSON.parse(new TextDecoder().decode(body)))) {
    if (update.kind !== "message") continue;
    const match = matchRule(rules, update.message.text ?? "");
    if (match?.kind !== "hit") continue;
    const text = (JSON.parse(match.rule.answers) as { pt: string }).pt;
    void send(update.message.phoneNumberId, `+${update.message.sender.waId}`, text);
  }
}

async function send(phoneNumberId: string, to: string, text: string): Promise<void> {
  const response = await fetch(`${env.RECADO_META_GRAPH_URL}/${phoneNumberId}/messages`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      authorization: `Bearer ${env.RECADO_META_ACCESS_TOKEN}`,
    },
    body: JSON.stringify({ messaging_product: "whatsapp", to, type: "text", text: { body: text } }),
  });
  await response.arrayBuffer();
}

new Elysia()
  .get("/healthz", () => "OK")
  .post(
    "/webhooks/meta",
    async ({ request }) => {
      const body = new Uint8Array(await request.arrayBuffer());
      const signature = request.headers.get("x-hub-signature-256");
      if (!verifySignature(body, signature, env.RECADO_META_APP_SECRET ?? "")) {
        return new Response("Unauthorized", { status: 401 });
      }
      answer(body);
      return new Response("OK");
    },
    { parse: "none" },
  )
  .listen({ hostname: "127.0.0.1", port: Number(env.RECADO_PORT) });
