/** @jsxImportSource preact */
import type { Translate } from "../i18n.ts";
import type { QuickReplyChoice } from "./composer-types.ts";

/** The quick replies for this contact, in their order; the first nine answer to Alt+1…9. */
export function QuickReplies({ t, replies }: { t: Translate; replies: QuickReplyChoice[] }) {
  if (replies.length === 0) return <p class="hint">{t("composer.quick.none")}</p>;
  return (
    <ul role="listbox" aria-label={t("composer.quick")}>
      {replies.map((reply, index) => (
        <li
          key={reply.id}
          role="option"
          aria-selected="false"
          id={`quick-${reply.id}`}
          data-insert={reply.text}
          data-word={reply.shortcut}
        >
          <span class="suggestion-head">
            <strong>/{reply.shortcut}</strong>
            {reply.category && <small>{reply.category}</small>}
            {index < 9 && <kbd class="only-keyboard">Alt {index + 1}</kbd>}
          </span>
          <span class="one-line quiet-text" dir="auto">
            {reply.text}
          </span>
        </li>
      ))}
    </ul>
  );
}
