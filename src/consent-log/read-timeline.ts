import type { ConsentView, TimelineItem } from "../../views/consent/consent-timeline.tsx";
import type { Translate } from "../../views/i18n.ts";
import { listConsentRecords } from "../consent/records.ts";
import { hideNumbers } from "../contacts/phone.ts";
import type { Db } from "../db/open.ts";
import type { Language } from "../db/schema.ts";
import { timeText, type TimeStyle } from "../settings/time-text.ts";
import type { Permission } from "../users/permissions.ts";
import type { Scope } from "../users/ticket-scope.ts";
import { readEvidence } from "./find-record.ts";
import { linkMessages } from "./message-links.ts";
import { readPurposeNames } from "./purpose-names.ts";
import { readStates } from "./read-states.ts";

/** Who looks, and in which words. */
export interface TimelineReader {
  t: Translate;
  language: Language;
  scope: Scope;
  can(permission: Permission): boolean;
}

/** What a contact agreed to, and the `most` newest records of it (all of them without). */
export async function readTimeline(
  db: Db,
  contactId: number,
  reader: TimelineReader,
  { style, most }: { style: TimeStyle; most?: number },
): Promise<ConsentView> {
  const names = await readPurposeNames(db, reader);
  const records = await listConsentRecords(db, contactId);
  const newest = records.slice(0, most);
  const papers = await linkPapers(db, contactId);
  const links = await linkMessages(
    db,
    newest.map((record) => record.message_id),
    reader.scope,
  );
  const isAuditor = reader.can("consent");
  // People write numbers into words.
  const shown = (words: string) => (reader.can("phones") ? words : hideNumbers(words));
  return {
    contactId,
    states: (await readStates(db, contactId, names, style.now)).map(
      ({ since, until, ...state }) => ({
        ...state,
        since: since === null ? null : timeText(since, style),
        until: until === null ? null : timeText(until, style),
      }),
    ),
    total: records.length,
    items: newest.map((record): TimelineItem => {
      const { source, note, paper_sha256: paper } = readEvidence(record.evidence) ?? {};
      return {
        seq: record.seq,
        purpose: names.get(record.purpose) ?? record.purpose,
        event: record.event,
        method: record.method,
        time: timeText(record.event_at, style),
        textShown: record.text_shown,
        words: shown([source, note].filter(Boolean).join(" · ")),
        messageHref: links.get(record.message_id ?? 0) ?? null,
        paperHref: (paper && papers.get(paper)) ?? null,
        recordHref: isAuditor ? `/consent/records/${record.seq}` : null,
      };
    }),
  };
}

/** By the hash of each photo of a paper. */
async function linkPapers(db: Db, contactId: number): Promise<Map<string, string>> {
  const papers = await db
    .selectFrom("consent_papers")
    .select(["id", "sha256"])
    .where("contact_id", "=", contactId)
    .execute();
  return new Map(papers.map(({ id, sha256 }) => [sha256, `/contacts/${contactId}/papers/${id}`]));
}
