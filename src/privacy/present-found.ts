import type { FoundItem } from "../../views/consent/found-list.tsx";
import { hideNumbers } from "../contacts/phone.ts";
import { type Me, seesAllTickets } from "../http/me.ts";
import { countByKind, type Found } from "./find-everything.ts";
import type { FoundKind } from "./personal-tables.ts";

const MOST_SAMPLES = 3;

/** What people count of a kind, where its other tables only hang on it. */
const things: Partial<Record<FoundKind, Found["table"]>> = {
  messages: "messages",
  tickets: "tickets",
  requests: "privacy_requests",
  bookings: "bookings",
};

/** What was found, by kind, as people count it. */
export function presentThings(found: readonly Found[], me: FoundReader): FoundItem[] {
  return presentFound(
    found.filter(({ kind, table }) => (things[kind] ?? table) === table),
    me,
  );
}

type FoundReader = Pick<Me, "t" | "can" | "scope">;

/** What was found, by kind, in rows and the reader's words; samples only for who may read any message. */
export function presentFound(found: readonly Found[], me: FoundReader): FoundItem[] {
  const seesSamples = seesAllTickets(me);
  return [...countByKind(found)].map(([kind, count]) => ({
    kind: me.t(`found.kind.${kind}`),
    count,
    samples: seesSamples
      ? samplesOf(
          found.filter((one) => one.kind === kind),
          me,
        )
      : [],
  }));
}

/** What people can read: no technical JSON, and numbers masked where theirs are. */
function samplesOf(found: readonly Found[], { can }: Pick<Me, "can">): string[] {
  const texts = found.flatMap(({ samples }) => samples);
  const readable = texts.filter((text) => !/^[[{]/.test(text));
  const shown = can("phones") ? readable : readable.map(hideNumbers);
  return [...new Set(shown)].slice(0, MOST_SAMPLES);
}
