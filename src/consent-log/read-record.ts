import type { Fact, RecordView } from "../../views/consent/record-page.tsx";
import type { Translate } from "../../views/i18n.ts";
import { languageNames } from "../../views/ui/languages.ts";
import { type ConsentActor, WITHDRAWAL } from "../consent/leaf.ts";
import { getVisibleContact } from "../contacts/contacts.ts";
import { showName } from "../contacts/phone.ts";
import type { Db } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import { AppError } from "../http/errors.ts";
import type { Me } from "../http/me.ts";
import type { Recado } from "../recado.ts";
import { timeStyleOf } from "../settings/time-style.ts";
import { exactTimeText, type TimeStyle } from "../settings/time-text.ts";
import { checkRecord } from "./check-record.ts";
import { findRecord, type LeafFacts, readEvidence, type RecordRow } from "./find-record.ts";
import { listOfSamePerson } from "./log-rows.ts";
import { factsOfEvidence } from "./present-evidence.ts";
import { logItemOf } from "./present-log.ts";
import { readPurposeNames } from "./purpose-names.ts";

/** Everything of one record, in the reader's words. @throws AppError `not-found`. */
export async function readRecord(recado: Recado, seq: number, me: Me): Promise<RecordView> {
  const { db, signer } = recado;
  const row = await findRecord(db, seq);
  if (!row) throw new AppError("not-found", `There is no record ${seq}.`);
  const names = await readPurposeNames(db, me);
  const style = await timeStyleOf(recado, me.language);
  const evidence = readEvidence(row.evidence);
  const others = await listOfSamePerson(db, row);
  return {
    ...logItemOf(row, names, me, style),
    contactHref: await contactHref(db, row.contact_id, me),
    facts: await factsOf(db, row, { purpose: names.get(row.purpose) ?? row.purpose, me, style }),
    text: textOf(row, me),
    evidence:
      evidence &&
      (await factsOfEvidence(
        db,
        { contactId: row.contact_id, messageId: row.message_id, evidence },
        me,
        style,
      )),
    checks: (await checkRecord(db, signer, row)).map((check) => ({
      ...check,
      at: check.values.at ? exactTimeText(Number(check.values.at), style).text : null,
    })),
    leaf: row.leaf,
    others: others
      .filter((other) => other.seq !== row.seq)
      .map((other) => logItemOf(other, names, me, style)),
  };
}

/** Auditors know people by name alone. */
async function contactHref(db: Db, id: number | null, me: Me): Promise<string | null> {
  if (id === null || !me.can("contacts")) return null;
  const contact = await getVisibleContact(db, id, me.scope).catch(() => null);
  return contact && `/contacts/${contact.id}#consent`;
}

interface Wording {
  purpose: string;
  me: Me;
  style: TimeStyle;
}

async function factsOf(
  db: Db,
  { event_at, recorded_at, facts, reference, ...row }: RecordRow,
  { purpose, me: { t, can }, style }: Wording,
): Promise<Fact[]> {
  const time = (instant: Instant) => exactTimeText(instant, style).text;
  const person =
    row.name === null ? t("consent-log.erased-person") : showName(row.name, can("phones"));
  return [
    { label: t("consent-log.fact.person"), value: person },
    { label: t("consent-log.fact.reference"), value: reference, isCode: true },
    { label: t("consent-log.purpose"), value: purpose },
    { label: t("consent-log.fact.event-at"), value: time(event_at) },
    { label: t("consent-log.fact.recorded-at"), value: time(recorded_at) },
    { label: t("consent-log.method"), value: t(`consent-log.method.${row.method}`) },
    ...(facts ? await factsOfLeaf(db, facts, t, time) : []),
  ];
}

async function factsOfLeaf(
  db: Db,
  facts: LeafFacts,
  t: Me["t"],
  time: (instant: Instant) => string,
): Promise<Fact[]> {
  const { controller, jurisdiction, expires_at: expires } = facts;
  const isSimulated = facts.channel === "simulator";
  return [
    { label: t("consent-log.fact.actor"), value: await actorText(db, facts.actor, t) },
    {
      label: t("consent-log.fact.channel"),
      value: isSimulated ? t("contacts.simulated") : "WhatsApp",
    },
    {
      label: t("consent-log.fact.controller"),
      value: [controller.name, controller.contact].filter(Boolean).join(" · ") || "–",
    },
    { label: t("consent-log.fact.jurisdiction"), value: jurisdiction ?? "–" },
    {
      label: t("consent-log.fact.expires"),
      value: expires === null ? t("consent-log.fact.until-withdrawn") : time(Date.parse(expires)),
    },
    { label: t("consent-log.fact.withdrawal"), value: withdrawalText(facts.withdrawal, t) },
  ];
}

/** Every record has the same words, in English; a reader has them in theirs. */
function withdrawalText(words: string, t: Translate): string {
  return words === WITHDRAWAL ? t("consent-log.withdrawal") : words;
}

/** The log knows colleagues and programs by their number; who that is, is looked up. */
async function actorText(db: Db, actor: ConsentActor, t: Me["t"]): Promise<string> {
  if (!("id" in actor) || actor.id === null) return t(`consent-log.actor.${actor.type}`);
  const named = await db
    .selectFrom(actor.type === "agent" ? "users" : "api_tokens")
    .select("name")
    .where("id", "=", actor.id)
    .executeTakeFirst();
  return named?.name ?? `${t(`consent-log.actor.${actor.type}`)} ${actor.id}`;
}

function textOf({ text_shown, facts }: RecordRow, { t }: Me): RecordView["text"] {
  if (text_shown === null) return null;
  const text = facts?.text;
  const language = text ? languageNames[text.language] : null;
  const version = text?.version ? t("consent-log.text.version", { n: text.version }) : null;
  return {
    body: text_shown,
    language: text?.language ?? null,
    about: [language, version].filter(Boolean).join(" · "),
  };
}
