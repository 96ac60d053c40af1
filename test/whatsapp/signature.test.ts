import { describe, expect, test } from "bun:test";
import { signBody, verifySignature } from "../../src/whatsapp/signature.ts";
import { payload } from "../payloads/read.ts";

interface Vectors {
  app_secret: string;
  vectors: {
    label: string;
    body_base64: string;
    x_hub_signature_256: string;
    expect_valid: boolean | null;
  }[];
}

const { app_secret: secret, vectors } = (await payload("signature_vectors")) as Vectors;

describe("Meta's vectors", () => {
  for (const { label, body_base64, x_hub_signature_256, expect_valid } of vectors) {
    // Undecided ones (capitals) are refused: Meta writes small letters only.
    const isValid = expect_valid ?? false;
    test(`${label}: ${isValid ? "accepted" : "refused"}`, () => {
      const body = Buffer.from(body_base64, "base64");
      expect(verifySignature(body, x_hub_signature_256, secret)).toBe(isValid);
    });
  }
});

describe("a signature", () => {
  const body = new TextEncoder().encode('{"object":"whatsapp_business_account","entry":[]}');
  const good = signBody(body, secret);

  test("that we made ourselves is accepted", () => {
    expect(good).toMatch(/^sha256=[0-9a-f]{64}$/);
    expect(verifySignature(body, good, secret)).toBe(true);
  });

  test("is refused when it is missing, cut, longer, or of other letters", () => {
    const bad = [
      null,
      "",
      "sha256=",
      good.slice(0, -1),
      `${good}0`,
      ` ${good}`,
      good.replace("sha256=", "SHA256="),
      `sha256=${"é".repeat(64)}`,
      `sha256=${"0".repeat(64)}`,
    ];
    for (const header of bad)
      expect(verifySignature(body, header, secret), String(header)).toBe(false);
  });

  test("of another secret, or of none, is refused", () => {
    expect(verifySignature(body, signBody(body, "another"), secret)).toBe(false);
    expect(verifySignature(body, good, "")).toBe(false);
  });

  test("does not survive one changed byte, wherever it is", () => {
    for (let place = 0; place < body.length; place++) {
      const changed = body.slice();
      changed[place] = (changed[place] ?? 0) ^ 1;
      expect(verifySignature(changed, good, secret)).toBe(false);
    }
  });
});
