import type { Recado } from "../recado.ts";
import { readSealed } from "../settings/meta-secrets.ts";
import { getSetting, type MailSettings } from "../settings/settings.ts";
import type { DeliveryOutcome } from "./deliveries.ts";
import type { NoticeMessage } from "./notify.ts";

const TIMEOUT = 15_000;

/** The transport of these settings. nodemailer is loaded when somebody uses it. */
async function transportOf(recado: Recado, mail: MailSettings) {
  const { createTransport } = await import("nodemailer");
  const password = readSealed(recado, mail.password);
  return createTransport({
    host: mail.host,
    port: mail.port,
    secure: mail.security === "tls",
    requireTLS: mail.security === "starttls",
    ...(mail.user ? { auth: { user: mail.user, pass: password ?? "" } } : {}),
    connectionTimeout: TIMEOUT,
    greetingTimeout: TIMEOUT,
    socketTimeout: TIMEOUT,
  });
}

/** Connects and signs in as the settings say; resolves with what is wrong, or undefined. */
export async function checkMail(recado: Recado, mail: MailSettings): Promise<string | undefined> {
  const transport = await transportOf(recado, mail);
  try {
    await transport.verify();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    transport.close();
  }
}

/** One notice by e-mail, as plain text with the address of its ticket. */
export async function sendMail(
  recado: Recado,
  to: string,
  { title, body, path }: NoticeMessage,
): Promise<DeliveryOutcome> {
  const mail = await getSetting(recado.db, "mail");
  if (!mail.host) return { kind: "failed", error: "no mail server is set", isFinal: true };
  const link = new URL(path, recado.config.baseUrl).href;
  const transport = await transportOf(recado, mail);
  try {
    await transport.sendMail({
      from: mail.from,
      to,
      subject: title,
      text: [body, link].filter(Boolean).join("\n\n"),
      headers: { "Auto-Submitted": "auto-generated" },
    });
    return { kind: "done" };
  } finally {
    transport.close();
  }
}
