import type { Purpose } from "../db/schema.ts";
import { AppError } from "../http/errors.ts";
import type { Reply } from "../inbox/queue-reply.ts";
import {
  fillPlaceholders,
  isSendable,
  partsOf,
  placeholdersOf,
  type TemplateParts,
} from "./template-parts.ts";
import { templateVariables, type TemplateVariable } from "./template-variables.ts";
import type { TemplateRow } from "./templates.ts";

/** By the `key` of templateVariables; `button.1` of a quick reply may hold its payload. */
export type TemplateValues = Readonly<Record<string, string | undefined>>;

type Parameter = Record<string, unknown>;
type Component = { type: string; sub_type?: string; index?: string; parameters: Parameter[] };

/**
 * The message that a chosen template becomes: Graph's body (API.md §6) and the filled text for
 * our thread. `purpose`: that of purposeOfTemplate. @throws AppError `invalid` that names the value which is missing or wrong.
 */
export function templateReply(
  author: Reply["author"],
  row: TemplateRow,
  values: TemplateValues,
  purpose: Purpose = purposeByCategory(row),
): Reply {
  requireApproved(row);
  const filled = requireValues(row, values);
  const parts = partsOf(row);
  const components = [
    ...headerComponents(parts, filled, row),
    ...bodyComponents(parts, filled, row),
    ...buttonComponents(parts, filled, row),
  ];
  const header =
    parts.header?.format === "TEXT" ? fillPart(parts.header.text, "header", filled) : undefined;
  const buttons = parts.buttons.map((button) => button.label).filter(Boolean);
  return {
    author,
    type: "template",
    text: fillPart(parts.body.text, "body", filled),
    content: {
      template: {
        name: row.name,
        language: row.language,
        ...(header ? { header } : {}),
        ...(parts.footer ? { footer: parts.footer } : {}),
        ...(buttons.length > 0 ? { buttons } : {}),
      },
    },
    payload: {
      type: "template",
      template: {
        name: row.name,
        language: { code: row.language },
        ...(components.length > 0 ? { components } : {}),
      },
    },
    purpose,
    isTemplate: true,
  };
}

/** Marketing is what Meta calls so; anything else answers, unless the business says otherwise. */
export function purposeByCategory({ category }: Pick<TemplateRow, "category">): Purpose {
  return category === "MARKETING" ? "marketing" : "service";
}

/** The body as people will read it, with what is not filled yet still in its braces. */
export function templatePreview(row: TemplateRow, values: TemplateValues = {}): string {
  const { header, body, footer } = partsOf(row);
  const head = header?.format === "TEXT" ? fillPart(header.text, "header", values) : "";
  return [head, fillPart(body.text, "body", values), footer ?? ""].filter(Boolean).join("\n");
}

function requireApproved(row: TemplateRow): void {
  if (row.status !== "APPROVED") {
    throw new AppError(
      "invalid",
      `The template "${row.name}" is not approved by Meta (${row.status.toLowerCase()}). Choose another, or sync with Meta.`,
      {
        key: "error.template-not-approved",
        values: { name: row.name },
      },
    );
  }
  if (!isSendable(row)) {
    throw new AppError(
      "invalid",
      `The template "${row.name}" has parts that Recado cannot fill yet. Choose another.`,
      {
        key: "error.template-unsupported",
        values: { name: row.name },
      },
    );
  }
}

const LONGEST_CODE = 15;

function requireValues(row: TemplateRow, values: TemplateValues): TemplateValues {
  const filled: Record<string, string | undefined> = { ...values };
  for (const variable of templateVariables(row)) {
    const value = oneLine(values[variable.key] ?? "");
    if (!value) throw missing(variable);
    if (!isRight(variable, value)) throw wrong(variable);
    filled[variable.key] = value;
  }
  return filled;
}

/** Meta refuses line breaks, tabs and runs of spaces inside a value (code 132018). */
function oneLine(value: string): string {
  return value.replaceAll(/\s+/g, " ").trim();
}

function isRight({ kind, name }: TemplateVariable, value: string): boolean {
  if (kind === "media") return /^https:\/\/\S+$/.test(value) || /^\d+$/.test(value);
  if (kind === "code") return value.length <= LONGEST_CODE;
  if (kind === "location" && name === "latitude") return Math.abs(Number(value)) <= 90;
  if (kind === "location" && name === "longitude") return Math.abs(Number(value)) <= 180;
  return true;
}

function missing({ key, name }: TemplateVariable): AppError {
  return new AppError("invalid", `${key}: fill in "${name}" first.`, {
    key: "error.template-variable",
    values: { name },
  });
}

function wrong({ key, name, kind }: TemplateVariable): AppError {
  const wanted = {
    media: "an https link",
    code: `a code of at most ${LONGEST_CODE} characters`,
    location: "a number of degrees",
  };
  const want = kind in wanted ? wanted[kind as keyof typeof wanted] : "another value";
  return new AppError("invalid", `${key}: "${name}" needs ${want}.`, {
    key: "error.template-value",
    values: { name },
  });
}

function fillPart(text: string, place: "header" | "body", values: TemplateValues): string {
  return fillPlaceholders(text, (name) => values[`${place}.${name}`] || undefined);
}

function headerComponents(
  { header }: TemplateParts,
  values: TemplateValues,
  row: TemplateRow,
): Component[] {
  if (!header) return [];
  if (header.format === "TEXT") return textComponent("header", header.text, values, row);
  if (header.format === "LOCATION") {
    const { latitude, longitude, name, address } = Object.fromEntries(
      ["latitude", "longitude", "name", "address"].map((part) => [part, values[`header.${part}`]]),
    );
    return [
      {
        type: "header",
        parameters: [{ type: "location", location: { latitude, longitude, name, address } }],
      },
    ];
  }
  const media = values["header.media"] ?? "";
  const type = header.format.toLowerCase();
  const source = media.startsWith("https://") ? { link: media } : { id: media };
  return [{ type: "header", parameters: [{ type, [type]: source }] }];
}

function bodyComponents(
  { body }: TemplateParts,
  values: TemplateValues,
  row: TemplateRow,
): Component[] {
  return textComponent("body", body.text, values, row);
}

function textComponent(
  type: "header" | "body",
  text: string,
  values: TemplateValues,
  row: TemplateRow,
): Component[] {
  const isNamed = row.parameter_format === "NAMED";
  const parameters = placeholdersOf(text).map((name) => ({
    type: "text",
    ...(isNamed ? { parameter_name: name } : {}),
    text: values[`${type}.${name}`],
  }));
  return parameters.length > 0 ? [{ type, parameters }] : [];
}

function buttonComponents(
  { buttons, body }: TemplateParts,
  values: TemplateValues,
  row: TemplateRow,
): Component[] {
  return buttons.flatMap((button, index): Component[] => {
    const value = values[`button.${index}`];
    const component = (sub_type: string, parameter: Parameter): Component[] => [
      { type: "button", sub_type, index: String(index), parameters: [parameter] },
    ];
    if (row.category === "AUTHENTICATION") {
      const [code = "1"] = placeholdersOf(body.text);
      return component("url", { type: "text", text: values[`body.${code}`] });
    }
    if (button.type === "COPY_CODE")
      return component("copy_code", { type: "coupon_code", coupon_code: value });
    // Meta's default token; the answer is told apart by the message it quotes.
    if (button.type === "FLOW")
      return component("flow", { type: "action", action: { flow_token: value || "unused" } });
    if (button.type === "QUICK_REPLY")
      return value ? component("quick_reply", { type: "payload", payload: value }) : [];
    const takesValue = button.type === "URL" && placeholdersOf(button.url).length > 0;
    return takesValue ? component("url", { type: "text", text: value }) : [];
  });
}
