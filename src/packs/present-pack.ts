import { languages, type Translate } from "../../views/i18n.ts";
import type { PackFieldView } from "../../views/packs/pack-fields.tsx";
import type { PackView } from "../../views/packs/pack-page.tsx";
import type { PackItem } from "../../views/packs/packs-page.tsx";
import type { OpeningHours } from "../bot/opening-hours.ts";
import type { Language } from "../db/schema.ts";
import { hoursWords } from "./hours-words.ts";
import type { Pack, PackField, PackValues } from "./pack.ts";
import type { PackFault } from "./read-pack-form.ts";
import type { Installed } from "./switch-packs.ts";

/** As many as say enough on the page of a pack. */
const SHOWN_PHRASINGS = 4;

export function itemOf(pack: Pack, language: Language, isOn: boolean): PackItem {
  const { key, icon, name, about } = pack;
  return { key, icon, name: name[language], about: about[language], isOn };
}

/** What the page of a pack shows around its fields. */
export function viewOf(
  pack: Pack,
  language: Language,
  made: Installed | undefined,
  fields: PackFieldView[],
): PackView {
  const { key, icon, name, about, needs } = pack;
  return {
    key,
    icon,
    name: name[language],
    about: about[language],
    needs: needs ? { text: needs.text[language], href: needs.href } : null,
    starts: pack.incidents.map((incident) => ({
      name: incident.name[language],
      phrasings: incident.phrasings[language].slice(0, SHOWN_PHRASINGS),
    })),
    made: made ?? null,
    fields,
  };
}

export interface FieldsState {
  t: Translate;
  language: Language;
  values: PackValues;
  connections: { id: number; name: string }[];
  faults?: ReadonlyMap<string, PackFault>;
}

export function fieldViews({ fields }: Pack, state: FieldsState): PackFieldView[] {
  return fields.map((field) => {
    const { key, label, hint, isOptional = false } = field;
    const fault = state.faults?.get(key);
    return {
      key,
      label: label[state.language],
      hint: hint?.[state.language],
      isOptional,
      error: fault && state.t(fault.key, fault.values),
      input: inputOf(field, state),
    };
  });
}

function inputOf(
  { key, kind, example, isLink = false }: PackField,
  { language, values, connections }: FieldsState,
): PackFieldView["input"] {
  if (kind === "texts")
    return { kind, texts: values.texts[key] ?? {}, example: example ?? {}, chosen: language };
  if (kind === "connection") return { kind, value: String(values.connectionId ?? ""), connections };
  return {
    kind,
    value: values.lines[key] ?? "",
    example: example?.[language] ?? "",
    isLink,
  };
}

/** A form that nobody has touched: what stands in it at first, the bot's own hours among it. */
export function presetValues({ fields }: Pack, hours: OpeningHours | null): PackValues {
  const presets = fields.flatMap(({ key, preset }) => (preset ? [[key, preset] as const] : []));
  const asksHours = hours !== null && fields.some(({ key }) => key === "hours");
  const written = languages.map((language) => [language, hoursWords(hours ?? {}, language)]);
  const isOpen = written.every(([, text]) => text);
  return {
    lines: Object.fromEntries(presets),
    texts: asksHours && isOpen ? { hours: Object.fromEntries(written) } : {},
    connectionId: null,
  };
}
