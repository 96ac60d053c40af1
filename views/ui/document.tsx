/** @jsxImportSource preact */
import type { ComponentChildren } from "preact";
import type { Language } from "../../src/db/schema.ts";
import { assetUrl, type ScriptName, type StyleName } from "../../src/http/assets.ts";

/** `system`: as the device says. */
export type Theme = "light" | "dark" | "system";

/**
 * No inline style of htmx's (the CSP refuses it: neither its sheet nor the style attributes
 * that settling copies), no eval, and morphs leave alone what the reader opened: `open` of
 * menus and dialogs, `data-mode` of the composer.
 */
const htmxConfig = JSON.stringify({
  includeIndicatorCSS: false,
  defaultSettleDelay: 0,
  morphIgnore: ["data-htmx-powered", "open", "data-mode"],
});

const htmlLanguage: Record<Language, string> = { en: "en", fr: "fr", pt: "pt-BR", es: "es" };

interface DocumentProps {
  title: string;
  language: Language;
  theme?: Theme;
  /** Attributes of the body that app.js reads. */
  shortcuts?: boolean;
  sound?: boolean;
  /** Besides app.css, in this order: files of static/ without their ending. */
  styles?: readonly StyleName[];
  /** Besides htmx.js and app.js; they run before app.js. */
  scripts?: readonly ScriptName[];
  children: ComponentChildren;
}

/** The html around every page. */
export function Document({
  title,
  language,
  theme = "system",
  shortcuts = false,
  sound = false,
  styles = [],
  scripts = [],
  children,
}: DocumentProps) {
  return (
    <html lang={htmlLanguage[language]} data-theme={theme}>
      <head>
        <meta charset="utf-8" />
        <meta
          name="viewport"
          content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content"
        />
        <meta name="htmx-config" content={htmxConfig} />
        <meta name="theme-color" media="(prefers-color-scheme: light)" content="#f6f7f7" />
        <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#14191b" />
        <title>{title}</title>
        <link rel="stylesheet" href={assetUrl("app.css")} />
        {styles.map((name) => (
          <link key={name} rel="stylesheet" href={assetUrl(`${name}.css`)} />
        ))}
        <link
          rel="icon"
          href={assetUrl("favicon.svg")}
          type="image/svg+xml"
          data-alert={assetUrl("icon-unread.svg")}
        />
        <link rel="manifest" href={assetUrl("manifest.webmanifest")} />
        <script src={assetUrl("htmx.js")} defer />
        {scripts.map((name) => (
          <script key={name} src={assetUrl(`${name}.js`)} defer />
        ))}
        <script src={assetUrl("app.js")} defer />
        {sound && <script src={assetUrl("sound.js")} defer />}
      </head>
      <body data-shortcuts={shortcuts ? "on" : "off"}>{children}</body>
    </html>
  );
}
