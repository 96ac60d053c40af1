/** @jsxImportSource preact */
import { PublicDocument, type PublicFrame } from "./public-document.tsx";
import { Qr } from "./qr.tsx";

interface Poster {
  /** Empty: ours. */
  title: string;
  address: string;
  qr: { size: number; path: string };
}

/** To print and hang up. */
export function FormPosterPage({ poster, ...frame }: PublicFrame & { poster: Poster }) {
  const { t, business } = frame;
  const title = poster.title || t("form.title", { business });
  return (
    <PublicDocument {...frame} title={title} kind="poster">
      <h1>{title}</h1>
      <Qr qr={poster.qr} label={t("form.poster.qr")} />
      <p>{t("form.poster.scan")}</p>
      <p class="public-responsible">{poster.address}</p>
      <p class="hint">{t("form.poster.print")}</p>
    </PublicDocument>
  );
}
