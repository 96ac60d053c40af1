import type { Db } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import type { Recado } from "../recado.ts";
import { deleteContacts, walkEmpty } from "./contacts.ts";
import { dropFiles, walkFiles } from "./files.ts";
import {
  deleteAuditHalves,
  deleteConsentHalves,
  walkAuditHalves,
  walkEndedConsent,
} from "./halves.ts";
import {
  deleteDialogues,
  deletingFrom,
  walkBookings,
  walkDialogues,
  walkExports,
  walkHandovers,
  walkImports,
  walkJournal,
  walkNotifications,
  walkRefusals,
  walkRequests,
  walkSubmissions,
  walkTurns,
} from "./rows.ts";
import { archiveTickets, deleteTickets, walkArchived, walkQuiet } from "./tickets.ts";
import type { Walk } from "./walk.ts";

/** A kind of data and how long it is kept; days. */
interface Keeping {
  /** Before anybody chooses; null: for ever. */
  usual: number | null;
  least: number;
  /** Null: it may be kept for ever. */
  most: number | null;
  /** What is over, the oldest first. */
  walk(db: Db, before: Instant): Walk;
  /** In jobs of bounded size; what has changed since it was found stays. */
  remove(recado: Recado, ids: readonly number[], now: Instant, before: Instant): Promise<void>;
}

/** In the order in which a run goes through them: what others hang on comes after them. */
export const keepings = {
  archive: { usual: 90, least: 1, most: null, walk: walkQuiet, remove: archiveTickets },
  files: { usual: 455, least: 30, most: null, walk: walkFiles, remove: dropFiles },
  // Meta delivers again for seven days.
  journal: {
    usual: 90,
    least: 8,
    most: null,
    walk: walkJournal,
    remove: deletingFrom("webhook_events"),
  },
  turns: { usual: 455, least: 30, most: null, walk: walkTurns, remove: deletingFrom("bot_turns") },
  dialogues: { usual: 455, least: 30, most: null, walk: walkDialogues, remove: deleteDialogues },
  notices: {
    usual: 90,
    least: 7,
    most: 90,
    walk: walkNotifications,
    remove: deletingFrom("notifications"),
  },
  handovers: {
    usual: 90,
    least: 7,
    most: null,
    walk: walkHandovers,
    remove: deletingFrom("shift_handovers"),
  },
  bookings: {
    usual: 455,
    least: 30,
    most: null,
    walk: walkBookings,
    remove: deletingFrom("bookings"),
  },
  requests: {
    usual: 1095,
    least: 365,
    most: null,
    walk: walkRequests,
    remove: deletingFrom("privacy_requests"),
  },
  refusals: {
    usual: 730,
    least: 90,
    most: null,
    walk: walkRefusals,
    remove: deletingFrom("consent_refusals"),
  },
  submissions: {
    usual: 90,
    least: 1,
    most: null,
    walk: walkSubmissions,
    remove: deletingFrom("consent_submissions"),
  },
  imports: {
    usual: 365,
    least: 30,
    most: null,
    walk: walkImports,
    remove: deletingFrom("consent_imports"),
  },
  exports: {
    usual: 730,
    least: 365,
    most: null,
    walk: walkExports,
    remove: deletingFrom("consent_exports"),
  },
  tickets: { usual: 365, least: 1, most: null, walk: walkArchived, remove: deleteTickets },
  audit: { usual: 730, least: 365, most: null, walk: walkAuditHalves, remove: deleteAuditHalves },
  consent: {
    usual: 1095,
    least: 730,
    most: null,
    walk: walkEndedConsent,
    remove: deleteConsentHalves,
  },
  contacts: { usual: 455, least: 30, most: null, walk: walkEmpty, remove: deleteContacts },
} as const satisfies Record<string, Keeping>;

export type RetentionKind = keyof typeof keepings;
export const retentionKinds = Object.keys(keepings) as RetentionKind[];

/** How it is kept. */
export function keepingOf(kind: RetentionKind): Keeping {
  return keepings[kind];
}

/** The days that hold for a kind; null: for ever. */
export function daysOf(
  kind: RetentionKind,
  chosen: Readonly<Record<string, number | null>>,
): number | null {
  const own = chosen[kind];
  return own === undefined ? keepings[kind].usual : own;
}
