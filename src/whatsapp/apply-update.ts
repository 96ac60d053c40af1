import { applyPreference } from "../consent/apply-preference.ts";
import { changeIdentity } from "../contacts/identify-contact.ts";
import type { Tx } from "../db/open.ts";
import { readingTime } from "../inbox/messages.ts";
import { noteIdentityChange } from "../inbox/note-identity-change.ts";
import { type Place, receiveMessage } from "../inbox/receive-message.ts";
import type { DeskRules, Moment } from "../inbox/stored-message.ts";
import { findErasedIn } from "../privacy/erased-news.ts";
import { applyAccountUpdate } from "./apply-account-update.ts";
import { applyStatus } from "./apply-status.ts";
import { type ChannelRow, findChannel } from "./channels.ts";
import type { IdentityChange, Update } from "./updates.ts";

/** What came of an update: whether it was for us, and where it shows. */
export type Applied = {
  isOurs: boolean;
  place?: Place;
  /** It is of somebody who was erased since: by what it names them. Nothing was done with it. */
  erased?: string[];
};
const notOurs: Applied = { isOurs: false };

/** One update, under one savepoint. Anything for a number that is not ours stays in the journal. */
export async function applyUpdate(
  tx: Tx,
  update: Update,
  source: "meta" | "simulator",
  desk: DeskRules,
  moment: Moment,
): Promise<Applied> {
  if (update.kind === "journal-only") return notOurs;
  const isSimulated = source === "simulator";
  if (update.kind === "account")
    return { isOurs: await applyAccountUpdate(tx, update.account, isSimulated, moment.now) };
  const { phoneNumberId } = addressOf(update);
  const channel = await findChannel(tx, phoneNumberId, isSimulated);
  if (!channel) return notOurs;
  await learnDisplayPhone(tx, channel, addressOf(update).displayPhone);
  const erased = isSimulated ? undefined : await findErasedIn(tx, update, moment.receivedAt);
  if (erased) return { isOurs: true, erased };
  return { isOurs: true, place: await applyToChannel(tx, channel, update, desk, moment) };
}

type ChannelUpdate = Exclude<Update, { kind: "journal-only" | "account" }>;

function addressOf(update: ChannelUpdate) {
  if (update.kind === "message") return update.message;
  if (update.kind === "status") return update.status;
  if (update.kind === "identity") return update.change;
  return update.preference;
}

async function applyToChannel(
  tx: Tx,
  channel: ChannelRow,
  update: ChannelUpdate,
  desk: DeskRules,
  moment: Moment,
): Promise<Place | undefined> {
  switch (update.kind) {
    case "message":
      return receiveMessage(tx, channel, update.message, desk, moment);
    case "status":
      return applyStatus(tx, channel, update.status, moment);
    case "preference":
      await applyPreference(tx, channel, update.preference, moment);
      return undefined;
    case "identity":
      return applyIdentity(tx, channel, update.change, moment);
  }
}

async function applyIdentity(
  tx: Tx,
  channel: ChannelRow,
  change: IdentityChange,
  moment: Moment,
): Promise<Place | undefined> {
  const contact = await changeIdentity(tx, change, {
    isSimulated: channel.is_simulated,
    at: readingTime(change.timestamp, moment.receivedAt),
    now: moment.now,
  });
  return contact ? noteIdentityChange(tx, contact, channel, change, moment) : undefined;
}

async function learnDisplayPhone(
  tx: Tx,
  channel: ChannelRow,
  displayPhone: string | null,
): Promise<void> {
  if (!displayPhone || channel.display_phone) return;
  await tx
    .updateTable("channels")
    .set({ display_phone: displayPhone })
    .where("id", "=", channel.id)
    .execute();
}
