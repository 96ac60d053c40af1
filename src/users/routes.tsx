/** @jsxImportSource preact */
import { Elysia } from "elysia";
import { translator } from "../../views/i18n.ts";
import { LogInPage } from "../../views/users/log-in-page.tsx";
import { MINUTE, SECOND } from "../clock.ts";
import { acceptedLanguage } from "../http/accept-language.ts";
import { callerOf } from "../http/edge.ts";
import { asForm, readForm } from "../http/form.ts";
import { themeOf } from "../http/frame.ts";
import { meOf } from "../http/me.ts";
import { localPath } from "../http/local-path.ts";
import { page, redirect } from "../http/respond.tsx";
import type { Recado } from "../recado.ts";
import { logIn, type LogInOutcome } from "./log-in.ts";
import { getUser } from "./change-user.ts";
import { type Permission, rightsOf } from "./permissions.ts";
import { deleteSession, sessionCookie, type SessionRow } from "./sessions.ts";
import { hasUsers } from "./users.ts";

const HOME = "/inbox";

/** In and out. */
export function userRoutes(recado: Recado) {
  return new Elysia()
    .get("/", ({ request }) => redirect(homeOf(meOf(request).can), request))
    .get("/login", ({ request, query }) => showLogIn(recado, request, query.next))
    .post("/login", ({ request }) => enter(recado, request), asForm)
    .post("/logout", ({ request }) => leave(recado, request), asForm);
}

/** Where somebody begins who answers no tickets: an auditor at the log. */
function homeOf(can: (permission: Permission) => boolean): string {
  if (can("tickets")) return HOME;
  return can("consent") ? "/consent" : "/settings";
}

async function showLogIn(
  recado: Recado,
  request: Request,
  next: string | undefined,
): Promise<Response> {
  if (callerOf(request).session)
    return redirect(localPath(next, homeOf(meOf(request).can)), request);
  if (!(await hasUsers(recado.db))) return redirect("/setup", request);
  return logInPage(request, { email: "", next: localPath(next, "") });
}

/** The e-mail is kept after a wrong guess, the password never; what was wrong is not told. */
async function enter(recado: Recado, request: Request): Promise<Response> {
  const form = await readForm(request);
  const email = form.text("email", 320);
  const next = localPath(form.raw("next"), "");
  const { address, session } = callerOf(request);
  const userAgent = request.headers.get("user-agent") ?? "";
  const outcome = await logIn(recado, {
    email,
    password: form.raw("password"),
    address,
    userAgent,
  });
  if (outcome.kind !== "signed-in") return logInPage(request, { email, next, outcome });
  // Whoever was signed in here before is out: the browser has one session.
  if (session) await endSession(recado, session);
  const may = rightsOf(await getUser(recado.db, outcome.userId)).may;
  return redirect(next || homeOf((permission) => may.includes(permission)), undefined, {
    "set-cookie": sessionCookie(recado.config, outcome.token),
  });
}

type Refused = Exclude<LogInOutcome, { kind: "signed-in" }>;

function logInPage(
  request: Request,
  { email, next, outcome }: { email: string; next: string; outcome?: Refused },
): Response {
  const language = acceptedLanguage(request);
  const t = translator(language);
  const frame = { t, language, theme: themeOf(request), email, next };
  if (!outcome) return page(<LogInPage {...frame} />);
  if (outcome.kind === "wrong")
    return page(<LogInPage {...frame} problem={t("login.wrong")} />, { status: 401 });
  const minutes = Math.ceil((outcome.retryAfter * SECOND) / MINUTE);
  return page(<LogInPage {...frame} problem={t("login.throttled", { n: minutes })} />, {
    status: 429,
    headers: { "retry-after": String(outcome.retryAfter) },
  });
}

async function leave(recado: Recado, request: Request): Promise<Response> {
  const { session } = callerOf(request);
  if (session) await endSession(recado, session);
  return redirect("/login", request, { "set-cookie": sessionCookie(recado.config, null) });
}

/** Open pages of other devices connect again by themselves. */
async function endSession(recado: Recado, session: SessionRow): Promise<void> {
  await recado.write((tx) => deleteSession(tx, session.user_id, session.session_id));
  recado.live.close(session.user_id);
}
