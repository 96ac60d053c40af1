import { Elysia, t } from "elysia";
import type { Recado } from "../recado.ts";
import { mergeTickets } from "../merging/merge-tickets.ts";
import { getExactTicket } from "../merging/require-mergeable.ts";
import { announceBoth } from "../merging/routes.tsx";
import { readId } from "./paging.ts";
import { showTicket } from "./ticket-routes.ts";

const merging = t.Object({ into: t.Integer() }, { additionalProperties: false });

export function mergeApi(recado: Recado) {
  return new Elysia().post(
    "/api/v1/tickets/:number/merge",
    async ({ params, body }) => {
      const step = await recado.write(async (tx) => {
        const merged = await getExactTicket(tx, readId(params.number), undefined);
        const kept = await getExactTicket(tx, body.into, undefined);
        return mergeTickets(tx, merged, kept, { type: "api", id: null }, recado.clock.now());
      });
      announceBoth(recado, step);
      return showTicket(recado, body.into);
    },
    { body: merging },
  );
}
