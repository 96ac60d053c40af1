/** @jsxImportSource preact */
import { Elysia } from "elysia";
import { PresenceField } from "../../views/ui/presence.tsx";
import { AppError } from "../http/errors.ts";
import { asForm, readForm } from "../http/form.ts";
import { type Me, withMe } from "../http/me.ts";
import { partSaid } from "../http/said.tsx";
import type { Recado } from "../recado.ts";
import { drainBacklog } from "../routing/drain-backlog.ts";
import { choosePresence, presenceChoices, presenceOf } from "./presence.ts";

/** One's own presence, from the menu of the account on every page. */
export function presenceRoutes(recado: Recado) {
  return new Elysia()
    .use(withMe)
    .put("/presence", ({ me, request }) => savePresence(recado, request, me), asForm);
}

async function savePresence(recado: Recado, request: Request, me: Me): Promise<Response> {
  const form = await readForm(request);
  const choice = presenceChoices.find((each) => each === form.text("presence"));
  if (!choice) throw new AppError("invalid", "presence: auto, online, away or off.");
  await recado.write((tx) => choosePresence(tx, me.id, choice));
  const presence = (await presenceOf(recado.db, [me.id], recado.clock.now())).get(me.id) ?? "off";
  if (presence === "online") await drainBacklog(recado, me.id);
  const id = form.text("field") === "bar-presence" ? "bar-presence" : "rail-presence";
  const part = <PresenceField t={me.t} id={id} choice={choice} presence={presence} />;
  return partSaid(me.t, part, me.t(`presence.now.${presence}`));
}
