/** @jsxImportSource preact */
import { Elysia } from "elysia";
import { AppError } from "../http/errors.ts";
import { asForm, type Form, idOf, readForm } from "../http/form.ts";
import { type Me, withMe } from "../http/me.ts";
import type { Work } from "../jobs/work.ts";
import type { Recado } from "../recado.ts";
import { isEmpty, problemsOf } from "../users/read-fields.ts";
import { closeChannel, getChannel, reopenChannel } from "../whatsapp/channels.ts";
import { insertNumber, removeNumber, updateNumber } from "./change-channels.ts";
import { CHANNEL_PATH, showChannel } from "./channel-routes.tsx";
import { type Done, redirectDone } from "./done.ts";

const PATH = `${CHANNEL_PATH}/numbers`;
const NAME_LENGTH = 60;

/** Our numbers: add, change, stop, open again, remove. */
export function numbersRoutes(recado: Recado, work: Work) {
  const done = (word: Done) => {
    // Banners over every open page speak of closed channels.
    recado.live.announce({ name: "banners", detail: {} });
    return redirectDone(CHANNEL_PATH, word);
  };
  return new Elysia()
    .use(withMe)
    .post(PATH, ({ me, request }) => addNumber(recado, request, me), asForm)
    .post(
      `${PATH}/:id`,
      async ({ request, params }) => {
        await changeNumber(recado, idOf(params.id), await readForm(request));
        return redirectDone(CHANNEL_PATH, "saved");
      },
      asForm,
    )
    .post(
      `${PATH}/:id/closing`,
      async ({ me, params }) => {
        const { id } = await getChannel(recado.db, idOf(params.id));
        const reason = me.t("channel.close.reason", { name: me.name });
        await recado.write((tx) => closeChannel(tx, id, reason, recado.clock.now()));
        return done("closed");
      },
      asForm,
    )
    .post(
      `${PATH}/:id/reopening`,
      async ({ params }) => {
        const { id } = await getChannel(recado.db, idOf(params.id));
        await recado.write((tx) => reopenChannel(tx, id, recado.clock.now()));
        work.sender.kick();
        return done("reopened");
      },
      asForm,
    )
    .post(
      `${PATH}/:id/removal`,
      async ({ params }) => {
        await recado.write((tx) => removeNumber(tx, idOf(params.id), recado.clock.now()));
        return done("removed");
      },
      asForm,
    );
}

async function addNumber(recado: Recado, request: Request, me: Me): Promise<Response> {
  const values = valuesOf(await readForm(request));
  const problems = problemsOf({
    name: values.name && values.name.length <= NAME_LENGTH ? undefined : ("field.name" as const),
    phoneNumberId: /^\d{5,30}$/.test(values.phoneNumberId)
      ? undefined
      : ("channel.digits" as const),
    wabaId: /^\d{0,30}$/.test(values.wabaId) ? undefined : ("channel.digits" as const),
  });
  if (!isEmpty(problems)) return showChannel(recado, request, me, { values, problems });
  try {
    await recado.write((tx) =>
      insertNumber(tx, { ...values, wabaId: values.wabaId || null }, recado.clock.now()),
    );
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "conflict") throw error;
    return showChannel(recado, request, me, {
      values,
      problems: { phoneNumberId: "channel.taken" },
    });
  }
  return redirectDone(CHANNEL_PATH, "number");
}

function valuesOf(form: Form) {
  return {
    name: form.text("name"),
    phoneNumberId: form.text("phoneNumberId"),
    wabaId: form.text("wabaId"),
  };
}

/** @throws AppError `invalid`: the page's own checks have been gone round. */
async function changeNumber(recado: Recado, id: number, form: Form): Promise<void> {
  const { name, wabaId } = valuesOf(form);
  if (!name || name.length > NAME_LENGTH || !/^\d{0,30}$/.test(wabaId)) {
    throw new AppError(
      "invalid",
      "Give a name of at most 60 characters, and an account id of digits alone.",
    );
  }
  const token = form.text("token", 2000);
  const sealedToken = token ? recado.secrets.encrypt(token) : null;
  await recado.write((tx) => updateNumber(tx, id, { name, wabaId: wabaId || null, sealedToken }));
}
