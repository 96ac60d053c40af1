/** @jsxImportSource preact */
import { Elysia } from "elysia";
import { NotifySettingsPage } from "../../views/notify/notify-settings-page.tsx";
import { AppError } from "../http/errors.ts";
import { asForm, readForm } from "../http/form.ts";
import { frameOf } from "../http/frame.ts";
import { type Me, withMe } from "../http/me.ts";
import { page } from "../http/respond.tsx";
import type { Recado } from "../recado.ts";
import { doneText, redirectDone } from "../settings/done.ts";
import { getSetting } from "../settings/settings.ts";
import { queueDelivery } from "./deliveries.ts";
import { kindsFor, notifyWays, readNotifySettings } from "./kinds.ts";
import { insertSubscription, pushKeys } from "./push.ts";

const PATH = "/settings/notifications";

/** What reaches a person, and how; the devices that they have asked to be told on. */
export function notifySettingsRoutes(recado: Recado) {
  return new Elysia()
    .use(withMe)
    .get(PATH, ({ me, request, query }) => showSettings(recado, request, me, doneText(me.t, query)))
    .post(PATH, ({ me, request }) => saveChoices(recado, request, me), asForm)
    .post(`${PATH}/devices`, ({ me, request }) => addDevice(recado, request, me), asForm)
    .post(`${PATH}/devices/removal`, ({ me, request }) => removeDevice(recado, request, me), asForm)
    .post(`${PATH}/test`, ({ me }) => queueTest(recado, me), asForm);
}

async function showSettings(
  recado: Recado,
  request: Request,
  me: Me,
  done: string | undefined,
): Promise<Response> {
  const { notify } = await recado.db
    .selectFrom("users")
    .select("notify")
    .where("id", "=", me.id)
    .executeTakeFirstOrThrow();
  const devices = await recado.db
    .selectFrom("push_subscriptions")
    .select("session_id")
    .where("user_id", "=", me.id)
    .execute();
  const { host } = await getSetting(recado.db, "mail");
  return page(
    <NotifySettingsPage
      frame={await frameOf(recado, request)}
      choices={readNotifySettings(notify)}
      hasMail={host !== ""}
      publicKey={(await pushKeys(recado)).publicKey}
      devices={devices.length}
      isOnHere={devices.some((device) => device.session_id === me.sessionId)}
      done={done}
    />,
  );
}

async function saveChoices(recado: Recado, request: Request, me: Me): Promise<Response> {
  const form = await readForm(request);
  const chosen = Object.fromEntries(
    kindsFor(me.permissions).map((kind) => [
      kind,
      notifyWays.filter((way) => form.has(`${kind}.${way}`)),
    ]),
  );
  await recado.write((tx) =>
    tx
      .updateTable("users")
      .set({ notify: JSON.stringify(chosen) })
      .where("id", "=", me.id)
      .execute(),
  );
  return redirectDone(PATH, "saved");
}

async function addDevice(recado: Recado, request: Request, me: Me): Promise<Response> {
  const form = await readForm(request);
  const subscription = {
    endpoint: form.text("endpoint", 1001),
    p256dh: form.text("p256dh"),
    auth: form.text("auth"),
  };
  const agent = request.headers.get("user-agent") ?? "";
  await recado.write((tx) => insertSubscription(tx, me, subscription, agent, recado.clock.now()));
  return new Response(null, { status: 204 });
}

async function removeDevice(recado: Recado, request: Request, me: Me): Promise<Response> {
  const endpoint = (await readForm(request)).text("endpoint", 1001);
  await recado.write((tx) =>
    tx
      .deleteFrom("push_subscriptions")
      .where("user_id", "=", me.id)
      .where("endpoint", "=", endpoint)
      .execute(),
  );
  return new Response(null, { status: 204 });
}

/** To the person's own devices, whatever they chose. @throws AppError `conflict` without a device. */
async function queueTest(recado: Recado, me: Me): Promise<Response> {
  const now = recado.clock.now();
  const payload = { title: "Recado", body: me.t("notify.push.test.text"), path: PATH };
  const count = await recado.write(async (tx) => {
    const devices = await tx
      .selectFrom("push_subscriptions")
      .select("id")
      .where("user_id", "=", me.id)
      .execute();
    for (const { id } of devices)
      await queueDelivery(tx, { channel: "push", target: String(id), payload }, now);
    return devices.length;
  });
  if (count === 0)
    throw new AppError("conflict", "No device of yours is notified yet.", {
      key: "error.no-device",
    });
  return redirectDone(PATH, "push-tested");
}
