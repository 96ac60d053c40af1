/** @jsxImportSource preact */
import { Elysia } from "elysia";
import { ChannelPage, type MetaField } from "../../views/settings/channel-page.tsx";
import type { NumberProblems, NumberValues } from "../../views/settings/numbers.tsx";
import { asForm, type Form, readForm } from "../http/form.ts";
import { frameOf } from "../http/frame.ts";
import { type Me, withMe } from "../http/me.ts";
import { page } from "../http/respond.tsx";
import type { Recado } from "../recado.ts";
import { isEmpty } from "../users/read-fields.ts";
import { metaVariables, readChannels, readMetaValues } from "./channel-page-rows.ts";
import { doneText, redirectDone } from "./done.ts";
import { forgetMetaSecrets } from "./meta-secrets.ts";
import { randomToken } from "./secrets.ts";
import { getSetting, type MetaSettings, saveSetting } from "./settings.ts";

export const CHANNEL_PATH = "/settings/channel";

/** Meta's values and what Meta needs of us. The numbers have routes of their own (numbers-routes.tsx). */
export function channelRoutes(recado: Recado) {
  return new Elysia()
    .use(withMe)
    .get(CHANNEL_PATH, ({ me, request, query }) =>
      showChannel(recado, request, me, { done: doneText(me.t, query) }),
    )
    .post(
      CHANNEL_PATH,
      async ({ request }) => {
        await saveMeta(recado, await readForm(request));
        return redirectDone(CHANNEL_PATH, "meta");
      },
      asForm,
    );
}

interface Shown {
  values?: NumberValues;
  problems?: NumberProblems;
  done?: string;
}

export async function showChannel(
  recado: Recado,
  request: Request,
  me: Me,
  shown: Shown,
): Promise<Response> {
  const { values = { name: "", phoneNumberId: "", wabaId: "" }, problems = {}, done } = shown;
  const frame = await frameOf(recado, request);
  const markup = (
    <ChannelPage
      frame={frame}
      meta={await readMetaValues(recado)}
      suggestedVerifyToken={randomToken().slice(0, 24)}
      callbackUrl={new URL("/webhooks/meta", recado.config.baseUrl).href}
      channels={await readChannels(recado, me.language)}
      numberValues={values}
      numberProblems={problems}
      done={done}
    />
  );
  return page(markup, { status: isEmpty(problems) ? 200 : 422 });
}

/** What is left empty stays as it was; what the environment sets is not asked. */
async function saveMeta(recado: Recado, form: Form): Promise<void> {
  const before = await getSetting(recado.db, "meta");
  const isLocked = (field: MetaField) => recado.config.locked.has(metaVariables[field]);
  const typed = (field: MetaField) => (isLocked(field) ? "" : form.text(field, 2000));
  const sealed = (field: MetaField) =>
    typed(field) ? recado.secrets.encrypt(typed(field)) : before[field];
  const next: MetaSettings = {
    appId: isLocked("appId") ? before.appId : typed("appId") || null,
    appSecret: sealed("appSecret"),
    verifyToken: sealed("verifyToken"),
    accessToken: sealed("accessToken"),
  };
  await recado.write((tx) => saveSetting(tx, "meta", next, recado.clock.now()));
  forgetMetaSecrets(recado);
}
