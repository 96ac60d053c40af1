/** @jsxImportSource preact */
import type { ComponentChildren } from "preact";
import type { Translate } from "../i18n.ts";
import { ArticlesButton } from "../knowledge/composer-articles.tsx";
import { Notice } from "../settings/notice.tsx";
import { Button } from "../ui/button.tsx";
import { Icon, type IconName } from "../ui/icon.tsx";
import { Ring } from "../ui/ring.tsx";
import { NoteForm } from "./note-form.tsx";
import { ReplyForm } from "./reply-form.tsx";
import { TemplatePicker } from "./template-picker.tsx";
import type { Composer as ComposerState } from "./composer-types.ts";

type ComposerProps = { t: Translate; composer: ComposerState };

/**
 * Where people write. A refresh morphs it: the forms themselves stay untouched (hx-morph-skip),
 * and what no longer fits the window, such as a reply, gives way to the template picker.
 */
export function Composer({ t, composer }: ComposerProps) {
  return (
    <section
      id="composer"
      class="composer"
      data-kind={composer.kind}
      data-mode="reply"
      aria-label={t("composer.reply")}
    >
      <div class="composer-tabs" role="group" aria-label={t("composer.reply")}>
        <ModeButton mode="reply" icon="reply" label={t("composer.reply")} isOn />
        {composer.mayNote && (
          <ModeButton mode="note" icon="note" label={t("composer.note")} isOn={false} />
        )}
        <ArticlesButton t={t} />
        <span class="grow" />
        {composer.kind === "open" && (
          <span class="composer-window">
            <Ring ring={composer.ring} />
            <span data-ring-text={t("composer.window.short", { time: "{time}" })}>
              {composer.ring.short}
            </span>
          </span>
        )}
      </div>
      {composer.restricted && <Notice tone="warning">{composer.restricted}</Notice>}
      <div class="composer-reply">
        <ReplyPart t={t} composer={composer} />
      </div>
      {composer.mayNote && <NoteForm t={t} composer={composer} />}
    </section>
  );
}

function ModeButton({
  mode,
  icon,
  label,
  isOn,
}: {
  mode: string;
  icon: IconName;
  label: string;
  isOn: boolean;
}) {
  return (
    <button type="button" class="composer-tab" data-mode-button={mode} aria-pressed={isOn}>
      <Icon name={icon} />
      {label}
    </button>
  );
}

function ReplyPart({ t, composer }: ComposerProps) {
  switch (composer.kind) {
    case "open":
      return <ReplyForm t={t} composer={composer} />;
    case "window-closed":
      return <TemplatePicker t={t} composer={composer} />;
    case "channel-closed":
      return (
        <Stopped icon="alert" title={t("composer.channel-closed")}>
          <p>{composer.why}</p>
        </Stopped>
      );
    case "read-only":
      return (
        <Stopped icon="lock" title={t("composer.read-only")}>
          <p>{t("composer.read-only.why")}</p>
        </Stopped>
      );
    case "blocked":
      return (
        <Stopped icon="ban" title={t("composer.blocked")}>
          <Button hx-delete={`/tickets/${composer.number}/block`}>{t("ticket.unblock")}</Button>
        </Stopped>
      );
    case "spam":
      return (
        <Stopped icon="spam" title={t("composer.spam")}>
          <Button hx-delete={`/tickets/${composer.number}/spam`}>{t("ticket.not-spam")}</Button>
        </Stopped>
      );
  }
}

/** Why nobody can write here, and the way out. */
function Stopped({
  icon,
  title,
  children,
}: {
  icon: IconName;
  title: string;
  children: ComponentChildren;
}) {
  return (
    <div class="composer-stopped">
      <Icon name={icon} />
      <div class="grow">
        <strong>{title}</strong>
        {children}
      </div>
    </div>
  );
}
