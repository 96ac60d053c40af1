import type { Selectable } from "kysely";
import type { Db, Tx } from "../db/open.ts";
import type { Instant, SavedViewsTable } from "../db/schema.ts";
import { AppError } from "../http/errors.ts";

export type SavedViewRow = Selectable<SavedViewsTable>;

export const LONGEST_VIEW_NAME = 40;
const MOST_VIEWS = 50;

/** Who may do what: one's own views, and with the permission `views` everybody's shared ones. */
export interface ViewKeeper {
  id: number;
  mayShare: boolean;
}

/** One's own in their order, then those that somebody shared. */
export async function listSavedViews(db: Db, userId: number): Promise<SavedViewRow[]> {
  const rows = await db
    .selectFrom("saved_views")
    .selectAll()
    .where((where) => where.or([where("user_id", "=", userId), where("is_shared", "=", 1)]))
    .orderBy("is_shared")
    .orderBy("position")
    .orderBy("id")
    .execute();
  return rows;
}

/** One that this person may change. @throws AppError `not-found`. */
export async function getOwnView(db: Db, id: number, keeper: ViewKeeper): Promise<SavedViewRow> {
  const view = Number.isSafeInteger(id)
    ? await db.selectFrom("saved_views").selectAll().where("id", "=", id).executeTakeFirst()
    : undefined;
  if (view && mayChange(view, keeper)) return view;
  throw new AppError("not-found", "There is no view with this id.", { key: "error.no-view" });
}

export function mayChange(view: SavedViewRow, { id, mayShare }: ViewKeeper): boolean {
  return view.is_shared === 1 ? mayShare : view.user_id === id;
}

export interface ViewInput {
  name: string;
  query: string;
  isShared: boolean;
  /** Where it stood, for what is put back; else it goes last. */
  position?: number;
}

/** @throws AppError `invalid` without a name or beyond 50 of one's own, `forbidden`. */
export async function insertSavedView(
  tx: Tx,
  input: ViewInput,
  keeper: ViewKeeper,
  now: Instant,
): Promise<SavedViewRow> {
  requireName(input.name);
  requireShare(input.isShared, keeper);
  const own = await tx
    .selectFrom("saved_views")
    .select(["position"])
    .where("user_id", "=", keeper.id)
    .orderBy("position", "desc")
    .execute();
  if (own.length >= MOST_VIEWS)
    throw new AppError("invalid", "You have 50 views: delete one first.", {
      key: "error.many-views",
    });
  return tx
    .insertInto("saved_views")
    .values({
      user_id: keeper.id,
      name: input.name,
      query: input.query,
      is_shared: input.isShared ? 1 : 0,
      position: input.position ?? (own[0]?.position ?? 0) + 1,
      created_at: now,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** @throws AppError `invalid` without a name, `forbidden` where sharing is not theirs. */
export async function updateSavedView(
  tx: Tx,
  view: SavedViewRow,
  { name, isShared }: { name: string; isShared: boolean },
  keeper: ViewKeeper,
): Promise<void> {
  requireName(name);
  requireShare(isShared || view.is_shared === 1, keeper);
  await tx
    .updateTable("saved_views")
    .set({ name, is_shared: isShared ? 1 : 0 })
    .where("id", "=", view.id)
    .execute();
}

export async function deleteSavedView(tx: Tx, id: number): Promise<void> {
  await tx.deleteFrom("saved_views").where("id", "=", id).execute();
}

/** One place up or down among those of its kind; at an end nothing happens. */
export async function moveSavedView(
  tx: Tx,
  view: SavedViewRow,
  direction: "up" | "down",
): Promise<void> {
  const kin = (await listSavedViews(tx, view.user_id)).filter(
    ({ is_shared }) => is_shared === view.is_shared,
  );
  const at = kin.findIndex(({ id }) => id === view.id);
  const to = at + (direction === "up" ? -1 : 1);
  const other = kin[to];
  if (!other) return;
  [kin[at], kin[to]] = [other, view];
  // All of them anew: shared ones of several people may stand at the same place.
  for (const [index, { id }] of kin.entries())
    await tx.updateTable("saved_views").set({ position: index }).where("id", "=", id).execute();
}

function requireName(name: string): void {
  if (name) return;
  throw new AppError("invalid", "Give the view a name.", { key: "error.view-name" });
}

function requireShare(isShared: boolean, { mayShare }: ViewKeeper): void {
  if (isShared && !mayShare)
    throw new AppError("forbidden", "Your role does not share views with everybody.");
}
