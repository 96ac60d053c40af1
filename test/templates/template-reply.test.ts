import { expect, test } from "bun:test";
import { AppError } from "../../src/http/errors.ts";
import { templatePreview, templateReply } from "../../src/templates/template-reply.ts";
import { isSendable } from "../../src/templates/template-parts.ts";
import { templateVariables } from "../../src/templates/template-variables.ts";
import type { TemplateRow } from "../../src/templates/templates.ts";
import { templateOf } from "../../src/whatsapp/graph-templates.ts";
import authRequest from "../payloads/graph/requests/send_template_authentication.json";
import locationRequest from "../payloads/graph/requests/send_template_location_header.json";
import namedRequest from "../payloads/graph/requests/send_template_named.json";
import positionalRequest from "../payloads/graph/requests/send_template_positional.json";
import page1 from "../payloads/graph/templates_list_page1.json";
import page2 from "../payloads/graph/templates_list_page2.json";

const ana = { type: "agent", id: 1 } as const;

/** A row as the sync stores Meta's listing. */
function rowOf(name: string, change: Partial<TemplateRow> = {}): TemplateRow {
  const item = [...page1.data, ...page2.data].find((template) => template.name === name);
  const template = templateOf(item);
  if (!template) throw new Error(`no template ${name}`);
  return {
    id: 1,
    waba_id: "102290129340398",
    meta_id: template.metaId,
    name,
    language: template.language,
    status: "APPROVED",
    category: template.category,
    parameter_format: template.parameterFormat,
    components: JSON.stringify(template.components),
    synced_at: 0,
    ...change,
  };
}

/** The request as it leaves: the sender adds who it is for. */
const sent = (row: TemplateRow, values: Record<string, string>) => ({
  messaging_product: "whatsapp",
  recipient_type: "individual",
  to: "+16505551234",
  ...templateReply(ana, row, values).payload,
});

const reservation = {
  "header.media": "2762702990552401",
  "body.number_of_guests": "4",
  "body.day": "Saturday",
  "body.date": "August 30th, 2025",
  "body.time": "7:30 pm",
};
const coupon = { "header.1": "Pablo", "body.1": "SUMMER20", "body.2": "10", "button.0": "abc" };

test("a template with named values becomes Meta's body", () => {
  expect(sent(rowOf("reservation_confirmation"), reservation)).toEqual(namedRequest);
});

test("a template with positional values, an address and a quick reply becomes Meta's body", () => {
  const row = rowOf("coupon_expiration_reminder_number_vars");
  expect(sent(row, { ...coupon, "button.1": "UNSUB" })).toEqual(positionalRequest);
});

test("a code is asked for once and sent twice", () => {
  const row = rowOf("verify_code");
  expect(templateVariables(row).map((variable) => variable.key)).toEqual(["body.1"]);
  expect(sent(row, { "body.1": "J$FpnYnP" })).toEqual(authRequest);
});

test("a place in the header and a code to copy become Meta's body", () => {
  const values = {
    "header.latitude": "37.44211676562361",
    "header.longitude": "-122.16155960083124",
    "header.name": "Philz Coffee",
    "header.address": "101 Forest Ave, Palo Alto, CA 94301",
    "button.0": "25OFF",
    "button.1": "t1",
  };
  const body = sent(rowOf("track_order"), values);
  const components = (body as unknown as typeof locationRequest).template.components;
  expect(components.slice(0, 2)).toEqual(locationRequest.template.components);
});

test("the thread keeps the filled text, the header, the footer and the buttons", () => {
  const reply = templateReply(ana, rowOf("coupon_expiration_reminder_number_vars"), coupon);
  expect(reply.text).toBe(
    "Just a quick reminder—your exclusive coupon code, SUMMER20, *expires in only 10 days!*",
  );
  expect(reply.content?.template).toEqual({
    name: "coupon_expiration_reminder_number_vars",
    language: "en",
    header: "Act fast, Pablo!",
    footer: "Lucky Shrub Succulents",
    buttons: ["See deals", "Unsubscribe"],
  });
  expect(reply.isTemplate).toBe(true);
  expect(reply.type).toBe("template");
});

test("a marketing template asks the consent gate, another answers as service", () => {
  expect(templateReply(ana, rowOf("coupon_expiration_reminder_number_vars"), coupon).purpose).toBe(
    "marketing",
  );
  expect(templateReply(ana, rowOf("reservation_confirmation"), reservation).purpose).toBe(
    "service",
  );
});

test("a template without values has no components", () => {
  const { payload } = templateReply(ana, rowOf("hello_world"), {});
  expect(payload).toEqual({
    type: "template",
    template: { name: "hello_world", language: { code: "en_US" } },
  });
});

test("a missing value is refused by its name", () => {
  const { "body.day": _, ...rest } = reservation;
  const refused = refusal(() => templateReply(ana, rowOf("reservation_confirmation"), rest));
  expect(refused.code).toBe("invalid");
  expect(refused.message).toContain("body.day");
  expect(refused.values).toEqual({ name: "day" });
  expect(
    refusal(() =>
      templateReply(ana, rowOf("reservation_confirmation"), { ...rest, "body.day": " \n " }),
    ).message,
  ).toContain("body.day");
});

test("a header's file needs an https link or Meta's id", () => {
  const row = rowOf("reservation_confirmation");
  const link = { ...reservation, "header.media": "https://loja-azul.example/mesa.jpg" };
  const { template } = templateReply(ana, row, link).payload as {
    template: { components: unknown[] };
  };
  expect(template.components[0]).toEqual({
    type: "header",
    parameters: [{ type: "image", image: { link: "https://loja-azul.example/mesa.jpg" } }],
  });
  for (const media of ["http://loja-azul.example/mesa.jpg", "mesa.jpg", "javascript:alert(1)"]) {
    expect(
      refusal(() => templateReply(ana, row, { ...reservation, "header.media": media })).key,
    ).toBe("error.template-value");
  }
});

test("line breaks and runs of spaces in a value become one space", () => {
  const reply = templateReply(ana, rowOf("coupon_expiration_reminder_number_vars"), {
    ...coupon,
    "body.1": " SUM\n\tMER     20 ",
  });
  expect(reply.text).toContain("code, SUM MER 20, *expires");
});

test("a value that looks like a placeholder is not filled again", () => {
  const reply = templateReply(ana, rowOf("coupon_expiration_reminder_number_vars"), {
    ...coupon,
    "body.1": "{{2}}",
  });
  expect(reply.text).toContain("code, {{2}}, *expires in only 10");
});

test("what Meta has paused or rejected does not leave", () => {
  const row = rowOf("hello_world", { status: "PAUSED" });
  expect(refusal(() => templateReply(ana, row, {})).key).toBe("error.template-not-approved");
});

test("a carousel is neither offered nor sent", () => {
  const row = rowOf("carousel_sale");
  expect(isSendable(row)).toBe(false);
  expect(refusal(() => templateReply(ana, row, { "body.1": "Ana" })).key).toBe(
    "error.template-unsupported",
  );
});

test("each value comes with Meta's example, an address with only its changing end", () => {
  const variables = templateVariables(rowOf("coupon_expiration_reminder_number_vars"));
  expect(variables.map(({ key, example }) => [key, example])).toEqual([
    ["header.1", "Pablo"],
    ["body.1", "SUMMER20"],
    ["body.2", "10"],
    ["button.0", "abc"],
  ]);
  const named = templateVariables(rowOf("reservation_confirmation"));
  expect(named.map(({ key }) => key)).toEqual(Object.keys(reservation));
  expect(named.find(({ name }) => name === "date")?.example).toBe("August 30th, 2025");
});

test("the preview keeps what is not filled in its braces", () => {
  const preview = templatePreview(rowOf("coupon_expiration_reminder_number_vars"), {
    "body.1": "SUMMER20",
  });
  expect(preview).toContain("Act fast, {{1}}!");
  expect(preview).toContain("code, SUMMER20, *expires in only {{2}} days!*");
  expect(preview).toContain("Lucky Shrub Succulents");
});

function refusal(work: () => unknown): AppError {
  try {
    work();
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}
