import { describe, expect, test } from "bun:test";
import { parseWebhook } from "../../src/whatsapp/parse-webhook.ts";
import type { AccountUpdate, Update } from "../../src/whatsapp/updates.ts";
import { payload, payloadNames } from "../payloads/read.ts";

const customer = "16505551234";
const bsuid = "US.13491208655302741918";
const place = {
  phoneNumberId: "106540352242922",
  displayPhone: "15550783881",
  wabaId: "102290129340398",
};

const parsed = async (name: string) => parseWebhook(await payload(name));
const kinds = (updates: Update[]) => updates.map(({ kind }) => kind).join(" ");

/** What each payload must become; the rest by the start of its name. */
const exceptions: Record<string, string> = {
  batch_message_plus_user_preferences: "message preference",
  batch_messages_and_statuses: "message status",
  batch_messages_out_of_order: "message message",
  batch_same_timestamp: "message message message",
  batch_two_messages_one_value: "message message",
  batch_two_phone_numbers: "message message",
  call_connect_user_initiated: "message",
  call_terminate: "journal-only journal-only",
  env_dashboard_test_button: "message",
  msg_interactive_empty_with_value_errors: "message journal-only",
  status_group_aggregated: "status status",
};
const byStart: [string, string][] = [
  ["msg_system_", "identity"],
  ["msg_", "message"],
  ["replay_", "message"],
  ["status_", "status"],
  ["acct_", "account"],
  ["tmpl_", "account"],
  ["pref_", "preference"],
  ["", "journal-only"],
];

describe("every payload of Meta's", () => {
  for (const name of payloadNames()) {
    const expected = exceptions[name] ?? byStart.find(([start]) => name.startsWith(start))?.[1];
    test(`${name} becomes: ${expected}`, async () => {
      expect(kinds(await parsed(name))).toBe(String(expected));
    });
  }

  test("none of them takes the last net", async () => {
    for (const name of payloadNames()) {
      expect(JSON.stringify(await parsed(name)), name).not.toContain("could not be read");
    }
  });
});

describe("the envelope", () => {
  test("keeps two numbers of one delivery apart", async () => {
    const updates = await parsed("batch_two_phone_numbers");
    const numbers = updates.map(
      (update) => update.kind === "message" && update.message.phoneNumberId,
    );
    expect(numbers).toEqual(["106540352242922", "106540352249999"]);
  });

  test("keeps the order of a batch, whatever the timestamps say", async () => {
    const updates = await parsed("batch_messages_out_of_order");
    const texts = updates.map((update) => update.kind === "message" && update.message.text);
    expect(texts).toEqual(["second (later timestamp)", "first (earlier timestamp)"]);
  });

  test("an odd item is kept aside and its neighbours go on", async () => {
    const body = (await payload("batch_two_messages_one_value")) as {
      entry: { changes: { value: { messages: unknown[] } }[] }[];
    };
    body.entry[0]?.changes[0]?.value.messages.splice(1, 0, null, { type: "text" }, 7, {
      id: "wamid.x",
      from: {},
    });
    expect(kinds(parseWebhook(body))).toBe(
      "message journal-only journal-only journal-only message message",
    );
  });

  test("what is no envelope is one journal entry with its reason", () => {
    for (const body of [
      null,
      1,
      "text",
      [],
      {},
      { object: "whatsapp_business_account" },
      { entry: [] },
    ]) {
      expect(parseWebhook(body)).toEqual([expect.objectContaining({ kind: "journal-only" })]);
    }
  });

  test("names belong to identifiers, not to places in the list", () => {
    const [ana, bruno] = [
      { profile: { name: "Ana" }, wa_id: "351911" },
      { profile: { name: "Bruno" }, wa_id: "351922" },
    ];
    const text = (from: string) => ({
      from,
      id: `wamid.${from}`,
      timestamp: "1790000000",
      type: "text",
      text: { body: "oi" },
    });
    const updates = parseWebhook(
      envelope({
        contacts: [ana, bruno],
        messages: [text("351922"), text("351911"), text("351933")],
      }),
    );
    const names = updates.map((update) => update.kind === "message" && update.message.sender.name);
    expect(names).toEqual(["Bruno", "Ana", null]);
  });

  test("a contact with another BSUID at the same number is not the sender", () => {
    const contacts = [{ profile: { name: "Ana" }, wa_id: "351911", user_id: "PT.1" }];
    const message = {
      from: "351911",
      from_user_id: "PT.2",
      id: "wamid.1",
      type: "text",
      text: { body: "oi" },
    };
    const [update] = parseWebhook(envelope({ contacts, messages: [message] }));
    expect(update).toMatchObject({ message: { sender: { userId: "PT.2", name: null } } });
  });

  test("a message without a sender takes the single contact, and none of several", () => {
    const message = { id: "wamid.1", timestamp: "1790000000", type: "text", text: { body: "oi" } };
    const ana = { profile: { name: "Ana" }, wa_id: "351911" };
    expect(parseWebhook(envelope({ contacts: [ana], messages: [message] }))).toMatchObject([
      { kind: "message", message: { sender: { waId: "351911", name: "Ana" } } },
    ]);
    const two = envelope({ contacts: [ana, { wa_id: "351922" }], messages: [message] });
    expect(kinds(parseWebhook(two))).toBe("journal-only");
    expect(kinds(parseWebhook(envelope({ messages: [message] })))).toBe("journal-only");
  });

  test("times are milliseconds from seconds, as text or number; nonsense is null", () => {
    const times = [
      "1790000037",
      1790000037,
      "soon",
      -5,
      "",
      null,
      1e300,
      "0x10",
      { a: 1 },
      0,
      "1e9",
    ];
    const messages = times.map((timestamp, index) => ({
      from: customer,
      id: `wamid.${index}`,
      timestamp,
      type: "text",
      text: { body: "oi" },
    }));
    const found = parseWebhook(envelope({ messages })).map(
      (update) => update.kind === "message" && update.message.timestamp,
    );
    expect(found).toEqual([1790000037000, 1790000037000, ...Array.from({ length: 9 }, () => null)]);
  });

  test("texts lose NUL and half surrogates, and nothing else", () => {
    const body = "a\0b \ud83d c\u200d <b>\u202e";
    const message = { from: customer, id: "wamid.1", type: "text", text: { body } };
    expect(parseWebhook(envelope({ messages: [message] }))).toMatchObject([
      { message: { text: "ab \ufffd c\u200d <b>\u202e" } },
    ]);
  });
});

describe("statuses", () => {
  test("echo our reference and name the error", async () => {
    expect(await parsed("status_sent_opaque")).toMatchObject([
      { status: { ...place, status: "sent", reference: "inbox=3;msg=01J8Z5N9", error: null } },
    ]);
    expect(await parsed("status_failed_131047")).toMatchObject([
      {
        status: {
          status: "failed",
          error: { code: 131047, details: expect.stringContaining("24 hours") },
        },
      },
    ]);
  });

  test("find the person by BSUID where the number is omitted", async () => {
    expect(await parsed("status_delivered_bsuid_no_phone")).toMatchObject([
      { status: { recipient: { waId: null, userId: bsuid, username: "pablomorales" } } },
    ]);
    expect(await parsed("status_delivered_parent_recipient_legacy_key")).toMatchObject([
      { status: { recipient: { parentUserId: "US.ENT.11815799212886844830" } } },
    ]);
  });

  test("of a group name the participant, never the group", async () => {
    expect(await parsed("status_group_aggregated")).toMatchObject([
      { status: { recipient: { waId: "16505551111", name: "Pablo M." } } },
      { status: { recipient: { waId: "16505552222", name: "Ana" } } },
    ]);
  });

  test("of a payment never say that the message failed", () => {
    const payment = { id: "wamid.1", status: "failed", type: "payment", recipient_id: customer };
    expect(kinds(parseWebhook(envelope({ statuses: [payment] })))).toBe("journal-only");
  });
});

describe("preferences, calls and accounts", () => {
  test("a stop in WhatsApp itself is a preference of the person", async () => {
    expect(await parsed("pref_stop")).toMatchObject([
      {
        preference: {
          ...place,
          person: { waId: customer },
          category: "marketing_messages",
          value: "stop",
          timestamp: 1790100200000,
        },
      },
    ]);
  });

  test("a call by the customer is a message of type call", async () => {
    expect(await parsed("call_connect_user_initiated")).toMatchObject([
      {
        message: {
          type: "call",
          wamid: "wacid.xxxx=",
          sender: { waId: customer, userId: bsuid },
          content: { call: { event: "connect", direction: "USER_INITIATED" } },
        },
      },
    ]);
  });

  const effects: Record<string, AccountUpdate["effect"]> = {
    acct_account_update_account_restriction: "stops-sending",
    acct_account_update_restriction_remediation: "stops-sending",
    acct_account_update_account_offboarded: "stops-sending",
    acct_account_update_partner_removed: "stops-sending",
    acct_account_update_account_deleted: "stops-sending",
    acct_account_update_account_disabled: "clears", // its ban_info says REINSTATE
    acct_account_update_account_reconnected: "clears",
    acct_account_update_account_violation: "none",
    acct_account_update_partner_added: "none",
    acct_phone_number_quality_update: "none",
    tmpl_status_disabled: "none",
  };
  for (const [name, effect] of Object.entries(effects)) {
    test(`${name} has the effect: ${effect}`, async () => {
      expect(await parsed(name)).toMatchObject([{ kind: "account", account: { effect } }]);
    });
  }

  test("a ban that is not lifted stops", () => {
    const value = { event: "DISABLED_UPDATE", ban_info: { waba_ban_state: "DISABLE" } };
    expect(parseWebhook(envelope(value, "account_update"))).toMatchObject([
      { account: { effect: "stops-sending", detail: "DISABLE" } },
    ]);
  });

  test("an event in the partner's entry belongs to the account named inside", async () => {
    expect(await parsed("acct_account_update_partner_removed")).toMatchObject([
      { account: { wabaId: "980198427658004" } },
    ]);
  });

  test("a quality change under the wrong field is told by its keys", async () => {
    expect(await parsed("tmpl_quality_update_wrong_field")).toMatchObject([
      {
        account: {
          field: "message_template_quality_update",
          detail: expect.stringContaining("GREEN → RED"),
        },
      },
    ]);
  });
});

function envelope(value: object, field = "messages") {
  const metadata = {
    display_phone_number: place.displayPhone,
    phone_number_id: place.phoneNumberId,
  };
  const change = { field, value: { messaging_product: "whatsapp", metadata, ...value } };
  return { object: "whatsapp_business_account", entry: [{ id: place.wabaId, changes: [change] }] };
}
