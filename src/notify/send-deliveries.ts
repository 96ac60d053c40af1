import type { Recado } from "../recado.ts";
import { errorText } from "../log.ts";
import { OutgoingError } from "../whatsapp/outgoing.ts";
import {
  claimDeliveries,
  type DeliveryOutcome,
  type DeliveryRow,
  findDueDelivery,
  settleDelivery,
} from "./deliveries.ts";
import { sendMail } from "./mail.ts";
import type { NoticeMessage } from "./notify.ts";
import { post } from "./post.ts";
import { sendPush } from "./push.ts";

const AT_ONCE = 20;

/**
 * Sends what is due, until nothing is: the try is committed, then the network, then
 * the outcome. What may have arrived is tried again: twice is better than never here.
 */
export async function sendDueDeliveries(recado: Recado): Promise<void> {
  for (;;) {
    const now = recado.clock.now();
    const [due] = await findDueDelivery(recado.db, { now });
    if (!due) return;
    const rows = await recado.write((tx) => claimDeliveries(tx, now, AT_ONCE));
    const outcomes = await Promise.all(rows.map((row) => trySend(recado, row)));
    await recado.write(async (tx) => {
      for (const [index, row] of rows.entries())
        await settleDelivery(tx, row, outcomes[index] as DeliveryOutcome, recado.clock.now());
    });
  }
}

async function trySend(recado: Recado, row: DeliveryRow): Promise<DeliveryOutcome> {
  try {
    return await send(recado, row);
  } catch (error) {
    const isFinal = error instanceof OutgoingError && error.failure === "refused";
    recado.log.warn("delivery.failed", {
      channel: row.channel,
      id: row.id,
      error: errorText(error),
    });
    return { kind: "failed", error: errorText(error), isFinal };
  }
}

function send(recado: Recado, row: DeliveryRow): Promise<DeliveryOutcome> {
  const message = JSON.parse(row.payload) as NoticeMessage;
  if (row.channel === "push") return sendPush(recado, Number(row.target), message);
  if (row.channel === "email") return sendMail(recado, row.target, message);
  const body = row.channel === "slack" ? JSON.stringify({ text: slackText(message) }) : row.payload;
  return post(recado, row.target, body, { "content-type": "application/json" });
}

/** `&`, `<` and `>` begin Slack's own markup. */
function slackText({ title, body }: NoticeMessage): string {
  const text = body ? `${title}\n${body}` : title;
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
