/** @jsxImportSource preact */
import { Elysia } from "elysia";
import type { TextKey } from "../../views/i18n.ts";
import { RolePage } from "../../views/settings/role-page.tsx";
import { type RoleValues, RolesPage } from "../../views/settings/roles-page.tsx";
import type { Db } from "../db/open.ts";
import { AppError } from "../http/errors.ts";
import { asForm, type Form, idOf, readForm } from "../http/form.ts";
import { frameOf } from "../http/frame.ts";
import { type Me, withMe } from "../http/me.ts";
import { page } from "../http/respond.tsx";
import type { Recado } from "../recado.ts";
import { covers, permissions, type RoleRights, ticketScopes } from "../users/permissions.ts";
import {
  countPeopleByRole,
  type CustomRole,
  deleteRole,
  getRole,
  insertRole,
  listOfferedRoles,
  listPeopleWithRole,
  listRoles,
  updateRole,
} from "../users/roles.ts";
import { doneText, redirectDone } from "./done.ts";

const PATH = "/settings/roles";

/** What each role sees and may do; the built-in ones to read, the desk's own to change. */
export function rolesRoutes(recado: Recado) {
  return new Elysia()
    .use(withMe)
    .get(PATH, ({ me, request, query }) =>
      showRoles(recado, request, me, { done: doneText(me.t, query) }),
    )
    .post(PATH, ({ me, request }) => addRole(recado, request, me), asForm)
    .get(`${PATH}/:id`, ({ me, request, params, query }) =>
      showRole(recado, request, me, idOf(params.id), { done: doneText(me.t, query) }),
    )
    .post(
      `${PATH}/:id`,
      ({ me, request, params }) => saveRole(recado, request, me, idOf(params.id)),
      asForm,
    )
    .post(
      `${PATH}/:id/removal`,
      async ({ me, params }) => {
        const { id } = await getManagedRole(recado.db, me, idOf(params.id));
        await recado.write((tx) => deleteRole(tx, id, recado.clock.now()));
        return redirectDone(PATH, "role-deleted");
      },
      asForm,
    );
}

interface Shown {
  values?: RoleValues;
  problem?: TextKey;
  done?: string;
}

const agentLike: RoleValues = {
  name: "",
  scope: "team",
  may: ["tickets", "reply", "notes", "contacts", "phones"],
};

async function showRoles(
  recado: Recado,
  request: Request,
  me: Me,
  { values = agentLike, problem, done }: Shown,
): Promise<Response> {
  const { db } = recado;
  const people = await countPeopleByRole(db);
  const markup = (
    <RolesPage
      frame={await frameOf(recado, request)}
      own={(await listRoles(db)).map((role) => ({ ...role, people: people.get(role.id) ?? 0 }))}
      builtIn={(await listOfferedRoles(db)).filter(({ role }) => role !== "custom")}
      values={values}
      choices={choicesFor(me)}
      problem={problem}
      done={done}
    />
  );
  return page(markup, { status: problem ? 422 : 200 });
}

/** What this person may put into a role: what they have. */
function choicesFor({ standing }: Me) {
  const { scope, may } = standing.rights;
  return {
    scopes: ticketScopes.slice(0, ticketScopes.indexOf(scope) + 1),
    permissions: may,
  };
}

async function showRole(
  recado: Recado,
  request: Request,
  me: Me,
  id: number,
  { values, problem, done }: Shown,
): Promise<Response> {
  const role = await getRole(recado.db, id);
  const markup = (
    <RolePage
      frame={await frameOf(recado, request)}
      role={role}
      values={values ?? { name: role.name, ...role.rights }}
      choices={choicesFor(me)}
      mayManage={covers(me.standing.rights, role.rights)}
      problem={problem}
      done={done}
    />
  );
  return page(markup, { status: problem ? 422 : 200 });
}

/** @throws AppError `forbidden` for a role that allows more than one's own does. */
async function getManagedRole(db: Db, me: Me, id: number): Promise<CustomRole> {
  const role = await getRole(db, id);
  requireCovered(me, role.rights);
  return role;
}

function requireCovered({ standing }: Me, rights: RoleRights): void {
  if (covers(standing.rights, rights)) return;
  throw new AppError("forbidden", "That takes more rights than you have.", {
    key: "error.stronger",
  });
}

/** @throws AppError `invalid` for a scope that there isn't. */
function readRights(form: Form): RoleRights {
  const scope = ticketScopes.find((known) => known === form.text("scope"));
  if (!scope) throw new AppError("invalid", "scope: none, own, team or all.");
  const ticked = form.all("may");
  return { scope, may: permissions.filter((each) => ticked.includes(each)) };
}

async function addRole(recado: Recado, request: Request, me: Me): Promise<Response> {
  const form = await readForm(request);
  const name = form.text("name");
  const rights = readRights(form);
  requireCovered(me, rights);
  try {
    const now = recado.clock.now();
    const id = await recado.write((tx) => insertRole(tx, { name, rights }, now));
    return redirectDone(`${PATH}/${id}`, "saved");
  } catch (error) {
    const problem = nameProblemOf(error);
    return showRoles(recado, request, me, { values: { name, ...rights }, problem });
  }
}

/** Rights are read when a live stream begins: those of who has this role begin anew. */
async function saveRole(recado: Recado, request: Request, me: Me, id: number): Promise<Response> {
  const form = await readForm(request);
  const name = form.text("name");
  const rights = readRights(form);
  requireCovered(me, rights);
  try {
    await recado.write(async (tx) => {
      await getManagedRole(tx, me, id);
      await updateRole(tx, id, { name, rights }, recado.clock.now());
    });
  } catch (error) {
    const problem = nameProblemOf(error);
    return showRole(recado, request, me, id, { values: { name, ...rights }, problem });
  }
  for (const person of await listPeopleWithRole(recado.db, id)) recado.live.close(person);
  return redirectDone(`${PATH}/${id}`, "saved");
}

/** What is said beside the name; anything else is thrown on. */
function nameProblemOf(error: unknown): TextKey {
  const key = error instanceof AppError ? error.key : undefined;
  if (key === "error.role-name" || key === "error.role-name-taken") return key;
  throw error;
}
