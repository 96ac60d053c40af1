/** @jsxImportSource preact */
import { Icon } from "./icon.tsx";

export interface BannerText {
  id: string;
  tone: "info" | "warning" | "danger";
  text: string;
  action?: { href: string; label: string };
}

/** Something that concerns the whole installation, above every page. */
export function Banner({ banner }: { banner: BannerText }) {
  return (
    <div class={`banner ${banner.tone}`} role={banner.tone === "danger" ? "alert" : "status"}>
      <Icon name={banner.tone === "info" ? "info" : "alert"} />
      <span class="grow">{banner.text}</span>
      {banner.action && <a href={banner.action.href}>{banner.action.label}</a>}
    </div>
  );
}

/** All of them; a swap target of its own so that one can appear while people work. */
export function Banners({ banners }: { banners: readonly BannerText[] }) {
  return (
    <div id="banners" hx-get="/banners" hx-trigger="banners from:body" hx-swap="outerHTML">
      {banners.map((banner) => (
        <Banner key={banner.id} banner={banner} />
      ))}
    </div>
  );
}
