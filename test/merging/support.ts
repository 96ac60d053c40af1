import { DAY } from "../../src/clock.ts";
import { openSlaDesk } from "../sla/support.ts";

export const clara = "5511970000001";
export type MergingDesk = Awaited<ReturnType<typeof openMergingDesk>>;

/** Clara's ticket #1, resolved; two days later her #2, which waits for an answer. */
export async function openMergingDesk(options: Parameters<typeof openSlaDesk>[0] = {}) {
  const desk = await openSlaDesk(options);
  await desk.write(clara, "Meu pedido chegou quebrado");
  await desk.setStatus(1, "resolved");
  desk.clock.advance(2 * DAY);
  await desk.write(clara, "E a troca, alguém viu?");
  const ana = await desk.browserOf(desk.people.ana);
  const merge = (number: number, into: number, browser = ana) =>
    browser.send(
      "POST",
      `/tickets/${number}/merge`,
      { into: String(into) },
      { "hx-request": "true" },
    );
  return {
    ...desk,
    ana,
    merge,
    /** Answers with the address of its Undo. */
    async mergeAndUndoAddress(number: number, into: number): Promise<string> {
      await merge(number, into);
      const row = await desk.recado.db
        .selectFrom("ticket_undos")
        .select("id")
        .orderBy("id", "desc")
        .executeTakeFirstOrThrow();
      return `/undo/${row.id}`;
    },
    undo: async (address: string, browser = ana) =>
      (await browser.send("POST", address, {}, { "hx-request": "true" })).text(),
    ticket: (id: number) =>
      desk.recado.db
        .selectFrom("tickets")
        .selectAll()
        .where("id", "=", id)
        .executeTakeFirstOrThrow(),
  };
}

/** All rows that a merging touches, but for the history it writes and the moment of the change. */
export async function everythingOf({ recado: { db } }: Pick<MergingDesk, "recado">) {
  const tables = [
    "tickets",
    "ticket_tags",
    "messages",
    "notes",
    "rule_firings",
    "notifications",
    "bot_turns",
    "sla_clocks",
    "sla_events",
  ] as const;
  const rows: Record<string, object[]> = {};
  for (const table of tables) {
    const found = (await db.selectFrom(table).selectAll().execute()) as object[];
    rows[table] = found
      .map((row) => ({ ...row, updated_at: null }))
      .sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));
  }
  return rows;
}
