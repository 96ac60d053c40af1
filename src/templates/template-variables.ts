import {
  partsOf,
  placeholdersOf,
  type TemplateParts,
  type TemplateShape,
} from "./template-parts.ts";

/** One value that a template waits for: one input of a form. */
export interface TemplateVariable {
  /** What forms and programs call it: `header.1`, `body.first_name`, `button.0`, `header.media`, `header.latitude`. */
  key: string;
  place: "header" | "body" | "button";
  /** `media`: an https link, or the id of a file uploaded to Meta. */
  kind: "text" | "media" | "location" | "code" | "url";
  /** Meta's name of it (`1`, `first_name`), the button's words, or the part of a location. */
  name: string;
  example: string;
}

/** What has to be filled before a template can be sent, in reading order. */
export function templateVariables(row: TemplateShape): TemplateVariable[] {
  const parts = partsOf(row);
  return [
    ...headerVariables(parts),
    ...bodyVariables(parts),
    ...buttonVariables(parts, row.category),
  ];
}

function headerVariables({ header }: TemplateParts): TemplateVariable[] {
  if (!header) return [];
  if (header.format === "TEXT") {
    return placeholdersOf(header.text).map((name) => ({
      key: `header.${name}`,
      place: "header",
      kind: "text",
      name,
      example: header.examples.get(name) ?? "",
    }));
  }
  if (header.format === "LOCATION") {
    return (["latitude", "longitude", "name", "address"] as const).map((name) => ({
      key: `header.${name}`,
      place: "header",
      kind: "location",
      name,
      example: "",
    }));
  }
  return [
    {
      key: "header.media",
      place: "header",
      kind: "media",
      name: header.format.toLowerCase(),
      example: "https://…",
    },
  ];
}

function bodyVariables({ body }: TemplateParts): TemplateVariable[] {
  return placeholdersOf(body.text).map((name) => ({
    key: `body.${name}`,
    place: "body",
    kind: "text",
    name,
    example: body.examples.get(name) ?? "",
  }));
}

/** A code template says its code in the body and again in the button: asked for once (API.md §6). */
function buttonVariables({ buttons }: TemplateParts, category: string): TemplateVariable[] {
  if (category === "AUTHENTICATION") return [];
  return buttons.flatMap((button, index): TemplateVariable[] => {
    const key = `button.${index}`;
    const shared = { key, place: "button", name: button.label } as const;
    if (button.type === "COPY_CODE") return [{ ...shared, kind: "code", example: button.example }];
    if (button.type !== "URL" || placeholdersOf(button.url).length === 0) return [];
    // Meta's example is the whole address; only what stands for {{1}} is sent.
    const before = button.url.slice(0, button.url.indexOf("{{"));
    const example = button.example.startsWith(before)
      ? button.example.slice(before.length)
      : button.example;
    return [{ ...shared, kind: "url", example }];
  });
}
