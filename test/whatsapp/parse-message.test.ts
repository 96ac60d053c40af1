import { describe, expect, test } from "bun:test";
import { parseWebhook } from "../../src/whatsapp/parse-webhook.ts";
import type { InboundMessage } from "../../src/whatsapp/updates.ts";
import { payload, payloadNames } from "../payloads/read.ts";

const ours = "wamid.HBgLMTY1MDU1NTEyMzQVAgARGBI3RjBFMDQwNzM2RDAxQkY2OUYA";

/** Type, text and content of each kind of message (API.md §3). */
const expected: Record<string, Partial<InboundMessage>> = {
  msg_text: { type: "text", text: "Does it come in another color?", content: {} },
  msg_text_reply: { type: "text", replyToWamid: ours },
  msg_text_forwarded: { content: { forwarded: "once" }, replyToWamid: null },
  msg_text_frequently_forwarded: { content: { forwarded: "often" } },
  msg_image_forwarded_reply_combo: { content: { forwarded: "once" }, replyToWamid: ours },
  msg_text_product_inquiry: {
    content: { referredProduct: { catalogId: "194836987003835", productId: "di9ozbzfi4" } },
  },
  msg_text_referral_no_clid: {
    content: {
      referral: {
        sourceType: "ad",
        sourceId: "120226305854810726",
        sourceUrl: "https://fb.me/3cr4Wqqkv",
        headline: "Chat with us",
        body: "Summer Succulents are here!",
        mediaType: "image",
      },
    },
  },
  msg_group_text: {
    type: "text",
    content: { groupId: "Y2FwaV9ncm91cDoxNzA1NTU1MDEzOToxMjAzNjM0MDQ2OTQyMzM4MjAZD" },
  },
  msg_image: {
    type: "image",
    text: "Taj Mahal",
    media: {
      metaId: "1003383421387256",
      mimeType: "image/jpeg",
      sha256: "J5HfJHlBPABoJbcOVZeFZIi25zuJBSop2JLsjvTrt24=",
      filename: null,
      isVoice: false,
    },
  },
  msg_audio_voice: {
    type: "audio",
    text: null,
    media: expect.objectContaining({ isVoice: true, mimeType: "audio/ogg; codecs=opus" }),
  },
  msg_audio_file: { type: "audio", media: expect.objectContaining({ isVoice: false }) },
  msg_document_accented_filename: {
    type: "document",
    text: "My résumé",
    media: expect.objectContaining({ filename: "Currículum café.pdf" }),
  },
  msg_sticker_animated: { type: "sticker", content: { sticker: { isAnimated: true } } },
  msg_location: {
    type: "location",
    text: "Philz Coffee\n101 Forest Ave, Palo Alto, CA 94301",
    content: {
      location: {
        latitude: 37.44221496582,
        longitude: -122.16165924072,
        name: "Philz Coffee",
        address: "101 Forest Ave, Palo Alto, CA 94301",
        url: "https://philzcoffee.com/",
      },
    },
  },
  msg_location_pin: {
    type: "location",
    text: null,
    content: { location: { latitude: -33.4488897, longitude: -70.6692655 } },
  },
  msg_contacts_full: {
    type: "contacts",
    text: "Dr John D. Smith Jr",
    content: {
      contacts: [
        {
          name: "Dr John D. Smith Jr",
          organisation: "WhatsApp",
          phones: [
            { phone: "+1 (940) 555-1234", type: "HOME" },
            { phone: "+1 (650) 555-1234", waId: "16505551234", type: "WORK" },
          ],
          emails: ["test@fb.com"],
          urls: ["https://www.facebook.com"],
          addresses: ["1 Hacker Way, 94025 Menlo Park, CA, United States"],
          birthday: "2012-08-18",
        },
      ],
    },
  },
  msg_contacts_many: { text: "Chandler Bing, Monica, Rachel Green" },
  msg_contacts_request_contact_info: { type: "contacts", text: "+16505551234" },
  msg_interactive_button_reply: {
    type: "interactive",
    text: "Cancel",
    content: { choice: { id: "cancel-button", title: "Cancel" } },
    replyToWamid: ours,
  },
  msg_interactive_list_reply: {
    text: "Priority Mail Express",
    content: {
      choice: {
        id: "priority_express",
        title: "Priority Mail Express",
        description: "Next Day to 2 Days",
      },
    },
  },
  msg_button_template_quick_reply: {
    type: "button",
    text: "Unsubscribe",
    content: { choice: { id: "Unsubscribe", title: "Unsubscribe" } },
  },
  msg_interactive_nfm_reply_bad_json: {
    type: "interactive",
    text: "Sent",
    content: { form: { name: "flow", fields: null, raw: "{invalid-json" } },
  },
  msg_interactive_call_permission_accept: {
    type: "interactive",
    content: {
      form: expect.objectContaining({ fields: expect.objectContaining({ response: "accept" }) }),
    },
  },
  msg_interactive_empty_with_value_errors: {
    type: "unsupported",
    content: {
      unsupported: { type: "interactive", code: 131000, details: "Unsupported webhook payload" },
    },
  },
  msg_order: {
    type: "order",
    text: "Love these!",
    content: {
      order: {
        catalogId: "194836987003835",
        text: "Love these!",
        items: [
          { productId: "di9ozbzfi4", quantity: 2, price: 30, currency: "USD" },
          { productId: "nqryix03ez", quantity: 1, price: 25.5, currency: "USD" },
        ],
      },
    },
  },
  msg_reaction: {
    type: "reaction",
    text: null,
    targetWamid: ours,
    content: { reaction: { emoji: "👍" } },
  },
  msg_reaction_removed_empty: { targetWamid: ours, content: { reaction: { emoji: null } } },
  msg_reaction_removed_no_emoji: { targetWamid: ours, content: { reaction: { emoji: null } } },
  msg_request_welcome: { type: "request_welcome", text: null },
  msg_unsupported_131051_typed: {
    type: "unsupported",
    content: {
      unsupported: {
        type: "poll_creation",
        code: 131051,
        details: "Message type is currently not supported.",
      },
    },
  },
  msg_unsupported_legacy_details: {
    content: {
      unsupported: {
        type: "unknown",
        code: 131051,
        details: "Message type is not currently supported",
      },
    },
  },
  msg_media_too_big_131052: {
    type: "unsupported",
    content: { unsupported: expect.objectContaining({ code: 131052 }) },
  },
  msg_edit_image: {
    type: "edit",
    targetWamid: "wamid.HBgLMTY1MDU1NTEyMzQVAgASGBQzQTQwN0Y2MDhBMUUyMDU0OTgxRQA=",
    content: { edited: { type: "image", text: "Updated image caption" } },
    media: null,
  },
  msg_revoke: {
    type: "revoke",
    targetWamid: "wamid.HBgLMTY1MDU1NTEyMzQVAgASGBQzQTBBNjQ5ODMyNkFEN0Q0RUJBNQA=",
  },
};

describe("each type of message", () => {
  for (const [name, message] of Object.entries(expected)) {
    test(`${name} is read whole`, async () => {
      expect(await messageOf(name)).toEqual(expect.objectContaining(message));
    });
  }

  test("texts come through as they are, up to 4,096 characters", async () => {
    expect((await messageOf("msg_text_4096")).text).toHaveLength(4096);
    expect((await messageOf("msg_text_unicode")).text).toBe(
      'مرحبا 👩🏽‍🚀 café ñandú 日本語 ¿cuánto cuesta? <b>&amp;</b> "quotes" \\back/slash @you 100%',
    );
  });

  test("a form's answer is read out of its text", async () => {
    const { content } = await messageOf("msg_interactive_nfm_reply_flow");
    expect(content.form?.fields).toMatchObject({
      comment_text: "Comment Text",
      delivery_rating: "4",
    });
  });

  test("only messages that Meta calls unsupported are shown as such", async () => {
    for (const name of payloadNames().filter((found) => found.startsWith("msg_"))) {
      const isMeant = /unsupported|too_big|empty_with_value_errors/.test(name);
      const updates = parseWebhook(await payload(name));
      const types = updates.map((update) => update.kind === "message" && update.message.type);
      expect(types.includes("unsupported"), name).toBe(isMeant);
    }
  });
});

describe("what Meta has not documented", () => {
  const strange: Record<string, Record<string, unknown>> = {
    "a type of the future": { type: "hologram", hologram: { id: "1" } },
    "a type that is a property of every object": { type: "constructor" },
    "a type for outgoing messages": { type: "template", template: { name: "x" } },
    "an image without an id": { type: "image", image: { caption: "look" } },
    "a location off the map": { type: "location", location: { latitude: 91, longitude: 0 } },
    "a location without numbers": {
      type: "location",
      location: { latitude: "north", longitude: 2 },
    },
    "a text that is a number": { type: "text", text: { body: 7 } },
    "an unknown kind of tap": { type: "interactive", interactive: { type: "swipe", swipe: {} } },
    "a reaction to nothing": { type: "reaction", reaction: { emoji: "👍" } },
    "no type at all": {},
    "a type that is a list": { type: ["text"], text: { body: "oi" } },
  };
  for (const [what, parts] of Object.entries(strange)) {
    test(`${what} is kept as unsupported`, () => {
      const [update] = parseWebhook(
        body({ from: "351911", id: "wamid.1", timestamp: "1790000000", ...parts }),
      );
      expect(update).toMatchObject({
        kind: "message",
        message: { type: "unsupported", wamid: "wamid.1" },
      });
    });
  }

  test("the caption of an unreadable image is still its text", () => {
    const message = { from: "351911", id: "wamid.1", type: "image", image: { caption: "look" } };
    expect(parseWebhook(body(message))).toMatchObject([{ message: { text: "look" } }]);
  });

  test("a form cannot bring a prototype along", () => {
    const response_json = '{"__proto__":{"isOwner":true},"size":"M","deep":{"__proto__":{"x":1}}}';
    const interactive = {
      type: "nfm_reply",
      nfm_reply: { name: "flow", body: "Sent", response_json },
    };
    const [update] = parseWebhook(
      body({ from: "351911", id: "wamid.1", type: "interactive", interactive }),
    );
    const fields = update?.kind === "message" ? update.message.content.form?.fields : null;
    expect(JSON.stringify(fields)).toBe('{"size":"M","deep":{}}');
    expect(fields).not.toHaveProperty("isOwner");
  });

  test("a form nested a thousand levels deep is cut off", () => {
    const response_json = `{"a":${"[".repeat(1000)}${"]".repeat(1000)}}`;
    const interactive = {
      type: "nfm_reply",
      nfm_reply: { name: "flow", body: "Sent", response_json },
    };
    const [update] = parseWebhook(
      body({ from: "351911", id: "wamid.1", type: "interactive", interactive }),
    );
    const fields = update?.kind === "message" ? update.message.content.form?.fields : null;
    expect(JSON.stringify(fields).length).toBeLessThan(40);
  });
});

async function messageOf(name: string): Promise<InboundMessage> {
  const update = parseWebhook(await payload(name)).find(({ kind }) => kind === "message");
  if (update?.kind !== "message") throw new Error(`${name} holds no message`);
  return update.message;
}

function body(message: Record<string, unknown>) {
  const metadata = { display_phone_number: "15550783881", phone_number_id: "106540352242922" };
  const value = { messaging_product: "whatsapp", metadata, messages: [message] };
  return {
    object: "whatsapp_business_account",
    entry: [{ id: "1", changes: [{ field: "messages", value }] }],
  };
}
