/** @jsxImportSource preact */
import type { Translate } from "../i18n.ts";
import { type Frame, Layout } from "../layout.tsx";
import { Badge } from "../ui/badge.tsx";
import { BackLink, Button, ButtonLink, IconButton, MoveButton } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Part } from "../ui/part.tsx";

/** A view as a line of the page. */
export interface ViewItem {
  id: number;
  name: string;
  query: string;
  /** What it shows, in words. */
  text: string;
  isShared: boolean;
  mayChange: boolean;
}

/** Every view that this person sees: one's own in their order, then the shared ones. */
export function SavedViewsPage({ frame, views }: { frame: Frame; views: ViewItem[] }) {
  const { t, permissions } = frame.me;
  return (
    <Layout title={t("views.title")} frame={frame} active="inbox">
      <div class="column">
        <BackLink href="/inbox">{t("inbox.title")}</BackLink>
        <header>
          <h1>{t("views.title")}</h1>
          <p class="hint">{t("views.lead")}</p>
        </header>
        <SavedViewList t={t} views={views} mayShare={permissions.includes("views")} />
      </div>
    </Layout>
  );
}

interface ListProps {
  t: Translate;
  views: ViewItem[];
  mayShare: boolean;
}

/** The list as a part of an answer, whatever the target was. */
export function SavedViewsPart(props: ListProps) {
  return (
    <Part target="#saved-views">
      <SavedViewList {...props} />
    </Part>
  );
}

function SavedViewList({ t, views, mayShare }: ListProps) {
  const groups = [false, true].map((isShared) =>
    views.filter((view) => view.isShared === isShared),
  );
  return (
    <section id="saved-views" class="panel" aria-label={t("views.title")}>
      {views.length === 0 && (
        <EmptyState icon="star" title={t("views.empty")}>
          <p>{t("views.empty.text")}</p>
          <p class="examples">
            <ButtonLink href="/inbox">{t("inbox.title")}</ButtonLink>
          </p>
        </EmptyState>
      )}
      {groups.map((group) =>
        group.map((view, index) => (
          <SavedView
            key={view.id}
            t={t}
            view={view}
            mayShare={mayShare}
            isFirst={index === 0}
            isLast={index === group.length - 1}
          />
        )),
      )}
    </section>
  );
}

interface ViewProps {
  t: Translate;
  view: ViewItem;
  mayShare: boolean;
  isFirst: boolean;
  isLast: boolean;
}

function SavedView(props: ViewProps) {
  const { t, view } = props;
  return (
    <article id={`view-${view.id}`} class="saved-view stack">
      <p>
        <a class="back-link" href={`/inbox?${view.query}`}>
          <strong dir="auto">{view.name}</strong>
          {view.isShared && <Badge icon="contacts">{t("views.shared")}</Badge>}
        </a>
        <span class="hint">{view.text}</span>
      </p>
      {view.mayChange && <ViewForm {...props} />}
    </article>
  );
}

function ViewForm({ t, view, mayShare, isFirst, isLast }: ViewProps) {
  const address = `/inbox/saved-views/${view.id}`;
  const { name } = view;
  return (
    <form class="form-actions" method="post" action={address} hx-post={address} hx-swap="none">
      <input
        class="input saved-view-name"
        name="name"
        value={name}
        maxLength={40}
        required
        aria-label={t("views.name")}
      />
      {mayShare && (
        <label class="check">
          <input type="checkbox" name="shared" value="1" checked={view.isShared} />
          <span>{t("views.share")}</span>
        </label>
      )}
      <Button type="submit">{t("views.rename")}</Button>
      <span class="entry-actions">
        <MoveButton
          address={address}
          label={t("views.up", { name })}
          direction="up"
          isDisabled={isFirst}
        />
        <MoveButton
          address={address}
          label={t("views.down", { name })}
          direction="down"
          isDisabled={isLast}
        />
        <IconButton
          icon="trash"
          label={t("views.delete", { name })}
          hx-delete={address}
          hx-swap="none"
        />
      </span>
    </form>
  );
}
