import { type ApprovedText, findApprovedText } from "../consent/texts.ts";
import type { Db } from "../db/open.ts";
import type { Language } from "../db/schema.ts";
import { languages } from "../../views/i18n.ts";
import { listChannels } from "../whatsapp/channels.ts";

/** An approved text that may have been shown, as it reads to people. */
export interface TextChoice extends ApprovedText {
  /** Names it in a form; another version is another name. */
  value: string;
}

/** Every text that is approved now for these purposes; those in `first` come first. */
export async function listTextChoices(
  db: Db,
  purposes: readonly string[],
  first: Language = "en",
): Promise<TextChoice[]> {
  const channels = await listChannels(db);
  const open = channels.find((channel) => channel.closed_at === null && !channel.is_simulated);
  const choices: TextChoice[] = [];
  for (const language of [first, ...languages.filter((each) => each !== first)])
    for (const purpose of purposes) {
      const number = open?.display_phone ?? null;
      const text = await findApprovedText(db, purpose, language, { number });
      if (text?.language === language)
        choices.push({ ...text, value: `${purpose}/${language}/${text.version}` });
    }
  return choices;
}
