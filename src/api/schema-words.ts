/** What the schemas of the API are made of. */
export const text = { type: "string" } as const;
export const id = { type: "integer", minimum: 1 } as const;
export const flag = { type: "boolean" } as const;
export const instant = {
  type: "string",
  format: "date-time",
  description: "ISO 8601, UTC",
} as const;
export const maybe = <T extends { type: string }>(schema: T) => ({
  ...schema,
  type: [schema.type, "null"],
});
export const oneOf = (...values: string[]) => ({ type: "string", enum: values }) as const;
export const object = (
  properties: Record<string, unknown>,
  required: string[] = Object.keys(properties),
) => ({
  type: "object",
  properties,
  required,
});
export const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
export const named = { ...object({ id, name: text }), type: ["object", "null"] };
export const failure = object({ code: maybe({ type: "integer" }), message: maybe(text) });
export const consentState = oneOf("given", "withdrawn", "none");
export const language = oneOf("en", "fr", "pt", "es");
