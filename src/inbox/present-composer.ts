import type { ChosenTemplate, Composer, TemplateChoice } from "../../views/inbox/composer-types.ts";
import { type GateReason, refusalOf, refusalToWriteFirst } from "../consent/gate.ts";
import type { Purpose } from "../db/schema.ts";
import type { ContactRow } from "../contacts/contacts.ts";
import { listApprovedTemplates, type TemplateRow, wabaIdOf } from "../templates/templates.ts";
import { restrictionText } from "../privacy/present-contact-privacy.ts";
import { purposeOfTemplate } from "../templates/template-purpose.ts";
import { templatePreview } from "../templates/template-reply.ts";
import { templateVariables } from "../templates/template-variables.ts";
import type { Recado } from "../recado.ts";
import { explainReason } from "../settings/banners.ts";
import { listActiveUsers } from "../users/users.ts";
import type { ChannelRow } from "../whatsapp/channels.ts";
import type { Draft } from "./drafts.ts";
import { ringOf } from "./present-list.ts";
import { firstNameOf } from "./quick-replies.ts";
import type { ThreadRow } from "./threads.ts";
import type { TicketRow } from "./tickets.ts";
import type { TicketReader } from "./time-words.ts";

export interface ComposerContext {
  ticket: TicketRow;
  thread: ThreadRow;
  contact: ContactRow;
  channel: ChannelRow;
  draft: Draft;
  reader: TicketReader;
}

/** What can be written now: a reply, a template, or why nothing. */
export async function readComposer(recado: Recado, context: ComposerContext): Promise<Composer> {
  const { ticket, thread, contact, channel, draft, reader } = context;
  // Everybody may be mentioned in a note, also who answers nobody.
  const people = await listActiveUsers(recado.db);
  const mayNote = reader.can("notes");
  const restricted = restrictionText(contact, reader.t, reader);
  const base = {
    number: ticket.id,
    contactId: contact.id,
    mayNote,
    noteDraft: draft.note,
    people,
    restricted,
  };
  if (!reader.can("reply")) return { ...base, kind: "read-only" };
  if (contact.blocked_at !== null) return { ...base, kind: "blocked" };
  if (ticket.is_spam === 1) return { ...base, kind: "spam" };
  if (channel.closed_at !== null) {
    return {
      ...base,
      kind: "channel-closed",
      why: explainReason(channel.closed_reason ?? "", reader.language),
    };
  }
  const ring = ringOf(thread.window_from_at, reader);
  if (ring) return { ...base, kind: "open", ring, draft: draft.text };
  const why = reader.t(
    thread.window_from_at === null ? "composer.closed.never" : "composer.closed.why",
  );
  const templates = await readTemplates(recado, channel, contact);
  return { ...base, kind: "window-closed", why, templates, chosen: null, canSync: true };
}

/** What may be sent first, then what the contact has not agreed to. */
export async function readTemplates(
  { config, db, clock }: Recado,
  channel: ChannelRow,
  contact: ContactRow,
): Promise<TemplateChoice[]> {
  const wabaId = wabaIdOf(config, channel);
  if (!wabaId) return [];
  const now = clock.now();
  const reasons = new Map<Purpose, GateReason | null>();
  const choices: TemplateChoice[] = [];
  // Asked once the window is closed: whatever leaves now is begun by us.
  const reasonFor = (purpose: Purpose) =>
    purpose === "service"
      ? refusalToWriteFirst(db, contact.id)
      : refusalOf(db, contact.id, purpose, now);
  for (const row of await listApprovedTemplates(db, wabaId)) {
    const purpose = await purposeOfTemplate(db, row);
    if (!reasons.has(purpose)) reasons.set(purpose, await reasonFor(purpose));
    choices.push({ ...templateChoice(row), heldBack: reasons.get(purpose) ?? null });
  }
  return choices.toSorted((a, b) => Number(a.heldBack !== null) - Number(b.heldBack !== null));
}

function templateChoice(row: TemplateRow) {
  const { id, name, language, category } = row;
  return { id, name, language, category: category.toLowerCase(), preview: templatePreview(row) };
}

/** The form of one template; a variable that asks for a first name gets the contact's. */
export function chooseTemplate(row: TemplateRow, contact: ContactRow): ChosenTemplate {
  const firstName = firstNameOf(contact.name) ?? "";
  const variables = templateVariables(row).map((variable) => ({
    name: variable.key,
    label: variable.name,
    example: variable.example,
    value: /^(?:first_?name|name|nome|nombre|prenom|customer_name)$/i.test(variable.name)
      ? firstName
      : "",
  }));
  return { ...templateChoice(row), variables };
}
