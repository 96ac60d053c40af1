import type { Recado } from "../recado.ts";
import { simulatorSecret } from "../settings/meta-secrets.ts";
import { signBody } from "../whatsapp/signature.ts";
import { wireForm } from "./envelope.ts";

/** The program's own front door: the edge and the webhook route behind it. */
export type Post = (request: Request) => Promise<Response>;

/** Where a webhook of the simulator goes: through the front door, signed with its own secret. */
export interface Door {
  recado: Recado;
  post: Post;
}

/**
 * Posts a webhook as Meta would: in its wire form, signed over the bytes, to the
 * same route. @throws Error when it is not acknowledged.
 */
export async function postWebhook({ recado, post }: Door, envelope: unknown): Promise<void> {
  const body = wireForm(envelope);
  const response = await post(
    webhookRequest("http://localhost/webhooks/meta", body, simulatorSecret(recado)),
  );
  if (response.status !== 200) throw new Error(`the webhook route answered ${response.status}`);
}

export function webhookRequest(
  url: string,
  body: Uint8Array<ArrayBuffer>,
  secret: string,
): Request {
  return new Request(url, {
    method: "POST",
    body,
    headers: { "content-type": "application/json", "x-hub-signature-256": signBody(body, secret) },
  });
}
