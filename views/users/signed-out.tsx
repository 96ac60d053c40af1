/** @jsxImportSource preact */
import type { ComponentChildren } from "preact";
import type { Language } from "../../src/db/schema.ts";
import { Document, type Theme } from "../ui/document.tsx";
import { Icon } from "../ui/icon.tsx";

export interface SignedOutProps {
  title: string;
  language: Language;
  theme: Theme;
  children: ComponentChildren;
}

/** The frame of the pages before log-in: the mark, and one thing to do. */
export function SignedOut({ title, language, theme, children }: SignedOutProps) {
  return (
    <Document
      title={`${title} · Recado`}
      language={language}
      theme={theme}
      styles={["page"]}
      scripts={["forms"]}
    >
      <main class="lone door" id="main">
        <p class="door-mark">
          <span class="rail-mark">
            <Icon name="note" />
          </span>
          <strong>Recado</strong>
        </p>
        {children}
      </main>
    </Document>
  );
}
