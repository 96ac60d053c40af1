import type { ParsedContent } from "./parsed-content.ts";
import {
  id,
  isRecord,
  own,
  present,
  record,
  tame,
  text,
  type WireRecord,
  word,
} from "./wire-values.ts";

/** Taps and forms: the subtypes of `interactive` (API.md §3). Null when we cannot read it. */
export function readInteractive(part: WireRecord): ParsedContent | null {
  const subtype = word(part.type);
  if (!subtype) return null;
  const answer = record(own(part, subtype));
  if (subtype === "button_reply" || subtype === "list_reply") return readChoice(answer);
  if (subtype === "nfm_reply") return readForm(answer);
  if (subtype === "call_permission_reply" || subtype === "payment_method") {
    return readPlainAnswer(subtype, answer);
  }
  return {
    type: "unsupported",
    text: null,
    content: { unsupported: { type: `interactive ${subtype}` } },
  };
}

function readChoice(answer: WireRecord): ParsedContent | null {
  const choiceId = id(answer.id);
  const title = word(answer.title) ?? choiceId;
  if (!title) return null;
  const description = word(answer.description);
  return {
    type: "interactive",
    text: title,
    content: { choice: { id: choiceId ?? title, title, ...present({ description }) } },
  };
}

/** A WhatsApp Flow or an address; `response_json` is JSON inside a text and may be broken. */
function readForm(answer: WireRecord): ParsedContent | null {
  const raw = text(answer.response_json) ?? "";
  const body = word(answer.body);
  const name = word(answer.name) ?? "flow";
  if (!raw && !body) return null;
  return {
    type: "interactive",
    text: body,
    content: { form: { name, fields: fieldsOf(raw), raw } },
  };
}

function fieldsOf(raw: string): Record<string, unknown> | null {
  try {
    const fields = tame(JSON.parse(raw));
    return isRecord(fields) ? fields : null;
  } catch {
    return null;
  }
}

/** Rare answers without words of their own, kept as a form's fields. */
function readPlainAnswer(name: string, answer: WireRecord): ParsedContent | null {
  const fields = tame(answer);
  if (!isRecord(fields) || Object.keys(fields).length === 0) return null;
  return {
    type: "interactive",
    text: null,
    content: { form: { name, fields, raw: JSON.stringify(fields) } },
  };
}
