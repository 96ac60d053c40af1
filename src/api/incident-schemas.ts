import { inputKinds } from "../flows/flow.ts";
import { flag, id, instant, maybe, object, oneOf, text } from "./schema-words.ts";

const texts = object({ en: text, fr: text, pt: text, es: text }, []);
const list = { type: "array", items: text };
const integer = { type: "integer" } as const;

const parts = {
  name: text,
  category: { ...text, description: "for the order of the catalogue" },
  phrasings: {
    ...object({ en: list, fr: list, pt: list, es: list }, []),
    description: "how customers say it; up to 100 of at most 200 characters in each language",
  },
  answers: { ...texts, description: "may hold {number}, {name} and what was asked or looked up" },
  asset_id: maybe(id),
  link: { ...maybe(text), description: "https" },
  article_id: { ...maybe(id), description: "public and published" },
  fields: {
    type: "array",
    items: object({ key: text, question: texts, input: oneOf(...inputKinds), optional: flag }, [
      "key",
      "question",
      "input",
    ]),
    description: "asked before the answer",
  },
  look_up: {
    ...object(
      {
        connection_id: id,
        method: oneOf("GET", "POST"),
        path: text,
        body: text,
        map: { type: "array", items: object({ path: text, save: text }) },
        timeout_seconds: { ...integer, minimum: 1, maximum: 20 },
      },
      ["connection_id", "method", "path", "map"],
    ),
    type: ["object", "null"],
  },
  flow_id: { ...maybe(id), description: "a published flow, instead of all that" },
  asks_whether_solved: flag,
  escalation: object(
    {
      team_id: maybe(id),
      priority: maybe(oneOf("low", "normal", "high", "urgent")),
      tag: maybe(text),
    },
    [],
  ),
  ticket_category: maybe(text),
  enabled: flag,
};

export const incidentSchemas = {
  NewIncident: object(parts, ["name", "phrasings"]),
  IncidentChange: object(parts, []),
  Incident: object({
    id,
    ...parts,
    pack: maybe(text),
    position: integer,
    version: integer,
    asked: integer,
    solved: integer,
    not_solved: integer,
    created_at: instant,
    updated_at: instant,
  }),
};
