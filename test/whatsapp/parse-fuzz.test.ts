import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { parseWebhook } from "../../src/whatsapp/parse-webhook.ts";
import { payload, payloadNames } from "../payloads/read.ts";

const runs = Number(process.env.FUZZ_RUNS ?? 500);
const kinds = new Set(["message", "status", "identity", "preference", "account", "journal-only"]);

const nonsense = fc.oneof(
  fc.constantFrom<unknown>(null, "", 0, -1, 1e308, true, [], {}, "\0", "\ud800", [[]], [null]),
  fc.constantFrom<unknown>(
    "__proto__",
    "constructor",
    "9".repeat(400),
    2 ** 60,
    JSON.parse('{"__proto__":{"id":1}}'),
  ),
  fc.jsonValue(),
);

describe("parseWebhook", () => {
  test("takes any JSON value", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 8 }), (value) => {
        check(value);
      }),
      { numRuns: runs },
    );
  });

  test("takes an envelope with anything inside", () => {
    const field = fc.constantFrom(
      "messages",
      "calls",
      "user_preferences",
      "user_id_update",
      "account_update",
      "x",
    );
    const key = fc.constantFrom(
      "messages",
      "statuses",
      "contacts",
      "errors",
      "calls",
      "user_id_update",
    );
    const value = fc.dictionary(key, fc.oneof(nonsense, fc.array(nonsense)));
    fc.assert(
      fc.property(field, value, (field, value) => {
        const full = { metadata: { phone_number_id: "1" }, ...value };
        check({
          object: "whatsapp_business_account",
          entry: [{ id: "1", changes: [{ field, value: full }] }],
        });
      }),
      { numRuns: runs },
    );
  });

  test("takes every payload with parts deleted, replaced or doubled", async () => {
    const payloads = await Promise.all(payloadNames().map((name) => payload(name)));
    fc.assert(
      fc.property(
        fc.constantFrom(...payloads),
        fc.infiniteStream(fc.nat(0xffff)),
        nonsense,
        (body, random, odd) => {
          const next = () => random.next().value as number;
          // Through JSON, as it would come: no holes in lists, no NaN.
          check(JSON.parse(JSON.stringify(mutated(structuredClone(body), next, odd))));
        },
      ),
      { numRuns: runs * 4 },
    );
  });

  test("says the same twice and leaves its input alone", async () => {
    for (const name of payloadNames()) {
      const body = await payload(name);
      const before = JSON.stringify(body);
      expect(parseWebhook(body)).toEqual(parseWebhook(structuredClone(body)));
      expect(JSON.stringify(body)).toBe(before);
    }
  });
});

/** What holds for any update of any body. */
function check(body: unknown): void {
  const updates = parseWebhook(body);
  const stored = JSON.stringify(updates);
  if (updates.length === 0) throw new Error("not even a journal entry");
  if (stored.includes("could not be read")) throw new Error(`a reader threw: ${stored}`);
  if (stored.includes("\\u0000") || !stored.isWellFormed() || /\\ud[89a-f]/.test(stored)) {
    throw new Error("an unstorable text");
  }
  for (const update of updates) {
    if (!kinds.has(update.kind)) throw new Error(update.kind);
    if (update.kind === "message") {
      const { sender, wamid } = update.message;
      if (!wamid || (!sender.waId && !sender.userId)) throw new Error("a message of nobody");
    }
  }
}

/** A key `__proto__` as JSON.parse makes it. */
const ownKey = { enumerable: true, configurable: true, writable: true };

/** Walks to random places of the body and does something to each. */
function mutated(body: unknown, next: () => number, odd: unknown): unknown {
  for (let change = 0; change <= 2; change++) {
    let holder = body as Record<string, unknown> | unknown[];
    for (let depth = next() % 12; depth >= 0; depth--) {
      const keys = Object.keys(holder);
      const key = keys[next() % Math.max(keys.length, 1)];
      if (key === undefined) break;
      const inner = (holder as Record<string, unknown>)[key];
      if (depth > 0 && typeof inner === "object" && inner !== null) {
        holder = inner as Record<string, unknown>;
        continue;
      }
      alter(holder, key, inner, next() % 5, JSON.parse(JSON.stringify(odd)));
      break;
    }
  }
  return body;
}

function alter(holder: object, key: string, inner: unknown, how: number, odd: unknown): void {
  const target = holder as Record<string, unknown>;
  if (how === 0) delete target[key];
  else if (how === 1) target[key] = typeof inner === "number" ? String(inner) : Number(inner);
  else if (how === 2) target[key] = [inner, inner];
  else if (how === 3) Object.defineProperty(target, "__proto__", { ...ownKey, value: odd });
  else target[key] = odd;
}
