/** @jsxImportSource preact */
import type { ComponentChildren } from "preact";
import type { Translate } from "../i18n.ts";
import { IconButton } from "../ui/button.tsx";
import { Icon, type IconName } from "../ui/icon.tsx";
import type { ComposerBase, OpenComposer } from "./composer-types.ts";

/** Megabytes that Meta takes, by kind of file (API.md §6); app.js refuses more before the upload. */
const limits = { image: 5, video: 16, audio: 16, document: 100 };
const accepted =
  "image/jpeg,image/png,image/webp,video/mp4,video/3gpp,audio/aac,audio/amr,audio/mpeg,audio/mp4,audio/ogg," +
  ".pdf,.txt,.csv,.doc,.docx,.xls,.xlsx,.ppt,.pptx,.zip";

type ReplyFormProps = { t: Translate; composer: ComposerBase & OpenComposer };

/** The message being written. Works as a plain form; app.js adds files, quotes and quick replies. */
export function ReplyForm({ t, composer }: ReplyFormProps) {
  const base = `/tickets/${composer.number}`;
  return (
    <form
      id="reply-form"
      class="reply-form"
      method="post"
      action={`${base}/messages`}
      enctype="multipart/form-data"
      hx-post={`${base}/messages`}
      hx-swap="none"
      hx-sync="this:drop"
      hx-include=".tail-state"
      hx-morph-skip
      data-placeholder-text={t("composer.placeholder", { placeholder: "{placeholder}" })}
      data-too-large={t("composer.too-large", { name: "{name}", limit: "{limit}" })}
      data-limits={JSON.stringify(limits)}
      data-remove={t("composer.remove-file", { name: "{name}" })}
    >
      <input type="hidden" name="reply_to" id="reply-to" />
      <input type="hidden" name="seen" id="reply-seen" />
      <Quote t={t} />
      <div id="composer-notice" />
      <ul class="files" id="files" />
      <QuickReplyPopup t={t} number={composer.number} />
      <div class="reply-row">
        <FileButtons t={t} />
        <ReplyText t={t} composer={composer} />
        <IconButton icon="sparkle" label={t("composer.quick")} data-quick class="only-wide" />
        <IconButton
          icon="send"
          label={t("composer.send")}
          type="submit"
          tone="primary"
          class="send"
        />
      </div>
      <p class="drop-hint" aria-hidden="true">
        {t("composer.drop")}
      </p>
    </form>
  );
}

function ReplyText({ t, composer }: ReplyFormProps) {
  return (
    <textarea
      id="reply-text"
      name="text"
      class="composer-text"
      rows={1}
      maxlength={4096}
      dir="auto"
      placeholder={t("composer.write")}
      aria-label={t("composer.write")}
      aria-controls="quick-replies"
      autocomplete="off"
      enterkeyhint="enter"
      hx-put={`/tickets/${composer.number}/draft`}
      hx-trigger="input changed throttle:1500ms"
      hx-encoding="application/x-www-form-urlencoded"
      hx-swap="none"
    >
      {composer.draft}
    </textarea>
  );
}

/** What is answered; app.js fills it. */
function Quote({ t }: { t: Translate }) {
  return (
    <div class="reply-quote" id="reply-quote" hidden>
      <Icon name="reply" />
      <span class="grow">
        <strong data-quote-author />
        <span data-quote-text />
      </span>
      <IconButton icon="close" label={t("composer.replying.cancel")} data-quote-cancel />
    </div>
  );
}

/** Files and, on a phone, the camera; app.js puts all into the one input. */
function FileButtons({ t }: { t: Translate }) {
  return (
    <>
      <FileButton icon="attach" label={t("composer.attach")}>
        <input
          class="sr-only"
          type="file"
          name="files"
          id="reply-files"
          multiple
          accept={accepted}
        />
      </FileButton>
      <FileButton icon="camera" label={t("composer.camera")} isTouchOnly>
        <input
          class="sr-only"
          type="file"
          id="reply-camera"
          accept="image/*"
          capture="environment"
        />
      </FileButton>
    </>
  );
}

interface FileButtonProps {
  icon: IconName;
  label: string;
  isTouchOnly?: boolean;
  children: ComponentChildren;
}

function FileButton({ icon, label, isTouchOnly, children }: FileButtonProps) {
  return (
    <label class={isTouchOnly ? "icon-button quiet only-touch" : "icon-button quiet"} title={label}>
      <Icon name={icon} />
      <span class="sr-only">{label}</span>
      {children}
    </label>
  );
}

/** Filled once, when somebody starts to write; app.js filters it by what follows the slash. */
function QuickReplyPopup({ t, number }: { t: Translate; number: number }) {
  return (
    <div
      id="quick-replies"
      class="suggestions"
      hidden
      aria-label={t("composer.quick")}
      hx-get={`/tickets/${number}/quick-replies`}
      hx-trigger="focusin from:#reply-form once"
      hx-target="this"
      hx-swap="innerHTML"
      data-empty={t("composer.quick.empty")}
    />
  );
}
