import { appendConsentRecord } from "../consent/records.ts";
import { changeContact } from "../contacts/change-contact.ts";
import { addContactTag } from "../contacts/contact-tags.ts";
import { readFieldValue, saveContactValues } from "../contacts/contact-values.ts";
import { AppError } from "../http/errors.ts";
import { addTags, changeCategory, changePriority } from "../inbox/change-ticket.ts";
import { botActor } from "../inbox/tickets.ts";
import { fillText } from "./fill-text.ts";
import type { Change, SetStep } from "./flow.ts";
import { filled, type Turn, valueOf } from "./turn.ts";

/** Does the changes of a step. One that cannot be kept, such as a 21st tag, is left out. */
export async function setStep(turn: Turn, step: SetStep): Promise<void> {
  for (const change of step.changes) {
    try {
      await apply(turn, change);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
    }
  }
}

async function apply(turn: Turn, change: Change): Promise<void> {
  const { tx, run, place, moment } = turn;
  const { now } = moment;
  const { contact } = place;
  if (change.set === "consent") return giveConsent(turn, change);
  if (change.set === "priority") {
    place.ticket = await changePriority(tx, place.ticket, change.value, botActor, now);
    return;
  }
  const value = fillText(change.value, (name) => valueOf(turn, name)).trim();
  switch (change.set) {
    case "variable":
      run.variables[change.name] = value;
      return;
    case "contact-name":
      if (value)
        place.contact = await changeContact(
          tx,
          contact,
          { name: value, language: contact.language },
          now,
        );
      return;
    case "contact-field":
      return setField(turn, change.name, value);
    case "contact-tag":
      if (value) await addContactTag(tx, contact.id, value);
      return;
    case "ticket-tag":
      if (value) place.ticket = await addTags(tx, place.ticket, [value], botActor, now);
      return;
    case "category":
      place.ticket = await changeCategory(tx, place.ticket, value, botActor, now);
  }
}

/** An empty value takes nothing away: the customer has skipped it. */
async function setField({ tx, place }: Turn, key: string, value: string): Promise<void> {
  if (!value) return;
  const field = await tx
    .selectFrom("contact_fields")
    .selectAll()
    .where("key", "=", key)
    .executeTakeFirst();
  if (!field) return;
  const kept = readFieldValue(field, value);
  await saveContactValues(tx, place.contact.id, new Map([[field.id, kept]]));
}

/** Only a customer's own message proves it: nothing is recorded where none brought us here. */
async function giveConsent(turn: Turn, change: Extract<Change, { set: "consent" }>): Promise<void> {
  const { tx, run, place, moment, saying } = turn;
  if (saying.messageId === null) return;
  const proof = await tx
    .selectFrom("messages")
    .select(["wamid", "text"])
    .where("id", "=", saying.messageId)
    .executeTakeFirst();
  await appendConsentRecord(
    tx,
    {
      contactId: place.contact.id,
      purpose: change.purpose,
      event: "given",
      method: "flow",
      actor: { type: "contact" },
      evidence: {
        ...(proof?.wamid && { wamid: proof.wamid }),
        ...(proof?.text && { said: proof.text }),
      },
      text: { body: filled(turn, change.text), language: run.row.language },
      eventAt: saying.at ?? moment.now,
    },
    moment.now,
  );
}
