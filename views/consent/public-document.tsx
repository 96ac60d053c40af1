/** @jsxImportSource preact */
import type { ComponentChildren } from "preact";
import type { Language } from "../../src/db/schema.ts";
import { assetUrl } from "../../src/http/assets.ts";
import type { Translate } from "../i18n.ts";

export interface PublicFrame {
  t: Translate;
  language: Language;
  business: string;
}

interface PublicDocumentProps extends PublicFrame {
  title: string;
  /** Addresses of the same page in other languages. */
  others?: { language: string; name: string; href: string }[];
  kind?: "tablet" | "poster";
  children: ComponentChildren;
}

const htmlLanguage: Record<Language, string> = { en: "en", fr: "fr", pt: "pt-BR", es: "es" };

/** The business's own page for strangers: its name, one thing to do, no script. */
export function PublicDocument(props: PublicDocumentProps) {
  const { t, language, business, title, others = [], kind, children } = props;
  return (
    <html lang={htmlLanguage[language]} data-theme={kind === "poster" ? "light" : "system"}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="robots" content="noindex" />
        <title>{`${title} · ${business}`}</title>
        <link rel="stylesheet" href={assetUrl("app.css")} />
        <link rel="stylesheet" href={assetUrl("consent-form.css")} />
        <link rel="icon" href="data:," />
      </head>
      <body class={kind}>
        <main class="public-form" id="main">
          <header>
            <p class="public-business">{business}</p>
            {others.length > 0 && (
              <nav class="public-languages" aria-label={t("form.languages")}>
                {others.map((other) => (
                  <a key={other.language} href={other.href} lang={other.language}>
                    {other.name}
                  </a>
                ))}
              </nav>
            )}
          </header>
          {children}
        </main>
      </body>
    </html>
  );
}
