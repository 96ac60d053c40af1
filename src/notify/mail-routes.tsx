/** @jsxImportSource preact */
import { Elysia } from "elysia";
import { MailPage, type MailProblems, type MailValues } from "../../views/notify/mail-page.tsx";
import { asForm, readForm } from "../http/form.ts";
import { frameOf } from "../http/frame.ts";
import { type Me, withMe } from "../http/me.ts";
import { page } from "../http/respond.tsx";
import type { Recado } from "../recado.ts";
import { doneText, redirectDone } from "../settings/done.ts";
import { getSetting, type MailSettings, saveSetting } from "../settings/settings.ts";
import { isEmpty, problemsOf } from "../users/read-fields.ts";
import { checkMail } from "./mail.ts";

const PATH = "/settings/mail";

/** The mail server: tried before it is kept. */
export function mailRoutes(recado: Recado) {
  return new Elysia()
    .use(withMe)
    .get(PATH, async ({ me, request, query }) => {
      const { password, port, ...mail } = await getSetting(recado.db, "mail");
      const values = { ...mail, port: String(port), hasPassword: password !== null };
      return showMail(recado, request, { values, problems: {}, done: doneText(me.t, query) });
    })
    .post(PATH, ({ me, request }) => saveMail(recado, request, me), asForm);
}

interface Shown {
  values: MailValues;
  problems: MailProblems;
  wrong?: string;
  done?: string;
}

async function showMail(recado: Recado, request: Request, shown: Shown): Promise<Response> {
  const isRefused = !isEmpty(shown.problems) || shown.wrong !== undefined;
  return page(<MailPage frame={await frameOf(recado, request)} {...shown} />, {
    status: isRefused ? 422 : 200,
  });
}

async function saveMail(recado: Recado, request: Request, me: Me): Promise<Response> {
  const form = await readForm(request);
  const before = await getSetting(recado.db, "mail");
  const { host, port, security, user, from } = form.texts(
    "host",
    "port",
    "security",
    "user",
    "from",
  );
  const password = form.raw("password");
  const values = { host, port, security, user, from, hasPassword: before.password !== null };
  const number = /^\d{1,5}$/.test(port) ? Number(port) : 0;
  const problems: MailProblems = problemsOf({
    port: host && (number < 1 || number > 65_535) ? "mail.port.wrong" : undefined,
    from: host && !/[^\s@]+@[^\s@]+/.test(from) ? "mail.from.wrong" : undefined,
  });
  if (!isEmpty(problems)) return showMail(recado, request, { values, problems });
  const mail: MailSettings = {
    host,
    port: number || before.port,
    security: security === "tls" || security === "none" ? security : "starttls",
    user,
    // Another server must not be sent the password of this one.
    password: password
      ? recado.secrets.encrypt(password)
      : host === before.host && user === before.user
        ? before.password
        : null,
    from,
  };
  const wrong = host ? await checkMail(recado, mail) : undefined;
  if (wrong !== undefined)
    return showMail(recado, request, {
      values,
      problems: {},
      wrong: me.t("mail.wrong", { error: wrong.slice(0, 300) }),
    });
  await recado.write((tx) => saveSetting(tx, "mail", mail, recado.clock.now()));
  return redirectDone(PATH, host ? "mail" : "saved");
}
