/** @jsxImportSource preact */
import { Elysia } from "elysia";
import type { Translate } from "../../views/i18n.ts";
import { SessionsPage } from "../../views/settings/sessions-page.tsx";
import { asForm, idOf } from "../http/form.ts";
import { frameOf } from "../http/frame.ts";
import { type Me, withMe } from "../http/me.ts";
import { page } from "../http/respond.tsx";
import type { Recado } from "../recado.ts";
import { deviceOf } from "../users/device-words.ts";
import { deleteSession, deleteSessions, listSessions } from "../users/sessions.ts";
import { doneText, redirectDone } from "./done.ts";
import { timeStyleOf } from "./time-style.ts";
import { timeText } from "./time-text.ts";

const PATH = "/settings/sessions";

/** Where a person is signed in. Nobody sees or ends the sessions of another here. */
export function sessionsRoutes(recado: Recado) {
  return new Elysia()
    .use(withMe)
    .get(PATH, async ({ me, request, query }) => {
      const frame = await frameOf(recado, request);
      const sessions = await readSessions(recado, me);
      return page(<SessionsPage frame={frame} sessions={sessions} done={doneText(me.t, query)} />);
    })
    .post(
      `${PATH}/others/end`,
      async ({ me }) => {
        await recado.write((tx) => deleteSessions(tx, me.id, me.sessionId));
        recado.live.close(me.id);
        return redirectDone(PATH, "ended");
      },
      asForm,
    )
    .post(
      `${PATH}/:id/end`,
      async ({ me, params }) => {
        await recado.write((tx) => deleteSession(tx, me.id, idOf(params.id)));
        recado.live.close(me.id);
        return redirectDone(PATH, "ended");
      },
      asForm,
    );
}

async function readSessions(recado: Recado, me: Me) {
  const style = await timeStyleOf(recado, me.language);
  const rows = await listSessions(recado.db, me.id, style.now);
  return rows.map((row) => ({
    id: row.id,
    device: deviceWords(me.t, row.user_agent),
    isPhone: deviceOf(row.user_agent).isPhone,
    address: row.address,
    seen: timeText(row.last_seen_at, style),
    since: timeText(row.created_at, style),
    isThis: row.id === me.sessionId,
  }));
}

function deviceWords(t: Translate, userAgent: string): string {
  const { browser, system } = deviceOf(userAgent);
  if (browser && system) return t("sessions.device", { browser, system });
  return browser ?? system ?? t("sessions.device.unknown");
}
