import { describe, expect, test } from "bun:test";
import { parseWebhook } from "../../src/whatsapp/parse-webhook.ts";
import { payload } from "../payloads/read.ts";

const customer = "16505551234";
const bsuid = "US.13491208655302741918";

const parsed = async (name: string) => parseWebhook(await payload(name));

describe("identity", () => {
  test("a changed number links the old one with the new", async () => {
    expect(await parsed("msg_system_user_changed_number")).toMatchObject([
      {
        change: {
          type: "user_changed_number",
          previous: { waId: customer },
          current: { waId: "12195555358" },
        },
      },
    ]);
  });

  test("a changed BSUID is understood with and without the previous one", async () => {
    const current = { userId: "US.20000000000000000001" };
    expect(await parsed("msg_system_user_changed_user_id")).toMatchObject([
      { change: { previous: { waId: customer, userId: null }, current } },
    ]);
    expect(await parsed("msg_system_user_changed_user_id_previous")).toMatchObject([
      { change: { previous: { waId: null, userId: bsuid }, current } },
    ]);
  });

  test("field user_id_update says the same", () => {
    const item = {
      wa_id: customer,
      detail: "User id for Ana has been updated.",
      user_id: { previous: bsuid, current: "US.2" },
      parent_user_id: { previous: "US.ENT.1", current: "US.ENT.2" },
      timestamp: "1790000000",
    };
    expect(parseWebhook(envelope({ user_id_update: [item] }, "user_id_update"))).toMatchObject([
      {
        kind: "identity",
        change: {
          type: "user_id_update",
          previous: { waId: customer, userId: bsuid, parentUserId: "US.ENT.1" },
          current: { waId: customer, userId: "US.2", parentUserId: "US.ENT.2" },
          timestamp: 1790000000000,
        },
      },
    ]);
  });

  test("phone, BSUID and user name of one person arrive together", async () => {
    expect(await parsed("msg_text_phone_bsuid_username")).toMatchObject([
      { message: { sender: { waId: customer, userId: bsuid, username: "realsheenanelson" } } },
    ]);
    expect(await parsed("msg_text_bsuid_only")).toMatchObject([
      { message: { sender: { waId: null, userId: bsuid, username: "realsheenanelson" } } },
    ]);
  });

  test("a shared own number completes the sender; other cards never do", async () => {
    expect(await parsed("msg_contacts_request_contact_info")).toMatchObject([
      { message: { sender: { waId: customer, userId: bsuid } } },
    ]);
    const card = { phones: [{ phone: "+351911", wa_id: "351911" }] };
    const withCards = (contacts: unknown[]) =>
      parseWebhook(
        envelope({
          messages: [{ from_user_id: bsuid, id: "wamid.1", type: "contacts", contacts }],
        }),
      );
    expect(withCards([card])).toMatchObject([{ message: { sender: { waId: null } } }]);
    const asked = { ...card, origin: "contact_request" };
    expect(withCards([asked, card])).toMatchObject([{ message: { sender: { waId: null } } }]);
    const twoNumbers = {
      ...asked,
      phones: [...card.phones, { phone: "+351922", wa_id: "351922" }],
    };
    expect(withCards([twoNumbers])).toMatchObject([{ message: { sender: { waId: null } } }]);
  });
});

function envelope(value: object, field = "messages") {
  const metadata = {
    display_phone_number: "15550783881",
    phone_number_id: "106540352242922",
  };
  const change = { field, value: { messaging_product: "whatsapp", metadata, ...value } };
  return {
    object: "whatsapp_business_account",
    entry: [{ id: "102290129340398", changes: [change] }],
  };
}
