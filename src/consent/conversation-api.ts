import { Elysia, t } from "elysia";
import { readId } from "../api/paging.ts";
import { withToken } from "../http/me.ts";
import { announce } from "../inbox/announce.ts";
import { getExactTicket } from "../merging/require-mergeable.ts";
import type { Work } from "../jobs/work.ts";
import type { Recado } from "../recado.ts";
import { askForConsent } from "./ask-for-consent.ts";
import { listTexts } from "./change-texts.ts";

const question = t.Object(
  { purposes: t.Array(t.String({ maxLength: 60 }), { minItems: 1, maxItems: 20 }) },
  { additionalProperties: false },
);

/** Asking in the chat, and the texts that are put to people, for programs. */
export function conversationApi(recado: Recado, work: Work) {
  return new Elysia()
    .use(withToken)
    .get("/api/v1/consent/texts", async () => ({
      data: (await listTexts(recado.db)).map(({ id, purpose, language, version, state, body }) => ({
        id,
        purpose,
        language,
        version,
        state,
        body,
      })),
      next_cursor: null,
    }))
    .post(
      "/api/v1/tickets/:number/consent",
      async ({ params, body, token, set }) => {
        const ticket = await getExactTicket(recado.db, readId(params.number), undefined);
        const actor = { type: "api", id: token.id } as const;
        const now = recado.clock.now();
        const asked = await recado.write((tx) =>
          askForConsent(tx, ticket, body.purposes, actor, now, { method: "api" }),
        );
        work.sender.kick();
        announce(recado.live, { ticket: ticket.id, thread: ticket.thread_id }, "message");
        set.status = 201;
        return { ticket_number: ticket.id, asked };
      },
      { body: question },
    );
}
