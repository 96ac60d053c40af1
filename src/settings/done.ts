import type { TextKey, Translate } from "../../views/i18n.ts";
import { redirect } from "../http/respond.tsx";

/** What a form has done, as the page after it says; by the word in its address. */
const words = {
  saved: "settings.saved",
  password: "profile.password.done",
  ended: "sessions.ended",
  added: "people.added",
  mail: "mail.saved",
  "push-tested": "notify.push.tested",
  "password-reset": "people.reset.done",
  deactivated: "people.deactivated",
  reactivated: "people.reactivated",
  tickets: "people.tickets.done",
  revoked: "tokens.revoke.done",
  meta: "channel.meta.saved",
  number: "channel.added",
  reopened: "channel.reopened",
  closed: "channel.close.done",
  removed: "channel.removed",
  replayed: "webhooks.replayed",
  retried: "outbox.retried",
  dropped: "outbox.dropped",
  "role-deleted": "roles.deleted",
  "retention-saved": "retention.done.saved",
  "retention-on": "retention.done.on",
  "retention-off": "retention.done.off",
  "retention-first": "retention.on.first",
  "retention-trying": "retention.done.trying",
  "retention-tried": "retention.done.tried",
  "checkpoint-signed": "proof.signed",
  "checkpoint-copies": "proof.copies.saved",
  "checkpoint-queued": "proof.copies.queued",
  "checkpoint-nowhere": "proof.copies.nowhere",
  "checkpoint-paper": "proof.paper.noted",
  "text-draft": "consent-texts.done.draft",
  "text-approved": "consent-texts.done.approved",
  "text-retired": "consent-texts.done.retired",
  "text-discarded": "consent-texts.done.discarded",
  "purpose-saved": "consent-texts.done.purpose",
  "words-saved": "consent-texts.done.words",
  "invitation-revoked": "people.invitations.revoked",
  "request-opened": "requests.done.opened",
  "request-step": "requests.done.step",
  "request-closed": "requests.done.closed",
} as const satisfies Record<string, TextKey>;
export type Done = keyof typeof words;

/** After a form: back to a page, with a word about what was done. */
export function redirectDone(path: string, done: Done, n?: number): Response {
  const [address, query] = path.split("?", 2);
  const search = new URLSearchParams(query);
  search.set("done", done);
  if (n !== undefined) search.set("n", String(n));
  return redirect(`${address}?${search}`);
}

/** The text for `?done=…&n=…`; undefined for anything else that somebody writes there. */
export function doneText(
  t: Translate,
  query: Record<string, string | undefined>,
): string | undefined {
  const word = query.done ?? "";
  if (!Object.hasOwn(words, word)) return undefined;
  const n = /^\d{1,6}$/.test(query.n ?? "") ? Number(query.n) : 0;
  return t(words[word as Done], { n });
}
