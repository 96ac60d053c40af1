import { describe, expect, test } from "bun:test";
import * as envelope from "../../src/simulator/envelope.ts";
import { parseWebhook } from "../../src/whatsapp/parse-webhook.ts";
import { signBody, verifySignature } from "../../src/whatsapp/signature.ts";
import { payload, payloadNames } from "../payloads/read.ts";

const place = { wabaId: "1", phoneNumberId: "106540352242922", displayPhone: "15550783881" };
const ana = { name: "Ana Souza", waId: "5511988887777" };
const at = 1_790_000_037_000;
const media = { metaId: "91", mimeType: "image/jpeg", sha256: "J5Hf/w==", caption: "o vestido" };

const sent = (content: envelope.EnvelopeContent, person: envelope.EnvelopePerson = ana) =>
  parseWebhook(
    JSON.parse(
      new TextDecoder().decode(
        envelope.wireForm(
          envelope.messageEnvelope(place, person, content, { wamid: "wamid.1", at }),
        ),
      ),
    ),
  );

describe("the simulator's envelopes are read like Meta's", () => {
  const contents: [string, envelope.EnvelopeContent, object][] = [
    ["text", envelope.text("Olá! 👩🏽‍🚀"), { type: "text", text: "Olá! 👩🏽‍🚀" }],
    ["image", envelope.image(media), { type: "image", text: "o vestido", media: { metaId: "91" } }],
    ["voice note", envelope.voiceNote(media), { type: "audio", media: { isVoice: true } }],
    [
      "location",
      envelope.location(-23.5, -46.6, { name: "Loja Azul" }),
      { type: "location", text: "Loja Azul" },
    ],
    ["list answer", envelope.listAnswer("m", "Médio"), { type: "interactive", text: "Médio" }],
    [
      "button",
      envelope.buttonAnswer("yes", "Sim"),
      { content: { choice: { id: "yes", title: "Sim" } } },
    ],
    ["template button", envelope.templateButton("STOP", "Sair"), { type: "button", text: "Sair" }],
    ["reaction", envelope.reaction("wamid.0", "👍"), { type: "reaction", targetWamid: "wamid.0" }],
    [
      "reaction taken back",
      envelope.reaction("wamid.0", null),
      { content: { reaction: { emoji: null } } },
    ],
    [
      "contact",
      envelope.contactCard("Bruno", "+55 11 97777-6666"),
      { type: "contacts", text: "Bruno" },
    ],
    [
      "order",
      envelope.order(
        [{ productId: "azul-m", quantity: 2, price: 49.9, currency: "BRL" }],
        "para sexta",
      ),
      {
        type: "order",
        text: "para sexta",
        content: { order: { items: [{ productId: "azul-m" }] } },
      },
    ],
    [
      "poll",
      envelope.unsupported(),
      { type: "unsupported", content: { unsupported: { code: 131051 } } },
    ],
  ];
  for (const [what, content, expected] of contents) {
    test(what, () => {
      const sender = { waId: "5511988887777", name: "Ana Souza" };
      expect(sent(content)).toMatchObject([
        { kind: "message", message: { ...expected, wamid: "wamid.1", timestamp: at, sender } },
      ]);
    });
  }

  test("a person with a BSUID only", () => {
    const hidden = { name: "Ana", waId: null, userId: "BR.1", username: "ana" };
    expect(sent(envelope.text("oi"), hidden)).toMatchObject([
      { message: { sender: { waId: null, userId: "BR.1", username: "ana" } } },
    ]);
  });

  test("a reply names what it answers", () => {
    const body = envelope.messageEnvelope(place, ana, envelope.text("sim"), {
      wamid: "wamid.2",
      at,
      replyTo: "wamid.1",
    });
    expect(parseWebhook(body)).toMatchObject([{ message: { replyToWamid: "wamid.1" } }]);
  });

  test("statuses echo the reference; failures carry the error", () => {
    const delivered = envelope.statusEnvelope(place, ana, {
      wamid: "wamid.9",
      status: "delivered",
      at,
      reference: "r1",
    });
    const error = { code: 131047, title: "Re-engagement message", details: "More than 24 hours" };
    const failed = envelope.statusEnvelope(place, ana, {
      wamid: "wamid.9",
      status: "failed",
      at,
      error,
    });
    expect(parseWebhook(envelope.batchEnvelope([delivered, failed]))).toMatchObject([
      {
        status: {
          wamid: "wamid.9",
          status: "delivered",
          reference: "r1",
          recipient: { waId: ana.waId },
        },
      },
      { status: { status: "failed", error: { code: 131047, details: "More than 24 hours" } } },
    ]);
  });
});

describe("the wire form", () => {
  test("is compact ASCII with small hexadecimal escapes", () => {
    const bytes = envelope.wireForm({ a: "é/👍\u2028\u007f", b: [1, null] });
    expect(new TextDecoder().decode(bytes)).toBe(
      '{"a":"\\u00e9\\/\\ud83d\\udc4d\\u2028\\u007f","b":[1,null]}',
    );
  });

  test("means the same for every payload, and is signed over its own bytes", async () => {
    for (const name of payloadNames()) {
      const body = await payload(name);
      const bytes = envelope.wireForm(body);
      expect(
        bytes.every((byte) => byte < 0x7f),
        name,
      ).toBe(true);
      expect(JSON.parse(new TextDecoder().decode(bytes))).toEqual(body);
      expect(verifySignature(bytes, signBody(bytes, "secret"), "secret")).toBe(true);
    }
  });
});
