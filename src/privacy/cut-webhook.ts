/** What is left of a webhook; `isCut` false: nothing in it was of the person. */
export interface CutWebhook {
  body: Uint8Array;
  isCut: boolean;
  /** What the person was called in it: perhaps by a name that is not theirs any more. */
  names: string[];
}

const decoder = new TextDecoder();
const encoder = new TextEncoder();

/** Objects beside an item's own values that say whose it is (API.md §2, §3). */
const ownParts = new Set(["system", "user_id", "parent_user_id"]);

/**
 * Takes one person's items out of a webhook's body: messages from them, statuses of messages to
 * them, their entry in `contacts`, whatever names them by number or id. Other people's items
 * stay as they are and can be processed again. A body that is no JSON is emptied: nobody can
 * tell whose it is, and it was never processed.
 *
 * `identifiers`: numbers in all forms, user ids, ids of messages from and to the person.
 */
export function cutWebhook(body: Uint8Array, identifiers: ReadonlySet<string>): CutWebhook {
  let parsed: unknown;
  try {
    parsed = JSON.parse(decoder.decode(body));
  } catch {
    return { body: encoder.encode("{}"), isCut: true, names: [] };
  }
  const cut = new Cut(identifiers);
  const rest = cut.without(parsed);
  if (!cut.isCut) return { body, isCut: false, names: [] };
  return { body: encoder.encode(JSON.stringify(rest ?? {})), isCut: true, names: cut.names };
}

type Json = Record<string, unknown>;

class Cut {
  isCut = false;
  readonly names: string[] = [];

  constructor(private readonly identifiers: ReadonlySet<string>) {}

  without(value: unknown): unknown {
    if (Array.isArray(value)) return this.#withoutItems(value);
    if (!isObject(value)) return value;
    const had = this.isCut;
    this.isCut = false;
    const rest = Object.fromEntries(
      Object.entries(value).map(([key, member]) => [key, this.without(member)]),
    );
    if (this.isCut) dropNameless(rest);
    this.isCut ||= had;
    return rest;
  }

  #withoutItems(items: unknown[]): unknown[] {
    const others = items.filter((item) => !this.#isTheirs(item));
    if (others.length < items.length) this.isCut = true;
    for (const item of items) if (!others.includes(item)) this.#keepName(item);
    return others.map((item) => this.without(item));
  }

  #keepName(item: unknown): void {
    const profile = isObject(item) ? item.profile : undefined;
    if (isObject(profile) && typeof profile.name === "string") this.names.push(profile.name);
  }

  /** Named by a value of its own, or by one of the parts that say who did it. */
  #isTheirs(item: unknown): boolean {
    if (!isObject(item)) return false;
    return Object.entries(item).some(([key, value]) => {
      if (isObject(value) && ownParts.has(key)) return Object.values(value).some(this.#isId);
      return this.#isId(value);
    });
  }

  readonly #isId = (value: unknown): boolean =>
    (typeof value === "string" || typeof value === "number") && this.identifiers.has(String(value));
}

/** Somebody without number and id beside items that went is the person: nobody else is named so. */
function dropNameless(value: Json): void {
  if (!Array.isArray(value.contacts)) return;
  value.contacts = value.contacts.filter(
    (contact) => !isObject(contact) || contact.wa_id !== undefined || contact.user_id !== undefined,
  );
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
