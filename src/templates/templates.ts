import type { Selectable } from "kysely";
import { DAY } from "../clock.ts";
import type { Config } from "../config.ts";
import type { Db, Tx } from "../db/open.ts";
import type { Instant, TemplatesTable } from "../db/schema.ts";
import { AppError } from "../http/errors.ts";
import type { ChannelRow } from "../whatsapp/channels.ts";
import type { GraphTemplate } from "../whatsapp/graph-templates.ts";
import { isSendable } from "./template-parts.ts";

export type TemplateRow = Selectable<TemplatesTable>;

/**
 * The WhatsApp Business account whose templates a channel may send; null while nobody named it.
 * A simulated channel has its own: the two never mix.
 */
export function wabaIdOf(config: Config, channel: ChannelRow): string | null {
  if (channel.waba_id) return channel.waba_id;
  return channel.is_simulated === 1 ? null : config.meta.wabaId;
}

/** What can be chosen in the composer: approved by Meta, and of a kind that we can fill. */
export async function listApprovedTemplates(db: Db, wabaId: string): Promise<TemplateRow[]> {
  const rows = await db
    .selectFrom("templates")
    .selectAll()
    .where("waba_id", "=", wabaId)
    .where("status", "=", "APPROVED")
    .orderBy("name")
    .orderBy("language")
    .execute();
  return rows.filter(isSendable);
}

/** One of this account's: another channel's template is none here. @throws AppError `not-found`. */
export async function getTemplate(db: Db, wabaId: string | null, id: number): Promise<TemplateRow> {
  const row = Number.isSafeInteger(id)
    ? await db.selectFrom("templates").selectAll().where("id", "=", id).executeTakeFirst()
    : undefined;
  if (!row || row.waba_id !== wabaId) {
    throw new AppError(
      "not-found",
      "There is no template with this id. Sync with Meta, then choose again.",
      {
        key: "error.no-template",
      },
    );
  }
  return row;
}

/** By its name and Meta's language code. @throws AppError `not-found`. */
export async function getTemplateByName(
  db: Db,
  wabaId: string,
  name: string,
  language: string,
): Promise<TemplateRow> {
  const row = await db
    .selectFrom("templates")
    .selectAll()
    .where("waba_id", "=", wabaId)
    .where("name", "=", name)
    .where("language", "=", language)
    .executeTakeFirst();
  if (!row) {
    throw new AppError(
      "not-found",
      `There is no template "${name}" in ${language}. Sync with Meta, then choose again.`,
      {
        key: "error.no-template",
      },
    );
  }
  return row;
}

/** Whether the list was fetched more than a day ago, or never. */
export async function areTemplatesStale(db: Db, wabaId: string, now: Instant): Promise<boolean> {
  const { syncedAt } = await db
    .selectFrom("templates")
    .select((select) => select.fn.max("synced_at").as("syncedAt"))
    .where("waba_id", "=", wabaId)
    .executeTakeFirstOrThrow();
  return syncedAt === null || now - syncedAt > DAY;
}

/** What Meta lists now is what there is: rows keep their ids, missing ones go. */
export async function replaceTemplates(
  tx: Tx,
  wabaId: string,
  templates: readonly GraphTemplate[],
  now: Instant,
): Promise<void> {
  const kept: number[] = [];
  for (const template of templates) kept.push(await upsertTemplate(tx, wabaId, template, now));
  let gone = tx.deleteFrom("templates").where("waba_id", "=", wabaId);
  if (kept.length > 0) gone = gone.where("id", "not in", kept);
  await gone.execute();
}

async function upsertTemplate(
  tx: Tx,
  wabaId: string,
  template: GraphTemplate,
  now: Instant,
): Promise<number> {
  const columns = {
    meta_id: template.metaId,
    status: template.status,
    category: template.category,
    parameter_format: template.parameterFormat,
    components: JSON.stringify(template.components),
    synced_at: now,
  };
  const { id } = await tx
    .insertInto("templates")
    .values({ waba_id: wabaId, name: template.name, language: template.language, ...columns })
    .onConflict((conflict) =>
      conflict.columns(["waba_id", "name", "language"]).doUpdateSet(columns),
    )
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}
