/** @jsxImportSource preact */
import type { Translate } from "../i18n.ts";
import { Icon } from "../ui/icon.tsx";
import type { BubbleMedia } from "./types.ts";

interface MediaProps {
  t: Translate;
  media: BubbleMedia;
  /** The message's type. */
  type: string;
  author: string;
}

/** A picture, player or file; or why it is not there. */
export function BubbleMediaView({ t, media, type, author }: MediaProps) {
  if (media.state !== "ready") return <Missing t={t} media={media} />;
  switch (type) {
    case "image":
      return <Picture media={media} label={t("bubble.media.image", { name: author })} />;
    case "sticker":
      return (
        <img
          class="sticker"
          src={media.url}
          alt={t("bubble.media.sticker")}
          width={128}
          height={128}
          loading="lazy"
        />
      );
    case "video":
      return (
        <video
          class="media"
          controls
          preload="metadata"
          poster={media.thumbnailUrl ?? undefined}
          width={media.width ?? 320}
          height={media.height ?? 180}
          aria-label={t("line.video")}
        >
          <source src={media.url} type={media.mimeType} />
        </video>
      );
    case "audio":
      return <Player t={t} media={media} />;
    default:
      return <File t={t} media={media} />;
  }
}

function Picture({ media, label }: { media: BubbleMedia; label: string }) {
  return (
    <a class="media-link" href={media.url} target="_blank" rel="noopener">
      <img
        class="media"
        src={media.thumbnailUrl ?? media.url}
        alt={label}
        width={media.width ?? 320}
        height={media.height ?? 240}
        loading="lazy"
        decoding="async"
      />
    </a>
  );
}

/** Ogg/Opus first where it plays, the rewrapped file for iPhones. */
function Player({ t, media }: { t: Translate; media: BubbleMedia }) {
  return (
    <div class="player">
      <Icon name={media.isVoice ? "mic" : "document"} />
      <audio
        controls
        preload="metadata"
        aria-label={t(media.isVoice ? "bubble.media.voice" : "bubble.media.audio")}
      >
        <source src={media.url} type={media.mimeType} />
        {media.alternativeUrl && <source src={media.alternativeUrl} type="audio/webm" />}
      </audio>
    </div>
  );
}

function File({ t, media }: { t: Translate; media: BubbleMedia }) {
  const name = media.filename ?? t("bubble.media.file");
  return (
    <a
      class="card file"
      href={media.url}
      download={media.filename ?? true}
      title={t("bubble.media.open", { name })}
    >
      <Icon name="document" />
      <span>
        <strong dir="auto">{name}</strong>
        <small>{[extensionOf(media), media.size].filter(Boolean).join(" · ")}</small>
      </span>
      <Icon name="download" />
    </a>
  );
}

function extensionOf({ filename, mimeType }: BubbleMedia): string {
  const extension = filename?.includes(".")
    ? filename.split(".").at(-1)
    : mimeType.split("/").at(-1);
  return (extension ?? "").slice(0, 8).toUpperCase();
}

function Missing({ t, media }: { t: Translate; media: BubbleMedia }) {
  if (media.state === "pending") {
    return (
      <p class="card file is-pending">
        <Icon name="download" />
        {t("bubble.media.pending")}
      </p>
    );
  }
  return (
    <p class="card file is-missing">
      <Icon name="alert" />
      <span>
        {t(media.state === "expired" ? "bubble.media.expired" : "bubble.media.failed")}
        {media.error && <small>{media.error}</small>}
      </span>
    </p>
  );
}
