/** @jsxImportSource preact */
import { renderToString } from "preact-render-to-string";
import { translator } from "../../views/i18n.ts";
import type { Language } from "../db/schema.ts";
import type { Box } from "./list-boxes.ts";

interface Embed {
  /** The form's whole address. */
  address: string;
  language: Language;
  boxes: readonly Box[];
  responsible: string;
}

/** The form as plain HTML for another site: no script, no style, unticked, the text beside its box. */
export function embedOf({ address, language, boxes, responsible }: Embed): string {
  const t = translator(language);
  const markup = (
    <form method="post" action={address} accept-charset="utf-8" lang={language}>
      <input type="hidden" name="language" value={language} />
      {boxes.map(({ purpose, body, hash }) => (
        <p key={purpose}>
          <label>
            <input type="checkbox" name="purpose" value={purpose} /> {body}
          </label>
          <input type="hidden" name={`shown-${purpose}`} value={hash} />
        </p>
      ))}
      <p>
        <label>
          {t("form.name")} <input type="text" name="name" maxLength={120} autocomplete="name" />
        </label>
      </p>
      <p>
        <small>{responsible}</small>
      </p>
      <button type="submit">{t("form.send")}</button>
    </form>
  );
  return renderToString(markup).replaceAll(
    /(?=<(?:p|button|\/form|input type="hidden" name="language"))/g,
    "\n",
  );
}
