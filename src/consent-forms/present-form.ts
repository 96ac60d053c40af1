import type { FormShare } from "../../views/consent/form-share.tsx";
import type { Language } from "../db/schema.ts";
import type { Recado } from "../recado.ts";
import { embedOf } from "./embed.tsx";
import { findFormChannel } from "./form-channel.ts";
import type { ConsentForm } from "./forms.ts";
import { listBoxes, readResponsible } from "./list-boxes.ts";

/** Where people find it. */
export function addressOfForm({ config }: Pick<Recado, "config">, slug: string): string {
  return new URL(`/c/${slug}`, config.baseUrl).href;
}

/** All ways of handing a form out, in one language. */
export async function shareOf(
  recado: Recado,
  form: ConsentForm,
  { language, isLanguageChosen }: { language: Language; isLanguageChosen: boolean },
): Promise<FormShare> {
  const { db, config } = recado;
  const channel = await findFormChannel(db, form);
  const boxes = channel
    ? await listBoxes(db, form.purposes, { language, number: channel.number })
    : [];
  const address = addressOfForm(recado, form.slug);
  const responsible = await readResponsible(db, language);
  return {
    language,
    isLanguageChosen,
    address,
    isOpen: form.isOpen,
    isAddressSet: config.isBaseUrlSet,
    number: channel?.number ?? null,
    isSimulated: channel?.isSimulated ?? false,
    missing: form.purposes.filter((key) => !boxes.some(({ purpose }) => purpose === key)),
    embed: boxes.length > 0 ? embedOf({ address, language, boxes, responsible }) : null,
  };
}
