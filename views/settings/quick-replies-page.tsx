/** @jsxImportSource preact */
import type { Translate } from "../i18n.ts";
import type { Frame } from "../layout.tsx";
import { Badge } from "../ui/badge.tsx";
import { ButtonLink } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { LineActions } from "../ui/line-actions.tsx";
import { Part } from "../ui/part.tsx";
import { SettingsPage } from "./settings-page.tsx";

/** One quick reply of the list. */
export interface QuickReplyItem {
  id: number;
  shortcut: string;
  category: string;
  text: string;
}

interface QuickRepliesPageProps {
  frame: Frame;
  replies: QuickReplyItem[];
  done?: string;
}

/** `/settings/quick-replies`: all of them in the order of the composer. */
export function QuickRepliesPage({ frame, replies, done }: QuickRepliesPageProps) {
  const { t } = frame.me;
  return (
    <SettingsPage
      frame={frame}
      section="quick-replies"
      title={t("quick.title")}
      lead={t("quick.lead")}
      done={done}
    >
      <QuickReplyList t={t} replies={replies} />
    </SettingsPage>
  );
}

/** A swap target of its own. */
export function QuickReplyList({ t, replies }: { t: Translate; replies: QuickReplyItem[] }) {
  return (
    <section id="quick-replies" class="panel" aria-label={t("quick.list")}>
      {replies.length === 0 ? (
        <EmptyState icon="reply" title={t("quick.empty")}>
          <p>{t("quick.empty.text")}</p>
          <p class="examples">
            <NewLink t={t} />
          </p>
        </EmptyState>
      ) : (
        <>
          <p>
            <NewLink t={t} />
          </p>
          <ol class="lines">
            {replies.map((reply, index) => (
              <QuickReply
                key={reply.id}
                t={t}
                reply={reply}
                index={index}
                isLast={index === replies.length - 1}
              />
            ))}
          </ol>
        </>
      )}
    </section>
  );
}

/** The list as a part of an answer, whatever the target was. */
export function QuickRepliesPart(props: { t: Translate; replies: QuickReplyItem[] }) {
  return (
    <Part target="#quick-replies">
      <QuickReplyList {...props} />
    </Part>
  );
}

function NewLink({ t }: { t: Translate }) {
  return (
    <ButtonLink href="/settings/quick-replies/new" tone="primary" icon="plus">
      {t("quick.new")}
    </ButtonLink>
  );
}

interface QuickReplyProps {
  t: Translate;
  reply: QuickReplyItem;
  index: number;
  isLast: boolean;
}

function QuickReply({ t, reply, index, isLast }: QuickReplyProps) {
  const { id, shortcut: name } = reply;
  const address = `/settings/quick-replies/${id}`;
  return (
    <li id={`quick-${id}`} class="line">
      <span class="quick-number">
        {index < 9 && <kbd class="only-keyboard">Alt {index + 1}</kbd>}
      </span>
      <div class="line-text">
        <p class="line-title">
          <a href={address}>/{name}</a>
          {reply.category && <Badge>{reply.category}</Badge>}
        </p>
        <p class="snippet" dir="auto">
          {reply.text}
        </p>
      </div>
      <LineActions
        t={t}
        name={name}
        address={address}
        place={{ isFirst: index === 0, isLast }}
        labels={{
          up: "quick.up",
          down: "quick.down",
          edit: "quick.edit.named",
          delete: "quick.delete",
        }}
      />
    </li>
  );
}
