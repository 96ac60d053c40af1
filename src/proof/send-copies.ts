import { translator } from "../../views/i18n.ts";
import type { Language } from "../db/schema.ts";
import { errorText } from "../log.ts";
import type { DeliveryOutcome } from "../notify/deliveries.ts";
import { sendMail } from "../notify/mail.ts";
import { post } from "../notify/post.ts";
import type { Recado } from "../recado.ts";
import { getSetting } from "../settings/settings.ts";
import { OutgoingError } from "../whatsapp/outgoing.ts";
import {
  type CheckpointDeliveryRow,
  claimCopies,
  findDueCopy,
  settleCopy,
} from "./checkpoint-deliveries.ts";
import { copyText } from "./checkpoint-copy.ts";
import { type CheckpointRow, getCheckpoint } from "./checkpoints.ts";

/** Sends what is due, until nothing is: the try is committed, then the network, then the outcome. */
export async function sendDueCopies(recado: Recado): Promise<void> {
  for (;;) {
    const now = recado.clock.now();
    const [due] = await findDueCopy(recado.db, { now });
    if (!due) return;
    const rows = await recado.write((tx) => claimCopies(tx, now));
    const outcomes = await Promise.all(rows.map((row) => trySend(recado, row)));
    await recado.write(async (tx) => {
      for (const [index, row] of rows.entries())
        await settleCopy(tx, row, outcomes[index] as DeliveryOutcome, recado.clock.now());
    });
  }
}

async function trySend(recado: Recado, row: CheckpointDeliveryRow): Promise<DeliveryOutcome> {
  try {
    const checkpoint = await getCheckpoint(recado.db, row.checkpoint_id);
    return row.channel === "email"
      ? await mailCopy(recado, row.target, checkpoint)
      : await postCopy(recado, row.target, checkpoint);
  } catch (error) {
    const isFinal = error instanceof OutgoingError && error.failure === "refused";
    recado.log.warn("checkpoint.not-sent", { id: row.id, error: errorText(error) });
    return { kind: "failed", error: errorText(error), isFinal };
  }
}

/** The signature of the body is the checkpoint's own: whoever has the public key needs no shared secret. */
function postCopy(recado: Recado, url: string, row: CheckpointRow): Promise<DeliveryOutcome> {
  const { signer } = recado;
  const body = JSON.stringify({
    type: "consent.checkpoint",
    log_id: signer.logId,
    checkpoint: row.body,
    signature: row.signature,
    public_key: signer.publicKey,
    key_fingerprint: signer.fingerprint,
    created_at: new Date(row.created_at).toISOString(),
  });
  return post(recado, url, body, { "content-type": "application/json" });
}

async function mailCopy(recado: Recado, to: string, row: CheckpointRow): Promise<DeliveryOutcome> {
  const business = (await getSetting(recado.db, "business"))?.name ?? "Recado";
  const t = translator(await languageOf(recado, to));
  const body = `${t("proof.mail.text", { business })}\n\n${copyText(row, recado.signer)}`;
  return sendMail(recado, to, {
    title: t("proof.mail.title", { business, number: row.id }),
    body,
    path: "/consent/proof",
  });
}

async function languageOf({ db }: Recado, email: string): Promise<Language> {
  const user = await db
    .selectFrom("users")
    .select("language")
    .where("email", "=", email)
    .executeTakeFirst();
  return user?.language ?? "en";
}
