/** @jsxImportSource preact */
import { Elysia } from "elysia";
import type { TextKey } from "../../views/i18n.ts";
import { TokensPage } from "../../views/settings/tokens-page.tsx";
import { AppError } from "../http/errors.ts";
import { asForm, idOf, readForm } from "../http/form.ts";
import { frameOf } from "../http/frame.ts";
import { type Me, withMe } from "../http/me.ts";
import { page } from "../http/respond.tsx";
import type { Recado } from "../recado.ts";
import { isScope, scopes, scopesWithin } from "../users/permissions.ts";
import { insertToken, listTokens, revokeToken } from "../users/tokens.ts";
import { doneText, redirectDone } from "./done.ts";
import { timeStyleOf } from "./time-style.ts";
import { timeText } from "./time-text.ts";

const PATH = "/settings/tokens";
const NAME_LENGTH = 80;

/** Keys for programs. */
export function tokensRoutes(recado: Recado) {
  return new Elysia()
    .use(withMe)
    .get(PATH, ({ me, request, query }) =>
      showTokens(recado, request, me, { done: doneText(me.t, query) }),
    )
    .post(PATH, ({ me, request }) => makeToken(recado, request, me), asForm)
    .post(
      `${PATH}/:id/revocation`,
      async ({ params }) => {
        await recado.write((tx) => revokeToken(tx, idOf(params.id), recado.clock.now()));
        return redirectDone(PATH, "revoked");
      },
      asForm,
    );
}

/**
 * Answers with the page itself: the token is in it, once, and nowhere else. Nothing chosen: all
 * that this person may give. @throws AppError `forbidden` for more than they have.
 */
async function makeToken(recado: Recado, request: Request, me: Me): Promise<Response> {
  const form = await readForm(request);
  const values = { name: form.text("name"), scopes: form.all("scope").filter(isScope) };
  if (!values.name || values.name.length > NAME_LENGTH)
    return showTokens(recado, request, me, { values, problem: "field.name" });
  const offered = scopesWithin(me.standing.rights);
  const given = values.scopes.length > 0 ? values.scopes : offered;
  if (given.length === 0 || !given.every((scope) => offered.includes(scope)))
    throw new AppError("forbidden", "That takes more rights than you have.", {
      key: "error.stronger",
    });
  const wanted = { name: values.name, scopes: given };
  const { token } = await recado.write((tx) => insertToken(tx, wanted, recado.clock.now()));
  return showTokens(recado, request, me, { made: { name: values.name, token } });
}

interface Shown {
  values?: { name: string; scopes: string[] };
  problem?: TextKey;
  made?: { name: string; token: string };
  done?: string;
}

async function showTokens(
  recado: Recado,
  request: Request,
  me: Me,
  shown: Shown,
): Promise<Response> {
  const { values = { name: "", scopes: [] }, problem, made, done } = shown;
  const frame = await frameOf(recado, request);
  const tokens = await readTokens(recado, me);
  const markup = (
    <TokensPage
      frame={frame}
      tokens={tokens}
      scopes={scopesWithin(me.standing.rights)}
      values={values}
      problem={problem}
      made={made}
      done={done}
    />
  );
  return page(markup, { status: problem ? 422 : made ? 201 : 200 });
}

async function readTokens(recado: Recado, me: Me) {
  const style = await timeStyleOf(recado, me.language);
  const rows = await listTokens(recado.db);
  const items = rows.map((row) => ({
    id: row.id,
    name: row.name,
    scopes: row.scopes,
    hasAll: scopes.every((scope) => row.scopes.includes(scope)),
    created: timeText(row.created_at, style),
    used: row.last_used_at === null ? null : timeText(row.last_used_at, style),
    revoked: row.revoked_at === null ? null : timeText(row.revoked_at, style),
  }));
  return items.sort(
    (a, b) => Number(a.revoked !== null) - Number(b.revoked !== null) || b.id - a.id,
  );
}
